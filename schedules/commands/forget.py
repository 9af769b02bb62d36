"""Remove an article, or all that is stored of a source, for somebody who asked for it; and it does not come back.

An article is named by its address (any that led to it), a source by its key. What is stored is shown first, and asked
about: all texts that it had, the bytes of its pages, what was read of it, its place in the index and in stories. Copies
by other outlets stay, and the first of them takes its place; name each by its address to remove it as well.

From then on nothing of it is stored again, whether a feed, another address of the same article, a backfill or an import
brings it: hashes of its addresses are kept for that, not the addresses. `--allow` takes that back, and what the sites
still offer is fetched again. Of a source that was forgotten nothing new is stored either; also put its key into
`disable` in [crawl], or its feeds are still asked.

Removing what was removed is harmless, and goes on where it was broken off. Mailed digests and backups made before still
hold it: make a new backup, and delete the old ones.

examples:
  watira forget https://example.org/news/1
  watira forget example --yes
  watira forget https://example.org/news/1 --allow
"""

import argparse
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from psycopg import Connection

from pipelines.errors import Misuse
from schedules import jobs, logs, settings, terminal
from schedules.rereading.progress import live
from storage import forgetting, forgotten
from storage.session import session
from storage.sources import registered

log = logging.getLogger("watira")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to forget."""
    parser.add_argument("target", metavar="URL|SOURCE", help="an article's address, or the key of a source")
    parser.add_argument("--yes", action="store_true", help="remove without asking")
    parser.add_argument("--allow", action="store_true", help="let it come back, instead")


def run(options: argparse.Namespace) -> int:
    """0 when done, or the answer was no; 1 where nobody could be asked."""
    setting = settings.load()
    is_address = options.target.startswith(("http://", "https://"))
    with session(setting.home, setting.database_url) as opened, logs.kept(setting):
        connection = opened.connection
        if not is_address and options.target not in registered(connection) | jobs.load_sources(setting):
            raise Misuse(f"{options.target!r} is no address and no source; `watira sources list` has their keys")
        if options.allow:
            return _allow(connection, options.target, is_address=is_address)
        for line in _of_address(connection, options.target) if is_address else _of_source(connection, options.target):
            print(terminal.isolated(line))
        sys.stdout.flush()
        if not options.yes and (refused := _refused()) is not None:
            return refused
        return _forget(connection, options.target, is_address=is_address)


def _allow(connection: Connection, target: str, *, is_address: bool) -> int:
    name = forgotten.of_address(target) if is_address else forgotten.of_source(target)
    if forgotten.allow(connection, name):
        log.info("what was forgotten may come back: %s", name.hex()[:12] if is_address else target)
        terminal.say("it may come back: what the sites still offer is fetched again")
    else:
        terminal.say("it was not forgotten: nothing to allow")
    return 0


def _of_address(connection: Connection, url: str) -> Iterator[str]:
    """What is stored at an address."""
    number = forgetting.article_at(connection, url)
    if number is None:
        yield "No article is stored there. What is recorded of the address goes, and it is not fetched again."
        return
    one, stored = forgetting.shown(connection, number), forgetting.remains(connection, article_id=number)
    yield f"{one.title}\n{one.name_ar} ({one.key}), {one.published_at or 'no time stated'}"
    yield terminal.readable(one.url)
    yield f"to be removed: texts {stored.texts}, pages {stored.pages}, events and figures {stored.facts}"
    if one.duplicate_of:
        yield "It is a copy; the first of the same text stays."
    for key, copy in forgetting.copies(connection, number):
        yield f"copy that stays: {key} {terminal.readable(copy)}"


def _of_source(connection: Connection, key: str) -> Iterator[str]:
    """What is stored of a source."""
    stored = forgetting.remains(connection, source=key)
    yield f"to be removed of {key}: {stored.articles:,} articles, {stored.texts:,} texts, {stored.pages:,} pages,"
    yield f"{stored.facts:,} events and figures, {forgetting.refused(connection, key):,} addresses without an article"
    yield f"copies by other sources that stay: {stored.copies:,}"


def _refused() -> int | None:
    """The exit code where it may not be done; None: it may."""
    if not (sys.stdin and sys.stdin.isatty()):
        terminal.say("nothing was removed: nobody can be asked here. To remove it, add --yes")
        return 1
    print("Remove this for good? [y/N] ", end="", file=sys.stderr, flush=True)
    return None if sys.stdin.readline().strip().lower() in ("y", "yes") else 0


def _forget(connection: Connection, target: str, *, is_address: bool) -> int:
    now = datetime.now(UTC)
    if is_address:
        removed = forgetting.forget_address(connection, target, now=now)
        log.info("forgotten: %d article, address %s", removed, forgotten.of_address(target).hex()[:12])
    else:
        stored = forgetting.remains(connection, source=target)
        with live(stored.articles, "articles", "removing") as on_removed:
            count = forgetting.forget_source(connection, target, now=now, on_removed=on_removed)
        log.info("forgotten: %d articles of source %s", count, target)
    terminal.say("removed; it does not come back. Backups made before still hold it")
    return 0
