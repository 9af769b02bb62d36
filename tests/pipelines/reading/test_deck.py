"""The subtitle is a field of its own, and no part of the text."""

import pytest

from pipelines.reading.extract import extract
from tests.pipelines.reading.samples import BODY, PARAGRAPHS, SOURCE, TITLE, html, page, paragraphs

DECK = "سكان البلدة يتحدثون عن ليلة طويلة"
STATED = f'<script type="application/ld+json">{{"@type":"NewsArticle","alternativeHeadline":"{DECK}"}}</script>'


@pytest.mark.parametrize(
    "under",
    [
        f"<h2>{DECK}</h2>",
        f"<h2 class='headingInfo_subtitle'>{DECK}</h2>",
        f"<div><p class='article-subtitle'>{DECK}</p></div>",
        f"<span class='date'>14 آب 2024</span><div class='standfirst'><p>{DECK}</p></div>",
        f"<h5 class='spot'>{DECK}</h5>",
        f"<p class='td-post-sub-title'>{DECK}</p>",
        f"</header><div class='post-deck'>{DECK}</div><header>",
        STATED,
    ],
)
def test_it_is_found_under_the_headline(under: str) -> None:
    """By its tag, its name, or because the page states it."""
    reading = extract(page(html(f"<article><header><h1>{TITLE}</h1>{under}</header>{paragraphs()}</article>")), SOURCE)
    assert reading.deck == DECK
    assert reading.body == BODY


@pytest.mark.parametrize(
    "under",
    [
        "",
        "<h2>ميداني</h2>",
        f"<h2>{TITLE}</h2>",
        f"<h2 class='subtitle'>{'كلمة ' * 200}</h2>",
        "<p class='meta'>أمس</p>",
    ],
)
def test_labels_titles_and_texts_are_none(under: str) -> None:
    """A section's name, the title again, a text as long as an article."""
    assert extract(page(html(f"<article><h1>{TITLE}</h1>{under}{paragraphs()}</article>")), SOURCE).deck == ""


def test_a_page_without_headline_has_none() -> None:
    """Nothing to stand under."""
    assert extract(page(html(f"<div class='text'>{paragraphs(PARAGRAPHS)}</div>")), SOURCE).deck == ""
