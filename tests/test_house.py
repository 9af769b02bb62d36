"""The rules of the house that no linter knows."""

import ast
import importlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from schedules import cli

PROJECT = Path(__file__).resolve().parent.parent
ROOMS = ("pipelines", "storage", "crawler", "digest", "schedules", "demo")


def modules() -> Iterator[Path]:
    """Every module of the rooms and the tests."""
    for room in (*ROOMS, "tests"):
        yield from sorted((PROJECT / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_the_room_that_is_imported_is_ours(room: str) -> None:
    """Scrapy appends the project to the path, so an installed package of the same name would win."""
    assert Path(str(importlib.import_module(room).__file__)).is_relative_to(PROJECT)


def test_packages_say_one_sentence_and_import_nothing() -> None:
    """An `__init__.py` holds its docstring alone."""
    for path in modules():
        if path.name == "__init__.py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            assert ast.get_docstring(tree), path
            assert len(tree.body) == 1, path


def test_files_and_functions_stay_short() -> None:
    """Outside the tests files have at most 250 lines, functions at most 40; everywhere names say what is inside."""
    for path in modules():
        assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc", "base"}, path
        if path.is_relative_to(PROJECT / "tests"):
            continue
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 250, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, f"{path}:{node.lineno} {node.name}"


def test_sql_stands_in_its_files() -> None:
    """No module of the rooms but storage's own hands a statement of its own to the database."""
    for room in ROOMS:
        for path in (PROJECT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "execute" and node.args:
                    assert not isinstance(node.args[0], ast.Constant | ast.JoinedStr), f"{path}:{node.lineno}"


def test_every_command_is_documented() -> None:
    """The README names each command, but for those that only the daily work of developers needs."""
    for name in ("README.md", "README.ar.md"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        for command in cli.COMMANDS:
            assert f"watira {command}" in text or f"`{command}`" in text, f"{name}: {command}"


@pytest.mark.parametrize("name", ["README.md", "README.ar.md", "CONTRIBUTING.md", "docs/design.md", "docs/ethics.md"])
def test_the_files_that_documents_name_exist(name: str) -> None:
    """A path in backquotes that looks like one of ours is there."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    for word in {part.strip() for part in text.split("`")[1::2]}:
        if "/" in word and word.split("/")[0] in {*ROOMS, "docs", "tests"} and not set(word) & set("*{ (<…NM"):
            assert (PROJECT / word).exists(), f"{name}: {word}"


def test_the_shell_script_is_posix() -> None:
    """`watira` runs under a plain POSIX shell."""
    assert subprocess.run(["sh", "-n", str(PROJECT / "watira")], check=False).returncode == 0
    assert (PROJECT / "watira").read_text(encoding="utf-8").startswith("#!/bin/sh\n")
