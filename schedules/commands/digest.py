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

from digest import render
from digest.contents import Digest
from digest.message import identity
from schedules import mailing, settings, terminal
from schedules.option_values import day
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
    _check(options, setting)
    now = datetime.now(UTC)
    with session(setting.home, setting.database_url) as opened:
        if not options.send:
            _show(mailing.preview(opened.connection, setting.zone, now, options.date), options.preview)
            return 0
        order = mailing.MailOrder(options.date, tuple(options.again))
        sent = mailing.send(opened.connection, setting, now=now, order=order)
    if options.preview:
        _show(sent.digest, options.preview)
    for result in sent.results:
        terminal.say(mailing.told(result))
    return 0 if sent.arrived else 1


def _check(options: argparse.Namespace, setting: settings.Settings) -> None:
    """Raises SettingsError for options that do not fit together or the settings."""
    if options.send:
        mailing.check_ready(setting)
    if options.again and not options.send:
        raise settings.SettingsError("--again says whom to send it to once more: it goes with --send")
    known = {identity(recipient) for recipient in setting.digest.recipients}
    unknown = [address for address in options.again if identity(address) not in known]
    if unknown:
        raise settings.SettingsError(f"--again {unknown[0]}: that is none of the recipients in watira.toml")


def _show(digest: Digest, preview: Path | None) -> None:
    if preview is None:
        print(terminal.bare(render.text(digest)))
        return
    try:
        preview.write_text(render.html(digest), encoding="utf-8")
    except OSError as error:
        raise settings.SettingsError(f"cannot write {preview}: {error.strerror}") from error
    terminal.say(f"wrote {preview}")
