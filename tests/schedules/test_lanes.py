"""Which sources share a host."""

from pipelines.article import Source
from pipelines.channels import Feed
from schedules.lanes import lanes


def source(key: str, home: str, *feeds: str) -> Source:
    """A source with this home and these feeds."""
    return Source(key, key, key, home, tuple(Feed(feed) for feed in feeds))


def test_sources_that_share_a_host_are_in_one_lane() -> None:
    """Also by way of a third; with and without www are one site; others have a lane of their own."""
    found = lanes(
        [
            source("a", "https://www.a.example/", "https://feeds.example/a"),
            source("b", "https://b.example/", "https://b.example/feed"),
            source("c", "https://c.example/", "https://feeds.example/c", "https://d.example/c"),
            source("d", "https://d.example/", "https://d.example/feed"),
            source("e", "https://a.example/news", "https://a.example/feed"),
        ]
    )
    assert found["a"] == found["c"] == found["d"] == found["e"] == "a.example"
    assert found["b"] == "b.example"
    assert lanes([source("x", "", "")]) == {"x": "x"}
