"""`watira crawl` as a person calls it: what is due, what is not, and options that do not go together."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from psycopg import Connection

from pipelines.errors import Misuse
from schedules import cli, install
from schedules.commands import crawl, sources
from storage.channels import Schedule, save_channel
from tests.schedules.conftest import Run

# Each takes a tenth of a second or more to import, and a crawl that has nothing to do needs none of them.
_HEAVY = ("scrapy", "twisted", "trafilatura", "langdetect", "rich", "lxml", "jinja2", "apscheduler", "digest.message")
_IDLE = f"""
import sys
from schedules import cli
code = cli.main(["crawl"])
print(code, sorted(set({_HEAVY}) & set(sys.modules)), [name for name in sys.modules if name.startswith("crawler.spid")])
"""
_CATALOGUE = """
[idle]
name_ar = "منبر"
name_en = "Idle"
home = "https://idle.example/"
feeds = ["https://idle.example/feed/"]
timezone = "Asia/Damascus"
"""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--backfill"], "needs --source KEY and --since DATE"),
        (["--backfill", "--source", "sana"], "needs --source KEY and --since DATE"),
        (["--until", "2026-01-01"], "goes with --backfill"),
        (["--backfill", "--source", "sana", "--since", "2026-02-01", "--until", "2026-01-01"], "lies before --since"),
    ],
)
def test_options_that_do_not_go_together(words: list[str], message: str) -> None:
    """Each is refused with what would be right."""
    with pytest.raises(Misuse, match=message):
        crawl.run(cli._parser("crawl", crawl).parse_args(words))


@pytest.mark.parametrize(
    "words", [["add"], ["add", "outlet.example"], ["add", "https://a.example/", "https://b.example/"]]
)
def test_add_wants_an_address(words: list[str]) -> None:
    """One site is looked over at a time, by its address."""
    with pytest.raises(Misuse, match="the address of one site"):
        sources.run(cli._parser("sources", sources).parse_args(words))


@pytest.mark.slow
def test_what_is_not_due_is_not_asked(watira: Run) -> None:
    """When all is dealt with, a crawl asks nobody and says when it will; --now and a name ask all the same."""
    for _ in range(2):  # what answered badly the first time is due at once
        watira("crawl")
    idle = watira("crawl")
    assert (idle.returncode, idle.stdout) == (0, "")
    assert "nothing is due until" in idle.stderr
    assert "ufuq" in watira("crawl", "--source", "ufuq").stdout
    health = watira("sources", "health")
    assert "watched sources" in health.stderr


def test_nothing_due_loads_nothing_heavy(connection: Connection, database_url: str, tmp_path: Path) -> None:
    """A crawl that cron calls every minute mostly has nothing to do: then neither fetching nor reading is loaded."""
    now = datetime.now(UTC)
    connection.execute("insert into source (key, name_ar, name_en, home, enabled) values ('idle', '', '', '', true)")
    later = Schedule(now + timedelta(hours=1))
    known = {"etag": None, "last_modified": None, "body_sha256": None, "status": 200, "error": "", "schedule": later}
    save_channel(connection, "https://idle.example/feed/", "idle", now=now, **known)  # type: ignore[arg-type]
    (tmp_path / "sources.toml").write_text(_CATALOGUE, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": database_url, "WATIRA_HOME": str(tmp_path)}
    environment["WATIRA_CRAWL_SOURCES_FILE"] = str(tmp_path / "sources.toml")
    done = subprocess.run(
        [sys.executable, "-c", _IDLE], cwd=install.PROJECT, env=environment, capture_output=True, text=True, check=True
    )
    assert "nothing is due until" in done.stderr
    assert done.stdout.strip() == "0 [] []"


@pytest.mark.slow
def test_faults_in_the_catalogue_stop_the_start(environment: dict[str, str], watira: Run) -> None:
    """Of a daemon and a worker: settings and catalogue are checked before anything runs."""
    Path(environment["WATIRA_CRAWL_SOURCES_FILE"]).write_text("[broken")
    for words in (["daemon"], ["worker", "--concurrency", "2"]):
        failed = watira(*words)
        assert failed.returncode == 2
        assert "sources.toml" in failed.stderr
    assert "a number from 1 to 64" in watira("worker", "--concurrency", "0").stderr
