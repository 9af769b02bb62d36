"""Show, preview or send the digest: what was first seen since the last one was sent, in Arabic.

Without options it is printed as text. A digest goes to a recipient once per period: sending again is safe. If the
program or the mail server breaks down between the sending and its being recorded, the digest may have arrived and
is not sent again; you are told, and --again sends it once more.

examples:
  watira digest                                       print what the next digest would hold
  watira digest --preview digest.html                 write it as HTML, to be opened in a browser
  watira digest --send                                mail it to the recipients in watira.toml (for cron)
  watira digest --date 2026-11-22 --preview day.html  what was first seen on that day
"""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from psycopg import Connection

from digest import render
from digest.contents import Digest
from digest.deliver import Delivery, DeliveryResult
from schedules import mailing, settings, terminal
from schedules.commands.search import day
from storage.session import session


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which period, and where to."""
    parser.add_argument("--date", type=day, metavar="D", help="the digest of that day instead of what is new")
    parser.add_argument("--preview", type=Path, metavar="FILE", help="write it as an HTML file")
    parser.add_argument("--send", action="store_true", help="mail it to the recipients in watira.toml")
    parser.add_argument(
        "--again", action="append", default=[], metavar="ADDRESS", help="send: also where it may have arrived"
    )


def run(options: argparse.Namespace) -> int:
    """0 when done; 1 when a recipient did not get it."""
    setting = settings.load()
    if options.send:
        mailing.check_ready(setting)
    now = datetime.now(UTC)
    with session(setting.home, setting.database_url) as opened:
        results = _sent(opened.connection, setting, options, now) if options.send else []
        if options.preview or not options.send:
            _show(mailing.preview(opened.connection, setting.zone, now, options.date), options.preview)
    for result in results:
        terminal.say(f"{result.recipient}: {result.state}{f': {result.detail}' if result.detail else ''}")
    return 0 if all(result.state in (Delivery.SENT, Delivery.BEFORE) for result in results) else 1


def _sent(
    connection: Connection, setting: settings.Settings, options: argparse.Namespace, now: datetime
) -> list[DeliveryResult]:
    terminal.say(f"sending to {len(setting.digest.recipients)} recipients")
    return mailing.send(connection, setting, now=now, day=options.date, again=options.again)


def _show(digest: Digest, preview: Path | None) -> None:
    if preview is None:
        print(render.text(digest))
        return
    try:
        preview.write_text(render.html(digest), encoding="utf-8")
    except OSError as error:
        raise settings.SettingsError(f"cannot write {preview}: {error.strerror}") from error
    terminal.say(f"wrote {preview}")
