"""The command line: a table of commands, each in a file of `schedules/commands`, and what errors end with."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from pipelines.errors import Explained

DONE, FAILED, MISUSED = 0, 1, 2

# Name and one line of help each; the modules are imported only when called, so that `--help` answers at once.
COMMANDS = {
    "demo": "Try everything on a sample newsroom: crawl, read, tag, store, mail. No internet needed.",
    "crawl": "Fetch what is new from the sources once, and store it (for cron).",
    "daemon": "Run for good: crawl every few minutes, mail the digest every day.",
    "digest": "Show, preview or send the digest.",
    "search": "Find stored articles by words.",
    "sources": "List the sources, or check that their addresses answer.",
    "read": "Read saved HTML pages: one JSON line a page. No database needed.",
    "tag": "Tag texts given as JSON Lines: label, score, tags, evidence. No database needed.",
    "language": "Tell the language of texts given as JSON Lines. No database needed.",
    "db": "The database: start, stop, status, url, psql, migrate, upgrade.",
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
    if words[0] not in COMMANDS:
        _overview().error(f"there is no command {words[0]!r}; there are: {', '.join(COMMANDS)}")
    command = cast(Command, importlib.import_module(f"schedules.commands.{words[0]}"))
    return _guarded(command, _parser(words[0], command).parse_args(words[1:]))


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


def _guarded(command: Command, options: argparse.Namespace) -> int:
    try:
        return command.run(options)
    except KeyboardInterrupt:
        complain("interrupted")
        return FAILED
    except BrokenPipeError:  # the reader of a pipe went away (`watira search … | head`): nothing more to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Explained as error:
        complain(str(error))
        return error.exit_code


def complain(text: str) -> None:
    """One sentence to standard error."""
    print(f"watira: {text}", file=sys.stderr, flush=True)
