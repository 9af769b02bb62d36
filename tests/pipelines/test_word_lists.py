"""Files that are lists of words: what stands in them is what the rules ask, and a bad entry is refused by its line."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines import framing_words, word_lists
from pipelines.facts import force_words, group_words, place_words, unnamed_words
from pipelines.lexicon import LexiconError
from pipelines.lexicon_tables import DEFAULT

LOADS: dict[str, Callable[[Path], object]] = {
    "forces": force_words.load,
    "groups": group_words.load,
    "unnamed": unnamed_words.load,
    "place_words": place_words.load,
    "framing": framing_words.load,
}
SECTIONS = [(file, field.name) for file, load in LOADS.items() for field in fields(load(DEFAULT))]  # type: ignore[arg-type]
PAIRS = ("ministries", "warplanes", "saying", "areas")


def written(folder: Path, file: str, text: str) -> Path:
    """A folder whose only file is this one."""
    (folder / f"{file}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("file", "section"), SECTIONS)
def test_what_stands_in_a_section_is_read_folded(tmp_path: Path, file: str, section: str) -> None:
    """A list has the file's words, rid of spelling; a section that is left out has none."""
    lists = LOADS[file](written(tmp_path, file, f'[{section}]\nwords = [\n  "{_good(section)}",\n]\n'))
    read = {field.name: getattr(lists, field.name) for field in fields(lists)}  # type: ignore[arg-type]
    assert {" ".join(word) if isinstance(word, tuple) else word for word in read.pop(section)} == {_folded(section)}
    assert not any(read.values())


@pytest.mark.parametrize(("file", "section"), SECTIONS)
def test_a_bad_entry_is_told_with_its_line(tmp_path: Path, file: str, section: str) -> None:
    """More words than the list wants, or fewer, and a word that stands there twice in another spelling."""
    good = _good(section)
    number = "two words" if section in PAIRS else "a single word"
    for bad, says in (
        (f"{good} ثالثة", f"should be {number}"),
        (_folded(section), f"stands in \\[{section}\\] already"),
    ):
        text = f'# head\n\n[{section}]\nwords = [\n  "{good}",\n  "{bad}",\n]\n'
        with pytest.raises(LexiconError, match=rf"^{file}.toml:6: table \[{section}\], key `words`: “{bad}” {says}"):
            LOADS[file](written(tmp_path, file, text))


@pytest.mark.parametrize("file", LOADS)
def test_a_misspelt_section_is_told(tmp_path: Path, file: str) -> None:
    """With those that there are."""
    with pytest.raises(LexiconError, match=f"{file}.toml.*`wrods`.*is not known; known keys are"):
        LOADS[file](written(tmp_path, file, '[wrods]\nwords = ["كلمة"]\n'))


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        (
            "forces",
            '[arms]\nwords = ["رتل"]\n[happenings]\nwords = ["رتل"]\n',
            "forces.toml:4:.*stands in .arms. already",
        ),
        (
            "unnamed",
            '[bands]\nwords = ["خلية"]\n[gunmen]\nwords = ["خلية"]\n',
            "unnamed.toml:4:.*stands in .bands. already",
        ),
        ("place_words", '[town]\nwords = ["حي"]\n[near]\nwords = ["حي"]\n', "place_words.toml:4:.*stands in .town."),
        ("place_words", '[base]\nwords = ["حقل"]\n[site]\nwords = ["حقل"]\n', "place_words.toml:4:.*stands in .base."),
        ("place_words", '[certain_heads]\nwords = ["تل"]\n[heads]\nwords = ["تل"]\n', "place_words.toml:4:"),
        ("framing", '[setting_out]\nwords = ["يبدأ"]\n', "framing.toml:2:.*“يبدأ” should begin with سي"),
    ],
)
def test_what_would_contradict_itself_is_told(tmp_path: Path, file: str, text: str, says: str) -> None:
    """A word of two lists of which one holds, and a verb of the future that is not written as one."""
    with pytest.raises(LexiconError, match=says):
        LOADS[file](written(tmp_path, file, text))


@pytest.mark.parametrize("file", LOADS)
def test_each_section_has_a_comment_and_each_word_a_line(file: str) -> None:
    """What belongs into a section stands above it, for those who read Arabic and no Python."""
    lines = (DEFAULT / f"{file}.toml").read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        assert not line.startswith("[") or above.startswith("# "), line
        assert line.count('"') in (0, 2), line


@pytest.mark.parametrize("file", LOADS)
def test_no_command_starts_with_a_bad_entry(tmp_path: Path, file: str) -> None:
    """It ends in one sentence that says where the entry stands."""
    shutil.copytree(DEFAULT, tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"{file}.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = max(at for at, line in enumerate(lines) if line.startswith("  "))
    lines[number] = '  "ثلاث كلمات هنا",'
    path.write_text("\n".join(lines), encoding="utf-8")
    start = (
        "import pathlib, sys; from pipelines import lexicon_tables; lexicon_tables.DEFAULT = pathlib.Path(sys.argv[1]);"
        "from schedules import cli; sys.exit(cli.main(['tag', '/dev/null']))"
    )
    ended = subprocess.run([sys.executable, "-c", start, str(tmp_path)], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert f"{file}.toml:{number + 1}: table [" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_pairs_are_found_by_their_first_word() -> None:
    """All second words of the same first one are together."""
    pairs = [("وزارة", "الدفاع"), ("وزارة", "الداخلية"), ("سلاح", "الجو")]
    assert word_lists.by_first(pairs) == {"وزارة": frozenset({"الدفاع", "الداخلية"}), "سلاح": frozenset({"الجو"})}


def _good(section: str) -> str:
    """An entry that a section takes, in a spelling that folding changes."""
    return "سيبدأ" if section == "setting_out" else "وزارة الإعلام" if section in PAIRS else "إجابة"


def _folded(section: str) -> str:
    return "سيبدا" if section == "setting_out" else "وزاره الاعلام" if section in PAIRS else "اجابه"
