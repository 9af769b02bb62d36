"""Try everything on a sample newsroom: four invented outlets on this machine, crawled, read, tagged, stored and
mailed for real.

It needs no internet, keeps its data apart from yours (in `sample-newsroom` in the data folder), and leaves nothing
running. The newsroom's day has two editions, morning and evening; each is crawled. A second run on the same day finds
nothing new and stores nothing twice; on another day the demo begins anew.

example:
  watira demo
"""

import argparse
import fcntl
import json
import shlex
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from psycopg import Connection
from rich.console import Console

from crawler.crawl import run as run_async
from crawler.report import CrawlReport
from demo.mailbox import Mailbox
from demo.site import Newsroom, Outlet
from digest import render
from digest.contents import Digest
from digest.deliver import Delivery
from pipelines.article import Source
from pipelines.channels import Channel, Feed, Sitemap
from schedules import crawling, jobs, mailing, report, settings, terminal
from storage import server
from storage.session import session

_READER = "reader@example.org"
_TOP = 5

# Of all outlets, so that their articles have the same addresses in every run: the first of these that is free.
_PORTS = range(8470, 8480)

# The newsroom's last article of a day is published by then; none is to come from the future.
_EDITORS_LEAVE = timedelta(hours=18)

# What a demo makes in its folder, and removes when it begins anew.
_LOCK = "demo.lock"
_OURS = {"postgres", "state.json", "digest.html", _LOCK}

Edition = Literal["morning", "evening"]
_WHOLE_DAY: tuple[Edition, ...] = ("morning", "evening")
_EVENING: tuple[Edition, ...] = ("evening",)


@dataclass(frozen=True, slots=True)
class _State:
    """What a run leaves for the next one. The sample articles are dated by the day and addressed by the outlets'
    homes."""

    day: str
    homes: list[str]
    edition: Edition | None = None  # crawled last; None: none yet

    @classmethod
    def of(cls, home: Path) -> "_State | None":
        try:
            kept = cls(**json.loads((home / "state.json").read_text()))
            date.fromisoformat(kept.day)
        except (OSError, ValueError, TypeError):
            return None
        return kept

    def keep(self, home: Path) -> None:
        (home / "state.json").write_text(json.dumps(asdict(self)))


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its options
    """0 when everything worked."""
    home = settings.load().home / "sample-newsroom"
    with _alone(home):
        return _run(home)


def _run(home: Path) -> int:
    started = time.monotonic()
    left = _State.of(home)
    today = _newsroom_day(left)
    console = report.console()
    terminal.say(f"a sample newsroom, invented for this; its data go to {home}")
    with Mailbox() as mailbox, _newsroom(today) as newsroom:
        state = _begun(home, left, _State(today.isoformat(), [outlet.home for outlet in newsroom.outlets]))
        setting = _setting(home, mailbox)
        with session(home) as opened:  # open meanwhile, so that the server is started once
            reports = run_async(_crawl_editions(setting, newsroom, state))
            digest = _mailed(opened.connection, setting, mailbox)
            file = home / "digest.html"
            file.write_text(render.page(digest), encoding="utf-8")
    _tell(console, reports, digest, file)
    console.print(f"\nTook {time.monotonic() - started:.0f} s. Nothing is left running.")
    _next_steps(console, home, digest)
    return report.exit_code(reports)


def _newsroom_day(left: _State | None) -> date:
    """The newsroom's day: the last one whose evening is over, or that of the last run as long as it is not old."""
    now = datetime.now(settings.Settings(Path()).zone)
    day = (now - _EDITORS_LEAVE).date()
    last = date.fromisoformat(left.day) if left else day
    return last if day - timedelta(days=1) <= last <= day else day


def _newsroom(today: date) -> Newsroom:
    """The newsroom at addresses that it has in the next run as well; at others where all ports are taken."""
    for port in _PORTS:
        newsroom = Newsroom(today, port=port)
        with newsroom:
            if newsroom.ports == (port,):
                return newsroom
    return Newsroom(today)


