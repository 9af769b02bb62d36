"""The text is found by structure, in whatever markup a site is made of."""

import pytest

from pipelines.reading.extract import extract
from tests.pipelines.reading.samples import (
    BODY,
    OTHER_HEADLINES,
    PARAGRAPHS,
    SOURCE,
    TITLE,
    html,
    links,
    page,
    paragraphs,
)

H1 = f"<h1>{TITLE}</h1>"
CARDS = "".join(
    f'<div class="c-{number % 2}"><h3><a href="/n/{number}">{text}</a></h3>'
    f"<p>{text}، وهذا مقتطف طويل من نصه ينتهي بنقطة.</p></div>"
    for number, text in enumerate(OTHER_HEADLINES[:8])
)
EXCERPTS = "".join(
    f'<div class="x9 item"><a href="/n/{number}"><div><div>{text}</div></div></a>'
    f"<div>ملخص {text} وفيه جملة كاملة.</div></div>"
    for number, text in enumerate(OTHER_HEADLINES[:6])
)
TABLES = f"""<table width="100%"><tr><td colspan="2">{links()}</td></tr><tr><td width="20%">{links()}</td>
<td><table><tr><td>{H1}</td></tr><tr><td><font size="4">{"<br><br>".join(PARAGRAPHS)}</font></td></tr></table></td></tr>
<tr><td colspan="2">جميع الحقوق محفوظة</td></tr></table>"""
ASPNET = f"""<form id="aspnetForm" method="post" action="news.aspx"><div id="ctl00_top">{links()}</div>
<div id="ctl00_main">{H1}<span id="ctl00_lblText">{"<br /><br />".join(PARAGRAPHS)}</span></div>
<div id="ctl00_more">{CARDS}</div></form>"""
SOUP = "".join(f'<div class="css-6f"><div class="css-7g"><span>{text}</span></div></div>' for text in PARAGRAPHS)
REACT = f"""<div id="root"><div class="css-1a"><div class="css-2b">{links()}</div>
<div class="css-3c"><div class="css-4d">{H1}</div><div class="css-5e">{SOUP}</div></div>
<div class="css-8h">{EXCERPTS}</div></div></div>"""
AMP = f"""<amp-sidebar id="m">{links()}</amp-sidebar><main><article>{H1}<amp-img src="a.jpg"></amp-img>
<div class="amp-wp-article-content">{paragraphs(PARAGRAPHS[:2])}<amp-ad>إعلان</amp-ad>
{paragraphs(PARAGRAPHS[2:])}</div></article></main>"""
LEAD = f"""<article>{H1}<p class="lead">{PARAGRAPHS[0]}</p>
<figure><img><figcaption>شرح طويل لصورة الخبر المنشور في هذه الصفحة.</figcaption></figure>
<div class="article-body">{paragraphs(PARAGRAPHS[1:])}</div></article>"""
SPLIT = f"""<div class="w">{H1}<div class="part">{paragraphs(PARAGRAPHS[:2])}</div><div class="ad-slot">إعلان</div>
<div class="part">{paragraphs(PARAGRAPHS[2:])}</div></div>"""
MICRODATA = f"""<div class="a"><div>{H1}</div><div itemprop="articleBody">{paragraphs()}</div>
<div class="b"><p>يعمل هذا الكاتب في الموقع منذ سنوات، وله مقالات كثيرة في شؤون المنطقة.</p></div></div>"""
TEXT_NODES = (
    f'<div>{H1}<div id="details">{PARAGRAPHS[0]}<br>{PARAGRAPHS[1]}<p>{PARAGRAPHS[2]}</p>{PARAGRAPHS[3]}</div></div>'
)
SECTION = f"""<article><a rel="category tag" href="/c">ميداني</a>{H1}<div class="entry-content">
<div class="cat-links"><a href="/c">ميداني</a></div>
{paragraphs()}</div></article>"""
NO_H1 = (
    f'<div class="t"><h2>{TITLE}</h2></div><div class="news-text">{paragraphs()}</div><div class="side">{CARDS}</div>'
)
CUSTOM_ELEMENTS = (
    f"<app-root><app-news>{H1}<app-text>{paragraphs()}</app-text></app-news><app-more>{CARDS}</app-more></app-root>"
)
FAMILIES = {
    "tables": TABLES,
    "aspnet": ASPNET,
    "react": REACT,
    "amp": AMP,
    "lead": LEAD,
    "split": SPLIT,
    "microdata": MICRODATA,
    "text nodes": TEXT_NODES,
    "section": SECTION,
    "no h1": NO_H1,
    "custom elements": CUSTOM_ELEMENTS,
}


