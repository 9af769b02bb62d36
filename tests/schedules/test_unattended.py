"""Units, cron lines and log rotation for an installation, and what would not work there."""

from pathlib import Path

import pytest

from pipelines.errors import Misuse
from schedules import cli, unattended
from schedules.unattended import FOLDER, Place, files, hidden, place_of

ELSEWHERE = Place(Path("/srv/news/watira"), Path("/var/lib/desk/news"), "desk")


def test_files_are_made_for_a_place() -> None:
    """Nothing of the usual places is left, and a unit tells the place that it was made for."""
    made = files("systemd", ELSEWHERE)
    assert {"watira.service", "watira-database.service", "watira-crawl.timer"} <= set(made)
    for name, text in made.items():
        assert "/opt/" not in text, name
        assert "/var/lib/watira" not in text, name
        assert place_of(text) == (ELSEWHERE if name.endswith(".service") else None), name
    assert "User=desk\nGroup=desk\n" in made["watira.service"]
    assert "StateDirectory=desk/news\n" in made["watira.service"]
    assert "ReadWritePaths=/data/news\n" in files("systemd", Place(home=Path("/data/news")))["watira.service"]
    assert "/srv/news/watira/watira crawl" in files("cron", ELSEWHERE)["watira.cron"]
    assert "su desk desk\n" in files("logrotate", ELSEWHERE)["watira.logrotate"]


def test_a_program_may_lie_beside_the_data() -> None:
    """What one path brings in is not replaced by the other."""
    unit = files("systemd", Place(Path("/var/lib/watira/program"), Path("/data")))["watira.service"]
    assert "ExecStart=/var/lib/watira/program/watira daemon\n" in unit
    assert "Environment=WATIRA_HOME=/data\n" in unit


def test_the_usual_place_changes_nothing() -> None:
    """The files in the folder are what is made for it."""
    for kind in unattended.KINDS:
        for name, text in files(kind, Place(Path("/opt/watira"))).items():
            assert text == (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "place", [Place(Path("/opt/with blank")), Place(home=Path("/var/lib/100%")), Place(user="desk\nExecStart=/bin/sh")]
)
def test_what_units_cannot_hold_is_refused(place: Place) -> None:
    """No blanks, no signs of their own, no second line."""
    with pytest.raises(Misuse):
        files("systemd", place)


def test_homes_are_hidden_from_units() -> None:
    """Each part that lies in one is told with the way out."""
    python, program = Path("/usr/bin/python3.11"), Path("/opt/watira")
    assert hidden(Place(program), python) == ""
    assert "put Watira where services may read it" in hidden(Place(Path("/home/rana/watira")), python)
    assert "--home" in hidden(Place(program, Path("/root/data")), python)
    assert "too long" in hidden(Place(program, Path("/var/lib") / ("x" * 70)), python)
    assert "WATIRA_PYTHON" in hidden(Place(program), Path("/root/python/bin/python3"))


def test_the_command_prints_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Printed whole, or written once: again it says that they were there, and replaces what was changed."""
    monkeypatch.setattr(unattended, "hidden", lambda place: "")
    assert cli.main(["setup", "systemd"]) == 0
    assert "# ==== watira-worker.service ====\n[Unit]" in capsys.readouterr().out
    folder = tmp_path / "etc" / "systemd"
    words = ["setup", "systemd", "--to", str(folder)]
    assert cli.main(words) == 0
    assert f"wrote {folder}/watira.service" in capsys.readouterr().err
    assert {path.name for path in folder.iterdir()} == set(files("systemd", Place()))
    (folder / "watira.service").write_text("[Unit]\n")
    assert cli.main(words) == 0
    said = capsys.readouterr().err
    assert f"replaced {folder}/watira.service" in said
    assert f"was there {folder}/watira-crawl.timer" in said
    words[-1] = str(folder / "watira.service" / "below")
    assert cli.main(words) == 2
    assert "name a folder of yours" in capsys.readouterr().err
    assert cli.main(["setup", "logrotate"]) == 0
    assert capsys.readouterr().out == (FOLDER / "watira.logrotate").read_text()


def test_the_command_refuses_what_units_could_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and nothing printed that would be copied."""
    assert cli.main(["setup", "systemd", "--home", "/home/rana/news"]) == 2
    assert capsys.readouterr().out == ""
