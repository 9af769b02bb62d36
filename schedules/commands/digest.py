"""Show, preview or send the digest: what was first seen since the last one was sent, in Arabic or English.

Without options it is printed as text. A digest goes to a recipient once per period: sending again is safe. If the
program or the mail server breaks down between the sending and its being recorded, the digest may have arrived and
is not sent again; you are told, and --again sends it once more. Who gets what is said in watira.toml and by
`watira recipients`; weekly digests go out with --send on their day.

examples:
  watira digest                                       print what the next digest would hold
  watira digest --preview digest.html                 write it as a page, to be opened in a browser
  watira digest --preview d.html --language en        the same in the English layout
  watira digest --date 2026-11-22 --preview day.html  what was first seen on that day
  watira digest --send                                mail it to all recipients (for cron)
  watira digest --send --dry-run                      say what that would do, and do nothing
  watira digest --send --to me@example.org            mail it to one address, also to one that gets none as a rule
"""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from psycopg import Connection

from digest import render
from digest.contents import Digest
from digest.message import address, identity
from digest.readers import Reader
from digest.wording import LANGUAGES, Language
from schedules import mailing, periods, settings, terminal
from schedules.option_values import day
from schedules.subscribers import subscribers
from storage.digests import Frequency
from storage.session import session


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which period, and where to."""
    parser.add_argument("--date", type=day, metavar="D", help="the digest of that day instead of what is new")
    parser.add_argument("--weekly", action="store_true", help="the digest of the week that ends on that day")
    parser.add_argument("--preview", type=Path, metavar="FILE", help="write it as an HTML file")
    parser.add_argument("--language", choices=LANGUAGES, help="show, preview: of the layout (default: watira.toml's)")
    parser.add_argument("--send", action="store_true", help="mail it to the recipients")
    parser.add_argument("--to", action="append", default=[], metavar="ADDRESS", help="send: to this address alone")
    parser.add_argument("--dry-run", action="store_true", help="send: say what would be done, and do nothing")
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
            order = mailing.MailOrder(options.date, frequency=_frequency(options))
            reader = Reader(cast(Language, options.language or setting.digest.language), operator=True)
            _show(mailing.preview(opened.connection, setting, now, order, reader), options.preview)
            return 0
        return _send(opened.connection, options, setting, now)


def _send(connection: Connection, options: argparse.Namespace, setting: settings.Settings, now: datetime) -> int:
    """Mail what goes out today, or what was asked for."""
    _check_known(connection, options, setting)
    daily_alone = options.date or options.weekly or options.to
    arrived, served = True, False
    for frequency in [_frequency(options)] if daily_alone else periods.frequencies(setting, now):
        order = mailing.MailOrder(options.date, tuple(options.again), frequency=frequency, only=(*options.to,))
        if not mailing.recipients(connection, setting, order):
            continue
        served = True
        if options.dry_run:
            for line in mailing.rehearse(connection, setting, now=now, order=order):
                terminal.say(line)
            continue
        sent = mailing.send(connection, setting, now=now, order=order)
        if options.preview:
            _show(sent.digest, options.preview)
        for result in sent.results:
            terminal.say(mailing.told(result))
        arrived = arrived and sent.arrived
    if not served:
        terminal.say("nobody gets this digest: set [digest] recipients in watira.toml, or use `watira recipients add`")
    return 0 if arrived else 1


def _frequency(options: argparse.Namespace) -> Frequency:
    return Frequency.WEEKLY if options.weekly else Frequency.DAILY


def _check(options: argparse.Namespace, setting: settings.Settings) -> None:
    """Raises SettingsError for options that do not fit together or the settings, AddressError for a wrong address."""
    if options.send and not options.dry_run:
        mailing.check_ready(setting)
    for name in ("again", "to", "dry_run"):
        if getattr(options, name) and not options.send:
            raise settings.SettingsError(f"--{name.replace('_', '-')} says how to send it: it goes with --send")
    for written in (*options.again, *options.to):
        address(written)


def _check_known(connection: Connection, options: argparse.Namespace, setting: settings.Settings) -> None:
    """Raises SettingsError where it is to be sent again to somebody who gets none."""
    known = {one.address for one in subscribers(connection, setting)} | {identity(one) for one in options.to}
    unknown = [written for written in options.again if identity(written) not in known]
    if unknown:
        raise settings.SettingsError(
            f"--again {unknown[0]}: that is none of the recipients in watira.toml or `watira recipients list`"
        )


def _show(digest: Digest, preview: Path | None) -> None:
    if preview is None:
        print(terminal.bare(render.text(digest)))
        return
    try:
        preview.write_text(render.page(digest), encoding="utf-8")
    except OSError as error:
        raise settings.SettingsError(f"cannot write {preview}: {error.strerror}") from error
    terminal.say(f"wrote {preview}")
