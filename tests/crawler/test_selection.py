"""Which links are recent enough."""

from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.selection import recent
from pipelines.article import Link

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def aged(days: float, updated_at: datetime | None = None) -> Link:
    """A link published so many days ago."""
    return Link(f"https://outlet.example/{days}", "outlet", "feed", "", NOW - timedelta(days=days), updated_at)


def test_recent() -> None:
    """Three days old is recent, a second more is not; undated is; a later change does not make the old new."""
    undated = Link("https://outlet.example/u", "outlet", "feed")
    changed = Link("https://outlet.example/c", "outlet", "feed", updated_at=NOW - timedelta(days=9))
    old = aged(4, updated_at=NOW)
    links = [aged(3), aged(3.0001), undated, changed, old, aged(-1)]
    assert recent(links, since=None, now=NOW, max_age_days=3) == [links[0], undated, links[5]]


def test_until() -> None:
    """A backfill ends at a day; of undated links the address may tell the month, but a year in it tells nothing."""
    links = [aged(20), aged(10), aged(1)]
    window: dict[str, Any] = {"since": NOW - timedelta(days=15), "until": NOW - timedelta(days=5)}
    assert recent(links, now=NOW, max_age_days=3, **window) == links[1:2]
    addresses = ("2026/11/15/a", "2026/09/15/a", "elections-of-2024", "a")
    undated = [Link(f"https://outlet.example/{address}", "outlet", "feed") for address in addresses]
    assert recent(undated, now=NOW, max_age_days=3, **window) == [undated[0], *undated[2:]]


def test_since() -> None:
    """`since` replaces the age, in both directions."""
    links = [aged(10), aged(1)]
    assert recent(links, since=NOW - timedelta(days=10), now=NOW, max_age_days=3) == links
    assert recent(links, since=NOW, now=NOW, max_age_days=3) == []
