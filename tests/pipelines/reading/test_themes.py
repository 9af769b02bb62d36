"""Long articles and flashes in the markup of the themes that Arabic sites use most, with what stands around them."""

from datetime import UTC, datetime

import pytest

from pipelines.article import Kind, Page, Source
from pipelines.reading.extract import extract

TITLE = "إصابة مدنيين بقصف مدفعي على بلدة النموذج في ريف حماة الغربي"
LONG = (
    "قال مراسلنا في حماة إن قذائف مدفعية سقطت صباح اليوم على بلدة النموذج، ما أدى إلى إصابة مدنيين اثنين.",
    "وأضاف أن فرق الإسعاف نقلت المصابين إلى مشفى قريب، وأن حركة السوق توقفت حتى ساعات الظهر خشية تجدد القصف.",
    "ولم تتبن أي جهة القصف حتى الآن.",
    "وتشهد المنطقة منذ أشهر قصفاً متقطعاً يطال الأراضي الزراعية والطرق الواصلة بين قراها، بحسب سكان تحدثوا إلينا.",
)
TWO = ("أصيب مدنيان بقصف مدفعي استهدف بلدة النموذج صباح اليوم.", "وتوقفت حركة السوق حتى الظهر.")
ONE = ("أصيب مدنيان اليوم الأربعاء بقصف مدفعي استهدف الحي الشمالي من بلدة النموذج",)

_CARDS = "".join(
    f'<div class="item"><h3><a href="/{number}">خبر آخر من أخبار الأسعار في الأسواق {number}</a></h3></div>'
    for number in range(6)
)
_ABOUT = "<p>موقع للتجارب يهتم بأخبار البلدات المتخيلة، أسسه صحفيون متطوعون قبل سنوات ليكون مثالاً يقاس عليه.</p>"
_NAVIGATION = "<header><nav><ul><li><a href='/1'>الأخبار المحلية</a></li></ul></nav></header>"
_FOOTERS = {
    "a footer": f"<footer>{_ABOUT}<p>جميع الحقوق محفوظة</p></footer>",
    "named": f"<div id='footer-area' class='row'>{_ABOUT}{_ABOUT}</div>",
    "not named": f"<div class='bottom'><div class='col'>{_ABOUT}</div></div>",
}
_SIDE = f"<aside class='sidebar'><div class='widget'>{_CARDS}</div></aside>"
_COMMENTS = (
    "<div id='comments' class='comments-area'><ol>"
    + "<li><p>نتمنى السلامة لأهل البلدة، وأن يتوقف القصف عن القرى كلها في أقرب وقت ممكن.</p></li>" * 3
    + "</ol></div>"
)

# By name: what stands in front of the paragraphs, and behind them. {h1} is the headline.
_THEMES = {
    "elementor": (
        "<div class='elementor'><div class='elementor-widget elementor-widget-theme-post-title'>{h1}</div>"
        "<div class='elementor-widget elementor-widget-post-info'><time>14 آب 2024</time></div>"
        "<div class='elementor-widget elementor-widget-theme-post-content'><div class='elementor-widget-container'>",
        "</div></div></div>",
    ),
    "jannah": (
        "<article class='container-wrapper post-content'><header>{h1}<div class='post-meta'><span class='date'>"
        "14 آب 2024</span><span class='meta-reading-time'>دقيقة واحدة</span></div></header>"
        "<div class='entry-content entry'><div class='stream-item'>إعلان</div>",
        "<div class='post-bottom-meta'><span class='tagcloud'><a href='/t'>النموذج</a></span></div></div></article>",
    ),
    "sahifa": (
        "<article class='post-listing'>{h1}<p class='post-meta'><span class='tie-date'>2024-08-14</span></p>"
        "<div class='entry'>",
        "</div></article><section id='related_posts'>" + _CARDS + "</section>",
    ),
    "avada": (
        "<article class='post'>{h1}<div class='post-content'>",
        "</div><div class='fusion-meta-info'><span class='updated'>2024-08-14T10:00:00+03:00</span></div></article>",
    ),
    "tagdiv": (
        "<ul class='td-category'><li><a href='/c'>أخبار</a></li></ul><header class='td-post-title'>{h1}<time "
        "datetime='2024-08-14T10:00:00+03:00'>14 آب 2024</time></header><div class='td-post-content tagdiv-type'>",
        "</div><div class='td_block_related_posts'>" + _CARDS + "</div>",
    ),
    "k2": (
        "<div class='itemView'><div class='itemHeader'><span class='itemDateCreated'>الأربعاء, 14 آب/أغسطس 2024 10:15"
        "</span>{h1}</div><div class='itemToolbar'><ul><li>حجم الخط</li></ul></div><div class='itemBody'>",
        "</div></div>",
    ),
    "tables": ("<table><tr><td>{h1}</td></tr><tr><td>14/08/2024</td></tr><tr><td class='txt'>", "</td></tr></table>"),
    "no names": ("<div class='c1'>{h1}<div class='c2'>14 آب 2024</div><div class='c3'>", "</div></div>"),
    "commented": ("<article>{h1}<time>14 آب 2024</time><div class='text'>", "</div></article>" + _COMMENTS),
    "aspnet": (
        "<form id='form1'><div>{h1}<span>14 آب 2024 10:15 ص</span><div id='ctl00_body'>",
        "</div></div></form>",
    ),
}


