"""The database: by default a server of its own in the data folder, or the one that DATABASE_URL names.

  start         start the embedded server and leave it running
  stop          stop it
  status        say whether it runs, its version, size and address
  url           print the address, for other programs
  psql          open psql on it; options after -- go to psql
  describe      tell the views and, for those named after it, what each column means
  grant-reader  make the role watira_reader, which can read the views and nothing else, for analysts and programs
  migrate       bring the schema up to date (every command does this by itself)
  maintain      remove what [retention] lets go, and clear up; the daemon does it every night
  backup FILE   write everything to one file, as of one moment; crawls go on meanwhile
  restore FILE  put a backup in the place of what the database holds, brought up to date
  upgrade       move a data folder of an older PostgreSQL major version to the current one

A backup is a ZIP archive that only you may read, with checksums; one that exists is written over with --force only.
One of the embedded server may be restored on yours, and back. restore checks the file, loads it beside, and only then
changes names; nobody may use the database meanwhile. Where something is stored already it wants --replace, and keeps
what was there under another name. docs/operating.md says more.

On a server of yours grant-reader takes the role's password from WATIRA_READER_PASSWORD or asks for it; with --to NAME
it gives the role to a login that exists instead. It may be called again at any time.

examples:
  watira db psql -- -Atc "select source, count(*) from articles group by 1"
  watira db psql --reader
  watira db describe events casualties
  watira db backup /backups/watira-$(date +%F).zip
  watira db upgrade --old-bin /usr/lib/postgresql/17/bin
"""

import argparse
import shutil
import signal
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from pipelines.errors import Explained, Misuse
from schedules import backups, dictionary, logs, maintenance, reader_access, settings, terminal
from schedules.option_values import count
from storage import binaries, reader, server, upgrade
from storage.backups.programs import environment
from storage.connect import connect, open_database
from storage.migrate import migrate
from storage.postmaster import USER
from storage.session import session
from storage.views import VIEWS, described

_READER = "--reader"


class NoPsqlError(Explained):
    """There is no psql program on this machine."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and what goes on to psql."""
    parser.add_argument("action", choices=list(_ACTIONS), metavar="ACTION", help=" | ".join(_ACTIONS))
    _flags(parser)
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="-- OPTIONS", help="psql: its options, after --")


def _flags(parser: argparse.ArgumentParser) -> None:
    """Options, which stand behind the action as well."""
    add = parser.add_argument
    add(_READER, action="store_true", help="psql, url: as watira_reader, on the embedded server")
    add("--markdown", action="store_true", help="describe: as the tables of docs/database.md")
    add("--to", default="", metavar="NAME", help="grant-reader: a login that is to read as well")
    add("--timeout", type=count, default=reader.TIMEOUT_S, metavar="SECONDS", help="grant-reader: for a statement")
    add("--force", action="store_true", help="backup: write over a file that exists")
    add("--replace", action="store_true", help="restore: also where something is stored")
    add("--old-bin", type=Path, metavar="DIR", help="upgrade: where the old version's pg_dump is")


def run(options: argparse.Namespace) -> int:
    """0 when done; psql's own exit code; 1 when status finds no server."""
    own, options.passed = _divided(options.action, options.rest)
    behind = argparse.ArgumentParser(prog="watira db")
    _flags(behind)
    behind.add_argument("names", nargs="*", metavar="VIEW|FILE")
    behind.parse_args(own, options)
    if options.names and options.action not in ("describe", *backups.ACTIONS):
        raise Misuse(f"{options.names[0]!r} is no option of {options.action}; psql takes its own after --")
    return _ACTIONS[options.action](settings.load(), options)


def _divided(action: str, words: list[str]) -> tuple[list[str], list[str]]:
    """The words behind an action that are ours, and those for psql. A -- right behind the action is lost on the way."""
    if "--" in words:
        cut = words.index("--")
        return words[:cut], words[cut + 1 :]
    if action != "psql":
        return words, []
    own = [word for word in words[:1] if word == _READER]
    return own, words[len(own) :]


def _start(setting: settings.Settings, _: argparse.Namespace) -> int:
    if setting.database_url:
        terminal.say("DATABASE_URL is set: that server is not ours to start.")
        return 0
    server.start(setting.home)
    open_database(server.url(setting.home)).close()  # so that other programs find the tables
    return _status(setting, _)


def _stop(setting: settings.Settings, _: argparse.Namespace) -> int:
    if setting.database_url:
        terminal.say("DATABASE_URL is set: that server is not ours to stop.")
        return 0
    print("stopped" if server.stop(setting.home) else "was not running")
    return 0


