"""The units of systemd: sound, well confined, and their command lines do their work under these confinements."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from demo.mailbox import Mailbox
from schedules import unattended
from schedules.settings import PROJECT
from schedules.unattended import FOLDER, Place
from tests.deployment import sandbox

SERVICES = sorted(path.name for path in FOLDER.glob("*.service"))
LARGEST_EXPOSURE = 1.9  # of 10; systemd says OK up to 4
NOBODY = 65534

analysed = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze (Debian: systemd)")


def units(home: Path) -> dict[str, str]:
    """The units as `watira setup systemd` makes them for this copy of Watira."""
    return unattended.files("systemd", Place(PROJECT, home))


@analysed
def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    """It knows every directive, and the program is there."""
    for name, text in units(tmp_path / "home").items():
        (tmp_path / name).write_text(text.replace("file:/", "https://example.org/"))  # a manual that verify cannot miss
    paths = sorted(map(str, [*tmp_path.glob("*.service"), *tmp_path.glob("*.timer")]))
    found = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *paths], capture_output=True, text=True, check=False
    )
    ours = [line for line in found.stderr.splitlines() if "watira" in line]
    assert (found.returncode, ours) == (0, [])


@analysed
@pytest.mark.parametrize("name", SERVICES)
def test_units_are_well_confined(name: str) -> None:
    """How exposed systemd holds a service, from 0 to 10."""
    words = ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(FOLDER / name)]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert exposure
    assert float(exposure[1]) <= LARGEST_EXPOSURE


def test_the_sandbox_is_the_same_in_all_units() -> None:
    """What one unit may not do, none may."""
    texts = [(FOLDER / name).read_text().split("# --- The sandbox")[1] for name in SERVICES]
    assert len({text.split("[Install]")[0].strip() for text in texts}) == 1


@pytest.mark.parametrize("name", SERVICES)
def test_stopping_is_given_time(name: str) -> None:
    """More than the 75 seconds that a busy database takes to close; secrets come from a file of root's."""
    said = sandbox.directives((FOLDER / name).read_text())
    assert int(said["TimeoutStopSec"][0]) > 75
    assert said["SuccessExitStatus"] == ["143"]
    assert said["EnvironmentFile"] == ["-/etc/watira.env"]
    assert (said["User"], said["UMask"], said["StateDirectoryMode"]) == (["watira"], ["0077"], ["0700"])


@dataclass(frozen=True)
class Machine:
    """Runs command lines of units: in their environment, and confined where this machine allows it."""

    home: Path
    settings: dict[str, str]  # what stands in /etc/watira.env
    confined: bool

    def words(self, unit: str, directive: str = "ExecStart") -> list[str]:
        """The command line."""
        text = units(self.home)[f"{unit}.service"]
        words = shlex.split(sandbox.directives(text)[directive][0])
        return self.confining(text, words) if self.confined else words

    def confining(self, unit: str, words: Sequence[str]) -> list[str]:
        """The command line that runs another one as the unit says."""
        shown = dict.fromkeys([PROJECT, Path(sys.prefix), Path(sys.base_prefix)])
        return sandbox.wrapped(sandbox.directives(unit), words, self.home, NOBODY, shown)

    def environment(self) -> dict[str, str]:
        """What systemd gives a service, and the unit and the file of secrets beside it."""
        return {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(self.home),
            "USER": "watira",
            "WATIRA_HOME": str(self.home),
            "WATIRA_VENV": sys.prefix,
            **self.settings,
        }

    def run(self, unit: str, directive: str = "ExecStart") -> subprocess.CompletedProcess[str]:
        """Run a command line to its end."""
        words, environment = self.words(unit, directive), self.environment()
        options: dict[str, Any] = {"env": environment, "cwd": "/", "capture_output": True, "text": True}
        try:
            return subprocess.run(words, check=False, timeout=240, **options)
        except subprocess.TimeoutExpired as late:
            raise AssertionError(f"{unit} did not end, and said {late.stderr!r}") from late


