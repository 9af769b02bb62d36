"""The shell script `watira` and the installation that it asks for, in real processes."""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from schedules import install

PROGRAM = ("watira", "requirements.txt", "schedules", "pipelines", "storage", "crawler", "digest")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program in a folder with a space in its name, with nothing to install."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in PROGRAM:
        source = install.PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    (folder / "requirements.txt").write_text("# nothing\n")
    return folder


def call(script: Path, *words: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """The script under an environment as cron gives it."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "LC_ALL": "C",
        "WATIRA_PYTHON": sys.executable,
        **env,
    }
    return subprocess.run(
        [str(script), *words],
        cwd=cwd or "/",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.slow
def test_first_use_installs_and_the_next_does_not(program: Path, tmp_path: Path) -> None:
    """The first call makes .venv, later ones start at once, until requirements.txt changes; also through a symlink."""
    first = call(program / "watira", "--help")
    assert first.returncode == 0, first.stderr
    assert "installing requirements.txt" in first.stderr
    assert "وتيرة" in first.stdout
    link = tmp_path / "link"
    link.symlink_to(program / "watira")
    again = call(link, "--help", cwd=tmp_path)
    assert (again.returncode, again.stderr) == (0, "")
    (program / "requirements.txt").write_text("# nothing, said otherwise\n")
    assert "installing requirements.txt" in call(program / "watira", "--help").stderr


@pytest.mark.slow
def test_two_first_uses_at_once(program: Path) -> None:
    """Started twice at the same time, one installs, the other waits, both answer."""
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: call(program / "watira", "--help"), range(2)))
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert sum("installing" in one.stderr and "requirements" in one.stderr for one in done) == 1


@pytest.mark.slow
def test_a_broken_environment_is_made_again(program: Path) -> None:
    """An installation cut off in the middle is repaired by the next call."""
    (program / ".venv" / "bin").mkdir(parents=True)
    (program / ".venv" / "bin" / "python").write_text("#!/bin/sh\nexit 1\n")
    (program / ".venv" / "bin" / "python").chmod(0o755)
    assert call(program / "watira", "--help").returncode == 0


@pytest.mark.slow
def test_no_network(program: Path) -> None:
    """Packages that cannot be downloaded: one sentence on what to do, exit 2."""
    (program / "requirements.txt").write_text("a-package-that-nobody-has==1\n")
    failed = call(program / "watira", "--help", PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0")
    assert failed.returncode == 2
    assert "check the network" in failed.stderr.splitlines()[-1]


def fake_python(folder: Path, name: str, script: str) -> Path:
    """An executable of this name in a folder of its own."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)
    return folder


def test_too_old_a_python(program: Path, tmp_path: Path) -> None:
    """Without Python 3.11 or newer: a sentence that names what was found, exit 2."""
    old = 'if [ "$1" = --version ]; then echo "Python 3.9.2"; else exit 1; fi'
    path = fake_python(tmp_path / "bin", "python3", old)
    for tool in ("dirname", "readlink", "cmp", "sh"):
        (path / tool).symlink_to(shutil.which(tool) or "")
    failed = call(program / "watira", "--help", PATH=str(path), WATIRA_PYTHON="")
    assert failed.returncode == 2
    assert failed.stderr == (
        "watira: needs Python 3.11 or newer, and found Python 3.9.2: install one, or name one in WATIRA_PYTHON.\n"
    )


def test_no_venv_module(program: Path, tmp_path: Path) -> None:
    """A Python without venv (as Debian ships it): a sentence that says what to install, exit 2."""
    without = f'if [ "$1 $2" = "-m venv" ]; then exit 1; fi\nexec {sys.executable} "$@"'
    path = fake_python(tmp_path / "bin", "python-without-venv", without) / "python-without-venv"
    wrapper = f"import sys; sys.executable = {str(path)!r}; sys.path.insert(0, {str(program)!r}); "
    run = f"from schedules.install import main; sys.exit(main([{str(tmp_path / 'v')!r}]))"
    failed = subprocess.run([sys.executable, "-c", wrapper + run], capture_output=True, text=True, check=False)
    assert failed.returncode == 2
    assert "has no working venv module" in failed.stderr
    assert "apt-get install python3-venv" in failed.stderr


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run as somebody else")
def test_a_folder_that_cannot_be_written(program: Path) -> None:
    """A checkout of somebody else's, nothing installed: a sentence with the way out, exit 2."""
    for folder in program.parents:
        if folder.stat().st_uid == 0 and folder.is_relative_to(tempfile.gettempdir()) and folder != Path("/tmp"):
            folder.chmod(0o755)
    command = [sys.executable, str(program / "schedules" / "install.py"), str(program / ".venv")]
    if not Path("/usr/bin/python3").exists():
        pytest.skip("needs a Python that every user can run")
    command[0] = "/usr/bin/python3"
    failed = subprocess.run(command, user=65534, group=65534, capture_output=True, text=True, check=False, cwd="/")
    assert failed.returncode == 2
    assert "cannot write to" in failed.stderr
    assert "WATIRA_VENV" in failed.stderr
