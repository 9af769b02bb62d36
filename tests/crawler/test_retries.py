"""How long a site asks to wait."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.retries import retry_after

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        (b"", None),
        (b"120", 120.0),
        (b" 0 ", 0.0),
        (b"-5", None),
        (b"1.5", None),
        (b"soon", None),
        (b"9" * 400, 999999999.0),
        (b"Sun, 22 Nov 2026 12:01:00 GMT", 60.0),
        (b"Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        (b"Sun, 22 Nov 2026 12:00:30", 30.0),
        ("١٢".encode(), None),
    ],
)
def test_retry_after(header: bytes | None, seconds: float | None) -> None:
    """Seconds or a date, never negative; anything else asks for nothing."""
    assert retry_after(header, NOW) == seconds


@given(st.binary(max_size=60))
def test_any_header(header: bytes) -> None:
    """Whatever a site sends, it is a time to wait or none."""
    seconds = retry_after(header, NOW)
    assert seconds is None or seconds >= 0
