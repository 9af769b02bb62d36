"""The check of channels: what it says of good ones and of each kind of bad one."""

from dataclasses import replace
from datetime import UTC, datetime

from crawler.check import check
from crawler.crawl import run
from pipelines.channels import Feed, Sitemap
from tests.crawler.conftest import QUICK
from tests.crawler.site import Site, page, redirect, rss


def test_check(site: Site) -> None:
    """A channel that works is counted and dated; one that does not says why and what to do; no article is asked for."""
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    site.answer("/feed", page(rss([site.url("/a/1"), site.url("/a/2")], at), "application/xml"))
    site.answer("/map.xml", page(b"<urlset><url><loc>/a/1</loc></url></urlset>"))
    site.answer("/wall", page(b"<html><title>Just a moment...</title></html>"))
    channels = (
        Feed(site.url("/feed")),
        Sitemap(site.url("/map.xml")),
        Feed(site.url("/missing")),
        Feed(site.url("/wall")),
        Feed("http://10.0.0.1/feed"),
    )
    good, undated, missing, wall, private = run(check([replace(site.source(), channels=channels)], QUICK))
    assert (good.source, good.error, good.items, good.newest, good.advice) == ("outlet", "", 2, at, "")
    assert (undated.items, undated.newest) == (1, None)
    assert missing.error.startswith("gone")
    assert "moved" in missing.advice
    assert "<html>" in wall.error
    assert "something else" in wall.advice
    assert private.error.startswith("forbidden_address")
    assert "WATIRA_ALLOW_NETWORKS" in private.advice
    assert set(site.paths()) == {"/feed", "/map.xml", "/missing", "/wall", "/"}


def test_what_has_moved(site: Site) -> None:
    """A permanent redirect is named with its end; a feed that is gone, with what the home page declares."""
    site.answer("/old", redirect("/feed", 301))
    site.answer("/detour", redirect("/feed"))
    site.answer("/feed", page(rss([site.url("/a/1")]), "application/xml"))
    home = b'<html><head><link rel="alternate" type="application/rss+xml" href="/new.xml"></head><body>.</body></html>'
    site.answer("/", page(home))
    moved, detour, gone = run(check([site.source("/old", "/detour", "/gone")], QUICK))
    assert (moved.moved_to, moved.advice) == (
        site.url("/feed"),
        f"it has moved for good: write {site.url('/feed')} in the catalogue",
    )
    assert (detour.moved_to, detour.advice) == ("", "")
    assert gone.advice == f"the home page declares {site.url('/new.xml')}"
