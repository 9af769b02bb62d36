"""Find stored articles by words: spelling, tashkeel and clitics do not matter, the best match comes first.

All words must occur; "words in quotes" must stand together. Nothing found for the words: similar headlines are shown.

examples:
  watira search خراب الجير                       both words, anywhere
  watira search '"خراب الجير"'                   next to each other
  watira search قصف إدلب --since 2026-11-01 --tag strike.air
  watira search الطائرات المسيّرة --json --limit 100
"""

import argparse
from datetime import timedelta, tzinfo

from schedules import json_lines, settings, terminal
from schedules.option_values import count, day, start_of
from storage.search import Hit, search
from storage.session import session


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
