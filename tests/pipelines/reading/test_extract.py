"""From a page's bytes to its article, in the markup families of Arabic sites and for whatever else the web sends."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.article import Kind
from pipelines.reading.extract import LARGEST_PAGE, extract
from tests.pipelines.reading.samples import (
    BODY,
    CUSTOM,
    DRUPAL,
    PARAGRAPHS,
    SOURCE,
    TITLE,
    URL,
    WORDPRESS,
    article,
    html,
    page,
    paragraphs,
)


@pytest.mark.parametrize("markup", [WORDPRESS, DRUPAL, CUSTOM], ids=["wordpress", "drupal", "custom"])
def test_an_article_is_read_from_each_markup_family(markup: str) -> None:
    """The text is the article's own, all of it, under its own title, at its own time."""
    reading = extract(page(markup), SOURCE)
    assert reading.kind is Kind.ARTICLE
    assert reading.title == TITLE
    assert reading.body.split("\n") == BODY.split("\n")
    assert reading.published is not None
    assert f"{reading.published.at:%Y-%m-%d %H:%M}" == "2026-11-22 07:30"
    assert reading.extractor == "structure"


def test_statements_beside_the_text_are_read() -> None:
    """The address, the author and the time of change come from what the page states."""
    reading = extract(page(WORDPRESS, url=f"{URL}?utm_source=rss"), SOURCE)
    assert reading.url == "https://news.example.org/2026/11/22/12345-qasf/"
    assert reading.authors == ("سالم النموذجي",)
    assert reading.modified is not None
    assert reading.encoding == "utf-8"


def test_a_prefix_is_cut_from_the_title() -> None:
    """What announces the form of an article is kept apart from its title."""
    reading = extract(page(article(title=f"عاجل | {TITLE}")), SOURCE)
    assert (reading.title_prefix, reading.title) == ("عاجل", TITLE)


def test_windows_1256_is_read_though_declared_otherwise() -> None:
    """Old pages say UTF-8 and are not."""
    markup = article(head='<meta charset="utf-8">').encode("cp1256", "xmlcharrefreplace")
    reading = extract(page(markup), SOURCE)
    assert (reading.kind, reading.body, reading.encoding) == (Kind.ARTICLE, BODY, "windows-1256")


def test_the_text_of_json_ld_is_taken_where_the_page_shows_little() -> None:
    """Pages drawn by scripts show a sentence and state the whole text."""
    stated = "&lt;p&gt;" + "&lt;/p&gt;&lt;p&gt;".join(PARAGRAPHS) + "&lt;/p&gt;"
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{stated}"}}</script>'
    reading = extract(page(article(head=head, body=f"<p>{PARAGRAPHS[0]}</p>")), SOURCE)
    assert (reading.extractor, reading.body) == ("json-ld", BODY)


def test_a_flash_of_one_sentence_is_kept() -> None:
    """One sentence under a headline is news."""
    reading = extract(page(article(body=f"<p>{PARAGRAPHS[0]}</p>")), SOURCE)
    assert (reading.kind, reading.body) == (Kind.FLASH, PARAGRAPHS[0])


def test_a_flash_that_repeats_its_title_keeps_it_as_text() -> None:
    """Where the headline is all there is, it is the text."""
    reading = extract(page(article(body=f"<p>{TITLE}</p>")), SOURCE)
    assert (reading.kind, reading.body) == (Kind.FLASH, TITLE)


@pytest.mark.parametrize("end", ["", "<p>وقال مص"])
def test_a_text_cut_by_the_transfer_is_no_article(end: str) -> None:
    """A page that stops in the middle of the article has to be fetched again."""
    whole = article()
    cut = whole[: whole.index(PARAGRAPHS[3]) + 40] if not end else whole[: whole.index("</article>")] + end
    assert extract(page(cut), SOURCE).kind is Kind.EMPTY


