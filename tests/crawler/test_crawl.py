"""A crawl of sites on loopback, into a real database, with real reading processes."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
import zlib
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import brotli
import psycopg
import pytest
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler import attending
from crawler.crawl import CrawlReport, OnProgress, Progress, Visits, crawl, run, scrapy_settings
from crawler.guards import Guard
from crawler.reactor import guarded, prepare
from crawler.reading_pool import ReadingPool
from crawler.writer import Writer
from pipelines.article import Reason
from pipelines.channels import Feed
from storage.advisory_locks import crawling
from storage.connect import UnreachableError, connect
from storage.session import Session
from storage.sources import register
from tests.crawler.conftest import QUICK, Crawl
from tests.crawler.site import Site, article, bomb, cut, drip, page, raw, redirect, reset, rss, slow, until_close


def links(connection: psycopg.Connection, site: Site) -> dict[str, str]:
    """What is recorded of each path: article, or the reason against it."""
    rows = connection.execute("select url, coalesce(reason, state) from link").fetchall()
    return {url.removeprefix(site.url("")): what for url, what in rows}


def articles(connection: psycopg.Connection) -> int:
    """The number of articles stored."""
    row = connection.execute("select count(*) from articles").fetchone()
    assert row
    return int(row[0])


def test_articles_are_stored_once(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """The first crawl fetches and stores what the feed announces; the second asks the feed alone."""
    site.feed([f"/a/{number}" for number in range(5)])
    (first,) = crawl_once(site.source())
    assert (first.found, first.fetched, first.stored, first.escalation, first.errors) == (5, 5, 5, 5, [])
    assert sorted(site.paths()) == [*(f"/a/{number}" for number in range(5)), "/feed"]
    site.asked.clear()
    (second,) = crawl_once(site.source())
    assert (second.fetched, second.stored) == (0, 0)
    assert site.paths() == ["/feed"]
    assert articles(connection) == 5


def test_ten_known_and_ten_new(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """A feed of ten known and ten new articles: the ten new ones are fetched and stored."""
    site.feed([f"/a/{number}" for number in range(10)])
    crawl_once(site.source())
    site.feed([f"/a/{number}" for number in range(20)])
    (report,) = crawl_once(site.source())
    assert (report.found, report.fetched, report.stored, report.errors) == (20, 10, 10, [])
    assert articles(connection) == 20


def test_unmodified_feed(site: Site, crawl_once: Crawl) -> None:
    """A feed is asked with the ETag and date that it gave, and 304 is success."""
    site.feed(["/a/1"], ETag='"one"', Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT")
    crawl_once(site.source())
    site.asked.clear()
    (report,) = crawl_once(site.source())
    assert site.asked[-1].headers["if-none-match"] == '"one"'
    assert site.asked[-1].headers["if-modified-since"] == "Sat, 21 Nov 2026 10:00:00 GMT"
    assert report.errors == []


def test_validators_wait_for_the_articles(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """While articles of a feed were left out by the limit, the feed is asked in full, so that none is lost."""
    site.feed([f"/a/{number}" for number in range(5)], ETag='"one"')
    (first,) = crawl_once(site.source(), limit=2)
    (second,) = crawl_once(site.source(), limit=2)
    (third,) = crawl_once(site.source())
    assert [report.fetched for report in (first, second, third)] == [2, 2, 1]
    assert articles(connection) == 5


def test_age(site: Site, crawl_once: Crawl) -> None:
    """Items older than three days are skipped, unless they are asked for with `since`; undated ones are taken."""
    old = datetime.now(UTC) - timedelta(days=10)
    undated = f"<item><link>{site.url('/a/3')}</link></item></channel>".encode()
    feed = rss([site.url("/a/1")], old).replace(b"</channel>", undated)
    site.answer("/feed", page(feed, "application/xml", ETag='"one"'))
    for number in (1, 3):
        site.answer(f"/a/{number}", page(article(str(number))))
    (report,) = crawl_once(site.source())
    assert (report.found, report.fetched) == (2, 1)
    (report,) = crawl_once(site.source(), since=old - timedelta(hours=1))
    assert (report.found, report.fetched, report.stored) == (2, 1, 1)


def test_every_failure_is_recorded(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """Whatever a site does instead of sending a page ends as a recorded rejection with its reason."""
    whole = article("whole")
    chunk = f"{len(whole):x}\r\n".encode() + whole + b"\r\n"
    bad = {
        "/404": (page(b"", status=404), "gone"),
        "/410": (page(b"", status=410), "gone"),
        "/401": (page(b"", status=401), "refused"),
        "/403": (page(b"", status=403), "refused"),
        "/429": (page(b"", status=429, Retry_After="3600"), "refused"),
        "/451": (page(b"", status=451), "refused"),
        "/500": (page(b"", status=500), "server_error"),
        "/503": (page(b"", status=503, Retry_After="0"), "server_error"),
        "/reset": (reset, "unreachable"),
        "/slow": (slow(3, page(article("slow"))), "unreachable"),
        "/cut": (cut(article("cut")[:300], announced=50_000), "unreachable"),
        "/cut-gzip": (page(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03rubbish", Content_Encoding="gzip"), "unreachable"),
        "/broken-deflate": (page(b"\x78\x9crubbish", Content_Encoding="deflate"), "unreachable"),
        "/packed-otherwise": (page(b"x", Content_Encoding="compress"), "empty"),
        "/brotli-bomb": (page(brotli.compress(bytes(60_000_000), quality=1), Content_Encoding="br"), "too_large"),
        "/zstd-bomb": (page(zstandard.compress(bytes(60_000_000)), Content_Encoding="zstd"), "too_large"),
        "/drip": (drip(0.2), "unreachable"),
        "/noarchive": (page(article("kept"), X_Robots_Tag="noarchive"), "opted_out"),
        "/reserved": (page(b'<html><meta name="tdm-reservation" content="1">' + article("mined")), "opted_out"),
        "/deflate-bomb": (page(zlib.compress(bytes(60_000_000)), Content_Encoding="deflate"), "too_large"),
        "/packed-empty": (page(b"", Content_Encoding="gzip"), "empty"),
        "/cut-close": (until_close(article("close")[:300]), "unreachable"),
        "/too-short": (raw(f"Content-Length: {len(whole.decode())}", body=whole), "unreachable"),  # letters for bytes
        "/two-lengths": (raw("Content-Length: 9", "Content-Length: 99", body=whole), "unreachable"),
        "/no-length": (raw("Content-Length: many", body=whole), "unreachable"),
        "/below-zero": (raw("Content-Length: -1", body=whole), "unreachable"),
        "/cut-chunked": (raw("Transfer-Encoding: chunked", body=chunk), "unreachable"),
        "/cut-in-chunk": (raw("Transfer-Encoding: chunked", body=chunk[:300]), "unreachable"),
        "/bad-chunk": (raw("Transfer-Encoding: chunked", body=chunk + b"zz\r\n\r\n"), "unreachable"),
        "/circle": (redirect("/circle"), "bad_redirect"),
        "/nowhere": (page(b"", status=302), "bad_redirect"),
        "/far": (redirect("/far/1"), "bad_redirect"),
        "/private": (redirect("http://127.66.66.66/latest/meta-data/"), "forbidden_address"),
        "/private-decimal": (redirect("http://2135048770/"), "forbidden_address"),
        "/file": (redirect("file:///etc/passwd"), "forbidden_address"),
        "/bomb": (bomb(60_000_000), "too_large"),
        "/large": (page(bytes(9_000_000)), "too_large"),
        "/endless": (until_close(bytes(9_000_000)), "too_large"),
        "/pdf": (page(b"%PDF-1.7", "application/pdf"), "not_html"),
        "/robots-say-no": (page(article("no")), "disallowed"),
        "/empty": (page(b""), "empty"),
        "/raise": (page(b"raise it"), "reader_failed"),
        "/die": (page(b"die"), "reader_failed"),
        "/hang": (page(b"hang"), "reader_failed"),
    }
    for path, (behaviour, _) in bad.items():
        site.answer(path, behaviour)
    for number in range(1, 9):
        site.answer(f"/far/{number}", redirect(f"/far/{number + 1}"))
    site.answer("/robots.txt", page(b"User-agent: *\nDisallow: /robots-say-no\n", "text/plain"))
    site.feed([*bad, "/good/1", "/good/2"])
    settings = replace(QUICK, download_timeout_s=1, page_seconds=1.0, allow_networks=QUICK.allow_networks)
    (report,) = crawl_once(site.source(), settings=settings)
    assert links(connection, site) == {path: reason for path, (_, reason) in bad.items()} | {
        "/good/1": "article",
        "/good/2": "article",
    }
    assert report.rejected == Counter(Reason(reason) for _, reason in bad.values())
    assert report.stored == 2
    assert report.fetched == len(bad) + 2
    assert report.errors == []
    assert "/robots-say-no" not in site.paths()
    assert "/far/6" not in site.paths()


def test_final_reasons_are_not_asked_again(site: Site, crawl_once: Crawl) -> None:
    """The next crawl asks again for what failed for a passing reason, also when the feed no longer announces it."""
    site.answer("/gone", page(b"", status=404))
    site.answer("/broken", page(b"", status=500), page(b"", status=500), page(b"", status=500), page(article("new")))
    site.feed(["/gone", "/broken"])
    (report,) = crawl_once(site.source())
    assert report.rejected == Counter({Reason.GONE: 1, Reason.SERVER_ERROR: 1})
    site.answer("/feed", page(rss([]), "application/xml"))
    site.asked.clear()
    (report,) = crawl_once(site.source())
    assert site.paths() == ["/feed", "/broken"]
    assert report.stored == 1


def test_retry_after(site: Site, crawl_once: Crawl) -> None:
    """A busy site is asked again within the crawl after the time that it names."""
    site.answer("/a/1", page(b"busy", status=503, Retry_After="1"), page(article("1")))
    site.feed(["/a/1"])
    (report,) = crawl_once(site.source())
    assert report.stored == 1
    assert report.seconds > 1


def test_long_waits_are_kept(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """An article and a feed whose site asks for an hour are not asked again before; not even with `since`."""
    site.answer("/busy", page(b"", status=503, Retry_After="3600"))
    site.answer("/plenty", page(b"", status=503, Retry_After="9" * 9))
    site.feed(["/busy", "/plenty"])
    crawl_once(site.source())
    waits = "select next_try_at - now() from link order by url"
    (busy,), (plenty,) = connection.execute(waits).fetchall()
    assert timedelta(minutes=55) < busy <= timedelta(hours=1)
    assert timedelta(hours=23) < plenty <= timedelta(days=1)
    site.answer("/feed", page(b"", status=429, Retry_After="3600"))
    crawl_once(site.source())
    site.asked.clear()
    connection.execute("update link set next_try_at = now()")
    (report,) = crawl_once(site.source(), since=datetime.now(UTC) - timedelta(days=1))
    assert sorted(site.paths()) == ["/busy", "/plenty"]
    assert "asked to wait until" in report.errors[0]
    assert report.answered_channels == 0
    connection.execute("update channel set ask_again_at = now()")
    site.feed(["/a/1"])
    (report,) = crawl_once(site.source())
    assert (report.stored, report.errors) == (1, [])
    assert connection.execute("select ask_again_at from channel").fetchone() == (None,)


def test_a_site_that_has_enough_is_not_asked_at_once(site: Site, crawl_once: Crawl) -> None:
    """429 without a time is not repeated within the crawl."""
    site.answer("/a/1", page(b"", status=429))
    site.feed(["/a/1"])
    crawl_once(site.source())
    assert site.paths().count("/a/1") == 1


def test_a_source_that_fails_does_not_touch_the_others(site: Site, crawl_once: Crawl) -> None:
    """Feeds that are challenge pages, broken, missing or forbidden are errors of their own source."""
    site.answer("/challenge", page(b"<html><head><title>Just a moment...</title></head><body></body></html>"))
    site.answer("/broken", page(b"", status=500))
    site.answer("/robots.txt", page(b"User-agent: Watira\nDisallow: /secret-feed\n", "text/plain"))
    site.feed(["/a/1"])
    broken = [site.source(path, key=f"bad{n}") for n, path in enumerate(["/challenge", "/broken", "/secret-feed"])]
    private = replace(site.source(key="private"), channels=(Feed("http://10.0.0.1/feed"),))
    *bad, good = crawl_once(*broken, private, site.source(key="good"))
    assert [len(report.errors) for report in bad] == [1, 1, 1, 1]
    assert "html" in bad[0].errors[0]
    assert "500" in bad[1].errors[0]
    assert "disallowed" in bad[2].errors[0]
    assert "forbidden_address" in bad[3].errors[0]
    assert (good.stored, good.errors) == (1, [])


def test_errors_in_a_row(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """A source whose feed fails counts its failures; a feed among several that works is enough for success."""
    site.answer("/broken", page(b"", status=500))
    for _ in range(2):
        crawl_once(site.source("/broken"))
    query = "select errors_in_a_row, last_success_at is not null from sources where key = 'outlet'"
    assert connection.execute(query).fetchone() == (2, False)
    site.feed(["/a/1"])
    (report,) = crawl_once(site.source("/broken", "/feed"))
    assert (report.answered_channels, len(report.errors), report.skipped) == (1, 1, False)
    assert connection.execute(query).fetchone() == (0, True)


def test_two_channels_with_the_same_article(site: Site, crawl_once: Crawl) -> None:
    """An article that two channels announce is fetched once, whatever tracking parameters they add."""
    site.feed(["/a/1"])
    site.answer("/other", page(rss([site.url("/a/1?utm_source=rss")]), "application/xml"))
    (report,) = crawl_once(site.source("/feed", "/other"))
    assert (report.found, report.fetched, report.stored) == (1, 1, 1)


def test_manners(site: Site, crawl_once: Crawl) -> None:
    """The site learns who asks, gets no cookie and no referer, and at most two requests at a time."""
    for number in range(6):
        site.answer(f"/a/{number}", slow(0.2, page(article(str(number)), Set_Cookie="a=b")))
    site.feed([f"/a/{number}" for number in range(6)])
    crawl_once(site.source())
    for asked in site.asked:
        assert asked.headers["user-agent"] == "Watira/0.1 (+desk@example.org)"
        assert not {"cookie", "referer"} & set(asked.headers)
    assert site.most_at_once <= 2


def test_proxies_are_not_used(site: Site, crawl_once: Crawl, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment would connect where the guard does not see it."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    site.feed(["/a/1"])
    (report,) = crawl_once(site.source())
    assert report.stored == 1


def test_forbidden_neighbour(site: Site, crawl_once: Crawl) -> None:
    """A redirect, a feed's link or a name cannot lead to another machine of the own network: it hears nothing of us."""
    with Site("127.66.66.66") as neighbour:
        neighbour.feed(["/a/1"])
        site.answer("/there", redirect(neighbour.url("/a/1")))
        site.answer("/feed", page(rss([site.url("/there"), neighbour.url("/a/1")]), "application/xml"))
        (report,) = crawl_once(site.source(), replace(neighbour.source(), key="neighbour"))[:1]
    assert report.rejected == Counter({Reason.FORBIDDEN_ADDRESS: 2})
    assert neighbour.asked == []


