"""Headlines of other articles between the paragraphs of a text."""

from pipelines.facts.toll_links import headlines
from tests.pipelines.facts.test_casualties import read

LEAD = "قال الجيش إنه أسقط طائرتين مسيرتين قرب الحدود."
LINKS = 'مقتل 14 جنديا في كمين على الطريق السريع\nانتهاء الجولة الثانية من "المحادثات" دون نتائج'
END = "وأضاف أن جنديا أصيب بشظايا إحداهما."


def test_two_lines_without_a_stop_between_paragraphs_are_headlines() -> None:
    """A single one is a heading; where no stop ends the paragraphs, nothing tells headlines from them."""
    text = f"{LEAD}\n{LINKS}\n{END}"
    assert [text[start:end] for start, end in headlines(text)] == LINKS.split("\n")
    assert not list(headlines(f"{LEAD}\n{LINKS.split(chr(10))[0]}\n{END}"))
    assert not list(headlines(f"{LEAD[:-1]}\n{LINKS}\n{END}"))
    assert not list(headlines(f"{LEAD}\n{LINKS}"))


def test_their_figures_are_background() -> None:
    """They are no news of this article."""
    assert read(f"{LEAD}\n{LINKS}\n{END}") == ["killed 14 military background", "wounded 1 military"]
