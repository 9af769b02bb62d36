"""How a body comes to us: redirects that end, and packed bodies that are neither bombs nor cut off."""

import zlib
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.failures import BadRedirect, CutShort, TooLarge

_CHUNK = 262_144  # bytes unpacked at a time


class EndingRedirects(RedirectMiddleware):
    """Downloader middleware: follows redirects, but not in a circle.

    No cookies are kept, so an address that redirects to itself would do so for ever.
    """

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
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
            raise CutShort("the connection closed before the page's end")
        return answer

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        """Scrapy's own takes what it gets of a cut body for the whole."""
        if not body:  # as in the answers 204 and 304, whatever their headers say
            return body
        if encoding not in (b"gzip", b"x-gzip", b"deflate"):
            raise CutShort(f"packed as {encoding.decode('latin-1')}, which was not asked for")
        return unpacked(body, max_size)


def unpacked(body: bytes, max_size: int) -> bytes:
    """The content of a gzip or zlib body; rubbish after its end is left out. Raises TooLarge and CutShort."""
    unpacker = zlib.decompressobj(wbits=47)
    content = bytearray()
    rest = body
    while not unpacker.eof:
        try:
            content += unpacker.decompress(rest, _CHUNK)
        except zlib.error as error:
            raise CutShort(f"the packed body is broken: {error}") from error
        if len(content) > max_size:
            raise TooLarge(f"unpacks to more than {max_size} bytes")
        if not unpacker.eof and not unpacker.unconsumed_tail:
            raise CutShort("the packed body ends early")
        rest = unpacker.unconsumed_tail
    return bytes(content)


def lacks_end(response: Response) -> bool:
    """Whether a page that came without a length, until the connection closed, has no closing tag."""
    start, end = response.body[:2000].lower(), response.body[-2000:].lower()
    return "partial" in response.flags and b"<html" in start and b"</html" not in end
