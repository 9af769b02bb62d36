"""Where a page is from."""

import hashlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pipelines.article import Link, Page
from schedules.provenance import origin, readings
from storage.citations import ReadingMade

ZONE = ZoneInfo("Asia/Damascus")
AT = datetime(2026, 11, 18, 7, 30, tzinfo=UTC)


def test_a_page_can_be_cited() -> None:
    """Both addresses, time, status, headers, and the hash of the bytes."""
    link = Link("https://a.example/1?x", "a", "https://a.example/feed")
    headers = {f"x-{number:02}": "v" * 300 for number in range(45)}
    page = Page("https://a.example/1", b"<html>", AT, 203, headers, "https://a.example/1?x", link)
    rows = [(row.name, row.text) for row in origin(page, ZONE).rows]
    assert rows[:4] == [
        ("asked for", "https://a.example/1?x"),
        ("answered at", "https://a.example/1"),
        ("fetched", "2026-11-18 10:30:00 +0300, HTTP 203"),
        ("announced by", "https://a.example/feed"),
    ]
    assert ("SHA-256", hashlib.sha256(b"<html>").hexdigest()) in rows
    assert ("header x-00", "v" * 200) in rows
    assert rows[-1] == ("header", "and 5 more")


def test_readings_are_told_in_their_order() -> None:
    """Texts with the bytes that they were read from, and what was read otherwise before."""
    made = [
        ReadingMade(1, None, AT, "abc", "", ["label", "tags"], None),
        ReadingMade(1, AT, AT, "def", "escalation", [], "00ff"),
        ReadingMade(2, AT, None, "", "escalation", [], None),
    ]
    rows = readings(made, ZONE).rows
    assert [(row.name, row.won) for row in rows] == [("text 1, earlier", False), ("text 1", False), ("text 2", True)]
    assert rows[0].text == "read otherwise, until 2026-11-18 10:30:00 +0300: label, tags"
    assert rows[1].why == "escalation; rules def; bytes 00ff"
    assert rows[2].why == "escalation; rules not noted; no bytes kept"
