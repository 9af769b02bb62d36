"""The two forms of a digest: what is shown, and that nothing from the web breaks out of it."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import html as lxml_html

from digest import render
from digest.readers import Reader
from digest.wording import Language
from pipelines.article import Label
from tests.digest.samples import article, count, digest, event, figure, past
from tests.digest.test_lines import hostile
from tests.digest.test_mail_html import full


def test_the_subject_tells_number_and_day() -> None:
    """A period in which nothing was collected is not called quiet."""
    assert render.subject(digest([article()])) == "وتيرة: حدث واحد من التصعيد في سوريا – الأحد 22 تشرين الثاني 2026"
    assert render.subject(digest([article(label=Label.OTHER)])).startswith("وتيرة: لا أحداث من التصعيد")
    assert render.subject(digest([])).startswith("وتيرة: لم يصل أي مقال")
    english = digest([article()], reader=Reader("en"))
    assert render.subject(english) == "Watira: one event of escalation in Syria – Sunday 22 November 2026"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_both_forms_say_the_same(language: Language) -> None:
    """Every word and address of the text is in the HTML, and every address of the HTML in the text."""
    made = full(language)
    plain, page = render.text(made), lxml_html.fromstring(render.html(made))
    links = {str(link.get("href")) for link in page.iter("a")}
    shown = " ".join([*str(page.xpath("string(//body)")).split(), *links])
    for line in plain.splitlines():
        for words in re.split(r" · |: |، |, |\. |[()\-=\[\]]+", re.sub("[\u200f\u2066-\u2069]", "", line)):
            assert words.strip(" .0123456789–") in shown
    assert links <= set(plain.splitlines())
    figures = [str(word) for cell in page.findall(".//table[@class='counts']//td") for word in cell.itertext()]
    assert all(word.strip(" ()▲■●◆⬢") in plain for word in figures)


def test_the_html_loads_nothing() -> None:
    """Mail programs block what a message loads, and scripts; its pictures come with it."""
    page = lxml_html.fromstring(render.html(full()))
    assert not page.xpath("//script | //link | //iframe | //form | //@*[starts-with(name(), 'on')]")
    assert all(node.get("src", "cid:").startswith("cid:") for node in page.iter())
    assert "url(" not in render.html(full())
    assert page.xpath("//td[@class='story']/@style")


@settings(max_examples=60)
@given(hostile, hostile, hostile)
def test_hostile_words_stay_text(title: str, body: str, name: str) -> None:
    """A title, body or outlet name adds no element, attribute, line or direction to a digest."""
    told = event(place="", place_name=body, attribution=title, assertion="claimed", precision="area")
    bad = digest(
        [article(title=title, body=body, source_name_ar=name, url="javascript:alert(1)")], [count(name)], events=[told]
    )
    page = lxml_html.fromstring(render.html(bad))
    plain = lxml_html.fromstring(render.html(full()))
    known = {(node.tag, *sorted(node.attrib)) for node in plain.iter()}
    assert {(node.tag, *sorted(node.attrib)) for node in page.iter()} <= known
    assert not page.xpath("//a")
    lines = render.text(bad).splitlines()
    assert all(line.count("\u2066") + line.count("\u2067") == line.count("\u2069") for line in lines)
    assert not re.search("[\u202a-\u202e\u061c\u200e\r\x00]", "\n".join(lines))
    assert len(lines) <= 40


def test_a_title_with_markup_is_shown_as_it_is_written() -> None:
    """In the HTML it is escaped, once."""
    title = 'انفجار <script>alert("1")</script> & <img src=x onerror=y>'
    page = lxml_html.fromstring(render.html(digest([article(title=title)])))
    assert page.xpath("string(//h3/bdi)") == title


@pytest.mark.parametrize("filler", ["قصف ", "&", "😀 "])
def test_a_digest_fits_into_what_mail_programs_show_whole(filler: str) -> None:
    """The largest digest stays under the limit; what does not fit is counted, the same in both forms."""
    articles = [
        article(n, title=f"{n} " + filler * 300, body=filler * 2000, url=f"https://a.example/{n}/" + "&" * 1400)
        for n in range(1, 60)
    ]
    copies = [article(100 + n, source=f"s{n}", source_name_ar=filler * 60, duplicate_of=1) for n in range(20)]
    background = [article(500 + n, label=Label.BACKGROUND, title=filler * 200) for n in range(30)]
    made = digest(
        [*articles, *copies, *background], [count(filler * 50)] * 100, events=[event(n) for n in range(1, 60)]
    )
    told = render.fitting(made)
    assert len(render.html(made).encode()) <= render.MOST_BYTES
    assert 0 < len(told.stories) < 15
    assert {point.number for point in told.placed} <= {0, *(story.number for story in told.stories)}
    assert told.left_out in render.html(made)
    assert told.left_out in render.text(made)


def test_a_common_day_fits_whole() -> None:
    """45 events of usual length leave none out."""
    body = "سقطت قذائف على أطراف البلدة فجراً ولم تقع إصابات. " * 20
    address = "https://furat.example/" + "%D9%82%D8%B5%D9%81-" * 12
    stories = [article(n, title="قصف على ريف الحسكة " * 4, body=body, url=f"{address}{n}") for n in range(45)]
    rows: dict[str, Any] = {"events": [event(n) for n in range(45)], "figures": [figure(n, 2, 3) for n in range(45)]}
    made = digest(stories, [count(f"موقع {n}") for n in range(30)], past=past([5] * 30), **rows)
    assert render.fitting(made) == made
    assert not made.left_out
