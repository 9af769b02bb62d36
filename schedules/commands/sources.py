"""The sources: news sites and the channels through which they say what is new.

  list [KEY]...    the catalogue: names, kinds of channels, why a source is off; of named ones all, with addresses
  health           what is wrong with sources, channels and hosts, and what to do about it
  check [KEY]...   fetch each channel once and say what came, and what has moved: feeds do
  add URL          look a site over (robots.txt, declared feeds, the usual places, sitemaps, three articles)
                   and print the table to paste into the catalogue

examples:
  watira sources list
  watira sources list sana             all that the catalogue says of one
  watira sources list --json | jq -r 'select(.enabled).channels[].url'
  watira sources health
  watira sources check                 every enabled source
  watira sources check sana aljazeera  these only
  watira sources add https://www.enabbaladi.net/
"""

import argparse
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from crawler.channels import lately
from crawler.check import check
from crawler.crawl import run as run_async
from crawler.proposal import table as proposed
from crawler.survey import Survey, Trial, survey
from pipelines.article import Article, Rejection, Source
from pipelines.errors import Misuse
from schedules import health as judged
from schedules import jobs, json_lines, report, settings, source_lines
from schedules.terminal import isolated, say
from storage.channels import channels_health
from storage.hosts import hosts
from storage.session import session
from storage.sources import SourceHealth, health

_ACTIONS = ("list", "health", "check", "add")
_YESTERDAY = timedelta(days=1)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which sources."""
    parser.add_argument("action", choices=_ACTIONS, metavar="ACTION", help=" | ".join(_ACTIONS))
    parser.add_argument("keys", nargs="*", metavar="KEY", help="only these sources; with add: the address of a site")
    parser.add_argument("--json", action="store_true", help="with list, health and check: one JSON line each")


def run(options: argparse.Namespace) -> int:
    """0; 1: `check` got no answer, `health` has something to tell, `add` found no channel."""
    setting = settings.load()
    if options.action == "add":
        if options.json:
            raise Misuse("--json goes with list, health and check: what add prints is a table to paste")
        return _add(setting, options.keys)
    found = jobs.load_sources(setting)
    if options.action == "list":
        _list(jobs.choose(found, options.keys, everything=True), named=bool(options.keys), as_json=options.json)
        return 0
    if options.action == "health":
        jobs.choose(found, options.keys, everything=True)  # an unknown key is told
        return _health(setting, options.keys, as_json=options.json)
    return _check(setting, jobs.choose(found, options.keys, everything=False), as_json=options.json)


def _list(chosen: tuple[Source, ...], *, named: bool, as_json: bool) -> None:
    out = report.console()
    if as_json:
        for source in chosen:
            json_lines.write(source_lines.source_row(source))
    elif named:
        for source in chosen:
            report.print_lines(out, source_lines.details(source, out.width))
    else:
        out.print(source_lines.overview(chosen))


def _check(setting: settings.Settings, chosen: tuple[Source, ...], *, as_json: bool) -> int:
    say(f"asking {sum(len(source.channels) for source in chosen)} channels of {len(chosen)} sources")
    checks = run_async(check(chosen, jobs.crawl_settings(setting)))
    if as_json:
        for result in checks:
            json_lines.write(source_lines.check_row(result))
    else:
        out = report.console()
        report.print_lines(out, source_lines.checked(checks, out.width))
        say(f"{sum(not result.error for result in checks)} of {len(checks)} channels answer")
    return 0 if any(not result.error for result in checks) else 1


def _health(setting: settings.Settings, keys: list[str], *, as_json: bool) -> int:
    """Name what is wrong."""
    now = datetime.now(UTC)
    with session(setting.home, setting.database_url) as opened:
        known = health(opened.connection)
        channels, slowed = channels_health(opened.connection), list(hosts(opened.connection).values())
    found = [one for one in judged.troubles(known, channels, slowed, now) if not keys or one.subject in keys]
    if as_json:
        for one in found:
            json_lines.write(source_lines.trouble_row(one))
    else:
        out = report.console()
        report.print_lines(out, source_lines.troubles(found, out.width))
    _summarise(found, [one for one in known if not keys or one.key in keys], now)
    return 1 if found else 0


def _summarise(found: list[judged.Trouble], known: list[SourceHealth], now: datetime) -> None:
    """How many need a look, and who is well again."""
    well = sum(source.enabled and source.last_success_at is not None for source in known)
    subjects = {one.subject for one in found}
    if found:
        say(f"{len(subjects)} of {well} watched sources and hosts need a look")
    elif well:
        say(f"all {well} watched sources are well")
    else:
        say("no source was watched so far: `watira crawl` begins")
    back = judged.recovered(known, now - _YESTERDAY, now)
    if back:
        say(f"well again since yesterday: {', '.join(back)}")


def _add(setting: settings.Settings, urls: list[str]) -> int:
    """Look a site over and print what to paste."""
    if len(urls) != 1 or urlsplit(urls[0]).scheme not in ("http", "https"):
        raise Misuse("`watira sources add` wants the address of one site, as in https://www.example.org/")
    say(f"looking {urls[0]} over; this takes a minute")
    found = run_async(survey(urls[0], jobs.crawl_settings(setting)))
    out = report.console()
    if found.error:
        say(f"{found.url}: {found.error}")
        return 1
    report.print_lines(out, [f"robots.txt: {found.robots}"])
    report.print_lines(out, source_lines.looked_over([result for _, result in found.checks], out.width))
    report.print_lines(out, map(_read, found.trials))
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
