"""How military a passage is. All sentences are written for these tests."""

import pytest

from pipelines import lexicon
from pipelines.judging import judge
from pipelines.lexicon import Role
from pipelines.passages import passages
from pipelines.text import read
from pipelines.understanding import understand


def action(title: str) -> float:
    """How sure a headline tells of military action, 0 to 1."""
    words = lexicon.default()
    return judge(passages(read(title, ""), words)[0], anchored=True, year=2025, lexicon=words).action


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("أربعة صواريخ تخرج مستشفى في كفرنبل عن الخدمة", True),
        ("مروحية ألقت أسطوانتين على سراقب", True),
        ("براميل على داريا", False),  # barrels alone may hold oil
        ("صواريخ على المعضمية", True),
        ("صفقة صواريخ جديدة لسوريا", False),
    ],
)
def test_arms_and_what_they_do(title: str, told: bool) -> None:
    """Heavy arms are used where a word says what they do, or at what they are aimed."""
    assert (action(title) >= 0.85) is told


def test_a_word_that_names_no_kind_of_event() -> None:
    """A hint counts for the label, more so beside a party, and makes neither an event nor a tag."""
    title = "الفصائل على مشارف خان العسل"
    assert action(title) == 1.0
    assert action("حلب بيد قسد") == 0.85
    assert action("حلب بيد أهلها") == 0.5
    understood = understand(title, "", lexicon.default(), None)
    assert not understood.facts.events
    assert not [tag for tag in understood.tagging.tags if tag.startswith("hint.")]


def test_a_state_that_acts_is_company() -> None:
    """Who strikes need not be named with its army."""
    assert action("تل أبيب تضرب قاسيون") == 0.85


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("الغارة على حلب", True),
        ("حلب تحت القصف", False),
        ("انهالت القنابل الارتجاجية على حلب", False),
        ("القنابل الارتجاجية التي أصابت حلب", True),
    ],
)
def test_what_is_known_and_what_goes_on(title: str, *, known: bool) -> None:
    """A noun with the article is known, unless something is under it, or it does its work."""
    assert (action(title) < 0.5) is known


def test_who_is_killed_by_an_air_strike_is_dead_smuggler_or_not() -> None:
    """Other subjects yield to arms that are no figure of speech; sport does not."""
    words = lexicon.default()

    def against(title: str) -> float:
        part = judge(passages(read(title, ""), words)[0], anchored=True, year=2025, lexicon=words)
        return part.against((Role.CUE,))

    assert against("مقتل مهرب مخدرات بضربة جوية في السويداء") < against("ضبط مهرب مخدرات في السويداء")
    assert against("ثلاثة قتلى بغارة على مباراة في حلب") == 0.9
