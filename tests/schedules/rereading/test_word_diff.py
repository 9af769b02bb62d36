"""What differs between two texts, word by word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from schedules.rereading.word_diff import Piece, Sort, compare, excerpt

_lines = st.lists(st.sampled_from(["قصف", "على", "قرية", "في", "ريف", "حلب"]), max_size=6).map(" ".join)
_texts = st.lists(_lines, max_size=5).map("\n".join)


def _side(pieces: list[Piece], other: Sort) -> list[str]:
    """The words of one of the two texts: all that are not the other's alone."""
    return " ".join(word for piece in pieces if piece.sort is not other for word in piece.words).split()


@given(_texts, _texts)
def test_the_pieces_are_the_two_texts(old: str, new: str) -> None:
    """What is the same and gone is the old text, what is the same and has come the new one; no piece is empty."""
    pieces = compare(old, new)
    assert _side(pieces, Sort.COME) == old.split()
    assert _side(pieces, Sort.GONE) == new.split()
    assert all(piece.words for piece in pieces)
    assert all(one.sort is not other.sort for one, other in pairwise(pieces))


@given(_texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    """All of it is the same."""
    assert {piece.sort for piece in compare(text, text)} <= {Sort.SAME}


@given(_texts, _texts, st.integers(1, 30))
def test_an_excerpt_is_bounded(old: str, new: str, most: int) -> None:
    """It has so many words at most, and a sign for what is left out."""
    shown = excerpt(compare(old, new), most)
    assert sum(len(piece.words) for piece in shown) <= most + 1


def _shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.sort, piece.text) for piece in excerpt(compare(old, new))]


def test_words_within_a_line() -> None:
    """Only what differs is marked."""
    assert _shown("قصف على قرية", "قصف مدفعي على بلدة") == [
        ("same", "قصف"),
        ("come", "مدفعي"),
        ("same", "على"),
        ("gone", "قرية"),
        ("come", "بلدة"),
    ]


def test_a_text_that_comes_or_goes() -> None:
    """An empty text has no pieces, and no end of a paragraph."""
    assert _shown("", "عنوان فرعي") == [("come", "عنوان فرعي")]
    assert _shown("سطر\nوسطر", "") == [("gone", "سطر ¶ وسطر")]
    assert _shown("", "") == []


def test_what_stays_is_left_out_far_from_a_difference() -> None:
    """A few words on each side are shown, whole paragraphs are not."""
    same = "\n".join(" ".join(f"{line}.{word}" for word in range(10)) for line in range(9))
    assert _shown(f"{same}\nسطر زائد\n{same}", f"{same}\n{same}") == [
        ("same", "… 8.6 8.7 8.8 8.9 ¶"),
        ("gone", "سطر زائد"),
        ("same", "0.0 0.1 0.2 0.3 0.4 …"),
    ]


def test_a_paragraph_that_moved_together() -> None:
    """A lost end of a paragraph is seen as that."""
    assert _shown("سطر\nوسطر", "سطر وسطر") == [("same", "سطر"), ("gone", "¶"), ("same", "وسطر ¶")]


def test_hostile_texts_take_no_time() -> None:
    """Texts as long as a page may give are compared by their beginnings."""
    long = "كلمة " * 100_000
    assert len(_shown(long, long + "x")) < 5
    assert len(_shown("سطر\n" * 50_000, "س ط ر\n" * 50_000)) < 500