def can_confine(home: Path) -> bool:
    """Whether this machine lets us make mounts and filters of our own, as shown by a program that does nothing."""
    programs = ("unshare", "setpriv", "systemd-analyze")
    if os.geteuid() != 0 or not all(map(shutil.which, programs)):
        return False
    nothing = Machine(home, {}, confined=True).confining(units(home)["watira.service"], ["true"])
    return subprocess.run(nothing, capture_output=True, check=False).returncode == 0


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder as StateDirectory makes it, with a path short enough for the database's socket to lie in it."""
    with tempfile.TemporaryDirectory(prefix="watira-") as folder:
        yield Path(folder)


@pytest.fixture
def machine(environment: dict[str, str], home: Path) -> Iterator[Machine]:
    """That folder, and the newsroom's settings."""
    catalogue = home / "sources.toml"
    first, *_ = Path(environment["WATIRA_CRAWL_SOURCES_FILE"]).read_text(encoding="utf-8").split("\n[")
    catalogue.write_text(first, encoding="utf-8")
    confined = can_confine(home)
    if confined:
        for path in (home, catalogue):
            os.chown(path, NOBODY, NOBODY)
    kept = {name: value for name, value in environment.items() if name.startswith("WATIRA_") and name != "WATIRA_HOME"}
    made = Machine(home, {**kept, "WATIRA_CRAWL_SOURCES_FILE": str(catalogue), "WATIRA_CRAWL_WORKERS": "1"}, confined)
    yield made
    if (home / "postgres" / "data" / "postmaster.pid").exists():
        made.run("watira-database", "ExecStop")


@contextmanager
def running(machine: Machine, unit: str) -> Iterator[subprocess.Popen[str]]:
    """A service that goes on until it is told to stop."""
    words, environment = machine.words(unit), machine.environment()
    process = subprocess.Popen(words, env=environment, cwd="/", stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


def check_cron(machine: Machine) -> None:
    """The line of cron says nothing where nothing is due, and all where something is wrong; cron takes it as it is."""
    lines = unattended.files("cron", Place(PROJECT, machine.home))["watira.cron"].splitlines()
    (line,) = [line for line in lines if line.startswith("*/5") and line.endswith('echo "$out"')]
    assert "%" not in line
    asked = line.split(maxsplit=5)[5]
    environment = {**machine.environment(), "PATH": "/usr/bin:/bin"}
    for wrong, said in (({}, ""), ({"WATIRA_CRAWL_NONSENSE": "1"}, "WATIRA_CRAWL_NONSENSE is no setting")):
        done = subprocess.run(["sh", "-c", asked], env=environment | wrong, capture_output=True, text=True, check=False)
        assert said in done.stdout if said else not done.stdout, done.stdout
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_the_units_do_their_work(machine: Machine, mailbox: Mailbox) -> None:
    """The database starts, a crawl reads and stores, the digest is mailed, a daemon logs JSON and stops when told."""
    assert machine.run("watira-database").returncode == 0
    crawled = machine.run("watira-crawl")
    assert (crawled.returncode, "Traceback" in crawled.stderr) == (0, False), crawled.stderr
    digest = machine.run("watira-digest")
    assert (digest.returncode, len(mailbox.messages)) == (0, 1), digest.stderr
    check_cron(machine)
    with running(machine, "watira") as daemon, running(machine, "watira-worker") as worker:
        for service in (daemon, worker):
            assert service.stderr
            assert service.stderr.readline().startswith('{"at": ')
            service.send_signal(signal.SIGTERM)
        assert {service.wait(30) for service in (daemon, worker)} <= {0, 143}  # 143: it had only just begun
    stopped = machine.run("watira-database", "ExecStop")
    assert (stopped.returncode, stopped.stdout) == (0, "stopped\n")
    assert not (machine.home / "postgres" / "data" / "postmaster.pid").exists()
