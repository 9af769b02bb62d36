"""Authors and agencies, from statements and from the text."""

import pytest

from pipelines.reading.credits import authors, credits_of
from pipelines.reading.parts import Parts
from pipelines.reading.statements import statements
from tests.pipelines.reading.samples import PARAGRAPHS, SOURCE, tree_of


def by(markup: str, *lines: str) -> tuple[str, ...]:
    """The authors of a page."""
    return authors(statements(Parts(tree_of(markup)), ""), lines, SOURCE)


def ld(author: str) -> str:
    """An article by this author, beside a person that can be referred to."""
    person = '{"@type":"Person","@id":"#p","name":"ليلى العينة"}'
    return f'<script type="application/ld+json">[{{"@type":"NewsArticle","author":{author}}},{person}]</script>'


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (ld('"سالم النموذجي"'), ("سالم النموذجي",)),
        (ld('[{"name":"سالم النموذجي"},{"@id":"#p"},7]'), ("سالم النموذجي", "ليلى العينة")),
        (ld('{"@id":"#none"}'), ()),
        (ld('{"name":"وكالة العينة"}'), ()),
        ('<meta name="author" content="سالم النموذجي; ليلى العينة">', ("سالم النموذجي", "ليلى العينة")),
        ('<meta name="author" content="admin"><meta property="article:author" content="https://facebook.com/x">', ()),
        ('<b itemprop="author">سالم النموذجي</b>' + ld('"سالم النموذجي"'), ("سالم النموذجي",)),
        ("<p>x</p>", ()),
    ],
)
def test_stated_authors_are_people_or_desks(markup: str, expected: tuple[str, ...]) -> None:
    """Names are resolved and told once; addresses, placeholders and the site itself are nobody."""
    assert by(markup) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("بقلم: سالم النموذجي", ("سالم النموذجي",)),
        ("كتبت ليلى العينة", ("ليلى العينة",)),
        ("إعداد وتحرير: ليلى العينة", ("ليلى العينة",)),
        ("كتب المسؤول في منشور له على صفحته الرسمية", ()),
        ("تحرير الأراضي هدف معلن للقوات منذ أشهر طويلة", ()),
        ("تقرير: -- /", ()),
    ],
)
def test_a_byline_in_the_text_names_its_author(line: str, expected: tuple[str, ...]) -> None:
    """A short line that is only a byline, at either end of the text."""
    assert by("<p>x</p>", line, *PARAGRAPHS) == expected
    assert by("<p>x</p>", *PARAGRAPHS, line) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("دمشق-سانا", *PARAGRAPHS), ("سانا",)),
        (("الحسكة – نورث برس", *PARAGRAPHS), ("نورث برس",)),
        (("بيروت (رويترز) - قال مسؤول إن القصف توقف", *PARAGRAPHS), ("رويترز",)),
        ((*PARAGRAPHS, "(أ.ف.ب)"), ("فرانس برس",)),
        ((*PARAGRAPHS, "المصدر: الأناضول + وكالات"), ("الأناضول", "وكالات")),
        ((*PARAGRAPHS, "وانتهى القصف مساء، بحسب السكان (د ب أ)"), ("د ب أ",)),
        (("عنب العينة – خاص", *PARAGRAPHS), ("خاص",)),
        (
            (
                "قالت وكالة رويترز في خبر لها إن القصف توقف منذ ساعات الصباح الأولى بحسب شهود عيان من سكان البلدة",
                *PARAGRAPHS,
            ),
            (),
        ),
        ((), ()),
    ],
)
def test_agencies_are_credited_where_newsrooms_credit_them(lines: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """Dateline, parentheses at either end, a line of their own; a mention in a sentence is no credit."""
    assert credits_of(lines) == expected
