"""Check this installation, and say what to do about each failure.

Looks at Python, settings, data folder, disk, clock, database, mail server (connects and logs in, sends nothing),
and asks each enabled source's channels once.

Exit codes: 0 all is well, or can be lived with; 1 something has to be done.

examples:
  watira doctor
  watira doctor --offline      without asking the sources
"""

import argparse

from rich.console import Console

from crawler.check import check
from crawler.crawl import run as run_async
from schedules import jobs, report, settings, terminal
from schedules.doctor import Finding, findings


def arguments(parser: argparse.ArgumentParser) -> None:
    """--offline."""
    parser.add_argument("--offline", action="store_true", help="do not ask the sources")


def run(options: argparse.Namespace) -> int:
    """0, or 1 when something has to be done."""
    setting = settings.load()
    console = report.console()
    found = []
    for finding in findings(setting):
        _show(console, finding)
        found.append(finding)
    if not options.offline:
        for finding in _sources(setting):
            _show(console, finding)
            found.append(finding)
    return 1 if any(finding.failed for finding in found) else 0


def _sources(setting: settings.Settings) -> list[Finding]:
    """Each enabled source's channels, asked once; that none answers is a fault of this machine."""
    chosen = jobs.choose(jobs.load_sources(setting), (), everything=False)
    terminal.say(f"asking {len(chosen)} sources")
    results = []
    for result in run_async(check(chosen, jobs.crawl_settings(setting))):
        state = result.error or f"{result.items} items"
        results.append(Finding(f"source {result.source}", state, result.advice if result.error else ""))
    if results and all(finding.advice for finding in results):
        advice = "check the network, name resolution and firewall of this machine"
        results.append(Finding("sources", "none answered", advice, failed=True))
    return results


def _show(console: Console, finding: Finding) -> None:
    mark = "FAILED" if finding.failed else "look" if finding.advice else "ok"
    style = {"FAILED": "bold red", "look": "yellow", "ok": "green"}[mark]
    console.print(f"[{style}]{mark:<7}[/]", end="")
    console.print(f"{finding.name}: {finding.state}", markup=False, highlight=False, soft_wrap=True)
    if finding.advice:
        console.print(f"        → {finding.advice}", markup=False, highlight=False, soft_wrap=True)
