"""The lexicon's files are read and checked; a mistake is told with file, table, key and what would be right."""

import pickle
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipelines import arabic, lexicon
from pipelines.lexicon import LexiconError, Role, Term
from pipelines.lexicon_tables import DEFAULT

FILES = {
    "country": 'id = "syria"\nnames = ["سوريا"]\n',
    "places": '{"id": "hama", "kind": "governorate", "admin1": "Hama", "names": ["حماة"]}\n',
    "actors": '[actor.sdf]\nsyrian = true\nnames = ["قسد"]\n[actor.hts]\nnames = ["تحرير الشام"]\n'
    '[[era]]\nnames = ["الجيش"]\nchanged = 2024-12-08\nbefore = "hts"\nsince = "sdf"\n',
    "actions": '[event.clash]\nacled = ["Battles", "Armed clash"]\nplover = ["ASSAULT"]\n'
    'strong = ["اشتباك"]\nweak_verbs = ["هاجم يهاجم"]\n'
    '[weapon.uav]\nwords = ["مسيرة"]\n[harm.killed]\nwords = ["قتيل"]\n',
    "negatives": '[cue.sport]\nweight = 0.9\nwords = ["مباراة"]\n'
    '[scene.gaza]\nweight = 1\nnames = ["غزة"]\n[mask]\nwords = ["على الباب"]\n',
    "bystanders": '[says]\nwords = ["قالت"]\n',
    "countries": '[country.tr]\nname_en = "Turkey"\nnames = ["تركيا"]\n',
    "telling": '[target.base]\nwords = ["قاعدة"]\n[sign.hits]\nwords = ["على"]\n[related]\ngroups = [["sdf", "hts"]]\n',
}


def _file(name: str) -> str:
    return f"{name}.jsonl" if name == "places" else f"{name}.toml"


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a small lexicon whose files may be replaced by other texts."""

    def written(**changed: str) -> Path:
        for name, text in {**FILES, **changed}.items():
            (tmp_path / _file(name)).write_text(text, encoding="utf-8")
        return tmp_path

    return written


def meanings(words: lexicon.Lexicon, text: str) -> list[Term]:
    """All that the lexicon says about the words of a text."""
    return [term for match in words.matcher.find(arabic.tokens(text)) for term in match.meanings]


def test_the_lexicon_that_comes_with_the_program_is_right() -> None:
    """The shipped files pass their own checks and hold the ids that tags promise."""
    ids = lexicon.default().ids
    assert {"strike.drone", "buildup", "us_forces", "iran_militias", "uav", "deir-ez-zor", "syria"} <= ids
    assert not {name for name in ids if name.startswith(("cue.", "scene.", "harm."))}


@pytest.mark.parametrize("file", sorted(path.name for path in DEFAULT.glob("*.toml")))
def test_a_term_is_a_line(file: str) -> None:
    """Of a list of several each stands on a line of its own: what a change adds or takes away shows at a glance."""
    for line in (DEFAULT / file).read_text(encoding="utf-8").splitlines():
        terms = re.findall(r'"[^"]*[\u0621-\u064a][^"]*"', line.partition("#")[0])
        assert len(terms) <= 1, line


def test_the_default_is_read_once() -> None:
    """Reading the files again in the same process would cost each article a tenth of a second."""
    assert lexicon.default() is lexicon.default()


def test_it_can_be_sent_to_another_process() -> None:
    """Worker processes may get it by pickling."""
    again = pickle.loads(pickle.dumps(lexicon.default()))
    assert [term.id for term in meanings(again, "في الحسكة")] == ["al-hasakah"]


def test_a_small_lexicon_says_what_its_files_say(write: Write) -> None:
    """Each table's words come out with their role."""
    words = lexicon.load(write())
    found = {
        term.id: term.role for term in meanings(words, "سوريا حماة قسد هاجمت اشتباكين مسيرات مسيرة قتيل مباراة غزة")
    }
    assert found == {
        "syria": Role.PLACE,
        "hama": Role.PLACE,
        "sdf": Role.ACTOR,
        "clash": Role.STRONG,
        "uav": Role.WEAPON,
        "harm.killed": Role.HARM,
        "cue.sport": Role.CUE,
        "scene.gaza": Role.SCENE,
    }
    assert words.ids == {"syria", "hama", "sdf", "hts", "clash", "uav"}


def test_a_name_that_changed_its_meaning_is_read_by_the_day(write: Write) -> None:
    """Before the change the earlier party, from that day on the later one; without a day, today's."""
    (term,) = meanings(lexicon.load(write()), "الجيش")
    assert [term.id_on(day) for day in (date(2024, 12, 7), date(2024, 12, 8), None)] == ["hts", "sdf", "sdf"]


