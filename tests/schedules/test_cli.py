"""The command line as a user meets it."""

import argparse
import importlib
import subprocess
import sys

import psycopg
import pytest

from pipelines.errors import Explained, Misuse
from schedules import cli, install


def call(*words: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "schedules", *words]
    return subprocess.run(command, cwd=install.PROJECT, capture_output=True, text=True, check=False)


def test_help_lists_every_command() -> None:
    """`watira --help` names each command with a line on what it does."""
    shown = call("--help")
    assert shown.returncode == 0
    for name, text in cli.COMMANDS.items():
        assert f"  {name} " in shown.stdout
        assert text in shown.stdout


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command has a description with an example, and its options have help."""
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    description = importlib.import_module(f"schedules.commands.{cli.module_of(name)}").__doc__ or ""
    assert description.strip()[:40] in shown
    assert f"watira {name}" in description  # an example
    parser = argparse.ArgumentParser()
    importlib.import_module(f"schedules.commands.{cli.module_of(name)}").arguments(parser)
    assert all(action.help for action in parser._actions)


def test_without_a_command() -> None:
    """No command at all is wrong use, and shows what there is."""
    shown = call()
    assert shown.returncode == 2
    assert "demo" in shown.stdout


def test_an_unknown_command() -> None:
    """A command that does not exist is named, with those that do."""
    shown = call("dmeo")
    assert shown.returncode == 2
    assert "there is no command 'dmeo'" in shown.stderr
    assert "demo" in shown.stderr


def test_a_wrong_option() -> None:
    """Wrong use of a command ends with 2."""
    assert call("search").returncode == 2


def test_importing_the_command_line_is_cheap() -> None:
    """`--help` imports none of the heavy libraries."""
    heavy = ("scrapy", "psycopg", "trafilatura", "rich")
    program = f"import sys, schedules.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=install.PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


class _Failing:
    """A command that ends as told."""

    __doc__ = "watira failing"

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def arguments(self, parser: object) -> None:
        """None."""

    def run(self, options: object) -> int:
        """Fail."""
        raise self._error


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (Explained("the disk is full"), 1, "watira: the disk is full\n"),
        (Misuse("no such source"), 2, "watira: no such source\n"),
        (KeyboardInterrupt(), 130, "watira: interrupted\n"),
        (OSError(28, "No space left on device"), 1, "watira: [Errno 28] No space left on device\n"),
        (psycopg.errors.InsufficientPrivilege("permission denied\n"), 1, "watira: permission denied\n"),
    ],
)
def test_errors_become_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, told: str
) -> None:
    """What a user can do something about is one sentence and an exit code, without a traceback."""
    monkeypatch.setattr(importlib, "import_module", lambda _: _Failing(error))
    assert cli.main(["search"]) == code
    assert capsys.readouterr().err == told


def test_our_own_faults_keep_their_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that nobody explained is not hidden."""
    monkeypatch.setattr(importlib, "import_module", lambda _: _Failing(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        cli.main(["search"])
