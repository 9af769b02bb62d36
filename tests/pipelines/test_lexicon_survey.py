"""How often the lexicon's spellings stand in texts."""

import shutil
from pathlib import Path

import pytest

from pipelines import lexicon
from pipelines.lexicon_survey import GROUPS, Spelling, Survey, line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with small files of each name."""
    shutil.copytree(lexicon.DEFAULT, tmp_path, dirs_exist_ok=True)
    for name in (name for group in GROUPS for name in group):
        (tmp_path / f"{name}.toml").write_text("", encoding="utf-8")
    clash = '[event.clash]\nacled = ["Battles", "Armed clash"]\nstrong = [\n  "اشتباك",\n  "معركة",\n]\n'
    (tmp_path / "actions.toml").write_text(clash + 'verbs = ["قصف يقصف"]\n', encoding="utf-8")
    (tmp_path / "actors.toml").write_text('[[era]]\nnames = ["الجيش السوري"]\n', encoding="utf-8")
    return tmp_path


def test_spellings_are_counted_in_all_their_forms(folder: Path) -> None:
    """A dual and a verb's persons count for the spelling that stands in the file; codes are no spellings."""
    survey = Survey(folder)
    assert [one.text for one in survey.spellings] == ["اشتباك", "معركة", "قصف يقصف", "الجيش السوري"]
    for text in ("اشتباكين في ريف حلب", "وقصفت قوات الجيش السوري القرية واشتباك آخر"):
        survey.read(text)
    battle = Spelling("actions", "event.clash", "strong", "معركة")
    assert survey.never() == [battle]
    assert [(one.text, share) for one, share in survey.everywhere(0.5)] == [("اشتباك", 1.0)]
    assert (line(battle, folder), line(survey.spellings[-1], folder)) == (5, 2)


def test_the_shipped_files_are_surveyed() -> None:
    """Each file that holds words is gone through."""
    assert {one.file for one in Survey().spellings} == {name for group in GROUPS for name in group}
