"""A crawl after texts and bytes were removed because of their age, and after something was forgotten."""

from datetime import UTC, datetime, timedelta

import psycopg

from storage import forgetting, retention
from tests.crawler.conftest import Crawl
from tests.crawler.site import Site, page
from tests.schedules.rereading.test_run import DULL


def test_what_was_removed_is_not_stored_again(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """The site says that all articles changed, and they did not: they are fetched, and nothing is stored twice or taken
    for a correction. What was forgotten is neither fetched nor news."""
    for number in (1, 2, 3):
        body = DULL.replace("ستين دار نشر", f"{number}{number} دار نشر").encode()
        site.answer(f"/a/{number}", page(body))
    site.feed(["/a/1", "/a/2", "/a/3", "/a/4"])
    crawl_once(site.source())
    now = datetime.now(UTC)
    assert forgetting.forget_address(connection, site.url("/a/3"), now=now)
    assert retention.remove_bodies(connection, before=now + timedelta(hours=1), now=now) == 2
    assert retention.remove_raw_bytes(connection, before=now + timedelta(hours=1)) == 2
    stored = "select id, url, title, body, revision, fingerprint, duplicate_of from article order by url"
    before = connection.execute(stored).fetchall()
    assert [bool(row[3]) for row in before] == [False, False, True]
    connection.execute("update link set stamp = null")
    connection.execute("update channel set body_sha256 = null, etag = null")
    site.asked.clear()
    (report,) = crawl_once(site.source())
    assert sorted(site.paths()) == ["/a/1", "/a/2", "/a/4", "/feed"]
    assert (report.fetched, report.unchanged, report.stored, report.revised, report.errors) == (3, 3, 0, 0, [])
    assert connection.execute(stored).fetchall() == before
    assert connection.execute("select count(*), count(body) from page").fetchone() == (3, 1)
