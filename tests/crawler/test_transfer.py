"""Packed bodies: whole, cut, endless."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response

from crawler.failures import CutShort, TooLarge
from crawler.transfer import lacks_end, unpacked

BODY = "<html><body><p>نص</p></body></html>".encode() * 500


@given(st.binary(max_size=5000))
def test_whole(body: bytes) -> None:
    """What was packed comes out, whatever rubbish follows it."""
    assert unpacked(gzip.compress(body, mtime=0), 10_000) == body
    assert unpacked(gzip.compress(body, mtime=0) + b"rubbish", 10_000) == body


@given(st.integers(min_value=1))
def test_cut(keep: int) -> None:
    """A body that ends early is never taken for the whole."""
    packed = gzip.compress(BODY, mtime=0)
    with pytest.raises(CutShort):
        unpacked(packed[: keep % (len(packed) - 1)], 100_000)


BROKEN = gzip.compress(b"x" * 99, mtime=0)[:-8] + b"\0" * 8


@pytest.mark.parametrize("body", [b"rubbish", zlib.compress(b"x")[:-1], BROKEN])
def test_broken(body: bytes) -> None:
    """Neither is a body that is not gzip, or whose checksum is wrong."""
    with pytest.raises(CutShort):
        unpacked(body, 100_000)


def test_bomb() -> None:
    """Unpacking stops at the limit."""
    assert len(unpacked(gzip.compress(bytes(1_000_000)), 1_000_000)) == 1_000_000
    with pytest.raises(TooLarge):
        unpacked(gzip.compress(bytes(1_000_001)), 1_000_000)


@pytest.mark.parametrize(
    ("body", "flags", "cut"),
    [
        (b"<html><p>half", ["partial"], True),
        (b"<HTML><p>whole</HTML>\n", ["partial"], False),
        (b"<html><p>half", [], False),
        (b"<rss>", ["partial"], False),
        (b"", ["partial"], False),
    ],
)
def test_end_of_a_body_without_length(body: bytes, flags: list[str], cut: bool) -> None:
    """A page that only the closing connection ends has to show its own end."""
    assert lacks_end(Response("https://outlet.example/", body=body, flags=flags)) is cut
