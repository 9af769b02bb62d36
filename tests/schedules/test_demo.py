"""`watira demo` in processes of its own."""

import re
import subprocess
from pathlib import Path

import pytest

from schedules import install
from tests.schedules.conftest import command

pytestmark = pytest.mark.slow


def demo(home: Path) -> str:
    """What a run prints."""
    done = subprocess.run(
        command("demo"),
        cwd=install.PROJECT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "LC_ALL": "C", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    """The demo removes nothing that it did not make."""
    other = tmp_path / ".local" / "share" / "watira" / "sample-newsroom" / "precious.txt"
    other.parent.mkdir(parents=True)
    other.write_text("precious")
    done = subprocess.run(
        command("demo"),
        cwd=install.PROJECT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "holds other things" in done.stderr
    assert other.read_text() == "precious"


def test_the_demo_and_a_second_run(tmp_path: Path) -> None:
    """It shows a table, stories, the digest's file and what to try; a second run stores nothing and says so."""
    first = demo(tmp_path)
    (total,) = re.findall(r"^ all .*$", first, re.M)
    found, fetched, stored, revised, copies, escalation, rejected = map(int, total.split()[1:8])
    assert found > 50
    assert fetched >= found
    assert stored > 50
    assert (revised, copies) == (1, 3)
    assert escalation > 20
    assert rejected > 5
    digest = Path(re.findall(r"The digest as it was mailed: (.*)", first)[0])
    assert 'dir="rtl"' in digest.read_text(encoding="utf-8")
    assert len(first.split("Try next:")[1].strip().splitlines()) == 3
    second = demo(tmp_path)
    assert "nothing was stored twice" in second
    assert re.findall(r"^ all .*$", second, re.M)[0].split()[2:8] == ["0"] * 6
    running = subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, check=False)
    assert running.stdout == b""