def test_loopback_is_not_visited_unless_allowed(site: Site, crawl_once: Crawl) -> None:
    """Without a word of the user, addresses of the own network are refused."""
    site.feed(["/a/1"])
    (report,) = crawl_once(site.source(), settings=replace(QUICK, allow_networks=()))
    assert "forbidden_address" in report.errors[0]
    named = replace(site.source(), channels=(Feed(f"http://localhost:{site.port}/feed"),))
    (report,) = crawl_once(named, settings=replace(QUICK, allow_networks=()))
    assert "forbidden_address" in report.errors[0]
    assert site.asked == []


def test_a_source_is_crawled_by_one_process_at_a_time(site: Site, crawl_once: Crawl, database_url: str) -> None:
    """A source that another process is crawling is skipped and says so."""
    site.feed(["/a/1"])
    with connect(database_url) as other, crawling(other, "outlet"):
        (report,) = crawl_once(site.source())
    assert (report.skipped, report.errors, report.answered_channels) == (True, [], 0)
    assert "another process" in report.line
    assert site.asked == []


def test_passwords_are_not_shown(connection: psycopg.Connection) -> None:
    """What holds the database's address does not say it when it is printed."""
    assert "unspeakable" not in repr(Session(connection, "password=unspeakable"))
    pool = ReadingPool(1)
    writer = Writer("password=unspeakable")
    assert "unspeakable" not in repr(writer)
    assert "unspeakable" not in repr(
        Visits("password=unspeakable", QUICK, Guard((), ()), pool, writer, lambda step: None)
    )


