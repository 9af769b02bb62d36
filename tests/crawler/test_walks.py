"""Crawls beyond the plain feed: other kinds of channels, gaps, what is due, hosts in trouble, archives."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from crawler.hosts import MOST_FAILURES
from pipelines.channels import Feed, Section, Sitemap, WordPress
from tests.crawler.conftest import QUICK, Crawl
from tests.crawler.site import Site, article, index, page, redirect, rss, sitemap

NOW = datetime.now(UTC)
HOUR_AGO = NOW - timedelta(hours=1)
XML = "application/xml"


def stored(connection: psycopg.Connection, site: Site) -> list[str]:
    """The paths of the stored articles."""
    rows = connection.execute("select url from article order by url").fetchall()
    return [url.removeprefix(site.url("")) for (url,) in rows]


def row(connection: psycopg.Connection, statement: str) -> tuple[Any, ...]:
    """The one row that a query gives."""
    (found,) = connection.execute(statement.encode()).fetchall()
    return tuple(found)


def articles(site: Site, *paths: str) -> list[str]:
    """The addresses of these paths, at each of which an article is served."""
    for path in paths:
        site.answers.setdefault(path, [page(article(path))])
    return [site.url(path) for path in paths]


def test_an_index_of_sitemaps(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """Of an index the parts with something new are asked; the old ones are not, and what is known is not fetched."""
    months = [f"/{NOW - timedelta(days=days):%Y-%m}.xml" for days in (0, 400)]
    site.answer("/index.xml", page(index([site.url(path) for path in months]), XML))
    site.answer(months[0], page(sitemap(articles(site, "/a/1", "/a/2"), HOUR_AGO), XML))
    source = replace(site.source(), channels=(Sitemap(site.url("/index.xml")),))
    (report,) = crawl_once(source)
    assert (report.found, report.stored, report.errors, report.answered_channels) == (2, 2, [], 1)
    assert months[1] not in site.paths()
    site.asked.clear()
    site.answer(
        months[0], page(sitemap(articles(site, "/a/1", "/a/2", "/a/3"), HOUR_AGO), XML)
    )  # the index stays the same
    (report,) = crawl_once(source)
    assert (report.fetched, report.errors) == (1, [])
    assert stored(connection, site) == ["/a/1", "/a/2", "/a/3"]


def test_a_part_that_fails(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """An index whose part did not answer is asked in full again, though it did not change itself."""
    site.answer("/index.xml", page(index([site.url("/posts.xml")]), XML, ETag='"one"'))
    site.answer("/posts.xml", page(b"", status=404))
    source = replace(site.source(), channels=(Sitemap(site.url("/index.xml")),))
    (report,) = crawl_once(source)
    assert "posts.xml: gone" in report.errors[0]
    assert row(connection, "select etag, due_at from channel") == (None, None)
    site.answer("/posts.xml", page(sitemap(articles(site, "/a/1")), XML))
    (report,) = crawl_once(source)
    assert (report.stored, report.errors) == (1, [])


def test_posts_and_sections(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """WordPress's posts and a page that lists articles are channels like others; the same article is fetched once."""
    urls = articles(site, "/2026/11/news-1", "/2026/11/news-2", "/2026/11/news-3")
    at = f"{NOW - timedelta(hours=1):%Y-%m-%dT%H:%M:%S}"
    posts = [{"link": url, "date_gmt": at, "title": {"rendered": "قصف"}} for url in urls[:2]]
    site.answer("/wp-json/wp/v2/posts", page(json.dumps(posts).encode(), "application/json"))
    cards = "".join(f'<h3><a href="{url}">قصف على قرية في ريف حلب</a></h3>' for url in urls)
    site.answer("/news", page(f"<html><body>{cards}</body></html>".encode()))
    channels = (WordPress(site.url("/wp-json/wp/v2/posts")), Section(site.url("/news")))
    (report,) = crawl_once(replace(site.source(), channels=channels))
    assert (report.found, report.fetched, report.stored, report.errors) == (3, 3, 3, [])
    assert connection.execute("select kind from channel order by 1").fetchall() == [("section",), ("wordpress",)]


def test_posts_are_read_up_to_what_is_known(site: Site, crawl_once: Crawl) -> None:
    """Of many posts the next page is asked as long as all are new; later only the first one."""

    def posts(*numbers: int) -> bytes:
        at = f"{NOW - timedelta(hours=1):%Y-%m-%dT%H:%M:%S}"
        return json.dumps([{"link": site.url(f"/p/{n}"), "date_gmt": at} for n in numbers]).encode()

    site.answer("/posts", page(posts(*range(50))), page(posts(*range(50, 60))), page(posts(99, *range(49))))
    source = replace(site.source(), channels=(WordPress(site.url("/posts")),))
    crawl_once(source)
    asked = [path for path in site.paths() if path.startswith("/posts")]
    assert ["page=2" in path for path in asked] == [False, True]
    crawl_once(source)
    assert sum(path.startswith("/posts") for path in site.paths()) == 3


