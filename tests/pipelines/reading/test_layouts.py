"""Short and long articles among what sites put between and behind their paragraphs."""

from datetime import UTC, datetime

import pytest

from pipelines.article import Kind, Page, Reading, Source
from pipelines.reading.extract import extract

TITLE = "مقتل ثلاثة مدنيين بقصف صاروخي على أطراف مدينة العينة شمالي سوريا"
LONG = (
    "قُتل ثلاثة مدنيين وأصيب سبعة آخرون مساء السبت جراء قصف صاروخي استهدف أطراف مدينة العينة في ريف حلب.",
    "وقال مدير المشفى في المدينة لمراسلنا إن اثنين من المصابين في حالة حرجة وقد نُقلا إلى مشفى قريب.",
    "ولم تعلن أي جهة مسؤوليتها.",
    "وكانت المنطقة قد شهدت خلال الشهر الماضي أربع عمليات قصف مماثلة أسفرت عن أضرار مادية في الممتلكات.",
)
TWO = ("قُتل ثلاثة مدنيين بقصف صاروخي على أطراف مدينة العينة مساء السبت.", "وأصيب سبعة آخرون بينهم طفلان.")
ONE = ("قُتل ثلاثة مدنيين بقصف صاروخي على أطراف مدينة العينة مساء السبت",)

_HEADLINES = tuple(f"خبر آخر من أخبار الأسعار في أسواق المدينة رقم {number}" for number in range(6))
_LINKS = "".join(f"<li><a href='/{number}'>{text}</a></li>" for number, text in enumerate(_HEADLINES))
_ABOUT = "موقع إخباري متخيل تأسس قبل سنوات، يغطي الأخبار الميدانية على مدار الساعة، ويعمل فيه صحفيون من مدن كثيرة."
_COMMENT = "الله يرحم الضحايا ويشفي الجرحى، متى يتوقف هذا القصف الذي طال كل بيت في هذه المدينة المنكوبة؟"

