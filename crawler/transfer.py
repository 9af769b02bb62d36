"""How a body comes to us: redirects that end, and packed bodies that are neither bombs nor cut off."""

import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import brotli
import zstandard
from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.failures import BadRedirect, CutShort, TooLarge

_MOST_SECONDS = 60.0  # for an answer with all redirects on the way to it
_CHUNK = 262_144  # bytes unpacked at a time
_SIP = 64  # packed bytes given to Zstandard at a time: a block unpacks to 128 kB at most, and takes 4 bytes at least
_MAX_WINDOW = 8 << 20  # bytes; RFC 9659 allows no more over HTTP


class EndingRedirects(RedirectMiddleware):
    """Downloader middleware: follows redirects, but not in a circle, and not for longer than a minute in all.

    No cookies are kept, so an address that redirects to itself would do so for ever.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self._timeout = settings.getfloat("DOWNLOAD_TIMEOUT")

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        spent = request.meta.get("seconds_spent", 0.0) + request.meta.get("download_latency", 0.0)
        redirected.meta["seconds_spent"] = spent
        redirected.meta["download_timeout"] = max(1.0, min(self._timeout, _MOST_SECONDS - spent))
        seen = [*request.meta.get("redirect_urls", []), request.url]
        if redirected.url in seen:
            raise BadRedirect(f"redirects in a circle: {redirected.url}")
        try:
            return super()._redirect(redirected, request, reason)
        except IgnoreRequest as error:
            raise BadRedirect(f"more than {self.max_redirect_times} redirects") from error


class BoundedCompression(HttpCompressionMiddleware):
    """Downloader middleware: unpacks bodies up to DOWNLOAD_MAXSIZE, and takes none that ends early."""

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Any = None,  # noqa: ARG002 - Scrapy's signature
    ) -> Request | Response:
        """The answer with its body unpacked. Raises TooLarge and CutShort."""
        answer = super().process_response(request, response)
        if isinstance(answer, Response) and lacks_end(answer):
            raise CutShort("the page ends early: its length is wrong, or the connection closed")
        return answer

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        """Scrapy's own takes what it gets of a cut body for the whole."""
        if not body:  # as in the answers 204 and 304, whatever their headers say
            return body
        unpack = _UNPACKERS.get(encoding.strip().lower())
        if not unpack:
            raise CutShort(f"packed as {encoding.decode('latin-1')[:30]}, which was not asked for")
        return _bounded(unpack(body), max_size)


def _bounded(pieces: Iterator[bytes], max_size: int) -> bytes:
    """The pieces joined. Raises TooLarge as soon as they are more than `max_size` bytes."""
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > max_size:
            raise TooLarge(f"unpacks to more than {max_size} bytes")
    return bytes(content)


def _gzip(body: bytes) -> Iterator[bytes]:
    """A gzip or zlib body in pieces; rubbish after its end is left out. Raises CutShort."""
    unpacker = zlib.decompressobj(wbits=47)
    rest = body
    while not unpacker.eof:
        try:
            piece = unpacker.decompress(rest, _CHUNK)
        except zlib.error as error:
            raise CutShort(f"the packed body is broken: {error}") from error
        yield piece
        if not unpacker.eof and not unpacker.unconsumed_tail and len(piece) < _CHUNK:
            raise CutShort("the packed body ends early")
        rest = unpacker.unconsumed_tail


def _brotli(body: bytes) -> Iterator[bytes]:
    """A brotli body in pieces. Raises CutShort."""
    unpacker = brotli.Decompressor()
    rest = body
    while not unpacker.is_finished():
        try:
            piece = unpacker.process(rest, output_buffer_limit=_CHUNK)
        except brotli.error as error:
            raise CutShort(f"the packed body is broken: {error}") from error
        yield piece
        rest = b""
        if not piece and not unpacker.is_finished():
            raise CutShort("the packed body ends early")


def _zstd(body: bytes) -> Iterator[bytes]:
    """A Zstandard body of one frame in pieces. Raises CutShort."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).decompressobj(write_size=_CHUNK)
    for start in range(0, len(body), _SIP):
        try:
            yield unpacker.decompress(body[start : start + _SIP])
        except zstandard.ZstdError as error:
            raise CutShort(f"the packed body is broken: {error}") from error
        if unpacker.eof:
            return
    raise CutShort("the packed body ends early")


_UNPACKERS: dict[bytes, Callable[[bytes], Iterator[bytes]]] = {
    b"gzip": _gzip,
    b"x-gzip": _gzip,
    b"deflate": _gzip,
    b"br": _brotli,
    b"zstd": _zstd,
}


def lacks_end(response: Response) -> bool:
    """Whether a page is seen to end early, though the connection did as it announced.

    One that came without a length, until the connection closed, has to have its closing tag. One with a length may do
    without it, as HTML allows, but closes its parts; where it does not, its length was too short, as that of a server
    that counts letters for bytes.
    """
    start, end = response.body[:2000].lower(), response.body[-2000:].lower()
    if b"<html" not in start or b"</html" in end:
        return False
    return "partial" in response.flags or _leaves_open(response.body)


def _leaves_open(body: bytes) -> bool:
    """Whether more parts are opened than closed, of kinds that must be closed."""
    return any(len(_OPENED[kind].findall(body)) > len(_CLOSED[kind].findall(body)) for kind in _OPENED)


_PARTS = ("div", "article", "main", "section")
_OPENED = {kind: re.compile(rf"<{kind}[\s>]".encode(), re.IGNORECASE) for kind in _PARTS}
_CLOSED = {kind: re.compile(rf"</{kind}[\s>]".encode(), re.IGNORECASE) for kind in _PARTS}