def test_unreachable_database(site: Site) -> None:
    """Without a database no site is asked."""
    steps = crawl([site.source()], "host=127.0.0.1 port=1", QUICK, since=None, limit=None, progress=lambda step: None)
    with pytest.raises(UnreachableError):
        run(steps)
    assert site.asked == []


def test_lost_database(site: Site, database_url: str, connection: psycopg.Connection) -> None:
    """A connection that breaks ends the crawl of the source with a clear error, and the next crawl misses nothing."""
    site.feed([f"/a/{number}" for number in range(6)], ETag='"one"')
    source = site.source()
    register(connection, [source])

    def progress(step: Progress) -> None:
        if step.report and step.report.stored == 2 and not step.done:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )

    def once(on_progress: OnProgress) -> CrawlReport:
        steps = crawl([source], database_url, QUICK, since=None, limit=None, progress=on_progress)
        return run(steps)[0]

    report = once(progress)
    assert report.aborted
    assert "connection to the database is lost" in report.errors[0]
    assert 2 <= report.stored <= 6
    assert not once(lambda step: None).aborted
    assert articles(connection) == 6


def test_article_that_the_database_refuses(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """An article that cannot be stored costs itself alone, and is recorded."""
    connection.execute("alter table article add constraint no_two check (url not like '%/a/2')")
    site.feed(["/a/1", "/a/2", "/a/3"])
    (report,) = crawl_once(site.source())
    assert (report.stored, report.rejected) == (2, Counter({Reason.NOT_STORED: 1}))
    assert links(connection, site)["/a/2"] == "not_stored"


def test_what_cannot_even_be_recorded(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """Where the database refuses the rejection as well, the address stays unknown and is fetched again."""
    connection.execute("alter table link add constraint no_two check (url not like '%/a/2')")
    site.feed(["/a/1", "/a/2"], ETag='"one"')
    (report,) = crawl_once(site.source())
    assert (report.stored, report.fetched, report.rejected) == (1, 2, Counter({Reason.NOT_STORED: 1}))
    assert "/a/2: not recorded" in report.errors[0]
    connection.execute("alter table link drop constraint no_two")
    (report,) = crawl_once(site.source())
    assert (report.stored, report.fetched, report.errors) == (1, 1, [])


def test_readers_that_do_not_start(site: Site, crawl_once: Crawl, connection: psycopg.Connection) -> None:
    """Without readers the crawl of the source is given up, and its articles stay to be fetched."""
    site.feed([f"/a/{number}" for number in range(6)], ETag='"one"')
    (report,) = crawl_once(site.source(), settings=replace(QUICK, reader="no.such.module:read"))
    assert (report.aborted, report.stored, report.fetched) == (True, 0, 0)
    assert "do not start" in report.errors[0]
    (report,) = crawl_once(site.source())
    assert (report.stored, report.errors) == (6, [])


@pytest.mark.parametrize("at", ["begins", "1 of 2"])
def test_a_fault_of_the_program(site: Site, database_url: str, connection: psycopg.Connection, at: str) -> None:
    """A fault ends in the report of its source, without the page's text in any log."""
    site.feed(["/a/1", "/a/2"])
    register(connection, [site.source()])

    def progress(step: Progress) -> None:
        if at in step.text and not step.done:
            raise ZeroDivisionError("ours")

    (report,) = run(crawl([site.source()], database_url, QUICK, since=None, limit=None, progress=progress))
    assert "fault: " in report.errors[0]
    assert "ours" in report.errors[0]


def certificate(folder: Path) -> Path:
    """A certificate for localhost that nobody has signed, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "site.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM) + key.private_bytes(serialization.Encoding.PEM, *plain)
    )
    return path


def test_certificates(site: Site, crawl_once: Crawl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that cannot prove who it is is not read; one whose authority is in SSL_CERT_FILE is."""
    site.feed(["/a/1"])
    path = certificate(tmp_path)
    site.secure(path)
    source = replace(site.source(), channels=(Feed(f"https://localhost:{site.port}/feed"),))
    site.answer("/feed", page(rss([f"https://localhost:{site.port}/a/1"]), "application/xml"))
    (report,) = crawl_once(source)
    assert site.asked == []
    assert "certificate verify failed" in report.errors[0]
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    (report,) = crawl_once(source)
    assert (report.stored, report.errors) == (1, [])


def test_correction(site: Site, crawl_once: Crawl) -> None:
    """A known article whose title changes in the feed is fetched again and stored as a revision."""
    site.feed(["/a/1"])
    crawl_once(site.source())
    site.answer("/a/1", page(article("corrected")))
    feed = rss([site.url("/a/1")]).replace(b"<title>", b"<title>now: ")
    site.answer("/feed", page(feed, "application/xml"))
    (report,) = crawl_once(site.source())
    assert (report.fetched, report.revised, report.stored) == (1, 1, 0)


def test_cancelled(site: Site, database_url: str, connection: psycopg.Connection) -> None:
    """A crawl that is called off ends within seconds, leaves no process, and the next one fetches the rest."""
    for number in range(8):
        site.answer(f"/a/{number}", slow(0.5, page(article(str(number)))))
    site.feed([f"/a/{number}" for number in range(8)], ETag='"one"')
    register(connection, [site.source()])

    async def interrupted() -> None:
        steps = crawl([site.source()], database_url, QUICK, since=None, limit=None, progress=lambda step: None)
        await asyncio.wait_for(steps, 2.0)

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        run(interrupted())
    assert time.monotonic() - began < 30
    (report,) = run(crawl([site.source()], database_url, QUICK, since=None, limit=None, progress=lambda step: None))
    assert report.errors == []
    assert articles(connection) == 8


def test_stuck(site: Site, database_url: str, connection: psycopg.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crawl in which nothing happens any more is given up; the next one fetches the rest."""
    monkeypatch.setattr(attending, "_STUCK_SECONDS", 1.0)
    site.answer("/a/1", page(article("1")))
    site.answer("/a/2", slow(60, page(article("2"))))
    site.feed(["/a/1", "/a/2"])
    register(connection, [site.source()])
    crawling = partial(crawl, [site.source()], database_url, since=None, limit=None, progress=lambda step: None)
    began = time.monotonic()
    (report,) = run(crawling(settings=QUICK))
    assert time.monotonic() - began < 45
    assert (report.aborted, report.stored) == (True, 1)
    assert "nothing happened" in report.errors[0]
    monkeypatch.setattr(attending, "_STUCK_SECONDS", 60.0)
    site.answer("/a/2", page(article("2")))
    (report,) = run(crawling(settings=QUICK))
    assert (report.errors, report.stored) == ([], 1)


def test_steps_are_reported(site: Site, database_url: str, connection: psycopg.Connection) -> None:
    """A display hears of each source's beginning, of its articles, and once of its end."""
    site.feed(["/a/1", "/a/2"])
    register(connection, [site.source()])
    steps: list[Progress] = []
    run(crawl([site.source()], database_url, QUICK, since=None, limit=None, progress=steps.append))
    assert steps[0].text == "begins"
    assert [step.done for step in steps].count(True) == 1
    assert steps[-1].done
    assert "2 stored" in steps[-1].text


def test_another_event_loop_is_refused() -> None:
    """Twisted's reactor is bound to one event loop: a second one gets a clear error instead of a hang."""

    async def here() -> None:
        prepare()

    run(here())
    with pytest.raises(RuntimeError, match=r"crawler\.crawl\.run"):
        asyncio.run(here())


def test_crawls_from_another_thread_end() -> None:
    """`run` works where signals cannot be handled."""

    async def nothing() -> int:
        return 7

    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(run(nothing())))
    thread.start()
    thread.join(10)
    assert found == [7]


def test_contact_cannot_break_the_header() -> None:
    """A contact with line breaks or other letters gives a plain header line."""
    settings = scrapy_settings(replace(QUICK, user_agent_contact="a@b.c\r\nX-Evil: 1 حلب"))
    assert settings["USER_AGENT"] == "Watira/0.1 (+a@b.cX-Evil: 1 )"
    assert scrapy_settings(replace(QUICK, user_agent_contact=""))["USER_AGENT"] == "Watira/0.1"


def test_interrupted() -> None:
    """Ctrl-C cancels what runs, lets it clean up, and is then reported as such."""
    cleaned: list[bool] = []

    async def wait() -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(30)
        finally:
            cleaned.append(True)

    with pytest.raises(KeyboardInterrupt):
        run(wait())
    assert cleaned == [True]


def test_crawls_with_other_permissions_do_not_mix() -> None:
    """Name resolution is shared by all crawls of a process: two with different permissions are refused."""

    async def both() -> None:
        with guarded((), ()) as first, guarded((), ()) as second:
            assert first is second
        with guarded((), ()), guarded((), (80,)):
            pass

    with pytest.raises(RuntimeError, match="other permissions"):
        run(both())


CRAWLER = textwrap.dedent("""
    import sys
    from crawler.crawl import crawl, run
    from tests.crawler.conftest import QUICK
    from tests.crawler.site import Site
    from pipelines.article import Source
    from pipelines.channels import Feed
    if __name__ == "__main__":
        url, database = sys.argv[1:]
        source = Source("outlet", "منبر", "Outlet", url, (Feed(url + "/feed"),))
        run(crawl([source], database, QUICK, since=None, limit=None, progress=lambda step: None))
""")


@pytest.mark.slow
def test_killed_at_any_moment(site: Site, database_url: str, connection: psycopg.Connection, tmp_path: Path) -> None:
    """However often a crawl is killed, once one ends the database is as after an undisturbed one."""
    paths = [f"/a/{number}" for number in range(12)]
    for path in paths:
        site.answer(path, slow(0.1, page(article(path))))
    site.feed(paths, ETag='"one"')
    register(connection, [site.source()])
    (tmp_path / "crawl.py").write_text(CRAWLER, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}

    def crawling_process() -> subprocess.Popen[bytes]:
        command = [sys.executable, str(tmp_path / "crawl.py"), site.url(""), database_url]
        return subprocess.Popen(command, env=environment)

    for number in range(4):
        process = crawling_process()
        seen = len(site.asked)
        deadline = time.monotonic() + 30
        while len(site.asked) <= seen + 2 * number and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        process.kill()
        process.wait()
    assert crawling_process().wait(60) == 0
    assert sorted(links(connection, site).items()) == sorted((path, "article") for path in paths)
    assert articles(connection) == 12
    assert connection.execute("select count(*) from article where revision > 1").fetchone() == (0,)
    assert connection.execute("select etag from channel").fetchone() == ('"one"',)
