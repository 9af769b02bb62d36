"""The storage tests run on the oldest supported server that is here; the rooms above run on the embedded, newest one.

So every statement meets both, and none is tested twice.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from storage import server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A database of these tests is on the oldest server."""
    if "postgres" in metafunc.fixturenames:
        metafunc.parametrize("postgres", ["oldest"], indirect=True, scope="session")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose server has run once and has one table with one row; copied for the tests."""
    home = tmp_path_factory.mktemp("made")
    with server.serving(home) as url, psycopg.connect(url) as connection:
        connection.execute("create table note (text text); insert into note values ('القصف')")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Iterator[Path]:
    """A data folder of this test's own; what still runs in it at the end is stopped."""
    shutil.copytree(made, tmp_path / "home")
    yield tmp_path / "home"
    server.stop(tmp_path / "home")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Path]:
    """The path of a data folder that does not exist yet."""
    yield tmp_path / "empty"
    server.stop(tmp_path / "empty")
