"""robots.txt: what its answers mean, and that it is obeyed."""

from dataclasses import replace
from time import monotonic

import pytest

from crawler.robots import read_robots
from pipelines.article import Reason
from tests.crawler.conftest import QUICK, Crawl
from tests.crawler.site import Site, page, redirect, reset


@pytest.mark.parametrize("status", [200, 206])
def test_rules_for_us(status: int) -> None:
    """Rules for our name count before those for all."""
    text = b"User-agent: *\nDisallow: /\n\nUser-agent: watira\nDisallow: /private\nCrawl-delay: 2\n"
    rules = read_robots(status, text)
    assert rules.robots
    assert rules.robots.can_fetch("https://outlet.example/a", "Watira")
    assert not rules.robots.can_fetch("https://outlet.example/private/a", "Watira")
    assert rules.crawl_delay == 2


@pytest.mark.parametrize("status", [301, 401, 403, 404, 410])
def test_missing(status: int) -> None:
    """A site without robots.txt allows everything, whatever its error page says."""
    rules = read_robots(status, b"User-agent: *\nDisallow: /\n")
    assert (rules.robots, rules.failure, rules.crawl_delay) == (None, None, 0)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_unreachable(status: int) -> None:
    """A site that cannot say what it allows is left alone for now."""
    assert read_robots(status, b"").failure is not None


def test_rubbish() -> None:
    """A page served as robots.txt forbids nothing, and an endless delay is bounded."""
    rules = read_robots(200, b"<html>\xff\x00 Just a moment...</html>")
    assert rules.robots
    assert rules.robots.can_fetch("https://outlet.example/a", "Watira")
    assert read_robots(200, b"User-agent: *\nCrawl-delay: 86400\n").crawl_delay == 30


def test_disallowed_feed_and_pages(site: Site, crawl_once: Crawl) -> None:
    """Neither a forbidden feed nor a forbidden page is asked for; the files for all crawlers are asked for once."""
    site.feed(["/a/1", "/b/1"])
    site.answer("/robots.txt", page(b"User-agent: *\nDisallow: /b/\nDisallow: /closed\n"))
    (report,) = crawl_once(site.source("/feed", "/closed"))
    assert site.paths() == ["/feed", "/a/1"]
    assert report.rejected == {Reason.DISALLOWED: 1}
    assert len(site.asked) == 4
    assert "disallowed" in report.errors[0]


@pytest.mark.parametrize("answer", [page(b"", status=500), reset])
def test_unreachable_robots(site: Site, crawl_once: Crawl, answer: object) -> None:
    """While robots.txt cannot be read, nothing of the site is asked for."""
    site.feed(["/a/1"])
    site.answer("/robots.txt", answer)  # type: ignore[arg-type]
    (report,) = crawl_once(site.source())
    assert site.paths() == []
    assert "robots.txt" in report.errors[0]


def test_robots_in_a_circle(site: Site, crawl_once: Crawl) -> None:
    """A robots.txt that redirects for ever counts as none."""
    site.feed(["/a/1"])
    site.answer("/robots.txt", redirect("/robots.txt"))
    (report,) = crawl_once(site.source())
    assert report.stored == 1


def test_robots_at_a_forbidden_address(site: Site, crawl_once: Crawl) -> None:
    """A robots.txt that redirects into the own network is refused with what it protects."""
    site.feed(["/a/1"])
    site.answer("/robots.txt", redirect("http://127.66.66.66/"))
    (report,) = crawl_once(site.source())
    assert "forbidden_address" in report.errors[0]


def test_crawl_delay(site: Site, crawl_once: Crawl) -> None:
    """The pace that a site asks for is kept."""
    site.feed(["/a/1", "/a/2", "/a/3"])
    site.answer("/robots.txt", page(b"User-agent: *\nCrawl-delay: 0.5\n"))
    began = monotonic()
    (report,) = crawl_once(site.source(), settings=replace(QUICK, delay_seconds=0.0))
    assert report.stored == 3
    assert monotonic() - began > 1.4
