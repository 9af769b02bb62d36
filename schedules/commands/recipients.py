"""Who gets the digest: how often, in which language, of what.

  list             everybody, those of watira.toml included
  add ADDRESS      add somebody, or change what somebody gets
  remove ADDRESS   send nothing there any more

Without options somebody gets the daily digest in Arabic, of everything. Filters may be given several times; an event is
told if one of its reports fits each kind of filter. Kinds of event are those of docs/events.md; `strike` means all that
begin with it.

examples:
  watira recipients add "Rana <rana@example.org>"
  watira recipients add desk@example.org --language en --weekly
  watira recipients add deir@example.org --governorate "Deir ez-Zor" --governorate Raqqa --type strike --type ied
  watira recipients add me@example.org --operator       is also told which sources are silent or broken
  watira recipients remove desk@example.org
"""

import argparse
from datetime import UTC, datetime

from psycopg import Connection
from rich.table import Table
from rich.text import Text

from digest.message import address, identity
from digest.wording import LANGUAGES, wording
from pipelines.errors import Misuse
from pipelines.gazetteer import GOVERNORATES
from schedules import jobs, report, settings
from schedules.subscribers import Subscriber, subscribers
from schedules.terminal import say
from storage.digests import Frequency
from storage.recipients import Recipient, put_recipient, remove_recipient
from storage.session import session

_ACTIONS = ("list", "add", "remove")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with whom, and what they get."""
    parser.add_argument("action", choices=_ACTIONS, metavar="ACTION", help=" | ".join(_ACTIONS))
    parser.add_argument("address", nargs="?", metavar="ADDRESS", help="name@example.org or Name <name@example.org>")
    parser.add_argument("--language", choices=LANGUAGES, default="ar", help="of the layout; headlines stay Arabic")
    parser.add_argument("--weekly", action="store_true", help="one digest a week instead of one a day")
    parser.add_argument("--operator", action="store_true", help="also tell which sources are silent or broken")
    for name, text in (("governorate", "only events there"), ("type", "only events of this kind")):
        parser.add_argument(f"--{name}", action="append", default=[], metavar="NAME", help=text)
    parser.add_argument("--source", action="append", default=[], metavar="KEY", help="only what this source reports")


def run(options: argparse.Namespace) -> int:
    """0; 1: there was nobody to remove."""
    setting = settings.load()
    if (options.action == "list") == bool(options.address):
        raise Misuse(f"`watira recipients {options.action}` wants {'no' if options.address else 'an'} address")
    if options.action == "add":
        _check(options, setting)
    with session(setting.home, setting.database_url) as opened:
        match options.action:
            case "add":
                return _add(opened.connection, options)
            case "remove":
                return _remove(opened.connection, setting, options.address)
        return _list(subscribers(opened.connection, setting))


def _check(options: argparse.Namespace, setting: settings.Settings) -> None:
    """Raises Misuse for a filter that would let nothing in."""
    address(options.address)
    kinds = wording("en").words["types"]
    known = {
        "governorate": set(GOVERNORATES),
        "type": {*kinds, *(kind.partition(".")[0] for kind in kinds)},
        "source": set(jobs.load_sources(setting)),
    }
    for name, values in known.items():
        wrong = sorted(set(getattr(options, name)) - values)
        if wrong:
            shown = ", ".join(sorted(values)) if name != "source" else "those of `watira sources list`"
            raise Misuse(f"--{name} {wrong[0]!r} is not known; there are: {shown}")


def _add(connection: Connection, options: argparse.Namespace) -> int:
    recipient = Recipient(
        address=identity(options.address),
        written=options.address.strip(),
        language=options.language,
        frequency=Frequency.WEEKLY if options.weekly else Frequency.DAILY,
        operator=options.operator,
        governorates=sorted(set(options.governorate)),
        types=sorted(set(options.type)),
        sources=sorted(set(options.source)),
    )
    put_recipient(connection, recipient, datetime.now(UTC))
    say(f"{recipient.address} gets the {recipient.frequency} digest from now on")
    return 0


def _remove(connection: Connection, setting: settings.Settings, written: str) -> int:
    wanted = identity(written)
    removed = remove_recipient(connection, wanted)
    if any(wanted == identity(one) for one in setting.digest.recipients):
        say(f"{wanted} stands in [digest] recipients of watira.toml: take it out there, or it stays a recipient")
        return 1
    say(f"{wanted} gets no digest any more" if removed else f"{wanted} was none of the recipients")
    return 0 if removed else 1


def _list(known: list[Subscriber]) -> int:
    table = Table("address", "how often", "language", "operator", "only", "from", box=None, header_style="bold")
    for one in known:
        reader = one.reader
        only = ", ".join(sorted((*reader.governorates, *reader.types, *reader.sources)))
        place = "watira.toml" if one.from_settings else "database"
        cells = (one.written, one.frequency, reader.language, "yes" if reader.operator else "", only, place)
        table.add_row(*map(Text, cells))
    table.columns[0].overflow = "fold"  # an address is shown whole
    report.console().print(table)
    if not known:
        say("nobody gets the digest: `watira recipients add ADDRESS`, or [digest] recipients in watira.toml")
    return 0
