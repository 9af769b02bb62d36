"""Packed bodies: whole, cut, endless."""

import gzip
import tracemalloc
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.failures import CutShort, TooLarge
from crawler.transfer import BoundedCompression, EndingRedirects, lacks_end

BODY = "<html><body><p>نص</p></body></html>".encode() * 500


def unpacked(body: bytes, most: int) -> bytes:
    """The content of a body that came as gzip."""
    return BoundedCompression._decode(body, b"gzip", most)


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
        unpacked(packed[: 1 + keep % (len(packed) - 1)], 100_000)


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
        (b"<html><p>without closing tags", [], False),
        (b"<html><body><DIV><p>a</DIV><article class=a><p>b</article>", [], False),
        (b"<html><body><div><p>a</div><ARTICLE class=a><p>ha", [], True),
        (b"<html><body><div><divide></div><p>", [], False),
        (b"<div>a part of a page", [], False),
        (b"<rss>", ["partial"], False),
        (b"", ["partial"], False),
    ],
)
def test_end_of_a_body(body: bytes, flags: list[str], cut: bool) -> None:
    """A page that only the closing connection ends has to show its own end, one with a length to close its parts."""
    assert lacks_end(Response("https://outlet.example/", body=body, flags=flags)) is cut


PACKERS = {b"br": lambda body: brotli.compress(body, quality=4), b"zstd": zstandard.compress, b"gzip": gzip.compress}


@pytest.mark.parametrize("encoding", PACKERS)
@given(st.binary(max_size=3000), st.integers(min_value=0))
def test_every_packing(encoding: bytes, body: bytes, keep: int) -> None:
    """What was packed comes out; a body that ends early is never taken for the whole."""
    packed = PACKERS[encoding](body)
    assert BoundedCompression._decode(packed, encoding, 10_000) == body
    cut = packed[: keep % len(packed)]
    if cut:
        with pytest.raises(CutShort):
            BoundedCompression._decode(cut, encoding, 10_000)


@pytest.mark.parametrize("encoding", PACKERS)
def test_every_bomb(encoding: bytes) -> None:
    """Unpacking stops at the limit, long before the end of what would come."""
    packed = PACKERS[encoding](bytes(100_000_000))
    tracemalloc.start()
    with pytest.raises(TooLarge):
        BoundedCompression._decode(packed, encoding, 1_000_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def test_unknown_packings() -> None:
    """What was not asked for and cannot be unpacked within bounds is not taken."""
    with pytest.raises(CutShort, match="not asked for"):
        BoundedCompression._decode(b"x", b"compress", 10)


def test_a_minute_for_all_redirects(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the way through redirects took is taken from the time that the next answer may take."""
    monkeypatch.setattr(RedirectMiddleware, "_redirect", lambda _, redirected, request, reason: redirected)
    middleware = EndingRedirects(Settings({"DOWNLOAD_TIMEOUT": 30}))
    for spent, left in ((0.0, 30.0), (40.0, 15.0), (58.0, 1.0)):
        request = Request("https://a.example/", meta={"seconds_spent": spent, "download_latency": 5.0})
        following = middleware._redirect(Request("https://b.example/"), request, 302)
        assert (following.meta["download_timeout"], following.meta["seconds_spent"]) == (left, spent + 5.0)