def test_compound_place_names_are_found_without_their_space(write: Write) -> None:
    """Newsrooms write كفر نبل and كفرنبل."""
    folder = write(places='{"id": "kafr-nabl", "kind": "district", "admin1": "Idlib", "names": ["كفر نبل"]}')
    assert len(meanings(lexicon.load(folder), "كفرنبل وكفر نبل")) == 2


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("places", '"governorate"', '"town"', ["line 1", "`kind`", "one of governorate"]),
        ("country", '["سوريا"]', "[]", ["`names`", "at least one spelling"]),
        ("country", "names", "nmaes", ["`names`", "missing"]),
        ("country", 'id = "syria"', 'id = ""', ["`id`", "lower-case Latin"]),
        ("actors", "true", '"yes"', ["actors.toml", "[actor.sdf]", "`syrian`", "true or false"]),
        ("actors", '["قسد"]', "[]", ["[actor.sdf]", "`names`", "missing or empty"]),
        ("actors", '["قسد"]', '"قسد"', ["[actor.sdf]", "`names`", "a list of spellings"]),
        ("actors", '["قسد"]', '["قسد", "قسد"]', ["[actor.sdf]", "`names`", "قسد", "twice"]),
        ("actors", '["قسد"]', '["؟"]', ["[actor.sdf]", "`names`", "one to 6 words"]),
        ("actors", "[actor.sdf]", "[actor.Sdf]", ["[actor.Sdf]", "lower-case Latin"]),
        ("actors", "syrian = true", "inter = 9", ["[actor.sdf]", "`inter`", "one of 1, 2"]),
        ("actors", "syrian = true", "acled = 3", ["[actor.sdf]", "`acled`", "text in quotes"]),
        ("actors", "2024-12-08", '"2024"', ["[era.1]", "`changed`", "such as 2024-12-08"]),
        ("actors", 'before = "hts"', 'before = "htx"', ["[era.1]", "`before`", "[actor.htx]", "hts, sdf"]),
        ("actors", 'since = "sdf"', 'since = "S"', ["[era.1]", "`since`", "lower-case Latin"]),
        ("actions", '["هاجم يهاجم"]', '["هاجم"]', ["actions.toml", "[event.clash]", "`weak_verbs`", "قصف يقصف"]),
        ("actions", '["هاجم يهاجم"]', "[]\nstrnog = []", ["[event.clash]", "`strnog`"]),
        ("actions", '["مسيرة"]', "[1]", ["[weapon.uav]", "`words`", "in quotes"]),
        ("actions", '"Armed clash"', "3", ["actions.toml:2:", "[event.clash]", "`acled`", "a list of texts"]),
        ("actions", 'plover = ["ASSAULT"]\n', "", ["actions.toml", "[event.clash]", "`plover`", "a list of texts"]),
        ("actions", 'words = ["مسيرة"]', 'event = "x"\nwords = ["مسيرة"]', ["[weapon.uav]", "`event`", "one of clash"]),
        ("telling", "[sign.hits]", "[sign.hit]", ["telling.toml:3:", "[sign.hit]", "known are light"]),
        ("telling", '"hts"]', '"htx"]', ["telling.toml:6:", "[related]", "`groups`", "lists of hts, sdf"]),
        ("telling", '[["sdf", "hts"]]', '"sdf"', ["telling.toml:6:", "[related]", "`groups`"]),
        ("bystanders", '"قالت"', '"قالت إن"', ["bystanders.toml:2:", "[says]", "`words`", "single word"]),
        ("bystanders", "[says]", "[sais]", ["bystanders.toml", "sais", "known keys are"]),
        ("bystanders", '["قالت"]', "[]", ["bystanders.toml:2:", "[says]", "at least one spelling"]),
        ("negatives", "0.9", "9", ["negatives.toml", "[cue.sport]", "`weight`", "from 0 to 1"]),
        ("negatives", "0.9", "true", ["[cue.sport]", "`weight`", "from 0 to 1"]),
        ("negatives", "weight = 1\n", "", ["[scene.gaza]", "`weight`"]),
        ("negatives", "[mask]", "[mask", ["negatives.toml", "line", "check the quotes"]),
    ],
)
def test_a_mistake_is_told_where_it_is(write: Write, file: str, old: str, new: str, says: list[str]) -> None:
    """Every error names the file, the table, the key and what would be right."""
    assert old in FILES[file]
    folder = write(**{file: FILES[file].replace(old, new, 1)})
    with pytest.raises(LexiconError) as error:
        lexicon.load(folder)
    for part in (_file(file), *says):
        assert part in str(error.value)


def test_an_event_needs_words(write: Write) -> None:
    """A table of an event without any word cannot be meant."""
    with pytest.raises(LexiconError, match=r"actions.toml:1: table \[event.clash\], key `strong`: is missing or empty"):
        lexicon.load(write(actions="[event.clash]\nacled = []\nplover = []\n"))


def test_tables_must_be_tables(write: Write) -> None:
    """A value where tables should stand is told."""
    with pytest.raises(
        LexiconError, match=r"actions.toml:1: key `event`: should be tables that begin with \[event.ID\]"
    ):
        lexicon.load(write(actions="event = 3\n"))


def test_a_missing_file_is_told(write: Write) -> None:
    """The error says which file, and where it should stand."""
    folder = write()
    (folder / "actors.toml").unlink()
    with pytest.raises(LexiconError, match=r"actors.toml: cannot be read .* it should stand in"):
        lexicon.load(folder)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """An editor that saves windows-1256 gets a sentence, not a stack trace."""
    shutil.copytree(lexicon.DEFAULT, tmp_path, dirs_exist_ok=True)
    (tmp_path / "country.toml").write_bytes("# سوريا".encode("cp1256"))
    with pytest.raises(LexiconError, match=r"country.toml: is not UTF-8"):
        lexicon.load(tmp_path)
