"""The stories: events as several articles tell them, copies counted once.

Without a number: the latest stories of escalation, with how many outlets tell each and how many of these are
independent. Outlets that print one agency's text, and outlets of one owner, are one witness.

With a number: its reports in time, who copied whom and why that is known, versions with what changed, figures by
source, and articles that went from or to another story.

examples:
  watira stories                       the latest twenty
  watira stories --since 2026-11-20    all that were told since then
  watira stories 12                    one of them
"""

import argparse

from pipelines.errors import Explained
from schedules import settings, telling, terminal
from schedules.option_values import count, day, start_of
from storage import story_shelf
from storage.session import session

_LATEST = 20
_ALL = 10_000


class NoStory(Explained):
    """There is no story of this number."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which stories."""
    parser.add_argument("number", nargs="?", type=count, metavar="ID", help="show this story")
    parser.add_argument("--since", type=day, metavar="DATE", help="list those told on this day or later")
    parser.add_argument("--all", action="store_true", help="list those of other subjects as well")
    parser.add_argument("--limit", type=count, metavar="N", help=f"at most so many (default {_LATEST}, or all since)")


def run(options: argparse.Namespace) -> int:
    """0, also where there are none."""
    setting = settings.load()
    since = options.since and start_of(options.since, setting.zone)
    limit = options.limit or (_ALL if since else _LATEST)
    with session(setting.home, setting.database_url) as opened:
        if options.number:
            found = story_shelf.whole(opened.connection, options.number)
            if found is None:
                raise NoStory(_why_none(options.number, story_shelf.became(opened.connection, options.number)))
            for line in telling.lines(found, setting.zone):
                print(line)
            return 0
        listed = story_shelf.listed(opened.connection, since=since, everything=options.all, limit=limit)
    for one in listed:
        killed = telling.span(one.killed_min, one.killed_max)
        told = telling.outlets(one.sources, one.independent_sources)
        print(f"{one.id:>6}  {telling.when(one.last_seen_at, setting.zone)}  {terminal.isolated(one.headline)}")
        print(f"        {one.articles} articles, {told}{f', killed {killed}' if killed else ''}")
    if not listed:
        terminal.say("no stories: nothing that two articles tell of was stored. --all lists other subjects, too.")
    return 0


def _why_none(number: int, became: int | None) -> str:
    if became:
        return f"story {number} has no articles any more: it became story {became} (watira stories {became})"
    return f"there is no story {number}; `watira stories` lists those there are"
