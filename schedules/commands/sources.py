"""The sources: news sites and the channels through which they say what is new.

  list [KEY]...    the catalogue: key, name, channels, and why a source is disabled
  health           what is wrong with sources, channels and hosts, and what to do about it
  check [KEY]...   fetch each channel once and say what came, and what has moved: feeds do
  add URL          look a site over (robots.txt, declared feeds, the usual places, sitemaps, three articles)
                   and print the table to paste into the catalogue

examples:
  watira sources list
  watira sources health
  watira sources check                 every enabled source
  watira sources check sana aljazeera  these only
  watira sources add https://www.enabbaladi.net/
"""

import argparse
from datetime import UTC, datetime
from urllib.parse import urlsplit

from rich.table import Table
from rich.text import Text

from crawler.channels import lately
from crawler.check import ChannelCheck, check
from crawler.crawl import run as run_async
from crawler.proposal import table as proposed
from crawler.survey import Survey, Trial, survey
from pipelines.article import Article, Rejection, Source
from pipelines.errors import Misuse
from schedules import health as judged
from schedules import jobs, report, settings
from schedules.terminal import isolated, say
from storage.channels import channels_health
from storage.hosts import hosts
from storage.session import session
from storage.sources import health

# Columns in a pipe or file: no address is cut there.
_WIDE = 400

_ACTIONS = ("list", "health", "check", "add")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which sources."""
    parser.add_argument("action", choices=_ACTIONS, metavar="ACTION", help=" | ".join(_ACTIONS))
    parser.add_argument("keys", nargs="*", metavar="KEY", help="only these sources; with add: the address of a site")


def run(options: argparse.Namespace) -> int:
    """0; 1: `check` got no answer, `health` has something to tell, `add` found no channel."""
    setting = settings.load()
    if options.action == "add":
        return _add(setting, options.keys)
    found = jobs.load_sources(setting)
    if options.action == "list":
        chosen = jobs.choose(found, options.keys, everything=True)
        report.console(_WIDE).print(_catalogue(chosen))
        return 0
    if options.action == "health":
        return _health(setting, options.keys)
    return _check(setting, jobs.choose(found, options.keys, everything=False))


def _check(setting: settings.Settings, chosen: tuple[Source, ...]) -> int:
    say(f"asking {sum(len(source.channels) for source in chosen)} channels of {len(chosen)} sources")
    checks = run_async(check(chosen, jobs.crawl_settings(setting)))
    report.console(_WIDE).print(_checked(checks))
    return 0 if any(not result.error for result in checks) else 1


def _health(setting: settings.Settings, keys: list[str]) -> int:
    """Name what is wrong."""
    now = datetime.now(UTC)
    with session(setting.home, setting.database_url) as opened:
        known = health(opened.connection)
        channels, slowed = channels_health(opened.connection), list(hosts(opened.connection).values())
    found = [one for one in judged.troubles(known, channels, slowed, now) if not keys or one.subject in keys]
    out = report.console(_WIDE)
    if found:
        out.print(_troubles(found))
    well = sum(source.enabled and source.last_success_at is not None for source in known)
    subjects = {one.subject for one in found}
    say(
        f"{len(subjects)} of {well} watched sources and hosts need a look"
        if found
        else f"all {well} watched sources are well"
    )
    back = judged.recovered(known, now)
    if back:
        say(f"well again since yesterday: {', '.join(back)}")
    return 1 if found else 0


def _troubles(found: list[judged.Trouble]) -> Table:
    shown = Table("source", "what is wrong", "what to do", box=None, header_style="bold")
    for one in found:
        shown.add_row(*map(Text, (one.subject, one.what, one.advice)))  # as text: what comes from the web is no markup
    return shown


def _catalogue(sources: tuple[Source, ...]) -> Table:
    table = Table("key", "name", "", "channels", "evidence", "note", box=None, header_style="bold")
    for source in sources:
        channels = "\n".join(channel.url for channel in source.channels)
        state = "on" if source.enabled else "off"
        table.add_row(*map(Text, (source.key, source.name_en, state, channels, source.evidence, source.reason)))
    return table


def _checked(checks: list[ChannelCheck]) -> Table:
    table = Table("source", "channel", "answer", "items", "newest", "what to do", box=None, header_style="bold")
    for result in checks:
        newest = f"{result.newest:%Y-%m-%d %H:%M}" if result.newest else ""
        items = str(result.items) if not result.parts else f"{result.items} and {result.parts} parts"
        answer = result.error or ("moved" if result.moved_to else "ok")
        cells = (result.source, result.url, answer, items, newest, result.advice)
        table.add_row(*map(Text, cells))  # as text: what comes from the web is no markup
    return table


def _add(setting: settings.Settings, urls: list[str]) -> int:
    """Look a site over and print what to paste."""
    if len(urls) != 1 or urlsplit(urls[0]).scheme not in ("http", "https"):
        raise Misuse("`watira sources add` wants the address of one site, as in https://www.example.org/")
    say(f"looking {urls[0]} over; this takes a minute")
    found = run_async(survey(urls[0], jobs.crawl_settings(setting)))
    out = report.console(_WIDE)
    if found.error:
        say(f"{found.url}: {found.error}")
        return 1
    out.print(f"robots.txt {found.robots}", highlight=False, markup=False)
    out.print(_checked([result for _, result in found.checks]))
    for trial in found.trials:
        out.print(_read(trial), highlight=False, markup=False, soft_wrap=True)
    return _proposal(found)


def _proposal(found: Survey) -> int:
    if not any(not result.error and (result.items or result.parts) for _, result in found.checks):
        say(
            "no channel was found: name a page that lists its articles as `sections`, with a pattern of their addresses"
        )
        return 1
    say("the table for crawler/sources.toml (or the file that [crawl] sources_file names); look at names and zone:")
    print(f"\n{proposed(found, datetime.now(UTC).date(), lately().since)}\n")
    return 0


def _read(trial: Trial) -> str:
    """A trial in a line."""
    result = trial.result
    if isinstance(result, Article):
        reading = result.reading
        when = f"{reading.published.at:%Y-%m-%d %H:%M}" if reading.published else "without a time"
        title = isolated(reading.title)
        return f"read {trial.url}: “{title}”, {when}, {len(reading.body)} characters, {result.tagging.label}"
    why = f"{result.reason} {result.detail}".strip() if isinstance(result, Rejection) else result
    return f"not read {trial.url}: {why}"
