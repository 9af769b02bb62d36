"""Looking a site over, and the table that comes of it."""

from datetime import UTC, date, datetime
from pathlib import Path

from crawler.crawl import run
from crawler.proposal import table
from crawler.sources import load
from crawler.survey import survey
from pipelines.article import Article
from pipelines.channels import Feed, Sitemap
from tests.crawler.conftest import QUICK
from tests.crawler.site import Site, article, index, page, rss, sitemap

TODAY, RECENT = date(2026, 11, 22), datetime(2026, 11, 19, tzinfo=UTC)
HOME = (
    '<html lang="ar"><head><meta property="og:site_name" content="منبر &quot;الشمال&quot;">{link}</head>'
    '<body><a href="/about">من نحن</a></body></html>'
)


def test_a_site_with_everything(site: Site, tmp_path: Path) -> None:
    """Declared feeds, sitemaps of robots.txt and three articles are tried; the table can be read by the catalogue."""
    paths = [f"/a/{number}" for number in range(4)]
    site.feed(paths)
    link = '<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="x" href="/wp-content/x.css">'
    site.answer("/", page(HOME.format(link=link).encode()))
    robots = f"User-agent: *\nCrawl-delay: 0.1\nSitemap: {site.url('/news.xml')}\nSitemap: {site.url('/index.xml')}\n"
    site.answer("/robots.txt", page(robots.encode(), "text/plain"))
    site.answer("/news.xml", page(sitemap([site.url(path) for path in paths]), "application/xml"))
    site.answer("/index.xml", page(index([site.url("/part.xml")]), "application/xml"))
    site.answer("/a/1", page(article("1"), X_Robots_Tag="noarchive"))
    site.answer("/a/2", page(article("2"), TDM_Reservation="1"))
    found = run(survey(site.url("/"), QUICK))
    assert (found.error, found.robots) == ("", "allows Watira, Crawl-delay 0.1 s")
    assert [check.url for check in found.good(Feed)] == [site.url("/feed")]
    assert [isinstance(trial.result, Article) for trial in found.trials] == [True, False, False]
    text = table(found, TODAY, RECENT)
    file = tmp_path / "sources.toml"
    file.write_text(text, encoding="utf-8")
    (source,) = load(file).values()
    assert source.channels == (Feed(site.url("/feed")), Sitemap(site.url("/news.xml")))
    assert source.archives == (Sitemap(site.url("/index.xml")),)
    assert (source.name_ar, source.timezone) == ('منبر "الشمال"', "Asia/Damascus")
    assert "a guess" in text


def test_a_site_without_a_feed(site: Site) -> None:
    """Where neither feed nor sitemap is found, the home page is taken for a list of articles if it looks like one."""
    urls = [site.url(f"/2026/11/story-{number}") for number in range(3)]
    for url in urls:
        site.answer(url.removeprefix(site.url("")), page(article(url)))
    cards = "".join(f'<h2><a href="{url}">قصف على قرية في ريف حلب</a></h2>' for url in urls)
    site.answer("/", page(f"<html><title>Outlet</title><body>{cards}</body></html>".encode()))
    found = run(survey(site.url("/"), QUICK))
    assert found.robots.startswith("there is none")
    assert f'sections = ["{site.url("/")}"]' in table(found, TODAY, RECENT)
    assert len(found.trials) == 3


def test_usual_places(site: Site) -> None:
    """A feed that nobody declares is found where feeds usually are."""
    site.answer("/", page(HOME.format(link="").encode()))
    site.answer("/rss.xml", page(rss([site.url("/a/1")]), "application/xml"))
    found = run(survey(site.url("/"), QUICK))
    assert [check.url for check in found.good(Feed)] == [site.url("/rss.xml")]
    assert found.trials[0].result == "HTTP status 404"


def test_a_site_that_does_not_answer(site: Site) -> None:
    """Nothing more is asked of a site whose home page is refused, missing or forbidden to us."""
    site.answer("/", page(b"", status=403))
    assert run(survey(site.url("/"), QUICK)).error == "HTTP status 403"
    assert "forbidden_address" in run(survey("http://10.0.0.1/", QUICK)).error
    assert site.paths() == ["/"]
