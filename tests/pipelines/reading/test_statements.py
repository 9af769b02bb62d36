"""What a page says of itself."""

from pipelines.reading.json_ld import text
from pipelines.reading.parts import Parts
from pipelines.reading.statements import Statements, statements
from tests.pipelines.reading.samples import tree_of


def read(markup: str, headline: str = "") -> Statements:
    """The statements of a page."""
    return statements(Parts(tree_of(markup)), headline)


def test_meta_elements_are_read_under_all_their_names() -> None:
    """property, name and itemprop are the same to us; the first name asked for wins, empty values do not count."""
    said = read(
        '<meta name="Author" content=" سالم "><meta property="og:type" content="Article"><meta itemprop="x" content="">'
    )
    assert said.first("og:author", "author") == "سالم"
    assert (said.og_type, said.first("x")) == ("article", "")


def test_of_several_articles_the_one_under_the_headline_is_meant() -> None:
    """Pages state related articles beside their own."""
    block = '[{"@type":"NewsArticle","headline":"آخر"},{"@type":"NewsArticle","headline":"قصف على إدلب"}]'
    markup = f'<script type="application/ld+json">{block}</script>'
    assert text(read(markup, "خاص قصف على إدلب").article, "headline") == "قصف على إدلب"
    assert text(read(markup, "غير ذلك").article, "headline") == "آخر"
    assert read("<p>x</p>").article == {}


def test_links_and_microdata_are_read() -> None:
    """rel may hold several words; an itemprop's content comes before its text."""
    said = read(
        '<link rel="nofollow canonical" href=" /a "><link rel="canonical" href="/b"><link rel="amphtml">'
        '<i itemprop="datePublished" content="2026-11-22">x</i><i itemprop="author other">سالم</i>'
    )
    assert (said.canonical, said.amp) == ("/a", "")
    assert said.items == {"datepublished": ["2026-11-22"], "author": ["سالم"]}
