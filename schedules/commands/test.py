"""Run every check of the code in one go: ruff, mypy --strict, import-linter, pytest with branch coverage.

Needs nothing but the machine and the package index: installs requirements-dev.txt into .venv when that has
changed. Tests that need a browser, root or a system PostgreSQL are skipped with a notice where that is missing.
Other arguments go to pytest.

examples:
  watira test                       everything, as before a commit
  watira test --quick               the developer's loop: no slow tests, no coverage
  watira test tests/pipelines         these only
  watira test -- -k dates             options for pytest, after --
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import Misuse
from schedules import install

# Least branch coverage, percent; pure code can be tested to the last branch, code that meets the world cannot.
_PURE_COVERAGE, _COVERAGE = 95, 85

# Tests at a time: one more than two cores, since those that play faults with real processes mostly wait.
_PROCESSES = "3"


@dataclass(frozen=True, slots=True)
class _Check:
    """One check: its name and its command."""

    name: str
    command: list[str]


def arguments(parser: argparse.ArgumentParser) -> None:
    """--quick, and what goes to pytest."""
    parser.add_argument("--quick", action="store_true", help="leave out slow tests and coverage")
    parser.add_argument("pytest", nargs=argparse.REMAINDER, help="paths or options for pytest")


def run(options: argparse.Namespace) -> int:
    """0 when every check passed, else 1; all checks run in any case."""
    try:
        install.ensure(Path(sys.prefix), "requirements-dev.txt")
    except install.InstallError as error:
        raise Misuse(str(error)) from error
    words = options.pytest[1:] if options.pytest[:1] == ["--"] else options.pytest
    results = [(check.name, *_timed(check)) for check in _checks(options.quick, words)]
    print("\nsummary")
    for name, passed, seconds in results:
        print(f"  {'passed' if passed else 'FAILED':<7} {name:<28} {seconds:5.1f} s")
    return 0 if all(passed for _, passed, _ in results) else 1


def _checks(quick: bool, pytest: list[str]) -> Iterator[_Check]:
    python = sys.executable
    tools = Path(python).parent
    yield _Check("ruff", [python, "-m", "ruff", "check", "."])
    yield _Check("ruff format", [python, "-m", "ruff", "format", "--check", "."])
    yield _Check("mypy --strict", [python, "-m", "mypy"])
    yield _Check("import-linter", [str(tools / "lint-imports")])
    if quick or pytest:
        selection = ["-m", "not slow and not browser and not system_postgres"] if quick else []
        yield _Check("pytest", [python, "-m", "pytest", "-n", _PROCESSES, *selection, *pytest])
        return
    yield _Check(
        "pytest", [python, "-m", "pytest", "-n", _PROCESSES, "-rs", "--durations=15", "--cov", "--cov-report="]
    )
    report = [python, "-m", "coverage", "report", "--skip-covered", "--show-missing"]
    yield _Check(f"coverage ≥ {_COVERAGE} %", [*report, f"--fail-under={_COVERAGE}"])
    pure = ["--include=pipelines/*", f"--fail-under={_PURE_COVERAGE}"]
    yield _Check(f"coverage of pipelines ≥ {_PURE_COVERAGE} %", [*report, *pure])


def _timed(check: _Check) -> tuple[bool, float]:
    """Whether the check passed, and its seconds; its output goes straight to the terminal."""
    print(f"\n== {check.name}", flush=True)
    started = time.monotonic()
    done = subprocess.run(check.command, cwd=install.PROJECT, check=False)
    return done.returncode == 0, time.monotonic() - started
