"""When an article was published: whom to believe, and how far."""

from datetime import UTC, datetime

import pytest

from pipelines.article import Link, Precision, Source
from pipelines.reading.elements import all_text
from pipelines.reading.parts import Parts
from pipelines.reading.statements import statements
from pipelines.reading.times import Times, times
from pipelines.reading.titles import heading, headline
from tests.pipelines.reading.samples import NOW, PARAGRAPHS, SOURCE, TITLE, URL, page, tree_of

CAIRO = Source(key="c", name_ar="", name_en="", home="https://example.org/", timezone="Africa/Cairo")


def ld(**fields: str) -> str:
    """A NewsArticle in JSON-LD with these fields."""
    listed = "".join(f',"{key}":"{value}"' for key, value in fields.items())
    return f'<script type="application/ld+json">{{"@type":"NewsArticle"{listed}}}</script>'


def meta(name: str, value: str) -> str:
    """A meta element."""
    return f'<meta property="{name}" content="{value}">'


def read(markup: str, url: str = "https://example.org/a", source: Source = SOURCE, link: Link | None = None) -> Times:
    """The times of a page."""
    tree = tree_of(f"<html><body>{markup}<p>{PARAGRAPHS[0]}{PARAGRAPHS[1]}</p></body></html>")
    parts = Parts(tree)
    visible = headline(parts)
    links = {all_text(link) for link in parts.links}
    stated = statements(parts, visible)
    found = heading(parts, visible)
    return times(tree, found, stated, page("x", url=url, link=link), source, elsewhere=links)


def told(markup: str, url: str = "https://example.org/a", source: Source = SOURCE) -> str:
    """The publication time with its origin and precision, in UTC; "" for none."""
    stated = read(markup, url, source).published
    return f"{stated.at:%m-%d %H:%M} {stated.origin} {stated.precision}" if stated else ""


H1 = f"<h1>{TITLE}</h1>"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            ld(datePublished="2026-11-22T10:00:00+03:00") + meta("article:published_time", "2026-11-20"),
            "11-22 07:00 json-ld minute",
        ),
        (meta("article:published_time", "الأحد، 22 نوفمبر 2026 - 12:09 م"), "11-22 09:09 meta minute"),
        (H1 + '<time datetime="2026-11-22T10:00+03:00">اليوم</time>', "11-22 07:00 time minute"),
        (H1 + '<time datetime="22-11-2026">22 نوفمبر 2026: 04:05 م</time>', "11-22 13:05 time minute"),
        (
            H1 + '<span itemprop="datePublished" content="2026-11-22T10:00:00+03:00">اليوم</span>',
            "11-22 07:00 time minute",
        ),
        ('<time class="published" datetime="2026-11-21T10:00+03:00"></time>' + H1, "11-21 07:00 time minute"),
        ('<time datetime="2026-11-21T10:00+03:00"></time>' + H1, ""),
        (H1 + '<aside><time datetime="2026-11-21T10:00+03:00"></time></aside>', ""),
        (H1 + '<div class="related-posts"><time datetime="2026-11-21T10:00+03:00"></time></div>', ""),
        (H1 + "<span>نشر:</span> <b>22 تشرين الثاني 2026</b> <i>10:30 ص</i>", "11-22 07:30 text minute"),
        ("<div>22 تشرين الثاني 2026</div>" + H1, "11-22 09:00 text day"),
        (H1 + "<script>var date = '2026-11-20'</script>", ""),
        (H1 + f"<p>{PARAGRAPHS[0] * 2}</p><span>21 تشرين الثاني 2026</span>", ""),
        (meta("article:published_time", "2027-01-01T10:00:00Z") + H1 + "<i>22/11/2026</i>", "11-22 09:00 text day"),
        (meta("article:published_time", "2026-11-22") + H1 + "<i>22/11/2026 - 10:30</i>", "11-22 07:30 text minute"),
        (
            ld(datePublished="2026-11-22T10:00:00") + meta("article:published_time", "2026-11-22T10:00:00+04:00"),
            "11-22 06:00 meta minute",
        ),
        (
            ld(datePublished="2026-11-22T10:00:00") + meta("article:published_time", "2026-11-22T10:07:00+04:00"),
            "11-22 07:00 json-ld minute",
        ),
        (ld(dateCreated="2026-11-22T10:00:00Z"), "11-22 10:00 json-ld minute"),
        (
            "<div class='right-sidebar single'>" + H1 + '<time datetime="2026-11-22T10:00+03:00">أمس</time></div>',
            "11-22 07:00 time minute",
        ),
        ('<div class="widget"><time datetime="2026-11-22T10:00+03:00">أمس</time></div>', "11-22 07:00 time minute"),
        (H1 + "<i>آخر تحديث: 22/11/2026 - 12:00</i><i>21/11/2026 - 10:00</i>", "11-21 07:00 text minute"),
        (H1 + "<i>آخر تحديث</i><i>22/11/2026</i><i>12:00</i><b>21/11/2026</b>", "11-21 09:00 text day"),
        (H1 + "<i>آخر تحديث: 22/11/2026 - 12:00</i>", "11-22 09:00 text minute"),
        ("<div><i>21/11/2026</i>" + H1 + "<i>تعديل: 22/11/2026 - 12:00</i></div>", "11-21 09:00 text day"),
        (
            "<div>21/11/2026</div>" + H1 + f"<h3><a href='/1'>{PARAGRAPHS[3]}</a></h3><i>22/11/2026</i>",
            "11-21 09:00 text day",
        ),
        (
            H1 + '<abbr itemprop="datePublished" title="2026-11-22T10:00:00+03:00">10:00 ص</abbr>',
            "11-22 07:00 time minute",
        ),
        ("", ""),
    ],
)
def test_the_most_trusted_credible_statement_decides(markup: str, expected: str) -> None:
    """JSON-LD before meta before time elements before what is in sight; a later one adds the minute or the zone."""
    stated = told(markup)
    # A span of the prose-less page may still be nearest to the headline: the expectation says what is believed.
    assert stated == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (URL, "11-22 09:00 url day"),
        ("https://example.org/20261122/a", "11-22 09:00 url day"),
        ("https://example.org/2026-11-22-a", "11-22 09:00 url day"),
        ("https://example.org/2026/13/45/a", ""),
    ],
)
def test_the_address_tells_the_day_at_last(url: str, expected: str) -> None:
    """Where nothing is stated, the date in the address is the day of publication."""
    assert told("", url) == expected


