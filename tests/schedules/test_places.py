"""`watira places`: what is known, and lists of one's own beside it."""

import json
import os
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from crawler import reading_worker
from pipelines import lexicon
from schedules import cli, place_list
from storage import rules

HEADER = "ADM1_PCODE,ADM4_EN,ADM4_AR,ADM4_PCODE,LATITUDE_Y,LONGITUDE_X\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder; the process forgets its places at the end."""
    monkeypatch.setenv("WATIRA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WATIRA_PLACES", "")
    yield tmp_path / "home"
    lexicon.add_places(None)


def test_listing_and_showing(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By Arabic or English words, and all of one place; what is not there is told."""
    assert cli.main(["places", "list", "خراب", "الجير"]) == 0
    assert "kharab-al-jir-base" in capsys.readouterr().out
    assert cli.main(["places", "show", "khasham"]) == 0
    assert "Deir ez-Zor" in capsys.readouterr().out
    assert cli.main(["places", "list", "زلقوم"]) == 1
    assert "no place is named like" in capsys.readouterr().err
    assert cli.main(["places", "show", "zalqum"]) == 1
    assert "there is no place 'zalqum'" in capsys.readouterr().err
    assert cli.main(["places", "show"]) == 2
    assert not home.exists()


def test_importing_twice_is_importing_once(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Good rows are taken, bad ones named; another source's rows stay, the same source's are replaced."""
    home.mkdir()
    other = '{"id": "wof-1", "kind": "locality", "admin1": "Homs", "source": "wof", "names": ["شمروخ"]}\n'
    place_list.path_in(home).write_text(other, encoding="utf-8")
    file = tmp_path / "pplp.csv"
    file.write_text(HEADER + "SY07,Zalqum,زلقوم,C1,35.9,36.6\n" + "SY07,Bad,بطنوس,C2,x,36.6\n" * 30, encoding="utf-8")
    for _ in range(2):
        assert cli.main(["places", "import", str(file)]) == 0
        told = capsys.readouterr().err
        assert "pplp.csv, line 3: latitude" in told
        assert "10 more rows were skipped" in told
        assert "1 places from pplp.csv" in told
    assert [entry.id for entry in place_list.imported(home)] == ["wof-1", "ocha-c1"]
    assert [path.name for path in home.iterdir()] == ["places.jsonl"]


def test_imported_places_are_found(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By commands and by the processes that read pages; other rules have another version."""
    before = rules.current()
    home.mkdir()
    row: dict[str, object] = {"id": "wof-1", "kind": "locality", "admin1": "Homs", "source": "wof", "names": ["شمروخ"]}
    row |= {"lat": 34.5, "lon": 36.9, "precision_km": 2}
    place_list.path_in(home).write_text(f"{json.dumps(row)}\n", encoding="utf-8")
    line = {"id": 1, "title": "قصف مدفعي على قرية شمروخ في ريف حمص", "body": ""}
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(f"{json.dumps(line)}\n".encode())))
    assert cli.main(["tag"]) == 0
    found = {place["id"]: place for place in json.loads(capsys.readouterr().out)["places"]}
    assert found["wof-1"]["lat"] == 34.5
    assert os.environ["WATIRA_PLACES"] == str(place_list.path_in(home))
    lexicon.add_places(None)
    reading_worker.know_places()
    assert "wof-1" in lexicon.default().names.entries
    assert rules.current() != before


def test_files_that_cannot_be_used_are_told(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No file, no known format, another encoding, no usable row: one sentence each, and the list stays as it is."""
    file = tmp_path / "list.csv"
    cases = ((None, "cannot be read", 2), ("a;b\n", "no known format", 2), (HEADER, "no row could be used", 1))
    for text, says, code in cases:
        if text is not None:
            file.write_text(text, encoding="utf-8")
        assert cli.main(["places", "import", str(file)]) == code
        assert says in capsys.readouterr().err
    file.write_bytes(HEADER.encode() + "زلقوم".encode("cp1256"))
    assert cli.main(["places", "import", str(file)]) == 2
    assert "is not UTF-8" in capsys.readouterr().err
    assert place_list.imported(home) == ()
