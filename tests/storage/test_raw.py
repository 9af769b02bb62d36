"""The bytes of pages as fetched."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection

from storage.articles import save_rejection
from storage.raw import RawPageError, load_page, page_at, page_of_article, save_page
from tests.storage.samples import NOW, link, minutes, page, registered, rejection, save


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=5_000))
def test_bytes_come_back_as_they_were(connection: Connection, body: bytes) -> None:
    """Whatever bytes a site sent, they are kept to the last one."""
    assert load_page(connection, save_page(connection, page(body=body))).body == body


def test_what_the_channel_said_comes_back(connection: Connection) -> None:
    """A page is read again with all that was known of it when it was read first."""
    announced = link("https://alpha.example/1?utm_source=rss", published_at=NOW, updated_at=NOW + minutes(1))
    fetched = page(link=announced, requested_url=announced.url, headers={"content-type": "text/html"})
    assert load_page(connection, save_page(connection, fetched)) == fetched
    assert load_page(connection, save_page(connection, page(link=None))) == page(link=None)


def test_a_page_that_is_not_there_is_named(connection: Connection) -> None:
    """A removed page is an error that says which one."""
    with pytest.raises(RawPageError, match="no stored page 7"):
        load_page(connection, 7)


@pytest.mark.parametrize("damage", ["body = 'x'", "body_sha256 = sha256('x')"])
def test_damaged_bytes_are_not_handed_out(connection: Connection, damage: str) -> None:
    """Bytes that cannot be unpacked, or are not those that were stored, are an error."""
    number = save_page(connection, page())
    connection.execute(f"update page set {damage}".encode())
    with pytest.raises(RawPageError, match=f"stored page {number}"):
        load_page(connection, number)


def test_the_page_of_an_article_and_of_an_address(connection: Connection) -> None:
    """By the article's number, by any of its addresses, and by one that became no article."""
    registered(connection)
    saved = save(connection)
    source, stored = page_of_article(connection, saved.article_id)
    assert (source, stored.body) == ("alpha", page_at(connection, f"{stored.url}#top")[1].body)
    refused = page("https://alpha.example/2", body=b"<p>no</p>")
    save_rejection(connection, rejection(refused.url), refused, link_url=refused.url, now=NOW)
    assert page_at(connection, refused.url)[1].body == refused.body


def test_what_has_no_page_is_named(connection: Connection) -> None:
    """An article or address that is not stored, and one whose page was removed."""
    registered(connection)
    saved = save(connection)
    connection.execute("delete from page")
    with pytest.raises(RawPageError, match=f"of article {saved.article_id} no page is kept"):
        page_of_article(connection, saved.article_id)
    with pytest.raises(RawPageError, match="article 99 is not stored"):
        page_of_article(connection, 99)
    with pytest.raises(RawPageError, match=r"alpha\.example/9 is not stored"):
        page_at(connection, "https://alpha.example/9")