def test_a_gap_is_closed(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """A burst that pushed items out of the feed is noticed, and what was missed is found in the archive."""
    site.feed([f"/a/{number}" for number in range(6)])
    source = replace(site.source(), archives=(Sitemap(site.url("/all.xml")),))
    (report,) = crawl_once(source)
    assert (report.gaps, "/all.xml" in site.paths()) == (0, False)
    site.answer("/all.xml", page(sitemap(articles(site, *(f"/b/{number}" for number in range(15))), NOW), XML))
    site.answer("/feed", page(rss([site.url(f"/b/{number}") for number in range(9, 15)], NOW), XML))
    (report,) = crawl_once(source)
    assert (report.gaps, report.stored, report.errors) == (1, 15, [])
    assert row(connection, "select gap_at is not null, error from channel") == (True, "")


def test_a_gap_without_archive(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """Without an archive in the catalogue the sitemaps of robots.txt are asked; without those it is told."""
    site.feed([f"/a/{number}" for number in range(6)])
    crawl_once(site.source())
    site.answer("/feed", page(rss(articles(site, *(f"/b/{number}" for number in range(6))), NOW), XML))
    (report,) = crawl_once(site.source())
    assert "pushed out unseen" in report.errors[0]
    site.answer("/robots.txt", page(f"Sitemap: {site.url('/map.xml')}".encode(), "text/plain"))
    connection.execute("delete from site_file")
    site.answer("/map.xml", page(sitemap(articles(site, "/c/missed"), NOW), XML))
    site.answer("/feed", page(rss(articles(site, *(f"/c/{number}" for number in range(6))), NOW), XML))
    (report,) = crawl_once(site.source())
    assert (report.stored, report.errors) == (7, [])


def test_what_is_due(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """Of a crawl of what is due a channel is left out until its time; a failed article brings its source back alone."""
    site.feed(["/a/1"])
    assert [report.stored for report in crawl_once(site.source(), due_only=True)] == [1]
    (wait,) = row(connection, "select due_at - asked_at from channel")
    assert timedelta(minutes=2) <= wait <= timedelta(hours=24)
    site.asked.clear()
    assert crawl_once(site.source(), due_only=True) == []
    assert site.asked == []
    site.answer("/a/2", page(b"", status=500), page(b"", status=500), page(b"", status=500), page(article("2")))
    site.feed(["/a/1", "/a/2"])
    crawl_once(site.source())
    site.asked.clear()
    (report,) = crawl_once(site.source(), due_only=True)
    assert (site.paths(), report.stored, report.quiet) == (["/a/2"], 1, True)
    assert row(connection, "select errors_in_a_row from source") == (0,)
    connection.execute("update channel set due_at = now()")
    (report,) = crawl_once(site.source(), due_only=True)
    assert not report.quiet


def test_not_modified_is_doubted(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """A channel that has said "not modified" for longer than usual is asked once without conditions."""
    site.feed(["/a/1"], ETag='"one"')
    crawl_once(site.source())
    busy = "array_fill(10.0::double precision, array[24])"
    connection.execute(
        f"update channel set new_by_hour = {busy}, hours_watched = array_fill(5.0::double precision, array[24]),"
        " last_new_at = now() - interval '1 day', last_good_at = now()".encode()
    )
    for conditions in (False, True):
        site.asked.clear()
        crawl_once(site.source())
        assert ("if-none-match" in site.asked[-1].headers) is conditions


def test_a_host_in_trouble(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """After failures in a row the host is left alone: nothing is lost, nothing is asked until the pause is over."""
    paths = [f"/a/{number}" for number in range(MOST_FAILURES + 14)]
    for path in paths:
        site.answer(path, page(b"", status=403))
    site.feed(paths)
    (report,) = crawl_once(site.source())
    assert report.postponed >= 3
    assert any("left alone until" in error for error in report.errors)
    assert report.fetched + report.postponed == len(paths)
    site.asked.clear()
    (report,) = crawl_once(site.source())
    assert site.asked == []
    assert "left alone" in report.errors[0]
    connection.execute("update host set resumes_at = now() - interval '1 second'")
    connection.execute("update link set next_try_at = now()")
    for path in paths:
        site.answer(path, page(article(path)))
    connection.execute("update channel set ask_again_at = null")
    (report,) = crawl_once(site.source())
    assert (report.stored, report.errors) == (len(paths), [])
    assert connection.execute("select name from host").fetchall() == []


def test_opt_outs_may_be_passed_over(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """Obeying them is a setting; robots.txt speaks for the whole site."""
    site.answer("/a/1", page(article("1"), X_Robots_Tag="noarchive"))
    site.feed(["/a/1"])
    (report,) = crawl_once(site.source(), settings=replace(QUICK, obey_opt_outs=False))
    assert report.stored == 1
    site.answer("/robots.txt", page(b"User-agent: *\nAllow: /\n\nTDM-Reservation: 1\n", "text/plain"))
    connection.execute("delete from site_file")
    (report,) = crawl_once(site.source())
    assert "opted_out" in report.errors[0]


def test_tdmrep(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """What a site reserves in its file is recorded with its words and not fetched; the file is asked for once a day."""
    rules = b'[{"location": "/paid/", "tdm-reservation": 1, "tdm-policy": "https://outlet.example/p"}]'
    site.answer("/.well-known/tdmrep.json", page(rules, "application/json"))
    site.feed(["/a/1", "/paid/1"])
    for _ in range(2):
        crawl_once(site.source())
    asked = [one.path for one in site.asked]
    assert sorted(set(asked)) == ["/.well-known/tdmrep.json", "/a/1", "/feed", "/robots.txt"]
    assert (asked.count("/.well-known/tdmrep.json"), asked.count("/robots.txt")) == (1, 1)
    recorded = connection.execute("select reason, detail from link where state = 'rejected'").fetchall()
    assert recorded == [("opted_out", "tdmrep.json: /paid/: tdm-reservation: 1")]
    connection.execute("update site_file set asked_at = asked_at - interval '1 hour'")
    crawl_once(site.source(), settings=replace(QUICK, obey_opt_outs=False))
    asked = [one.path for one in site.asked]
    assert (asked.count("/.well-known/tdmrep.json"), asked.count("/robots.txt")) == (1, 2)
    connection.execute("update site_file set asked_at = asked_at - interval '1 day'")
    crawl_once(site.source())
    assert [one.path for one in site.asked].count("/.well-known/tdmrep.json") == 2


def test_the_feed_stands_in(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """An article whose page refuses us is stored from the whole text that the feed carries."""
    text = article("/a/1").decode().split("<article>")[1].split("</article>")[0] * 2
    feed = rss([site.url("/a/1")]).decode()
    feed = feed.replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')
    feed = feed.replace("</item>", f"<content:encoded><![CDATA[{text}]]></content:encoded></item>")
    site.answer("/feed", page(feed.encode(), XML))
    site.answer("/a/1", page(b"", status=403))
    (report,) = crawl_once(site.source())
    assert (report.stored, report.rejected.total()) == (1, 0)
    assert row(connection, "select headers ->> 'x-watira-origin', announced ? 'content' from page") == ("feed", False)


def test_moved_for_good(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """A channel behind permanent redirects works, and where it is now is kept for the operator."""
    site.feed(["/a/1"])
    site.answer("/old", redirect("/feed", 301))
    (report,) = crawl_once(site.source("/old"))
    assert report.stored == 1
    assert row(connection, "select moved_to from channels") == (site.url("/feed"),)


def test_backfill(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """The archive's months are walked between two days, what is done is passed over by the next walk, and the channels
    are left alone."""
    months = {f"/2024-0{month}.xml": [f"/2024/0{month}/0{day}/a" for day in (1, 9)] for month in range(1, 6)}
    for path, paths in months.items():
        changed = datetime(2024, int(path[7]), 5, tzinfo=UTC)
        site.answer(path, page(sitemap(articles(site, *paths), changed), XML))
    site.answer("/index.xml", page(index([site.url(path) for path in months]), XML))
    source = replace(site.source(), archives=(Sitemap(site.url("/index.xml")),))
    window: dict[str, Any] = {
        "backfill": True,
        "since": datetime(2024, 2, 3, tzinfo=UTC),
        "until": datetime(2024, 4, 3, tzinfo=UTC),
    }
    (report,) = crawl_once(source, limit=3, **window)
    assert (report.fetched, report.errors) == (3, [])
    (report,) = crawl_once(source, **window)
    assert report.stored == 1
    assert stored(connection, site) == [path for month in ("/2024-02.xml", "/2024-03.xml") for path in months[month]]
    site.asked.clear()
    (report,) = crawl_once(source, **window)
    assert (site.paths(), report.answered_channels) == (["/index.xml"], 1)
    assert connection.execute("select url from channel").fetchall() == []


def test_backfill_through_lists(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """Numbered pages of a list are walked as long as they reach into the time asked for, and none behind the last."""

    def listed(day: int) -> bytes:
        cards = "".join(
            f'<div><h3><a href="{url}">قصف على قرية في ريف حلب</a></h3>'
            f'<time datetime="2024-03-{day:02}T10:00Z"></time></div>'
            for url in articles(site, *(f"/story-{day}{number}00" for number in range(3)))
        )
        return f"<html><body>{cards}</body></html>".encode()

    for number, day in enumerate((20, 10, 5, 1), start=1):
        site.answer(f"/list/{number}", page(listed(day)))
    source = replace(site.source(), archives=(Section(site.url("/list/{page}")),))
    (report,) = crawl_once(source, backfill=True, since=datetime(2024, 3, 8, tzinfo=UTC))
    assert (report.stored, report.errors) == (6, [])
    assert [path for path in site.paths() if "list" in path] == ["/list/1", "/list/2", "/list/3"]
    none = replace(site.source(), channels=(Feed(site.url("/feed")),))
    (report,) = crawl_once(none, backfill=True, since=datetime(2024, 3, 8, tzinfo=UTC))
    assert "no archive is known" in report.errors[0]