def _begun(home: Path, left: _State | None, begun: _State) -> _State:
    """Where the demo stands; what is left of an old day, or of outlets at other addresses, is thrown away."""
    if left and (left.day, left.homes) == (begun.day, begun.homes):
        return left
    if left:
        terminal.say("the last run was long ago, or its addresses are taken: beginning anew")
    elif any(path.name not in _OURS for path in home.iterdir()):
        raise settings.SettingsError(f"{home} holds other things than a demo: name another folder in WATIRA_HOME")
    server.stop(home)
    for name in _OURS - {_LOCK}:
        shutil.rmtree(home / name, ignore_errors=True)
        (home / name).unlink(missing_ok=True)
    return begun


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Wait until no other demo uses the folder, and keep others out meanwhile."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            terminal.say("another demo is running; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _setting(home: Path, mailbox: Mailbox) -> settings.Settings:
    """Settings for the newsroom alone: loopback allowed, no delay, the digest to the demo's own mailbox."""
    return settings.Settings(
        home=home,
        crawl=settings.Crawl(delay_seconds=0.0, ports=(), max_age_days=5),
        digest=settings.DigestPlan(recipients=(_READER,), operators=(_READER,)),
        mail=settings.Mail(host=mailbox.host, port=mailbox.port, security="none", sender="watira@example.org"),
        allow_networks=(ip_network("127.0.0.0/8"),),
    )


async def _crawl_editions(setting: settings.Settings, newsroom: Newsroom, state: _State) -> list[CrawlReport]:
    """Crawl each edition that is still to come; when the day is over, the evening edition once more."""
    sources = [_source(outlet) for outlet in newsroom.outlets]
    rounds = []
    for edition in _EVENING if state.edition else _WHOLE_DAY:
        newsroom.edition = edition
        terminal.say(f"crawling the {edition} edition of {len(sources)} outlets")
        with report.live(len(sources)) as show:
            order = jobs.CrawlOrder(tuple(sources))
            rounds.append(await crawling.crawl_once(setting, order, show, catalogue_sources=sources))
        replace(state, edition=edition).keep(setting.home)
    return report.added(rounds)


def _source(outlet: Outlet) -> Source:
    """An outlet of the newsroom as the catalogue would have it."""
    channels: tuple[Channel, ...] = (*map(Feed, outlet.feeds), *map(Sitemap, outlet.sitemaps))
    return Source(outlet.key, outlet.name_ar, outlet.name_en, outlet.home, channels, outlet.timezone)


def _mailed(connection: Connection, setting: settings.Settings, mailbox: Mailbox) -> Digest:
    """Mail what is new, and answer the digest of the day, which a second run has mailed before."""
    now = datetime.now(UTC)
    sent = mailing.send(connection, setting, now=now)
    for result in sent.results:
        arrived = f"; the mailbox holds {len(mailbox.messages)}" if result.state is Delivery.SENT else ""
        terminal.say(f"digest to {mailing.told(result)}{arrived}")
    return sent.digest


def _tell(console: Console, reports: Sequence[CrawlReport], digest: Digest, file: Path) -> None:
    console.print()
    report.print_crawl(reports)
    if not any(one.stored or one.revised for one in reports):
        console.print(
            "\nNothing new: the outlets announce what is known already (so found is 0), and nothing was stored twice."
        )
    console.print(f"\nTop escalation stories of {digest.found}:")
    for story in digest.stories[:_TOP]:
        others = f"  (also in {len(story.carriers)} more)" if story.carriers else ""
        console.print(f"  {terminal.isolated(story.title)}{others}", highlight=False, markup=False)
        known = " · ".join(filter(None, (story.where, story.when, *story.tolls)))
        console.print(f"      {terminal.isolated(known)}", highlight=False, markup=False)
    console.print(f"\nThe digest as it was mailed: {file}", highlight=False, markup=False, soft_wrap=True)


def _next_steps(console: Console, home: Path, digest: Digest) -> None:
    prefix = f"WATIRA_HOME={shlex.quote(str(home))} {shlex.quote(str(settings.PROJECT / 'watira'))}"
    console.print("\nTry next:")
    for words in (
        'search "ريف إدلب"',
        "db psql -- -c 'select source, title from escalation'",
        f"digest --date {digest.day}",
    ):
        console.print(f"  {prefix} {words}", highlight=False, markup=False, soft_wrap=True)
