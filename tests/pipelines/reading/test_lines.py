"""The lines that are the article's own."""

import pytest

from pipelines.reading.lines import article_lines
from tests.pipelines.reading.samples import PARAGRAPHS, TITLE


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضاً: عنوان خبر آخر",
        "إقرأ المزيد",
        "شارك هذا الموضوع:",
        "مشاركة",
        "جميع الحقوق محفوظة لموقع العينة 2026",
        "صورة أرشيفية",
        "1,234",
        "٢٢ / ١١",
        "...",
        "الأحد 22 تشرين الثاني 2026 - 10:00 ص",
        "آخر تحديث: 22/11/2026 الساعة 10:00",
    ],
)
def test_boilerplate_lines_are_dropped(line: str) -> None:
    """Openers that lead elsewhere, share bars, rights, counters and lines that are only a date."""
    assert article_lines([PARAGRAPHS[0], line, PARAGRAPHS[1]], TITLE) == PARAGRAPHS[:2]


@pytest.mark.parametrize(
    "line",
    [
        "مشاركة القوات في العملية استمرت حتى المساء بحسب البيان",
        "المصدر: وكالات",
        "دمشق - سانا",
        "وقع الهجوم في 22 تشرين الثاني 2026 قرب البلدة",
        "للمزيد من الدقة، قال المتحدث إن الأرقام أولية ولم تتأكد بعد من جهات مستقلة في المنطقة المستهدفة",
    ],
)
def test_sentences_and_credits_stay(line: str) -> None:
    """The same words at the head of a sentence, bylines and credit lines belong to the text."""
    assert article_lines([line, PARAGRAPHS[1]], TITLE) == (line, PARAGRAPHS[1])


def test_the_title_and_second_copies_are_dropped() -> None:
    """The title above the text and a second copy of a paragraph are not text; short lines may return."""
    lines = [TITLE, PARAGRAPHS[0], "وأضاف:", PARAGRAPHS[1], "وأضاف:", PARAGRAPHS[0]]
    assert article_lines(lines, TITLE) == (PARAGRAPHS[0], "وأضاف:", PARAGRAPHS[1], "وأضاف:")


def test_a_text_that_is_only_the_title_stays() -> None:
    """A flash has no other text."""
    assert article_lines([TITLE], TITLE) == (TITLE,)
    assert article_lines([], TITLE) == ()
