"""Secrets, logs and units, sound and unsound."""

from dataclasses import replace
from pathlib import Path

import pytest

from schedules.checks import machine
from schedules.settings import Settings
from schedules.unattended import Place, files


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder of its own."""
    home = tmp_path / "home"
    home.mkdir(0o755)
    return Settings(home)


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of its own, with nothing on it yet."""
    for name in ("log", "rotation", "units", "vendor"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(machine, "SECRETS", (tmp_path / "watira.env",))
    monkeypatch.setattr(machine, "LOGS", tmp_path / "log")
    monkeypatch.setattr(machine, "ROTATION", tmp_path / "rotation")
    monkeypatch.setattr(machine, "UNITS", (tmp_path / "units", tmp_path / "vendor"))
    return tmp_path


def test_a_machine_with_nothing_on_it(settings: Settings) -> None:
    """There is nothing to be done."""
    for check in (machine.secrets, machine.logs, machine.units):
        assert check(settings).advice == ""


def test_secrets_that_others_can_read(settings: Settings, places: Path) -> None:
    """A file of secrets is closed, a data folder not to be written by others."""
    (places / "watira.env").write_text("WATIRA_MAIL_PASSWORD=hush\n")
    (places / "watira.env").chmod(0o640)
    settings.home.chmod(0o777)
    found = machine.secrets(settings)
    assert (found.failed, found.advice) == (True, f"chmod 600 {places}/watira.env; chmod go-w {settings.home}")
    (places / "watira.env").chmod(0o600)
    settings.home.chmod(0o711)
    assert machine.secrets(settings).state == f"{places}/watira.env: closed to others"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("postgresql://u:hush@db.example.org/w", False),
        ("postgresql://u:hush@db.example.org/w?sslmode=require", False),
        ("postgresql://u:hush@db.example.org/w?sslmode=verify-full", True),
        ("postgresql://u:hush@127.0.0.1/w", True),
        ("postgresql:///w?host=/run/postgresql", True),
        ("postgresql://localhost,db.example.org/w", False),
        ("dbname=w", True),
    ],
)
def test_the_way_to_the_database(settings: Settings, url: str, safe: bool) -> None:
    """A server on the network has to show who it is."""
    found = machine.secrets(replace(settings, database_url=url))
    assert (found.advice == "") is safe
    assert "hush" not in found.advice + found.state


def test_logs_that_nobody_rotates(settings: Settings, places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are named, until logrotate knows them; then only when they grow all the same."""
    (places / "log" / "daemon.log").write_text("{}\n")
    assert "watira setup logrotate" in machine.logs(settings).advice
    (places / "rotation" / "watira.logrotate").write_text(f"{places}/log/*.log {{ daily }}\n")
    assert machine.logs(settings).advice == ""
    monkeypatch.setattr(machine, "_LARGE_LOG", 1)
    assert "not kept small" in machine.logs(settings).advice


def test_units_of_another_release(settings: Settings, places: Path) -> None:
    """As they are made now, in the folder of the administrator or the vendor's; changed; for a Watira that is gone."""
    made = files("systemd", Place())
    unit = places / "vendor" / "watira.service"
    unit.write_text(made["watira.service"])
    (places / "units" / "watira-own.service").write_text("[Service]\nExecStart=/usr/bin/true\n")
    found = machine.units(settings)
    assert (found.state, found.advice) == ("watira, watira-own: as this release has them", "")
    (places / "units" / "watira.service").write_text(made["watira.service"].replace("RestartSec=30", "RestartSec=5"))
    assert f"watira setup systemd --to {places}/units" in machine.units(settings).advice
    (places / "units" / "watira.service").write_text(files("systemd", Place(places / "gone"))["watira.service"])
    assert "which is not there" in machine.units(settings).advice
