"""Words and sentences of an article, those with dots against filters among them."""

import pytest

from pipelines import text
from pipelines.remembered import Question


def folded(body: str) -> list[str]:
    """The words of a body."""
    return [token.folded for token in text.read("", body).body_tokens]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("قُت.ل عنصر من قس.د", ["قتل", "عنصر", "من", "قسد"]),
        ("العشــ.ـائر وجُـ.ـرح", ["العشاير", "وجرح"]),
        ("هاجم مسلحو العش..ائر", ["هاجم", "مسلحو", "العشاير"]),
        ("في دمشق.قتل", ["في", "دمشق", "قتل"]),  # a blank was lost
        ("وصل إليها.ثم عاد", ["وصل", "اليها", "ثم", "عاد"]),
        ("د.أحمد (أ.ف.ب) 3.5", ["د", "احمد", "ا", "ف", "ب", "3", "5"]),
        ("www.ab.com", ["www", "ab", "com"]),
    ],
)
def test_words_that_are_parted_by_dots_are_whole(body: str, words: list[str]) -> None:
    """A part is too short for a word, or begins as none does; initials, titles and lost blanks are something else."""
    assert folded(body) == words


def test_spans_of_parted_words_hold_their_dots_and_end_no_sentence() -> None:
    """What is shown is what the text has."""
    read = text.read("", "قُت.ل عنصر. وعاد الهدوء")
    first = read.body_tokens[0]
    assert read.body[first.start : first.end] == "قُت.ل"
    assert [len(sentence.tokens) for sentence in read.sentences[1:]] == [2, 2]


_IS_HAMA = Question("حماه".__eq__)


def test_a_sentence_knows_which_of_its_words_answer_a_question() -> None:
    """Each by its index in the sentence; of the title, too."""
    read = text.read("هدوء في حماة", "قصف على إدلب. غارة على حماة وريف حماة.\nعودة الهدوء")
    assert [list(sentence.answering(_IS_HAMA)) for sentence in read.sentences] == [[2], [], [2, 4], [], []]
