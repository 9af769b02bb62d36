"""A source's own rules win over structure, and step back where they name nothing."""

from dataclasses import replace

import pytest

from pipelines.article import Reading, Rules
from pipelines.reading.extract import extract
from pipelines.reading.rules import fault
from tests.pipelines.reading.samples import BODY, PARAGRAPHS, SOURCE, TITLE, html, page, paragraphs

ODD = html(
    f"""<div class="x"><h1>شعار الموقع العربي الكبير</h1><h2 class="t">{TITLE}</h2>
    <i class="when">14 آب 2024 - 10:30</i><b class="who">ليلى المثال</b>
    <div class="aside-box related">{paragraphs(PARAGRAPHS[:1])}<u class="no">لا يخصه</u></div>
    <div class="other">{paragraphs(PARAGRAPHS[1:] * 3)}</div></div>"""
)
RULES = Rules(container=".aside-box", drop=("u.no",), title="h2.t", time=".when", author=".who")


def read(rules: Rules, markup: str = ODD) -> Reading:
    """The reading of a page by these rules."""
    return extract(page(markup), replace(SOURCE, rules=rules))


def test_rules_win() -> None:
    """Over names, prose and headlines."""
    reading = read(RULES)
    assert (reading.title, reading.body, reading.extractor) == (TITLE, PARAGRAPHS[0], "rules")
    assert reading.published is not None
    assert reading.published.at.isoformat() == "2024-08-14T07:30:00+00:00"
    assert reading.authors == ("ليلى المثال",)


def test_rules_that_name_nothing_leave_it_to_structure() -> None:
    """A site changes its markup: its articles are read all the same, and the extractor shows it."""
    article = html(f"<article><h1>{TITLE}</h1>{paragraphs()}</article>")
    reading = read(RULES, article)
    assert (reading.title, reading.body, reading.extractor) == (TITLE, BODY, "structure")
    empty = html(f"<article><h1>{TITLE}</h1><div class='aside-box'></div>{paragraphs()}</article>")
    assert read(RULES, empty).extractor == "structure"


def test_a_headline_may_have_any_tag() -> None:
    """Office programs write tags with a colon; the time behind it is read all the same."""
    markup = ODD.replace('<h2 class="t">', '<o:p class="t">').replace("</h2>", "</o:p><time>14 آب 2024 - 10:30</time>")
    reading = read(replace(RULES, title=".t", time=""), markup)
    assert reading.title == TITLE
    assert reading.published is not None
    assert reading.published.at.isoformat() == "2024-08-14T07:30:00+00:00"


def test_meta_elements_and_stated_times_can_be_named() -> None:
    """By their content and datetime."""
    markup = ODD.replace('<i class="when">', '<time class="when" datetime="2024-08-14T12:00:00Z">').replace(
        "</i>", "</time>"
    )
    markup = markup.replace("<body", '<meta name="writer" content="سامر المثال"><body')
    reading = read(replace(RULES, author="meta[name=writer]"), markup)
    assert reading.published is not None
    assert reading.published.at.hour == 12
    assert reading.authors == ("سامر المثال",)


@pytest.mark.parametrize("selector", ["div[", "", "a::", ">"])
def test_what_is_no_selector_has_a_fault(selector: str) -> None:
    """So that it is refused before a page is read."""
    assert fault(selector)
    assert not fault("div.text > p")
