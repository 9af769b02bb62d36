"""The list of places is read line by line; a mistake is told with file, line, key and what would be right."""

import json
from pathlib import Path

import pytest

from pipelines import gazetteer, lexicon
from pipelines.lexicon import LexiconError

ROW = {
    "id": "tell-test", "kind": "locality", "admin1": "Homs", "lat": 34.7, "lon": 36.7, "precision_km": 2,
    "source": "wof", "name_en": "Tell Test", "names": ["تل تست"],
}  # fmt: skip


def written(folder: Path, *rows: object) -> Path:
    """A list of these rows."""
    path = folder / "places.jsonl"
    path.write_text("# a comment\n\n" + "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_list_that_comes_with_the_program_is_right() -> None:
    """Each governorate is there; what nobody checked is never exact; every place has an English name."""
    entries = gazetteer.read(lexicon.DEFAULT / "places.jsonl")
    assert {entry.admin1 for entry in entries if entry.kind == "governorate"} == set(gazetteer.GOVERNORATES)
    assert all((entry.precision_km or 0) >= 5 for entry in entries if entry.source == "unverified" and entry.lat)
    assert all(entry.name_en for entry in entries)
    assert all(entry.lat is None for entry in entries if entry.source == "names")


def test_a_line_is_a_place(tmp_path: Path) -> None:
    """Comments and empty lines are passed over; a changed file is read again."""
    (entry,) = gazetteer.read(written(tmp_path, ROW))
    assert (entry.id, entry.lat, entry.names, entry.imported) == ("tell-test", 34.7, ("تل تست",), False)
    (entry,) = gazetteer.read(written(tmp_path, {**ROW, "id": "another", "lat": 35.0}), imported=True)
    assert (entry.id, entry.imported) == ("another", True)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"id": "Tell"}, "`id`: should be an id in lower-case"),
        ({"kind": "town"}, "`kind`: should be one of governorate"),
        ({"admin1": "Paris"}, "`admin1`: should be one of Al-Hasakah"),
        ({"admin2": 3}, "`admin2`: should be a text"),
        ({"lat": 51.5}, "`lat`: should be a number from 32"),
        ({"lon": "36"}, "`lon`: should be a number"),
        ({"lon": True}, "`lon`: should be a number"),
        ({"precision_km": None}, "should all be given"),
        ({"names": []}, "give at least one spelling"),
        ({"names": "تل"}, "`names`: should be a list"),
        ({"names": ["؟"]}, "should have one to 6 words"),
        ({"names": ["تل", "تل"]}, "twice"),
        ({"nmaes": []}, "`nmaes` is not known; known keys are"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, changed: dict[str, object], says: str) -> None:
    """File, line and key."""
    with pytest.raises(LexiconError) as error:
        gazetteer.read(written(tmp_path, {**ROW, **changed}))
    assert says in str(error.value)
    assert "places.jsonl: line 3" in str(error.value)


def test_what_is_no_list_is_told(tmp_path: Path) -> None:
    """No JSON, no object, the same id twice, another encoding, no file."""
    for rows, says in ((["x"], "should be an object"), ([ROW, ROW], "stands there twice")):
        with pytest.raises(LexiconError, match=says):
            gazetteer.read(written(tmp_path, *rows))
    path = tmp_path / "places.jsonl"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(LexiconError, match="line 1"):
        gazetteer.read(path)
    path.write_bytes("تل".encode("cp1256"))
    with pytest.raises(LexiconError, match="is not UTF-8"):
        gazetteer.read(path)
    with pytest.raises(LexiconError, match="cannot be read"):
        gazetteer.read(tmp_path / "none.jsonl")


def test_only_what_spans_governorates_has_none(tmp_path: Path) -> None:
    """A region or a river may lie in several."""
    row = {key: value for key, value in ROW.items() if key != "admin1"}
    assert gazetteer.read(written(tmp_path, {**row, "kind": "region"}))[0].admin1 == ""
    with pytest.raises(LexiconError, match="admin1"):
        gazetteer.read(written(tmp_path, row))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("كفر نبل", ["كفر نبل", "كفرنبل"]),
        ("كفرنبل", ["كفرنبل", "كفر نبل"]),
        ("معرتحرمة", ["معرتحرمة", "معرت حرمه", "معره حرمه"]),
        ("تل أبيض شرقي", ["تل أبيض شرقي", "تلابيض شرقي"]),
        ("منبج", ["منبج"]),
        ("كفرو", ["كفرو"]),
    ],
)
def test_spellings_with_and_without_the_space(name: str, forms: list[str]) -> None:
    """Newsrooms write both."""
    assert gazetteer.spellings(name) == forms
