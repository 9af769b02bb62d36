"""What the clock puts on the queue, and when it plans anew."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from schedules import clock
from schedules.clock import Clock
from schedules.settings import Crawl, DigestPlan, Mail, Settings
from storage import queue

CATALOGUE = """
[outlet]
name_ar = "منبر"
name_en = "Outlet"
home = "https://outlet.example"
feeds = ["https://outlet.example/feed"]
timezone = "Asia/Damascus"
"""


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings for one source that was never asked, and a digest every day."""
    (tmp_path / "sources.toml").write_text(CATALOGUE, encoding="utf-8")
    return Settings(
        home=tmp_path,
        crawl=Crawl(sources_file=str(tmp_path / "sources.toml")),
        digest=DigestPlan(recipients=("reader@example.org",)),
        mail=Mail(host="mail.example", sender="watira@example.org"),
        database_url=database_url,
    )


def test_what_is_due_is_put(
    settings: Settings,
    connection: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """At once what is due; a broken catalogue is told and counted, and the rest goes on; when the clock is set, what
    was planned by the old one is planned anew."""
    offset = 0.0
    monkeypatch.setattr(clock, "_WATCH_SECONDS", 0.05)
    monkeypatch.setattr(clock, "wall", lambda: time.monotonic() + offset)

    async def until(happened: object) -> None:
        for _ in range(400):
            if callable(happened) and happened():
                return
            await asyncio.sleep(0.05)
        raise AssertionError("it did not happen")

    def subjects() -> list[str]:
        return [f"{job.kind} {job.subject}" for job in queue.open_jobs(connection)]

    async def play() -> None:
        nonlocal offset
        ticking = Clock(settings)
        ticking.start()
        await until(lambda: subjects() == ["crawl_source outlet"])
        Path(settings.crawl.sources_file).write_text("[broken", encoding="utf-8")
        planned = {job.id: job.next_run_time for job in ticking._scheduler.get_jobs()}
        assert planned["crawls"] > datetime.now(UTC) + timedelta(seconds=30)
        await until(lambda: not ticking._looks)
        await asyncio.sleep(0.2)  # until the scheduler knows that the first look has ended
        offset = -3600.0
        await until(lambda: "crawls not put (1 in a row)" in caplog.text)
        assert "sources.toml" in caplog.text
        assert "set by -3600 s" in caplog.text
        await asyncio.to_thread(ticking._put, ticking._digest)
        await asyncio.to_thread(ticking._put, ticking._maintenance)
        await asyncio.to_thread(ticking._put, ticking._unfinished_digests)
        await ticking.stop()

    asyncio.run(play())
    today = datetime.now(settings.zone).date()
    assert sorted(subjects()) == ["crawl_source outlet", "maintain ", f"send_digest {today} daily"]