def _page(theme: str, text: tuple[str, ...], footer: str, headline: str = "<h1>{title}</h1>", top: str = "") -> Page:
    opening, closing = _THEMES[theme]
    paragraphs = "".join(f"<p>{line}</p>" for line in text)
    body = f"{opening.format(h1=headline.format(title=TITLE))}{paragraphs}{closing}"
    markup = (
        f"<html lang='ar'><head><meta charset='utf-8'><title>{TITLE} - موقع التجارب</title></head>"
        f"<body>{top}{_NAVIGATION}<div>{body}{_SIDE}</div>{footer}</body></html>"
    )
    return Page("https://site.example/2024/08/14/123/", markup.encode(), datetime(2024, 8, 15, tzinfo=UTC))


@pytest.mark.parametrize("footer", _FOOTERS.values(), ids=_FOOTERS)
@pytest.mark.parametrize("text", [LONG, TWO, ONE], ids=["long", "two lines", "one line"])
@pytest.mark.parametrize("theme", _THEMES)
def test_the_article_and_nothing_else(theme: str, text: tuple[str, ...], footer: str) -> None:
    """A flash is read as exactly as a long article, though more text stands around it than in it."""
    reading = extract(_page(theme, text, footer), Source("", "", "", ""))
    assert reading.body.split("\n") == list(text)
    assert reading.title == TITLE
    assert reading.kind in (Kind.ARTICLE, Kind.FLASH)
    assert reading.published
    assert reading.published.at.date().isoformat() == "2024-08-14"


@pytest.mark.parametrize("text", [LONG, TWO], ids=["long", "two lines"])
@pytest.mark.parametrize("top", ["", "<h1><a href='/'>موقع التجارب</a></h1>"], ids=["no h1", "the logo is h1"])
def test_a_headline_of_a_lower_level(text: tuple[str, ...], top: str) -> None:
    """A smaller heading that the title element begins with is the headline, and its end the site's name."""
    page = _page("no names", text, _FOOTERS["a footer"], "<h2 class='ttl'>{title}</h2>", top)
    reading = extract(page, Source("", "", "", ""))
    assert (reading.title, reading.body.split("\n")) == (TITLE, list(text))


def test_a_text_in_a_section_of_its_own() -> None:
    """A long text further out than the paragraph under its headline is not given up for it."""
    page = _page("no names", LONG, _FOOTERS["not named"])
    apart = page.body.replace(b"<div class='c3'>", b"</div><div class='c3'>", 1)
    reading = extract(Page(page.url, apart, page.fetched_at), Source("", "", "", ""))
    assert set(LONG) <= set(reading.body.split("\n"))


def test_who_and_when_is_no_text() -> None:
    """A line with author and times stays outside of the text, also where the text stands further out."""
    meta = (
        "<div class='meta'><span>ليلى المثال</span><time datetime='2024-08-14T12:30'>14 آب/أغسطس 2024 - 12:30 بتوقيت "
        "دمشق</time><time>آخر تحديث 14 آب/أغسطس 2024 - 18:30 بتوقيت دمشق</time></div>"
    )
    page = _page("no names", LONG, _FOOTERS["a footer"], f"<div><h1>{{title}}</h1>{meta}</div>")
    assert extract(page, Source("", "", "", "")).body.split("\n") == list(LONG)