# By name: what stands around the paragraphs. In {h1} is the headline, in {a} and {b} the halves of the text.
_PAGES = {
    "a class of a state": "<article>{h1}<div class='entry-content no-share'>{a}{b}</div></article>",
    "related articles longer than the text": (
        "<div class='post'>{h1}<div class='post-entry'><div class='entry-content'>{a}"
        f"<div class='box'><ul>{_LINKS}</ul></div>{{b}}</div></div></div>"
    ),
    "breadcrumbs and counters": (
        f"<div id='crumbs'><a href='/'>الرئيسية</a> / <span>{TITLE}</span></div><article><div class='inner'>{{h1}}"
        "<p class='post-meta'><span>22 نوفمبر، 2026</span><span>سياسة</span><span>74 زيارة</span></p>"
        "<div class='entry'>{a}{b}</div></div></article>"
    ),
    "an author behind the text": (
        "<article>{h1}<div class='post-text'>{a}{b}</div>"
        f"<div class='amp-author'><div class='author-details'><p>{_ABOUT}</p></div></div></article>"
    ),
    "a footer by the end of its name": (
        "<div id='root'><div><main>{h1}<div class='wysiwyg all-content'>{a}{b}</div></main></div>"
        f"<div class='container container--footer'>{_ABOUT}</div></div>"
    ),
    "a footer by its line on rights": (
        "<div class='bx'>{h1}<div class='ct'>{a}{b}</div></div>"
        f"<div class='bot'><div class='in'>{_ABOUT}</div><div>جميع الحقوق محفوظة 2026</div></div>"
    ),
    "comments by their heading": (
        "<div class='c'>{h1}<div class='text'>{a}{b}</div><div class='x7'><h4>التعليقات (2)</h4>"
        f"<div><b>قارئ</b><div>{_COMMENT}</div></div><div><b>قارئة</b><div>{_COMMENT[:70]}.</div></div></div></div>"
    ),
    "a report on mistakes": (
        "<article>{h1}<div class='entry-content'>{a}{b}</div><div class='inc'><p>إذا كنت تعتقد/تعتقدين أن المقال يحوي "
        "معلومات خاطئة أو لديك تفاصيل إضافية <a href='/c'>أرسل تصحيحًا</a></p></div></article>"
    ),
    "a heading of what was left out": (
        "<article>{h1}<div class='entry-content'>{a}{b}<h4>مقالات مشابهة:</h4>"
        f"<p>• <a href='/6'>{_HEADLINES[0]}</a></p><p>• <a href='/7'>{_HEADLINES[1]}</a></p></div></article>"
    ),
    "a post without its class": (
        "<article>{h1}<div class='entry-content'>{a}<blockquote><p>تغريدة عن قصف أطراف المدينة بالصواريخ <a "
        "href='https://t.co/abc'>pic.twitter.com/abc</a></p>&mdash; ناشط (@nash) <a "
        "href='https://twitter.com/nash/status/1'>November 22</a></blockquote>{b}</div></article>"
    ),
    "embedded in AMP": (
        "<article>{h1}<div class='amp-wp-article-content'>{a}<amp-twitter><blockquote><p>تغريدة عن الخبر من حساب ناشط "
        "ينقل ما يجري في المدينة لحظة بلحظة.</p></blockquote></amp-twitter>{b}</div></article>"
    ),
    "a player without scripts": (
        "<article>{h1}<div class='rich-text'>{a}<div class='embed'><p>لعرض هذا الفيديو يرجى تفعيل خاصية جافا سكريبت، "
        "والنظر في ترقية المتصفح إلى أحدث إصدار يدعم مقاطع الفيديو</p></div>{b}</div></article>"
    ),
    "a newsletter": (
        "<div class='row'>{h1}<div class='single__content'>{a}{b}</div><div class='single__nl'><p>اشترك في النشرة "
        "البريدية لتصلك أهم أخبار المنطقة صباح كل يوم على بريدك مباشرة دون إعلانات.</p></div></div>"
    ),
    "channels to follow": (
        "<article>{h1}<div class='content'>{a}{b}<p>تابعوا آخر الأخبار السياسية والميدانية عبر قناتنا على تلغرام على "
        "الرابط: <a href='https://t.me/x'>https://t.me/x</a></p></div></article>"
    ),
    "a line above the headline": (
        "<article class='item'><h3>خلال اتصال هاتفي</h3>{h1}<div class='item-text'>{a}{b}</div></article>"
    ),
    "an excerpt that breaks off": (
        "<article>{h1}<div class='sum'>قُتل ثلاثة مدنيين ...</div><div class='c-body'>{a}{b}</div></article>"
    ),
    "the next article below": (
        "<div class='list'><article class='art'>{h1}<div class='entry-content'>{a}{b}</div></article>"
        f"<article class='art'><h1>{_HEADLINES[0]}</h1><div class='entry-content'><p>{_COMMENT}</p><p>{_ABOUT}</p>"
        "</div></article></div>"
    ),
    "buttons in the text": (
        "<article>{h1}<div class='entry-content'><p>استمع إلى المقال</p><p>أ أ أ</p><p>3 دقائق قراءة</p>{a}{b}"
        "<p>فيسبوك تويتر واتساب</p><p>عدد المشاهدات 1,204</p><p>هل أعجبك المقال؟</p></div></article>"
    ),
    "cells of a layout": (
        "<table><tr><td>{h1}</td></tr><tr><td><span>22/11/2026 07:45 م</span></td></tr><tr><td><span>{a}{b}</span></td>"
        "</tr><tr><td><span>عدد القراءات: </span><span>533</span></td></tr><tr><td><table><tr><td>الاسم</td><td><input>"
        f"</td></tr></table></td></tr></table><div>جميع الحقوق محفوظة - {_ABOUT}</div>"
    ),
}


def read(markup: str, text: tuple[str, ...], headline: str = "<h1>{title}</h1>", title: str = TITLE) -> Reading:
    """The reading of a page of this markup, with the halves of a text in it."""
    half = (len(text) + 1) // 2
    halves = ("".join(f"<p>{line}</p>" for line in part) for part in (text[:half], text[half:]))
    body = markup.format(**dict(zip("ab", halves, strict=True)), h1=headline.format(title=TITLE))
    whole = f"<html lang='ar'><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"
    page = Page("https://site.example/news/123456", whole.encode(), datetime(2026, 11, 24, tzinfo=UTC))
    return extract(page, Source("", "", "", ""))