def test_the_channel_gives_the_time_that_the_page_lacks() -> None:
    """The feed's time comes before the address's."""
    at = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
    link = Link(url=URL, source="sample", channel="https://news.example.org/feed", published_at=at)
    stated = read("", URL, link=link).published
    assert stated is not None
    assert (stated.at, stated.origin, stated.precision) == (at, "feed", Precision.MINUTE)
    bare = read("", URL, link=Link(url=URL, source="sample", channel="")).published
    assert bare is not None
    assert bare.origin == "url"


@pytest.mark.parametrize("name", ["dc:date", "dcterms:created", "schema:datePublished", "datePublished"])
def test_rdfa_is_read_as_microdata_is(name: str) -> None:
    """As Drupal and others write it, in the body of the page."""
    assert told(f'<span property="{name}" content="2026-11-22T10:00:00+03:00">أمس</span>') == "11-22 07:00 time minute"


def test_a_midnight_to_the_second_is_a_day() -> None:
    """A program wrote the day as a time; a clock in sight makes it exact."""
    midnight = meta("article:published_time", "2026-11-22T00:00:00+03:00")
    assert told(midnight) == "11-22 09:00 meta day"
    stated = read(midnight + H1 + "<time>22 نوفمبر 2026 03:34 م</time>").published
    assert stated is not None
    assert (f"{stated.at:%d %H:%M}", stated.precision) == ("22 12:34", Precision.MINUTE)


def test_a_false_z_is_read_as_the_local_clock() -> None:
    """A literal Z behind the clock time that stands in sight is a format string's, not a zone."""
    false_z = meta("article:published_time", "2026-11-22T15:34:07Z")
    shown = H1 + "<span>الأحد، 22 نوفمبر 2026 03:34 م</span>"
    stated = read(false_z + shown, source=CAIRO).published
    assert stated is not None
    assert (f"{stated.at:%H:%M}", stated.zone_assumed) == ("13:34", True)


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "<span>22 نوفمبر 2026 05:34 م</span>",
        "<span>22 نوفمبر 2026 03:34 م بتوقيت غرينتش</span>",
        "<span>03:34 م</span>",
    ],
)
def test_a_z_is_believed_where_nothing_contradicts_it(shown: str) -> None:
    """Another clock in sight, one with a zone, or none at all leaves the stated time as it is."""
    stated = told(meta("article:published_time", "2026-11-22T15:34:07Z") + H1 + shown, source=CAIRO)
    assert stated == "11-22 15:34 meta minute"


def test_an_offset_of_zero_is_never_doubted() -> None:
    """+00:00 is computed from a zone, not typed into a format."""
    markup = meta("article:published_time", "2026-11-22T15:34:07+00:00") + H1 + "<span>22 نوفمبر 2026 03:34 م</span>"
    assert told(markup, source=CAIRO) == "11-22 15:34 meta minute"


def test_a_z_ahead_of_the_fetch_is_local() -> None:
    """An article cannot have been published after it was fetched."""
    stated = read(meta("article:published_time", f"{NOW:%Y-%m-%d}T20:30:00Z"), source=CAIRO).published
    assert stated is not None
    assert f"{stated.at:%H:%M}" == "18:30"


def test_a_change_before_publication_is_none() -> None:
    """Modified before published is a fault of the page; after it, it counts, from wherever it is stated."""
    published = ld(datePublished="2026-11-22T10:00:00Z")
    assert read(published + meta("article:modified_time", "2026-11-22T09:00:00Z")).modified is None
    later = read(published + H1 + '<time class="updated" datetime="2026-11-22T11:00:00Z"></time>').modified
    assert later is not None
    assert (later.at.hour, later.origin) == (11, "time")
