"""The language of questions."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.asking.errors import QuestionError
from storage.asking.question import All, Either, Field, Node, Not, Phrase, Word, parse

A, B, C = Word("قصف"), Word("غاره"), Word("جير")


def phrase(*words: str) -> Phrase:
    """Words one after the other."""
    return Phrase(tuple(map(Word, words)))


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("قَصْف", A),
        ("قصف غارة", All((A, B))),
        ("قصف،غارة", All((A, B))),
        ("قصف AND غارة", All((A, B))),
        ('"قصف غارة"', phrase("قصف", "غاره")),
        ("«قصف غارة»", phrase("قصف", "غاره")),
        ('"قصف"', A),
        ('قصف "" " " ! ()', A),
        ("قصف -غارة", All((A, Not(B)))),
        ('قصف −"غارة جير"', All((A, Not(phrase("غاره", "جير"))))),
        ("قصف NOT غارة", All((A, Not(B)))),
        ("قصف - غارة", All((A, B))),
        ("قصف --غارة", All((A, B))),
        ("قصف -(غارة جير)", All((A, Not(All((B, C)))))),
        ("قصف OR غارة جير", Either((A, All((B, C))))),
        ("قصف | غارة", Either((A, B))),
        ("قصف أو غارة", Either((A, B))),
        ("(قصف OR غارة) جير", All((Either((A, B)), C))),
        ("قصف or غارة", All((A, Word("or"), B))),
        ("طائر*", Word("طاير", prefix=True)),
        ('"قصف غار"*', Phrase((A, Word("غار", prefix=True)))),
        ("F-16", phrase("f", "16")),
        ("ez-Zor د.ب", All((phrase("ez", "zor"), phrase("د", "ب")))),
        ("place:idlib", Field("place", "=", "idlib", 1)),
        ("PLACE:idlib", Field("place", "=", "idlib", 1)),
        ("مكان:إدلب", Field("place", "=", "إدلب", 1)),
        ('قصف place:"Deir ez-Zor"', All((A, Field("place", "=", "Deir ez-Zor", 5)))),
        ("killed>5", Field("killed", ">", "5", 1)),
        ("wounded≥٥", Field("wounded", ">=", "٥", 1)),
        ("قتلى:3", Field("killed", "=", "3", 1)),
        ("عاجل:قصف", All((Word("عاجل"), A))),
        ("https://x.example", All((Word("https"), phrase("x", "example")))),
        ("12:30", All((Word("12"), Word("30")))),
        ("قصف: غارة", All((A, B))),
        ("", None),
        (" ! ", None),
        ("-", None),
    ],
)
def test_what_is_typed_is_understood(typed: str, node: Node | None) -> None:
    """Words, phrases, what is left out, choices, beginnings, fields; other signs mean nothing."""
    assert parse(typed) == node


@pytest.mark.parametrize(
    ("typed", "at", "what"),
    [
        ('قصف "غارة', 5, "no partner"),
        ("قصف OR", 5, "both of its sides"),
        ("OR قصف", 1, "both of its sides"),
        ("قصف (غارة", 5, "not closed"),
        ("قصف) غارة", 4, "closes none"),
        ("قصف -)", 6, "closes none"),
        ("قصف NOT", 5, "behind it"),
        ("قصف -!", 5, "a word behind it"),
        ("قصف NOT -غارة", 5, "behind it"),
        ("قصف city:idlib", 5, "there is no field city: there are source, place"),
        ("place:! قصف", 1, "place: wants a value"),
        ("source>5", 1, "compared with : alone"),
        ("(" * 13 + "قصف" + ")" * 13, 13, "more than 12 parentheses"),
        ("قصف " * 65, 257, "give at most 64"),
    ],
)
def test_a_mistake_is_told_with_its_place(typed: str, at: int, what: str) -> None:
    """What is wrong, and the character where."""
    with pytest.raises(QuestionError, match=what) as raised:
        parse(typed)
    assert raised.value.at == at


_SIGNS = "قصف غارةab12\"()|-*:<>=≥،.'«»_\u0651\u200f\x00\ud800"
_signs = st.text(st.sampled_from(_SIGNS) | st.characters(), max_size=60)
_words = st.lists(
    st.sampled_from(["قصف", '"أ ب"', "(", ")", "OR", "-", "killed>5", "place:x", "طا*", "NOT"]), max_size=20
)


@given(_signs | _words.map(" ".join))
def test_whatever_is_typed_is_understood_or_refused(typed: str) -> None:
    """Nothing but a `QuestionError`; and what is understood has folded words only."""
    node = None
    with contextlib.suppress(QuestionError):
        node = parse(typed)
    assert all(word.text.isalnum() for word in _words_of(node))


def _words_of(node: Node | None) -> list[Word]:
    if isinstance(node, Word):
        return [node]
    if isinstance(node, Phrase):
        return list(node.words)
    if isinstance(node, Not):
        return _words_of(node.node)
    return [word for one in node.nodes for word in _words_of(one)] if isinstance(node, All | Either) else []
