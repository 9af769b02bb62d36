"""The command line: a table of commands, each in a file of `schedules/commands`, and what errors end with."""

import argparse
import importlib
import keyword
import os
import signal
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from pipelines.errors import Explained
from schedules import settings
from schedules.terminal import say

VERSION = "0.1"

DONE, FAILED, MISUSED = 0, 1, 2

# Name and one line of help each; the modules are imported only when called, so that `--help` answers at once.
COMMANDS = {
    "demo": "Try everything on a sample newsroom: crawl, read, tag, store, mail. No internet needed.",
    "crawl": "Fetch what is new from the sources once, and store it (for cron).",
    "daemon": "Run for good: crawl what is due, mail the digest every day.",
    "worker": "Only work on what daemons and crons put on the queue: for more machines.",
    "status": "What runs where, what waits, what was last done, what needs you. For monitors: exit code 1.",
    "digest": "Show, preview or send the digest.",
    "recipients": "Who gets the digest, how often, in which language, of what: add, list, remove.",
    "search": "Find stored articles by words.",
    "stories": "List the stories, or show one: who reports it, who copied whom, what changed, which figures.",
    "sources": "List the sources, see their health, check their addresses, look a new site over.",
    "lexicon": "Check the words that tagging knows, and name those that never or always fire.",
    "places": "The places that are known in Syria: list, show, import lists of your own.",
    "explain": "Show why a page was read as it was: titles, times, what was left out, evidence.",
    "reread": "Read again what is stored, after the rules or the lexicon changed.",
    "forget": "Remove an article, or all of a source, for good: it does not come back.",
    "import": "Take in articles from elsewhere, given as JSON Lines: an archive, another crawler.",
    "export": "Write rows of a view to a file: CSV, JSON Lines, Parquet, GeoJSON, ACLED's columns.",
    "read": "Read saved HTML pages: one JSON line a page. No database needed.",
    "tag": "Tag texts given as JSON Lines: label, score, tags, evidence. No database needed.",
    "compare": "Tell how two texts stand to each other, given as JSON Lines. No database needed.",
    "language": "Tell the language of texts given as JSON Lines. No database needed.",
    "db": "The database: start, stop, psql, describe, grant-reader, backup, restore, maintain and others.",
    "setup": "Units of systemd, lines for cron, rotation of logs, for this installation: print or write them.",
    "doctor": "Check this installation and say what to do about each failure.",
    "test": "Run every check of the code: ruff, mypy, import-linter, pytest.",
}

_DESCRIPTION = """\
Watira (وتيرة) watches Arabic news sites and keeps what reports military escalation in Syria:
it fetches, reads, recognises copies, tags with evidence, stores in Postgres, and mails a daily digest."""

_EPILOG = """\
New here?          watira demo
Every day by cron: watira crawl   and   watira digest --send
What is stored:    watira search "خراب الجير"   or   watira db psql
Settings:          watira.toml (see docs/watira.toml); watira doctor checks them.
`watira COMMAND --help` explains each command."""


class Command(Protocol):
    """What a module of `schedules/commands` offers; its docstring is the command's description."""

    __doc__: str | None

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's options."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it; answers the exit code."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors that a user can do something about become one sentence and an exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help", "help"):
        _overview().print_help()
        return DONE if words else MISUSED
    if words[0] == "--version":
        print(f"watira {VERSION}")
        return DONE
    if words[0] not in COMMANDS:
        _overview().error(f"there is no command {words[0]!r}; there are: {', '.join(COMMANDS)}")
    return _guarded(words[0], words[1:])


def _overview() -> argparse.ArgumentParser:
    lines = "\n".join(f"  {name:<10} {text}" for name, text in COMMANDS.items())
    return argparse.ArgumentParser(
        prog="watira",
        usage="watira COMMAND [OPTION]...",
        description=f"{_DESCRIPTION}\n\ncommands:\n{lines}",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _parser(name: str, command: Command) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"watira {name}",
        description=command.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.arguments(parser)
    return parser


def _guarded(name: str, words: Sequence[str]) -> int:
    """Run a command by its words; whatever a user can do something about ends in a sentence."""
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _end)
    try:
        command = cast(Command, importlib.import_module(f"schedules.commands.{module_of(name)}"))
        options = _parser(name, command).parse_args(words)
        _use_own_places()
        code = command.run(options)
        if sys.stdout:  # None: closed by whoever called
            sys.stdout.flush()  # here, where a full disk or a closed pipe is noticed
    except KeyboardInterrupt:
        say("interrupted")
        return 128 + signal.SIGINT
    except BrokenPipeError:  # the reader of a pipe went away (`watira search … | head`): nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Explained as error:
        say(str(error))
        return error.exit_code
    except _outside_troubles() as error:
        say(" ".join(str(error).split()))
        return FAILED
    return code


def _use_own_places() -> None:
    """Have the program know the places that the user imported; what it takes is loaded only where there are some."""
    home = settings.home(os.environ)
    if (home / "places.jsonl").exists():
        from schedules import place_list

        place_list.use(home)


def module_of(command: str) -> str:
    """The module of a command; a word of Python's own has a line behind it."""
    return f"{command}_" if keyword.iskeyword(command) else command


def _end(sign: int, _: object) -> None:
    """End as Ctrl-C does: what was started is stopped on the way out."""
    sys.exit(128 + sign)


def _outside_troubles() -> tuple[type[Exception], ...]:
    """What the system or the database refused, in words of theirs that a user understands; not a fault of the code."""
    database = sys.modules.get("psycopg")
    return (OSError, database.Error) if database else (OSError,)
