"""Which parts of an archive are asked."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.discovery.announcement import Window
from crawler.discovery.periods import Part, chosen, period

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATELY = Window(NOW - timedelta(days=3))
HOST = "https://outlet.example/"


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [
        ("sitemap-2026-11.xml", (2026, 11, 1), (2026, 12, 1)),
        ("2026/12/31/map.xml", (2026, 12, 31), (2027, 1, 1)),
        ("posts_202611.xml", (2026, 11, 1), (2026, 12, 1)),
        ("sitemap.xml?yyyy=2025&mm=12", (2025, 1, 1), (2026, 1, 1)),
        ("archive/2024.xml.gz", (2024, 1, 1), (2025, 1, 1)),
        ("2024/sitemap-2024-02-29.xml", (2024, 2, 29), (2024, 3, 1)),
    ],
)
def test_period(name: str, begin: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    """A day, month or year in a name; the most exact of several."""
    assert period(name) == (datetime(*begin, tzinfo=UTC), datetime(*end, tzinfo=UTC))


@pytest.mark.parametrize("name", ["sitemap.xml", "sitemap12.xml", "news/123456.xml", "2023-02-30.xml", "p2051.xml"])
def test_no_period(name: str) -> None:
    """Other numbers are no dates."""
    assert period(name) is None


def test_recent_parts() -> None:
    """Parts of old months, and parts that did not change for long, are left out; the latest comes first."""
    parts = [Part(f"{HOST}2026-{month:02}.xml") for month in range(1, 12)]
    assert chosen(parts, LATELY) == [f"{HOST}2026-11.xml"]
    parts = [Part(f"{HOST}{n}.xml", NOW - timedelta(days=n)) for n in (9, 1, 2, 0, 3)]
    assert chosen(parts, LATELY) == [f"{HOST}{n}.xml" for n in (0, 1, 2)]


def test_parts_without_dates() -> None:
    """Sites number their parts either way: the last and the first are asked."""
    parts = [Part(f"{HOST}posts-{n}.xml") for n in range(1, 9)]
    assert chosen(parts, LATELY) == [f"{HOST}posts-{n}.xml" for n in (8, 1, 7)]
    assert len(chosen(parts, Window(LATELY.since, documents=100))) == 8


def test_parts_without_articles() -> None:
    """Lists of authors, categories and pictures are left out, unless there is nothing else."""
    names = (
        "author-sitemap.xml",
        "category-sitemap.xml",
        "wp-sitemap-users-1.xml",
        "image-sitemap.xml",
        "page-sitemap.xml",
    )
    parts = [Part(f"{HOST}{name}") for name in (*names, "post-sitemap.xml", "wp-sitemap-posts-post-1.xml")]
    assert set(chosen(parts, LATELY)) == {f"{HOST}post-sitemap.xml", f"{HOST}wp-sitemap-posts-post-1.xml"}
    assert len(chosen(parts[:2], LATELY)) == 2


def test_a_backfill_takes_its_months() -> None:
    """Between two days, whatever the zones."""
    parts = [Part(f"{HOST}2026-{month:02}.xml", NOW) for month in range(1, 13)]
    window = Window(datetime(2026, 2, 10, tzinfo=UTC), datetime(2026, 4, 10, tzinfo=UTC), 100)
    assert chosen(parts, window) == [f"{HOST}2026-{month:02}.xml" for month in (4, 3, 2)]
