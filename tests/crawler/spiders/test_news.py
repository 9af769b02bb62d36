"""What the spider takes for a page."""

import pytest
from scrapy.http import Response

from crawler.spiders.news import holds_html


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/html", b"", True),
        ("TEXT/HTML; charset=windows-1256", b"x", True),
        ("application/xhtml+xml", b"x", True),
        ("", b"x", True),
        ("text/plain", b"<!DOCTYPE html><p>", True),
        ("application/octet-stream", b"\n<HTML>", True),
        ("text/plain", b"notes", False),
        ("application/pdf", b"<html>", False),
        ("image/jpeg", b"\xff\xd8", False),
        ("application/json", b'{"html": "<html>"}', False),
    ],
)
def test_holds_html(kind: str, body: bytes, expected: bool) -> None:
    """A page is what says that it is HTML, or says nothing useful and looks like it."""
    headers = {"Content-Type": kind} if kind else {}
    assert holds_html(Response("https://outlet.example/1", headers=headers, body=body)) is expected
