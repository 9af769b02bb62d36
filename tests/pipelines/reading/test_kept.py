"""Texts in unusual places that rules against what stands around texts must not take for that."""

import pytest

from tests.pipelines.reading.test_layouts import LONG, ONE, TITLE, TWO, read

_LEAD = "أعلن مصدر طبي مقتل ثلاثة مدنيين في القصف على أطراف المدينة مساء السبت."
_PAGES = {
    "a lead in the header": "<div class='q1'>{h1}<p>LEAD</p></div><div><img></div><div class='q3'>{a}{b}</div>",
    "the word for comments above the text": (
        "<article>{h1}<p>LEAD</p><div class='m2'>اترك تعليقاً</div><div class='entry-content'>{a}{b}</div></article>"
    ),
}
_WITHOUT_LEAD = {
    "sections": "<div class='w'>{h1}<section class='intro'>{a}</section><section class='rest'>{b}</section></div>",
    "widgets": (
        "<div class='el'>{h1}<div class='elementor-element elementor-element-a1 elementor-widget-text-editor'>{a}</div>"
        "<div class='elementor-element elementor-element-b2 elementor-widget-image'><img></div>"
        "<div class='elementor-element elementor-element-c3 elementor-widget-text-editor'>{b}</div></div>"
    ),
    "no comments yet": (
        "<article>{h1}<div><span>22/11/2026</span><span>التعليقات</span></div><div class='c'>{a}{b}</div></article>"
    ),
    "rights at the end of the text": "<div>{h1}</div><div class='c'>{a}{b}<div class='cp'>© 2026 العينة</div></div>",
    "a photo's rights": "<article>{h1}<div><img><span>© رويترز</span></div><div class='c'>{a}{b}</div></article>",
    "who wrote it, near the headline": (
        "<div class='hd'>{h1}<div class='by'>كتب: سليم المتخيل من مدينة دمشق وريفها</div></div>"
        "<div class='tx'>{a}{b}</div>"
    ),
    "an article of the headline alone": (
        "<article class='x'>{h1}</article><article class='x'><div class='tx'>{a}{b}</div></article>"
    ),
}


@pytest.mark.parametrize("text", [LONG, TWO, ONE], ids=["long", "two lines", "one line"])
@pytest.mark.parametrize("markup", _PAGES.values(), ids=_PAGES)
def test_a_lead_and_the_text(markup: str, text: tuple[str, ...]) -> None:
    """Neither is given up for the other."""
    assert read(markup.replace("LEAD", _LEAD), text).body.split("\n") == [_LEAD, *text]


@pytest.mark.parametrize("text", [LONG, TWO, ONE], ids=["long", "two lines", "one line"])
@pytest.mark.parametrize("markup", _WITHOUT_LEAD.values(), ids=_WITHOUT_LEAD)
def test_the_whole_text(markup: str, text: tuple[str, ...]) -> None:
    """In several elements, with labels that stand behind texts elsewhere."""
    assert read(markup, text).body.split("\n") == list(text)


@pytest.mark.parametrize(
    ("top", "title"),
    [("", "موقع العينة"), ("<h1><a href='/'>شبكة العينة الإخبارية السورية المستقلة</a></h1>", TITLE)],
)
def test_a_smaller_heading(top: str, title: str) -> None:
    """Where the title element is the site's name, and under a logo of many words that it does not have."""
    reading = read(f"{top}<div>{{h1}}<div class='tx'>{{a}}{{b}}</div></div>", LONG, "<h2>{title}</h2>", title)
    assert (reading.title, reading.body.split("\n")) == (TITLE, list(LONG))


def test_a_name_and_a_credit_in_a_heading_at_the_end() -> None:
    """Headings at the end of a text go, unless they say who wrote it."""
    markup = (
        "<article>{h1}<div class='entry-content'>{a}{b}<h4>إعداد: ليلى المثال</h4><h5>استمع للخبر</h5></div></article>"
    )
    assert read(markup, LONG).body.split("\n") == [*LONG, "إعداد: ليلى المثال"]
