"""Titles without the site's name, prefixes apart."""

import pytest

from pipelines.article import Source
from pipelines.reading import title_prefixes, titles
from pipelines.reading.parts import Parts
from pipelines.reading.statements import statements
from tests.pipelines.reading.samples import SOURCE, TITLE, tree_of

UNKNOWN = Source(key="", name_ar="", name_en="", home="https://example.org/")


def title_of(markup: str, source: Source = SOURCE) -> str:
    """The title of a page."""
    tree = tree_of(markup)
    visible = titles.headline(Parts(tree))
    return titles.title(statements(Parts(tree), visible), visible, source)


@pytest.mark.parametrize(
    "markup",
    [
        f"<title>{TITLE} - وكالة العينة</title>",
        f"<title>وكالة العينة | {TITLE}</title>",
        f"<title>{TITLE} – Sample Agency | أخبار</title>",
        f"<h1>وكالة العينة</h1><title>{TITLE}</title>",
        f"<title>{TITLE}</title><h1> {TITLE}\n</h1><h1>حقوق الموقع محفوظة</h1>",
        f'<meta property="og:title" content="{TITLE} | عينة نت"><meta property="og:site_name" content="عينة نت">',
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}"}}</script><h1>أخبار</h1>',
        f"<h1>{TITLE}</h1>",
        f"<title>مدونة العينة: {TITLE}</title><h1><a href='/'>مدونة العينة</a></h1><h3>{TITLE}</h3>",
        f"<title>{TITLE} - صحيفة العينة اليومية المستقلة</title><h1>صحيفة العينة اليومية المستقلة</h1><h2>{TITLE}</h2>",
        f'<meta property="og:title" content="{TITLE}"><title>موقع العينة</title><h1>موقع العينة</h1><h2>{TITLE}</h2>',
        f"<title>{TITLE} - موقع العينة</title><table><tr><td><font><b>{TITLE}</b></font></td></tr></table>",
    ],
)
def test_the_headline_is_found_without_the_sites_name(markup: str) -> None:
    """Headline, JSON-LD, OpenGraph and title element are compared; the catalogue's names are cut from either end."""
    assert title_of(markup) == TITLE


def test_a_short_end_behind_a_bar_is_a_site_name_though_unknown() -> None:
    """Sites that are in no catalogue write their names behind a bar, too."""
    assert title_of(f"<title>{TITLE} | موقع مجهول</title>", UNKNOWN) == TITLE


def test_the_publisher_names_the_site() -> None:
    """JSON-LD says how the site calls itself."""
    block = (
        '{"@type":"NewsArticle","publisher":{"@type":"Organization","name":"صدى"}},{"@type":"WebSite","name":"صدى نت"}'
    )
    assert (
        title_of(f'<script type="application/ld+json">[{block}]</script><title>{TITLE} - صدى نت</title>', UNKNOWN)
        == TITLE
    )


@pytest.mark.parametrize(
    "text", [f"{TITLE} - تفاصيل", "وكالة العينة", "قصف | قتلى وجرحى في هجوم جديد على المدينة الشرقية"]
)
def test_a_dash_or_a_long_end_stays(text: str) -> None:
    """What is no known name and stands behind a dash, or is long, belongs to the title."""
    assert titles.without_site_name(text, titles.site_names(["اسم آخر"])) == text


def test_a_page_without_title_has_none() -> None:
    """Nothing is made up."""
    assert title_of("<p>نص</p>") == ""
    assert title_of("<h1>خبر</h1><title>شيء مختلف تماماً عن ذلك</title>") == "شيء مختلف تماماً عن ذلك"
    assert title_of("<h1>خبر</h1><title>Sample Agency</title>") == "خبر"
    assert titles.heading(Parts(tree_of("<h1>خبر</h1>")), "") is None


@pytest.mark.parametrize(
    ("text", "prefix", "title"),
    [
        (f"عاجل | {TITLE}", "عاجل", TITLE),
        (f"بالفيديو.. {TITLE}", "بالفيديو", TITLE),
        (f"بالفيديو والصور: {TITLE}", "بالفيديو والصور", TITLE),
        (f"بالصور {TITLE}", "بالصور", TITLE),
        (f"[عاجل] {TITLE}", "عاجل", TITLE),
        (f"(فيديو) - {TITLE}", "فيديو", TITLE),
        (f"خاص – {TITLE}", "خاص", TITLE),
        (f"عاجل: شاهد.. {TITLE}", "عاجل شاهد", TITLE),
        ("خاص بالمشتركين في الخدمة الجديدة", "", "خاص بالمشتركين في الخدمة الجديدة"),
        ("سوريا: قصف على ريف إدلب", "", "سوريا: قصف على ريف إدلب"),
        ("عاجل | قصف", "", "عاجل | قصف"),
        ("«قسد» تعلن حصيلة جديدة", "", "«قسد» تعلن حصيلة جديدة"),
        ("", "", ""),
    ],
)
def test_a_prefix_is_cut_where_it_announces(text: str, prefix: str, title: str) -> None:
    """Prefixes end with a separator or stand in brackets; the same word within a sentence is none."""
    assert title_prefixes.split_prefix(text) == (prefix, title)
