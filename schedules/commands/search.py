"""Find stored articles by words: spelling, tashkeel and clitics do not matter, the best match comes first.

All words must occur; "words in quotes" must stand together. Nothing found for the words: similar headlines are shown.

examples:
  watira search خراب الجير                       both words, anywhere
  watira search '"خراب الجير"'                   next to each other
  watira search قصف إدلب --since 2026-11-01 --tag strike.air
  watira search الطائرات المسيّرة --json --limit 100
"""

import argparse
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from schedules import json_lines, settings, terminal
from storage.search import Hit, search
from storage.session import session

# Beyond them a day has no instant in every zone, and no news.
_FIRST_YEAR, _LAST_YEAR = 1970, 2200


def arguments(parser: argparse.ArgumentParser) -> None:
    """Words and filters."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what to look for, in Arabic")
    parser.add_argument("--since", type=day, metavar="DATE", help="published on this day or later (2026-11-22)")
    parser.add_argument("--until", type=day, metavar="DATE", help="published on this day or earlier")
    parser.add_argument("--source", metavar="KEY", help="only this source")
    parser.add_argument("--tag", metavar="ID", help="only articles with this tag")
    parser.add_argument("--limit", type=count, default=20, metavar="N", help="at most so many (default 20)")
    parser.add_argument("--json", action="store_true", help="one JSON line an article")


def run(options: argparse.Namespace) -> int:
    """0, also when nothing is found."""
    setting = settings.load()
    zone = setting.zone
    with session(setting.home, setting.database_url) as opened:
        hits = search(
            opened.connection,
            " ".join(options.words),
            since=options.since and start_of(options.since, zone),
            until=options.until and start_of(options.until + timedelta(days=1), zone),
            source=options.source,
            tag=options.tag,
            limit=options.limit,
        )
    for hit in hits:
        if options.json:
            json_lines.write(_row(hit))
        else:
            _show(hit, zone)
    if not hits:
        terminal.say("nothing found.")
    return 0


def day(text: str) -> date:
    """A date argument. Raises what argparse turns into a sentence."""
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-11-22") from error
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{text!r} lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return found


def count(text: str) -> int:
    """A whole number from 1 on. Raises what argparse turns into a sentence."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def start_of(when: date, zone: tzinfo) -> datetime:
    """The first instant of a day in a zone, in UTC."""
    return datetime.combine(when, time.min, zone).astimezone(UTC)


def _row(hit: Hit) -> json_lines.Row:
    published = hit.published_at.isoformat() if hit.published_at else None
    return {
        "id": hit.id,
        "url": hit.url,
        "source": hit.source,
        "title": hit.title,
        "published_at": published,
        "label": hit.label,
        "excerpt": hit.excerpt,
        "score": round(hit.score, 4),
        "duplicate_of": hit.duplicate_of,
    }


def _show(hit: Hit, zone: tzinfo) -> None:
    when = f"{hit.published_at.astimezone(zone):%Y-%m-%d %H:%M}" if hit.published_at else "no date"
    copy = f", copy of {hit.duplicate_of}" if hit.duplicate_of else ""
    print(terminal.isolated(hit.title))
    print(f"  {when}  {hit.source}  {hit.label}  (id {hit.id}{copy})")
    print(f"  {terminal.isolated(hit.excerpt)}")
    print(f"  {terminal.readable(hit.url)}\n")