def _status(setting: settings.Settings, _: argparse.Namespace) -> int:
    if setting.database_url:
        with connect(setting.database_url) as connection:
            print(f"DATABASE_URL answers: PostgreSQL {connection.info.server_version // 10_000}")
        return 0
    found = server.status(setting.home)
    if found.running:
        kept = "until it is stopped" if found.kept else "while a command uses it"
        print(f"running {kept}: PostgreSQL {found.version}, process {found.pid}")
        print(f"address  {found.url}")
    else:
        print("not running" if found.version else "not running, and no data yet")
    print(f"data     {found.data} ({found.size_bytes / 1e6:.0f} MB)")
    return 0 if found.running else 1


def _url(setting: settings.Settings, options: argparse.Namespace) -> int:
    print(_as_asked(setting, setting.database_url or server.url(setting.home), options))
    return 0


def _as_asked(setting: settings.Settings, conninfo: str, options: argparse.Namespace) -> str:
    """The address, with the reader as user where that is asked for."""
    if not options.reader:
        return conninfo
    if setting.database_url:
        raise Misuse(f"--reader is for the embedded server; on yours, give DATABASE_URL the user {reader.ROLE}")
    return conninfo.replace(f"//{USER}@", f"//{reader.ROLE}@", 1)


def _describe(setting: settings.Settings, options: argparse.Namespace) -> int:
    names = options.names
    unknown = sorted({*names} - {*VIEWS})
    if unknown:
        raise Misuse(f"there is no view {unknown[0]!r}; there are {', '.join(VIEWS)}")
    with session(setting.home, setting.database_url) as opened:
        found = described(opened.connection, names or tuple(VIEWS))
    if options.markdown:
        print(dictionary.as_markdown(found))
    else:
        print("\n\n".join(map(dictionary.as_text, found)) if names else dictionary.as_list(found))
    return 0


def _grant_reader(setting: settings.Settings, options: argparse.Namespace) -> int:
    with session(setting.home, setting.database_url) as opened:
        embedded = setting.database_url is None
        print(reader_access.grant(opened.connection, to=options.to, timeout_s=options.timeout, embedded=embedded))
    return 0


def _psql(setting: settings.Settings, options: argparse.Namespace) -> int:
    with server.serving(setting.home, setting.database_url) as conninfo:
        open_database(conninfo).close()
        conninfo = _as_asked(setting, conninfo, options)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is psql's: it cancels a statement
        psql = subprocess.Popen(
            [_program(setting), *options.passed], env=environment(conninfo), preexec_fn=_heed_interrupts
        )
        return psql.wait()


def _heed_interrupts() -> None:
    """In the child: take Ctrl-C again."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _program(setting: settings.Settings) -> str:
    """The psql of the embedded server; for another server the system's own, which can speak TLS."""
    program = shutil.which("psql") if setting.database_url else binaries.embedded().path("psql")
    if program is None:
        raise NoPsqlError("there is no psql here: install it (on Debian and Ubuntu: apt-get install postgresql-client)")
    return program


def _migrate(setting: settings.Settings, _: argparse.Namespace) -> int:
    with server.serving(setting.home, setting.database_url) as conninfo, connect(conninfo) as connection:
        applied = migrate(connection)
    print("\n".join(f"applied {name}" for name in applied) or "the schema is up to date")
    return 0


def _maintain(setting: settings.Settings, _: argparse.Namespace) -> int:
    with session(setting.home, setting.database_url) as opened, logs.kept(setting):
        for name, done in maintenance.steps(opened.connection, setting, datetime.now(UTC)):
            print(f"{name:<22}{done:>6,}", flush=True)
    return 0


def _upgrade(setting: settings.Settings, options: argparse.Namespace) -> int:
    if setting.database_url:
        terminal.say("DATABASE_URL is set: upgrade that server with its own tools.")
        return 0
    terminal.say("upgrading: the old data are dumped, loaded into a new cluster, and kept beside it")
    done = upgrade.upgrade(setting.home, options.old_bin)
    print(f"upgraded from PostgreSQL {done.old} to {done.new}; the old data are kept in {done.kept}")
    return 0


_ACTIONS = {
    "start": _start,
    "stop": _stop,
    "status": _status,
    "url": _url,
    "psql": _psql,
    "describe": _describe,
    "grant-reader": _grant_reader,
    "migrate": _migrate,
    "maintain": _maintain,
    **backups.ACTIONS,
    "upgrade": _upgrade,
}