@pytest.mark.parametrize("markup", FAMILIES.values(), ids=FAMILIES.keys())
def test_the_text_is_found_in_each_markup_family(markup: str) -> None:
    """Old tables, forms around the page, elements without names, text nodes: the article's lines, all and only."""
    reading = extract(page(html(markup)), SOURCE)
    assert reading.body.split("\n") == BODY.split("\n")
    assert reading.extractor == "structure"


def test_a_flash_is_the_text_of_its_container() -> None:
    """Of one sentence with date, counter and reading time around it, the sentence is the text."""
    meta = '<div class="meta"><b>سالم النموذجي</b><span>22 تشرين الثاني 2026</span><i>705</i><i>دقيقتان</i></div>'
    flash = html(f'<main><header>{H1}{meta}</header><div class="entry-content"><p>{PARAGRAPHS[0]}</p></div></main>')
    assert extract(page(flash), SOURCE).body == PARAGRAPHS[0]
    short = html(f'<main>{H1}{meta}<div class="entry-content"><p>قصف على البلدة قبل قليل</p></div></main>')
    assert extract(page(short), SOURCE).body == "قصف على البلدة قبل قليل"


def test_crossheads_lists_quotations_and_rows_are_text() -> None:
    """All that stands in the container between its paragraphs belongs to the article, in order."""
    between = (
        "<h3>عنوان داخلي</h3><ul><li>بند أول قصير</li><li>بند ثان</li></ul><blockquote><p>قال شاهد</p></blockquote>"
        "<table><tr><td>إدلب</td><td>12</td></tr><tr><td>حلب</td><td></td></tr></table>"
    )
    body = f'{H1}<div class="post-content">{paragraphs(PARAGRAPHS[:2])}{between}{paragraphs(PARAGRAPHS[2:])}</div>'
    lines = extract(page(html(body)), SOURCE).body.split("\n")
    assert lines[2:-2] == ["عنوان داخلي", "بند أول قصير", "بند ثان", "قال شاهد", "إدلب | 12", "حلب"]


@pytest.mark.parametrize(
    "block",
    [
        '<div class="w"><img src="a.jpg"><div>شرح طويل لصورة الخبر المنشور في هذه الصفحة من أولها.</div></div>',
        '<div class="subtitle">عنوان فرعي طويل تحت العنوان الرئيس يلخص الخبر كله في جملة واحدة تنتهي بنقطة.</div>',
        '<div class="m">سالم النموذجي من إدلب <time>22 تشرين الثاني 2026</time> وآخر تحديث كان مساء اليوم.</div>',
        "<ul><li>المصدر</li><li>وكالات</li></ul>",
    ],
)
def test_what_stands_between_headline_and_text_is_no_lead_by_its_place_alone(block: str) -> None:
    """Captions, subtitles and datelines of the page are no paragraphs."""
    body = f'<article>{H1}{block}<div class="article-body">{paragraphs()}</div></article>'
    assert extract(page(html(body)), SOURCE).body == BODY


def test_a_home_page_has_no_article() -> None:
    """Cards are not prose, however long their excerpts are."""
    assert extract(page(html(f"<main>{CARDS}{EXCERPTS}</main>")), SOURCE).body == ""
