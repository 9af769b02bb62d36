"""JSON Feed, and WordPress's list of posts."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.announcement import Window
from crawler.discovery.documents import FeedError
from crawler.discovery.feeds import read_feed
from crawler.discovery.json_documents import posts_url, read_posts
from pipelines.article import Source
from pipelines.channels import WordPress

SOURCE = Source("outlet", "منبر", "Outlet", "https://outlet.example/")
POSTS = "https://outlet.example/wp-json/wp/v2/posts"
LONG = "<p>" + "كلمات كثيرة في خبر طويل " * 30 + "</p>"


def feed(*items: Any) -> bytes:
    """A JSON Feed of these items."""
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": list(items)}).encode()


def post(number: int, **fields: Any) -> dict[str, Any]:
    """A post as WordPress lists it."""
    given = {
        "link": f"https://outlet.example/{number}",
        "date_gmt": "2026-11-22T10:00:00",
        "title": {"rendered": "خبر"},
    }
    return given | {"modified_gmt": "2026-11-22T10:00:00", "content": {"rendered": LONG}} | fields


def test_json_feed() -> None:
    """An item gives address, title, times and text; the id stands in for a missing address."""
    items = [
        {"id": "1", "url": "/1", "title": "قصف &amp; نزوح", "date_published": "2026-11-22T10:00:00+03:00"},
        {"id": "https://outlet.example/2", "date_modified": "2026-11-22T11:00:00Z", "content_html": LONG},
        {"id": "3"},
        "rubbish",
    ]
    first, second = read_feed(feed(*items), "https://outlet.example/feed.json", SOURCE)
    assert (first.url, first.title, first.content) == ("https://outlet.example/1", "قصف & نزوح", "")
    assert first.published_at == datetime(2026, 11, 22, 7, tzinfo=UTC)
    assert (second.url, second.content) == ("https://outlet.example/2", LONG)
    assert second.published_at == second.updated_at == datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"version": "2", "items": []}', "no JSON Feed"),
        (b'["a"]', "no JSON Feed"),
        (b'{"version"', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (feed({"id": "1"}), "1 items"),
    ],
)
def test_what_is_no_json_feed(body: bytes, message: str) -> None:
    """Other JSON, broken JSON and a tower of brackets are errors that say so."""
    with pytest.raises(FeedError, match=message):
        read_feed(body, POSTS, SOURCE)


def test_posts() -> None:
    """A post gives address, title, times in UTC and text; a full page has another behind it."""
    found = read_posts(json.dumps([post(1, modified_gmt="2026-11-22T12:00:00")]).encode(), POSTS, SOURCE)
    (link,) = found.links
    assert (link.url, link.title, link.content) == ("https://outlet.example/1", "خبر", LONG)
    assert link.published_at == datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert link.updated_at == datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert found.further == ()
    full = json.dumps([post(number) for number in range(50)]).encode()
    assert read_posts(full, POSTS, SOURCE).further == (WordPress(f"{POSTS}?page=2"),)
    assert read_posts(full, f"{POSTS}?page=2", SOURCE).further == (WordPress(f"{POSTS}?page=3"),)
    assert read_posts(b"[]", POSTS, SOURCE).links == []


def test_posts_refused() -> None:
    """WordPress's own error is told."""
    with pytest.raises(FeedError, match="no list of WordPress posts: REST is off"):
        read_posts(b'{"code": "rest_disabled", "message": "REST is off"}', POSTS, SOURCE)


def test_the_question() -> None:
    """Posts are asked for by the day, newest first; a page number in the address stays."""
    window = Window(datetime(2026, 11, 19, 12, tzinfo=UTC), datetime(2026, 11, 20, 12, tzinfo=UTC))
    asked = posts_url(WordPress(f"{POSTS}?page=2"), window)
    assert asked.startswith(f"{POSTS}?page=2&per_page=50&")
    assert "after=2026-11-19T00:00:00Z" in asked
    assert "before=2026-11-21T00:00:00Z" in asked
    assert "before" not in posts_url(WordPress(POSTS), Window(window.since))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["link", "title", "items", "url"]), inner)
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json(value: Any) -> None:
    """Whatever the JSON holds, reading gives links or a FeedError."""
    body = json.dumps(value).encode()
    for read in (read_posts, read_feed):
        try:
            read(body, POSTS, SOURCE)
        except FeedError:
            continue
