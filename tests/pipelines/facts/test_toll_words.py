"""Reading lexicon/casualties.toml."""

import pickle
import shutil
from pathlib import Path

import pytest

from pipelines import arabic
from pipelines.facts import toll_roles as role
from pipelines.facts import toll_words
from pipelines.facts.casualties import figures_of
from pipelines.facts.toll_roles import Role
from pipelines.lexicon import DEFAULT
from pipelines.lexicon_tables import LexiconError


def changed(folder: Path, old: str, new: str) -> Path:
    """A folder whose casualties.toml has one thing changed."""
    text = (DEFAULT / "casualties.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "casualties.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[harm.killed]", "[harm.dead]", ["[harm.dead]", "known are killed, wounded, missing, captured"]),
        ('category = "child"', 'category = "kid"', ["[people.child]", "`category`", "civilian, child"]),
        ("[quantifier.about]", "[quantifier.perhaps]", ["[quantifier.perhaps]", "about, at_least, at_most"]),
        ("least = 20", 'least = "20"', ["[vague.tens]", "`least`", "a whole number without quotes"]),
        ("least = 20", "least = -1", ["[vague.tens]", "`least`", "a whole number"]),
        ("rank = true", "rank = 1", ["[people.rank]", "`rank`", "true or false"]),
        ("subset = [", "subsets = [", ["[cue]", "`subset`", "missing or empty"]),
        ("[thing]", "[things]", ["table [thing]", "should be a table"]),
    ],
)
def test_a_mistake_is_told_where_it_is(tmp_path: Path, old: str, new: str, says: list[str]) -> None:
    """With file, table, key and what would be right."""
    with pytest.raises(LexiconError) as caught:
        toll_words.load(changed(tmp_path, old, new))
    for part in ("casualties.toml", *says):
        assert part in str(caught.value)


def test_a_word_more_is_a_line_more(tmp_path: Path) -> None:
    """An analyst adds a word for people; no Python is needed."""
    text = "أصيب في القصف حلاق وخبازان"
    assert figures_of("", text) == ()
    words = toll_words.load(changed(tmp_path, '  "مدني",\n', '  "مدني",\n  "حلاق",\n  "خباز",\n'))
    assert [(figure.count, figure.category) for figure in figures_of("", text, words)] == [
        (1, "civilian"),
        (2, "civilian"),
    ]


@pytest.mark.parametrize(
    ("spelling", "does", "number"),
    [
        ("وقتلى", role.VICTIM, 0),
        ("قتيلتين", role.VICTIM, 2),
        ("طفلتان", role.PEOPLE, 2),
        ("جنديين", role.PEOPLE, 2),
        ("مدنيين", role.PEOPLE, 0),
        ("مدنيان", role.PEOPLE, 2),
        ("شابّاً", role.PEOPLE, 1),
        ("مقاتليها", role.PEOPLE, 0),
        ("مقاتلو", role.PEOPLE, 0),
        ("ستُقتل", role.ACT, 0),
        ("بمقتلهم", role.ACT, 0),
        ("ولم", role.NEGATION, 0),
    ],
)
def test_forms_are_made_from_the_listed_ones(spelling: str, does: Role, number: int) -> None:
    """Duals, accusatives, plurals before their owner, persons of verbs; with the proclitics that may stand before."""
    (spot,) = toll_words.default().matcher.spot(arabic.words(spelling))
    assert (does, number) in {(word.role, word.number) for word in spot.meanings[0].words}


def test_the_words_can_be_sent_to_another_process() -> None:
    """Readers run in a pool."""
    assert pickle.loads(pickle.dumps(toll_words.default())).plain == toll_words.default().plain


def test_each_list_is_used(tmp_path: Path) -> None:
    """A copy of the folder loads as the original does."""
    shutil.copy(DEFAULT / "casualties.toml", tmp_path)
    assert toll_words.load(tmp_path).plain == toll_words.default().plain
