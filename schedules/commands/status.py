"""Show how the work goes: who works where and on what, what waits and since when, what was last done, when the next
source is due, how the last digest fared, which sources are in trouble, and what needs a person.

Any monitor can call it. Exit codes: 0 all goes by itself; 1 something needs a person, or the database does not answer.

examples:
  watira status
  watira status --json | jq .needs
"""

import argparse
import json
from datetime import UTC, datetime

from rich.table import Table

from schedules import report, settings
from schedules.looking import look
from schedules.status import Status, needs, told
from storage.session import session


def arguments(parser: argparse.ArgumentParser) -> None:
    """For people, or for programs."""
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(options: argparse.Namespace) -> int:
    """0; 1 when something needs a person."""
    setting = settings.load()
    with session(setting.home, setting.database_url) as opened:
        status = look(opened.connection, setting, datetime.now(UTC))
    if options.json:
        print(json.dumps(told(status), ensure_ascii=False))
    else:
        _show(status, setting)
    return 1 if needs(status) else 0


def _show(status: Status, setting: settings.Settings) -> None:
    out = report.console()
    if status.workers:
        out.print(_workers(status))
    else:
        out.print("nobody works now: neither `watira daemon` nor `watira worker` runs, nor a crawl")
    for job in (job for job in status.jobs if job.doing):
        line = f"  {job.kind} {job.subject} at {job.host} ({job.process}) for {job.seconds:.0f} s"
        out.print(line, highlight=False, markup=False)
    later = sum(job.later for job in status.jobs)
    waits = f", the longest for {status.longest_wait.total_seconds():.0f} s" if status.waiting else ""
    out.print(f"waiting: {len(status.waiting)}{waits}; {later} for their next try", highlight=False)
    for kind, run in status.last.items():
        done = f"{run.done_at.astimezone(setting.zone):%Y-%m-%d %H:%M}" if run.done_at else "never"
        failed = "" if run.outcome == "done" else f"; the last one {run.outcome}: {run.error}"
        out.print(f"last {kind}: {done}{failed}", highlight=False, markup=False, soft_wrap=True)
    due = f"{status.next_due.astimezone(setting.zone):%Y-%m-%d %H:%M}" if status.next_due else "unknown"
    out.print(f"next source due: {due}", highlight=False)
    if last := status.digest:
        out.print(f"last digest: {last.day}, sent to {last.sent}, owed to {last.owed}", highlight=False)
    for source in status.troubled:
        out.print(f"in trouble: {source.key}: {source.trouble}", highlight=False, markup=False)
    for need in needs(status):
        out.print(f"needs you: {need}", style="yellow", highlight=False, markup=False, soft_wrap=True)


def _workers(status: Status) -> Table:
    table = Table(box=None, header_style="bold")
    for column in ("works", "host", "process", "since (UTC)", "jobs", "of", "last sign"):
        table.add_column(column)
    for one in status.workers:
        figures = (f"{one.started_at:%Y-%m-%d %H:%M}", str(one.jobs), str(one.concurrency))
        table.add_row(one.kind, one.host, str(one.process), *figures, f"{one.silent_seconds:.0f} s ago")
    return table
