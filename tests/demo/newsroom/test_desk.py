"""The articles as written."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from demo.newsroom.desk import ManuscriptError, Update, edited, houses, manuscript, manuscripts
from demo.newsroom.expected import LABELS

_PLAIN: dict[str, Any] = {
    "key": "sample",
    "title": "عنوان",
    "days": 1,
    "clock": "08:30",
    "section": "syria",
    "outcome": "other",
    "text": "\nفقرة أولى.\n\nفقرة ثانية.\n",
}
_REJECTIONS = {"not_arabic", "not_an_article", "gone", "disallowed"}
_ABSENT_IN_WINDOWS_1256 = re.compile("[٠-٩]")


def test_a_table_becomes_a_manuscript() -> None:
    """Paragraphs are separated by an empty line; a change in the evening is a table of its own."""
    table = _PLAIN | {"tags": ["دمشق"], "evening": {"days": 0, "clock": "16:00", "title": "آخر"}}
    piece = manuscript("riwaq", 3, table)
    assert piece.paragraphs == ("فقرة أولى.", "فقرة ثانية.")
    assert piece.tags == ("دمشق",)
    assert piece.evening == Update(days=0, clock=piece.clock.replace(hour=16, minute=0), title="آخر")


@pytest.mark.parametrize(
    ("change", "said"),
    [({"colour": "red"}, "colour"), ({"clock": "8 o'clock"}, "8 o'clock"), ({"evening": {"days": 0}}, "clock")],
)
def test_a_mistake_is_named_with_its_place(change: dict[str, Any], said: str) -> None:
    """An unknown field, a wrong time and a missing field name the file, the article and the mistake."""
    with pytest.raises(ManuscriptError, match=r"articles/riwaq\.toml, article 3 \(sample\)") as caught:
        manuscript("riwaq", 3, _PLAIN | change)
    assert said in str(caught.value)


def test_a_copy_takes_the_text_of_the_first() -> None:
    """Whole, or as many paragraphs as it keeps; a text of its own stays."""
    first = manuscript("riwaq", 1, _PLAIN)
    cut = replace(first, key="cut", paragraphs=(), copy_of="sample", copy="cut", keep_paragraphs=1)
    whole = replace(cut, key="whole", keep_paragraphs=None)
    own = replace(cut, key="own", paragraphs=("نص آخر.",))
    texts = [piece.paragraphs for piece in edited([cut, first, whole, own])]
    assert texts == [("فقرة أولى.",), first.paragraphs, first.paragraphs, ("نص آخر.",)]


def test_keys_that_are_twice_or_missing_are_named() -> None:
    """Two articles of one key, and a copy of an article that is not there."""
    first = manuscript("riwaq", 1, _PLAIN)
    with pytest.raises(ManuscriptError, match="key sample is taken"):
        edited([first, replace(first, number=2)])
    with pytest.raises(ManuscriptError, match="cut: no article absent"):
        edited([replace(first, key="cut", paragraphs=(), copy_of="absent", copy="cut")])


def test_what_the_newsroom_must_contain() -> None:
    """Enough articles of each sort that a crawl has to tell apart."""
    count = Counter(piece.outcome for piece in manuscripts())
    assert set(count) == LABELS | _REJECTIONS
    assert count["escalation"] >= 14
    assert sum(count.values()) - count["gone"] - count["disallowed"] >= 44
    assert sum(piece.edition == "evening" for piece in manuscripts()) >= 4
    assert {piece.language for piece in manuscripts()} == {"ar", "fa", "ur", "ckb", "en"}
    assert {piece.first_answer for piece in manuscripts()} == {"", "server_error", "challenge"}
    assert {piece.copy for piece in manuscripts()} == {"", "retitled", "vocalised", "cut"}


def test_articles_have_full_sentences_in_three_to_seven_paragraphs() -> None:
    """All but flashes, cuts and pages that are no article are as long as news are."""
    for piece in manuscripts():
        if piece.kind == "article" and piece.copy != "cut":
            assert 3 <= len(piece.paragraphs) <= 7, piece.key
            assert all(one[-1] in ".۔" and len(one.split()) >= 9 for one in piece.paragraphs), piece.key


def test_fields_point_to_what_exists() -> None:
    """Sections, channels and copied articles are there, and are spelt right."""
    keys = {piece.key for piece in manuscripts()}
    for house in houses():
        sections = {section.key for section in house.sections}
        channels = {channel.name for channel in house.channels}
        for piece in (one for one in manuscripts() if one.outlet == house.key):
            assert piece.section in sections, piece.key
            assert set(piece.channels) <= channels, piece.key
            assert not piece.copy_of or piece.copy_of in keys, piece.key


def test_only_the_placeholders_of_the_almanac_are_used() -> None:
    """A text with another brace would fail when it is printed, or show it to readers."""
    for piece in manuscripts():
        texts = (piece.title, *piece.paragraphs, *(piece.evening.paragraphs if piece.evening else ()))
        found = set(re.findall(r"[{}]|\{\w+\}", re.sub(r"\{(weekday|yesterday)\}", "", " ".join(texts))))
        assert not found, piece.key


def test_the_old_site_writes_what_its_encoding_has() -> None:
    """Letters and digits outside windows-1256 would be printed as character references."""
    for piece in (one for one in manuscripts() if one.outlet == "barid"):
        text = " ".join((piece.title, piece.author, *piece.paragraphs))
        assert text.encode("cp1256").decode("cp1256") == text
        assert not _ABSENT_IN_WINDOWS_1256.search(text)
