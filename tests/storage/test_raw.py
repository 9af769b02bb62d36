"""The bytes of pages as fetched."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection

from storage.raw import RawPageError, load_page, save_page
from tests.storage.samples import page


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=5_000))
def test_bytes_come_back_as_they_were(connection: Connection, body: bytes) -> None:
    """Whatever bytes a site sent, they are kept to the last one."""
    assert load_page(connection, save_page(connection, page(body=body))).body == body


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