@pytest.mark.parametrize("text", [LONG, TWO, ONE], ids=["long", "two lines", "one line"])
@pytest.mark.parametrize("markup", _PAGES.values(), ids=_PAGES)
def test_the_text_and_nothing_around_it(markup: str, text: tuple[str, ...]) -> None:
    """However little of the page the text is."""
    reading = read(markup, text)
    assert reading.body.split("\n") == list(text)
    assert reading.title == TITLE
    assert reading.kind in (Kind.ARTICLE, Kind.FLASH)


@pytest.mark.parametrize("text", [LONG, TWO, ONE], ids=["long", "two lines", "one line"])
@pytest.mark.parametrize(
    "headline",
    [
        "<span id='lblTitle' class='newstitle'>{title}</span>",
        "<font size='5'><b>{title}</b></font><br>",
        "<div class='t'>{title}</div>",
    ],
)
def test_a_headline_that_is_no_heading(headline: str, text: tuple[str, ...]) -> None:
    """The line that the title element has, too, is the headline of a page without headings."""
    reading = read(_PAGES["cells of a layout"], text, headline)
    assert (reading.title, reading.body.split("\n")) == (TITLE, list(text))
    assert reading.published is not None
    assert f"{reading.published.at:%d %H:%M}" == "22 16:45"


@pytest.mark.parametrize("text", [LONG, TWO, ONE], ids=["long", "two lines", "one line"])
def test_the_items_of_a_text_that_is_a_list(text: tuple[str, ...]) -> None:
    """A text may be points and nothing else."""
    items = "".join(f"<li>{line}</li>" for line in text)
    markup = f"<article>{{h1}}<div class='entry-content'><ol>{items}</ol></div></article><div class='b'>{_ABOUT}</div>"
    assert read(markup, text).body.split("\n") == list(text)


@pytest.mark.parametrize("text", [LONG, TWO], ids=["long", "two lines"])
def test_lines_in_elements_that_are_numbered(text: tuple[str, ...]) -> None:
    """Their classes differ by a number, they are of one sort."""
    advert = "<div class='adsbox'>إعلان</div>"
    lines = "".join(f"<div class='paragraph-{at}'>{line}</div>{advert}" for at, line in enumerate(text))
    assert read(f"<article>{{h1}}<div class='list'>{lines}</div></article>", text).body.split("\n") == list(text)


def test_a_prefix_in_an_element_of_its_own() -> None:
    """It needs no separator."""
    reading = read(_PAGES["a class of a state"], TWO, "<h1><span class='breaking'>عاجل</span> {title}</h1>")
    assert (reading.title_prefix, reading.title) == ("عاجل", TITLE)


@pytest.mark.parametrize("text", [LONG, TWO, ONE], ids=["long", "two lines", "one line"])
def test_lines_that_are_all_named_as_text(text: tuple[str, ...]) -> None:
    """Scripts name each paragraph after the text that it is part of; none of them is the text."""
    lines = "".join(f"<div class='text__1F article-body__element'>{line}</div>" for line in text)
    end = (
        "<div class='article-body__element' data-testid='SignOff'>(إعداد ليلى المثال للنشرة العربية - تحرير سليم)</div>"
    )
    markup = f"<main><div>{{h1}}</div><div class='article-body__content'>{lines}{end}</div></main>"
    assert read(markup, text).body.split("\n")[: len(text)] == list(text)


@pytest.mark.parametrize("text", [LONG, TWO], ids=["long", "two lines"])
def test_a_lead_with_a_picture_that_has_its_own_caption(text: tuple[str, ...]) -> None:
    """It is named as a lead, stands nearer to the headline than the text, and both are the article."""
    lead = "أعلن مصدر طبي مقتل ثلاثة مدنيين وإصابة سبعة آخرين في قصف على أطراف المدينة."
    markup = (
        f"<div class='article'><div class='head'>{{h1}}<div class='an'><div><img src='a'></div><div class='an-lead'>"
        f"{lead}</div></div></div><div class='article__body'><div class='article__text'>{{a}}</div>"
        "<div class='article__text'>{b}</div></div></div>"
    )
    assert read(markup, text).body.split("\n") == [lead, *text]
