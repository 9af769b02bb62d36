"""`watira recipients` and the options of `watira digest`, in this process."""

import os
from pathlib import Path

import pytest

from schedules import cli
from schedules.settings import Settings


@pytest.fixture
def watira(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment for commands that are called here; the folder for what they write."""
    mail = settings.mail
    given = {
        "WATIRA_HOME": str(tmp_path),
        "COLUMNS": "120",
        "DATABASE_URL": settings.database_url or "",
        "WATIRA_MAIL_HOST": mail.host,
        "WATIRA_MAIL_PORT": str(mail.port),
        "WATIRA_MAIL_SECURITY": "none",
        "WATIRA_MAIL_RETRIES": "0",
        "WATIRA_MAIL_SENDER": "watira@example.org",
    }
    for name, value in given.items():
        monkeypatch.setitem(os.environ, name, value)
    return tmp_path


def test_recipients_are_added_listed_sent_to_and_removed(watira: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One after the other, as a person would."""
    assert cli.main(["recipients", "list"]) == 0
    assert "nobody gets the digest" in capsys.readouterr().err
    assert cli.main(["digest", "--send"]) == 0
    assert "nobody gets this digest" in capsys.readouterr().err
    words = ["--language", "en", "--governorate", "Homs", "--type", "strike", "--source", "sana", "--operator"]
    assert cli.main(["recipients", "add", "Rana <Rana@example.org>", *words]) == 0
    assert cli.main(["recipients", "add", "boss@example.org", "--weekly"]) == 0
    assert cli.main(["recipients", "list"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "boss@example.org weekly ar database" in told
    assert "Rana <Rana@example.org> daily en yes Homs, sana, strike database" in told
    assert cli.main(["digest", "--send", "--dry-run", "--date", "2026-11-01"]) == 0
    assert "would be sent “Watira: no article arrived" in capsys.readouterr().err
    assert cli.main(["digest", "--send", "--to", "boss@example.org", "--preview", str(watira / "sent.html")]) == 0
    assert "boss@example.org: sent" in capsys.readouterr().err
    assert cli.main(["recipients", "remove", "BOSS@example.org"]) == 0
    assert cli.main(["recipients", "remove", "boss@example.org"]) == 1
    assert cli.main(["digest", "--send", "--again", "boss@example.org"]) == 2
    assert "is none of the recipients" in capsys.readouterr().err


def test_a_preview_is_written_in_the_language_asked_for(watira: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a page, or as text on standard output."""
    page = watira / "d.html"
    assert cli.main(["digest", "--preview", str(page), "--language", "en", "--weekly"]) == 0
    assert '<html lang="en" dir="ltr">' in page.read_text(encoding="utf-8")
    assert cli.main(["digest"]) == 0
    assert "وتيرة: رصد التصعيد" in capsys.readouterr().out
    assert cli.main(["digest", "--preview", str(watira / "no" / "d.html")]) == 2
    assert "cannot write" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["recipients", "add"], "wants an address"),
        (["recipients", "list", "a@example.org"], "wants no address"),
        (["recipients", "add", "nobody"], "is no mail address"),
        (["recipients", "add", "a@example.org", "--governorate", "Mosul"], "--governorate 'Mosul' is not known"),
        (["recipients", "add", "a@example.org", "--type", "boo"], "there are: abduction"),
        (["recipients", "add", "a@example.org", "--source", "x"], "watira sources list"),
        (["digest", "--to", "a@example.org"], "--to says how to send it: it goes with --send"),
        (["digest", "--dry-run"], "--dry-run says how to send it"),
        (["digest", "--send", "--to", "nobody"], "is no mail address"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(
    words: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And ends with 2, before a database is opened."""
    given = {"HOME": str(tmp_path), "WATIRA_MAIL_HOST": "mail.example", "WATIRA_MAIL_SENDER": "watira@example.org"}
    for name, value in given.items():
        monkeypatch.setitem(os.environ, name, value)
    assert cli.main(words) == 2
    assert sentence in capsys.readouterr().err
