"""Check this installation, and say what to do about each failure.

Looks at Python, settings, data folder, disk, clock, secrets, logs, units, mail server (connects and logs in, sends
nothing), database, schema, queue, workers, what was last done and backups, and asks each enabled source's channels
once. A database of an older release is told and left as it is.

Exit codes: 0 all is well, or can be lived with; 1 something has to be done. For monitors, `watira status` is quicker.

examples:
  watira doctor
  watira doctor --offline      without asking the sources
  watira doctor --json | jq 'select(.failed)'
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain

from rich.console import Console

from crawler.check import check
from crawler.crawl import run as run_async
from schedules import jobs, report, settings, terminal
from schedules.checks.finding import Finding
from schedules.doctor import findings


def arguments(parser: argparse.ArgumentParser) -> None:
    """--offline, --json."""
    parser.add_argument("--offline", action="store_true", help="do not ask the sources")
    parser.add_argument("--json", action="store_true", help="one JSON object a check")


def run(options: argparse.Namespace) -> int:
    """0, or 1 when something has to be done."""
    setting = settings.load()
    console = report.console()
    failed = False
    for finding in chain(findings(setting), () if options.offline else _sources(setting)):
        if options.json:
            print(json.dumps(asdict(finding), ensure_ascii=False), flush=True)
        else:
            _show(console, finding)
        failed = failed or finding.failed
    return 1 if failed else 0


def _sources(setting: settings.Settings) -> Iterator[Finding]:
    """Each enabled source's channels, asked once; that none answers is a fault of this machine."""
    chosen = jobs.choose(jobs.load_sources(setting), (), everything=False)
    terminal.say(f"asking {len(chosen)} sources")
    results = []
    for result in run_async(check(chosen, jobs.crawl_settings(setting))):
        state = result.error or f"{result.items} items"
        results.append(Finding(f"source {result.source}", state, result.advice if result.error else ""))
    yield from results
    if results and all(finding.advice for finding in results):
        advice = "check the network, name resolution and firewall of this machine"
        yield Finding("sources", "none answered", advice, failed=True)


def _show(console: Console, finding: Finding) -> None:
    mark = "FAILED" if finding.failed else "look" if finding.advice else "ok"
    style = {"FAILED": "bold red", "look": "yellow", "ok": "green"}[mark]
    console.print(f"[{style}]{mark:<7}[/]", end="")
    console.print(f"{finding.name}: {finding.state}", markup=False, highlight=False, soft_wrap=True)
    if finding.advice:
        console.print(f"        → {finding.advice}", markup=False, highlight=False, soft_wrap=True)
