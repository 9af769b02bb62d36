"""The checks of an installation, on sound and unsound ones."""

import json
import socket
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from demo.mailbox import Mailbox
from schedules import doctor
from schedules.checks import database, machine
from schedules.checks.finding import Finding
from schedules.commands import doctor as command
from schedules.settings import Crawl, Settings


@pytest.fixture(autouse=True)
def _nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No units, logs or secrets of whoever runs the tests."""
    monkeypatch.setattr(machine, "SECRETS", ())
    monkeypatch.setattr(machine, "UNITS", ())
    monkeypatch.setattr(machine, "LOGS", tmp_path / "none")


def findings(settings: Settings) -> dict[str, Finding]:
    """The findings by the name of their check."""
    return {finding.name: finding for finding in doctor.findings(settings)}


def test_a_sound_installation(settings: Settings) -> None:
    """Everything is looked at, and nothing has to be done but to give a contact address."""
    found = findings(settings)
    assert set(found) == {
        *("Python", "settings", "catalogue", "data folder", "disk", "clock", "secrets", "logs", "units", "mail"),
        *("database of DATABASE_URL", "schema", "queue", "workers", "last done", "digest", "sources", "backups"),
    }
    assert [name for name, finding in found.items() if finding.advice] == ["settings"]
    assert "contact" in found["settings"].advice
    contact = replace(settings, crawl=Crawl(contact="desk@example.org"))
    assert not any(finding.advice for finding in doctor.findings(contact))


def test_a_database_that_does_not_answer(settings: Settings) -> None:
    """It says what to do, and shows no password."""
    finding = findings(replace(settings, database_url="postgresql://u:hush@127.0.0.1:9/x"))["database of DATABASE_URL"]
    assert finding.failed
    assert "DATABASE_URL" in finding.advice
    assert "hush" not in finding.advice


def test_a_mail_server_that_does_not_answer(settings: Settings) -> None:
    """A wrong host or port is a failure, mail that is not set up is not."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        wrong = replace(settings, mail=replace(settings.mail, port=unused.getsockname()[1]))
        assert findings(wrong)["mail"].failed
    missing = findings(replace(settings, mail=replace(settings.mail, host="")))["mail"]
    assert (missing.failed, missing.state) == (False, "not set up")
    assert "[mail] host" in missing.advice


def test_checking_sends_nothing(settings: Settings, mailbox: Mailbox) -> None:
    """The mail server is asked, and gets no message."""
    assert not findings(settings)["mail"].advice
    assert mailbox.messages == []


def test_a_broken_catalogue(settings: Settings, tmp_path: Path) -> None:
    """A fault in the sources is told with its place."""
    file = tmp_path / "sources.toml"
    file.write_text("[x]\nhome = 3\n")
    finding = findings(replace(settings, crawl=Crawl(sources_file=str(file))))["catalogue"]
    assert finding.failed
    assert "sources.toml" in finding.advice


def test_a_data_folder_that_is_a_file(settings: Settings, tmp_path: Path) -> None:
    """A data folder that cannot be made is told with the way out."""
    (tmp_path / "taken").write_text("")
    finding = findings(replace(settings, home=tmp_path / "taken" / "home"))["data folder"]
    assert finding.failed
    assert "WATIRA_HOME" in finding.advice


def test_a_full_disk_and_a_wrong_clock(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little room and a clock before the program's making have to be mended."""
    monkeypatch.setattr(doctor, "_LEAST_FREE", 10**18)
    monkeypatch.setattr(database, "LARGEST_DRIFT", -(10**10))
    found = findings(settings)
    assert found["disk"].failed
    assert found["clock"].failed
    assert found["database of DATABASE_URL"].failed


@contextmanager
def deaf_site() -> Iterator[str]:
    """A site that closes every connection; its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            while True:
                try:
                    server.accept()[0].close()
                except OSError:
                    return

        threading.Thread(target=hang_up, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.slow
def test_sources_that_do_not_answer(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each source is named with what to do; that none answers is a failure of this machine's network."""
    with deaf_site() as home:
        file = tmp_path / "sources.toml"
        names = 'name_ar = "أصم"\nname_en = "Deaf"\ntimezone = "Asia/Damascus"'
        file.write_text(f'[deaf]\n{names}\nhome = "{home}"\nfeeds = ["{home}/feed"]\n')
        wrong = replace(settings, crawl=Crawl(sources_file=str(file), ports=(), contact="desk@example.org"))
        monkeypatch.setattr("schedules.settings.load", lambda: wrong)
        code = command.run(Namespace(offline=False, json=False))
        shown = capsys.readouterr().out
        assert command.run(Namespace(offline=True, json=True)) == 0
    assert code == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"name": "digest", "state": "none was mailed yet", "advice": "", "failed": False} in told
    assert "source deaf: unreachable" in shown
    assert "none answered" in shown
