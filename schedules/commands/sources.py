"""The sources: news sites and the feeds and sitemaps through which they say what is new.

  list     the catalogue: key, name, channels, and why a source is disabled
  check    fetch each channel once and say what came: the way to verify addresses, since feeds move

examples:
  watira sources list
  watira sources check                 every enabled source
  watira sources check sana aljazeera  these only
"""

import argparse

from rich.table import Table
from rich.text import Text

from crawler.check import ChannelCheck, check
from crawler.crawl import run as run_async
from pipelines.article import Source
from schedules import jobs, report, settings

# Columns in a pipe or file: no address is cut there.
_WIDE = 400


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which sources."""
    parser.add_argument("action", choices=("list", "check"), metavar="ACTION", help="list | check")
    parser.add_argument("keys", nargs="*", metavar="KEY", help="only these sources")


def run(options: argparse.Namespace) -> int:
    """0; `check`: 1 when no channel answered."""
    setting = settings.load()
    found = jobs.load_sources(setting)
    if options.action == "list":
        chosen = jobs.choose(found, options.keys, everything=True)
        report.console(_WIDE).print(_catalogue(chosen))
        return 0
    chosen = jobs.choose(found, options.keys, everything=False)
    checks = run_async(check(chosen, jobs.crawl_settings(setting)))
    report.console(_WIDE).print(_checked(checks))
    return 0 if any(not result.error for result in checks) else 1


def _catalogue(sources: tuple[Source, ...]) -> Table:
    table = Table("key", "name", "", "channels", "note", box=None, header_style="bold")
    for source in sources:
        channels = "\n".join(channel.url for channel in source.channels)
        cells = (source.key, source.name_en, "on" if source.enabled else "off", channels, source.reason)
        table.add_row(*map(Text, cells))
    return table


def _checked(checks: list[ChannelCheck]) -> Table:
    table = Table("source", "channel", "answer", "items", "newest", "what to do", box=None, header_style="bold")
    for result in checks:
        newest = f"{result.newest:%Y-%m-%d %H:%M}" if result.newest else ""
        cells = (result.source, result.url, result.error or "ok", str(result.items), newest, result.advice)
        table.add_row(*map(Text, cells))  # as text: what comes from the web is no markup
    return table
