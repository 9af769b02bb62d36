"""An article is cut into title, lead and sentences, each with its terms."""

import pytest

from pipelines import lexicon
from pipelines.lexicon import Role
from pipelines.passages import Passage, passages
from pipelines.text import read


def cut(title: str, body: str) -> list[Passage]:
    """The passages of an article under the shipped lexicon."""
    return passages(read(title, body), lexicon.default())


def ids(passage: Passage) -> list[str]:
    """The ids of the terms of a passage."""
    return [term.id for _, term in passage.terms]


def test_each_sentence_has_its_own_terms() -> None:
    """Title first, then a passage for each sentence and each line."""
    title, *body = cut("غارة على حلب", "قصف على إدلب. وقال شهود.\nهدوء في درعا")
    assert (title.where, ids(title)) == ("title", ["strike.air", "airstrike", "aleppo"])
    assert [ids(passage) for passage in body if passage.found] == [["strike.rocket_artillery", "idlib"], ["daraa"]]


def test_the_lead_is_the_beginning() -> None:
    """Sentences that begin within the first 350 characters are the lead, the others the rest."""
    body = "جملة أولى قصيرة. " + "كلمة " * 80 + ". قصف على إدلب."
    wheres = [passage.where for passage in cut("", body)]
    assert wheres == ["title", "lead", "lead", "body", "body"]


def test_a_point_within_a_figure_or_initials_ends_no_sentence() -> None:
    """3.5 and د.ب.أ are one piece."""
    assert [ids(passage) for passage in cut("", "أعلنت (د.ب.أ) أن قذيفة من 3.5 كغ عند حلب") if passage.found] == [
        ["strike.rocket_artillery", "aleppo"]
    ]


@pytest.mark.parametrize("dateline", ["بيروت – رويترز: ", "بيروت\n", "بيروت - ", "شبكة الخبر – بيروت\n"])
def test_a_dateline_is_no_scene(dateline: str) -> None:
    """Where the reporter sits is not where it happened."""
    assert not any(passage.weights()[Role.SCENE] for passage in cut("", dateline + "قصف على إدلب"))


def test_a_place_in_the_first_sentence_is_a_scene() -> None:
    """Only what stands before the dash or colon of a dateline is passed over."""
    assert sum(passage.weights()[Role.SCENE] for passage in cut("", "قصف عنيف على مدينة غزة أمس: عشرات القتلى")) > 0


def test_a_spelling_with_two_meanings_of_one_role_counts_once() -> None:
    """Weights count spellings, not meanings."""
    (title, *_) = cut("غارة", "")
    assert (title.weights()[Role.STRONG], title.weights()[Role.WEAPON]) == (1.0, 1.0)


def test_an_empty_article_has_empty_passages() -> None:
    """Nothing in, nothing found."""
    assert [passage.found for passage in cut("", "")] == [(), ()]