def test_a_page_without_end_tags_is_an_article_all_the_same() -> None:
    """HTML does not ask for end tags, and hand-made pages leave them out."""
    markup = article().replace("</body></html>", "").replace("</main>", "")
    assert extract(page(markup), SOURCE).kind is Kind.ARTICLE


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n ",
        b"\x00" * 50,
        b"%PDF-1.7 x",
        b"x" * (LARGEST_PAGE + 1),
        b"<!-- x -->",
        b"<p",
        b"<html></html>",
        b"<>",
    ],
)
def test_what_is_no_page_is_empty(body: bytes) -> None:
    """Nothing, zeros, other formats, too much, and crumbs of markup hold no article."""
    assert extract(page(body), SOURCE).kind is Kind.EMPTY


def test_bytes_without_sense_are_undecodable() -> None:
    """Noise has no encoding."""
    reading = extract(page(bytes(range(128, 256)) * 20), SOURCE)
    assert reading.undecodable
    assert reading.kind is Kind.EMPTY


def test_a_feed_in_place_of_a_page_is_a_listing() -> None:
    """Some addresses of articles answer with the feed."""
    assert extract(page('<?xml version="1.0"?><rss><channel></channel></rss>'), SOURCE).kind is Kind.LISTING


@pytest.mark.parametrize(
    "markup",
    [
        b"<div>" * 30_000 + b"x",
        b"<ul><li>" * 8_000,
        b"<table><tr><td>" * 2_000,
        b"<p>x</p>" * 70_000,
        b"<div " + b" ".join(b"a%d=1" % number for number in range(20_000)) + b">x",
        b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;&b;</p>',
        b"<" * 20_000,
        b"&#xD800;&#0;&#x110000;" * 50,
        '<?xml version="1.0" encoding="utf-16"?><p>نص</p>'.encode(),
        b'<script type="application/ld+json">' + b"[" * 50_000 + b"</script>",
        b'<script type="application/ld+json">' + b'{"@type":"' * 20_000 + b"</script>",
        b"<title>" + b" | " * 20_000 + b"</title>",
        ("<h1>" + "كلمة " * 20_000 + "</h1>").encode(),
        b"<frameset><frame src=x></frameset>",
    ],
)
def test_hostile_markup_is_no_article(markup: bytes) -> None:
    """Depth, number, size and cycles are bounded: no page brings its reader down."""
    assert extract(page(markup), SOURCE).kind in (Kind.EMPTY, Kind.FLASH)


def test_a_text_in_elements_without_end_is_read() -> None:
    """As a browser shows it."""
    depth = 2_900
    markup = f"<h1>{TITLE}</h1>{'<span>' * depth}{PARAGRAPHS[0]}{'</span>' * depth}"
    assert extract(page(markup), SOURCE).body == PARAGRAPHS[0]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(body: bytes) -> None:
    """Any bytes give a reading."""
    extract(page(body), SOURCE)


@settings(deadline=None)
@given(st.integers(0, len(WORDPRESS.encode()) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_makes_it_raise(position: int, damage: bytes) -> None:
    """An article with any bytes overwritten gives a reading."""
    whole = WORDPRESS.encode()
    extract(page(whole[:position] + damage + whole[position + len(damage) :]), SOURCE)


@pytest.mark.parametrize("url", ["", "x", "http://[", "http://example.org:99999/", "http://x/\x00"])
def test_no_address_makes_it_raise(url: str) -> None:
    """The address is of the web, too."""
    extract(page(article(), url=url), SOURCE)


def test_random_bytes_of_a_download_are_no_article() -> None:
    """What was meant to be a page and is noise is told as noise."""
    assert extract(page(os.urandom(5_000)), SOURCE).kind is Kind.EMPTY


def test_a_second_copy_of_the_text_is_dropped() -> None:
    """Pages with a desktop and a mobile copy of the text have it once."""
    both = html(f"<main><h1>{TITLE}</h1><div>{paragraphs()}</div><div>{paragraphs()}</div></main>")
    assert extract(page(both), SOURCE).body == BODY
