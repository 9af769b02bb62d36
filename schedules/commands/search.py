"""Find stored articles by words and by what they report: spelling, tashkeel and clitics do not matter, the best match
comes first. Put a question with signs in quotation marks of the shell.

  قصف إدلب            both words          قصف OR غارة       either (also | and أو)
  "خراب الجير"        next to each other  -تدريب            without this
  طائر*               beginning so        ( )               group
  "Deir ez-Zor", SDF  English names find the Arabic ones

  source:sana   place:idlib   actor:sdf   type:strike   label:escalation   tag:ID   story:12
  killed>5  wounded>=3  missing<2  captured=1      figures that an article gives, by > >= < <= =
  since:2026-11-01  until:2026-11-30               published then

Nothing found for plain words: similar headlines are shown. docs/searching.md says more.

examples:
  watira search خراب الجير
  watira search '"خراب الجير" -تدريب'
  watira search 'قصف place:idlib killed>5 since:2026-11-01'
  watira search 'type:strike.drone actor:turkey' --csv > drones.csv
  watira search الطائرات المسيّرة --json --limit 100
"""

import argparse
from datetime import timedelta, tzinfo

from schedules import cells, json_lines, settings, terminal
from schedules.option_values import count, day, start_of
from storage.search import Found, Hit, Limits, search
from storage.session import session

# Of the table for spreadsheets.
_COLUMNS = ("id", "published_at", "source", "label", "title", "excerpt", "url", "score", "duplicate_of", "similar")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Words and filters."""
    parser.add_argument("words", nargs="+", metavar="WORDS", help="what to look for")
    parser.add_argument("--since", type=day, metavar="DATE", help="published on this day or later (2026-11-22)")
    parser.add_argument("--until", type=day, metavar="DATE", help="published on this day or earlier")
    parser.add_argument("--source", metavar="KEY", help="only this source")
    parser.add_argument("--tag", metavar="ID", help="only articles with this tag")
    parser.add_argument("--limit", type=count, default=20, metavar="N", help="at most so many (default 20)")
    parser.add_argument("--thorough", action="store_true", help="a phrase: look through more articles; takes seconds")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON line an article")
    form.add_argument("--csv", action="store_true", help="a table for spreadsheets")


def run(options: argparse.Namespace) -> int:
    """0, also when nothing is found."""
    setting = settings.load()
    zone = setting.zone
    limits = Limits(
        since=options.since and start_of(options.since, zone),
        until=options.until and start_of(options.until + timedelta(days=1), zone),
        source=options.source,
        tag=options.tag,
        zone=zone,
        hits=options.limit,
        thorough=options.thorough,
    )
    with session(setting.home, setting.database_url) as opened:
        found = search(opened.connection, " ".join(options.words), limits)
    for line in (*found.notes, *_bounded(found, zone)):
        terminal.say(line)
    _write(found, options, zone)
    return 0


def _write(found: Found, options: argparse.Namespace, zone: tzinfo) -> None:
    rows = [_row(hit) for hit in found.hits]
    if options.csv:
        cells.write(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows))
    elif options.json:
        for row in rows:
            json_lines.write(row)
    else:
        for hit in found.hits:
            _show(hit, zone)
    if not rows:
        terminal.say("nothing found.")
    elif found.hits[0].similar:
        terminal.say("no article has these words; these headlines are spelled nearly like them.")


def _bounded(found: Found, zone: tzinfo) -> list[str]:
    """What was not looked at."""
    if found.back_to is None:
        return []
    back_to = f"{found.back_to.astimezone(zone):%Y-%m-%d %H:%M}"
    what = "ranked are the newest that fit" if found.hits else "nothing found among the newest that have these words"
    how = "--thorough (for a phrase), more words, a field or until: with that day reach the older ones"
    return [f"{what}, back to {back_to}: {how}"]


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
        "marks": [list(mark) for mark in hit.marks],
        "similar": hit.similar,
    }


def _show(hit: Hit, zone: tzinfo) -> None:
    when = f"{hit.published_at.astimezone(zone):%Y-%m-%d %H:%M}" if hit.published_at else "no date"
    copy = f", copy of {hit.duplicate_of}" if hit.duplicate_of else ""
    print(terminal.isolated(terminal.marked(hit.title, hit.title_marks)))
    print(f"  {when}  {hit.source}  {hit.label}  (id {hit.id}{copy})")
    print(f"  {terminal.isolated(terminal.marked(hit.excerpt, hit.marks))}")
    print(f"  {terminal.readable(hit.url)}\n")
