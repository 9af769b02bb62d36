"""Why an address gave no page: the exceptions of a fetch, and the reason that is recorded for each."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from pipelines.article import Reason

# What a site, its network or our own rules can cause; anything else is a fault of the program.
TRANSFER_FAILURES = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    OSError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
    ValueError,  # Twisted: a host name that is none
)

# No answer came: it may come in a moment, or the host is in trouble.
NO_ANSWER = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

_MAX_DETAIL = 300  # characters


class ForbiddenAddress(IgnoreRequest):
    """The address must not be visited; the text says why."""


class Disallowed(IgnoreRequest):
    """The site's robots.txt forbids this address."""


class RobotsUnreachable(IgnoreRequest):
    """robots.txt could not be read, so nothing may be assumed to be allowed for now (RFC 9309 2.3.1.4)."""


class OptedOut(IgnoreRequest):
    """The site asks not to be kept or mined; the text is its word."""


class HostPaused(IgnoreRequest):
    """The host is left alone for a while."""

    def __init__(self, name: str, until: datetime) -> None:
        super().__init__(f"{name} is in trouble: left alone until {until.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
        self.until = until


class BadRedirect(IgnoreRequest):
    """The redirects go in a circle, or too far."""


class TooLarge(IgnoreRequest):
    """The body is larger than any article."""


class CutShort(IgnoreRequest):
    """The body ends before its end."""


_REASONS: tuple[tuple[type[Exception], Reason], ...] = (
    (ForbiddenAddress, Reason.FORBIDDEN_ADDRESS),
    (UnsupportedURLSchemeError, Reason.FORBIDDEN_ADDRESS),
    (NotSupported, Reason.FORBIDDEN_ADDRESS),
    (Disallowed, Reason.DISALLOWED),
    (OptedOut, Reason.OPTED_OUT),
    (BadRedirect, Reason.BAD_REDIRECT),
    (TooLarge, Reason.TOO_LARGE),
    (DownloadCancelledError, Reason.TOO_LARGE),  # the download handler cancels for nothing else
)


def reason_of(exception: BaseException) -> Reason:
    """The reason to record for a fetch that ended in this exception."""
    return next((reason for kind, reason in _REASONS if isinstance(exception, kind)), Reason.UNREACHABLE)


def reason_of_status(status: int, location: str = "") -> Reason | None:
    """The reason to record for an answer of this HTTP status; None: it may hold a page."""
    if status in (404, 410):
        return Reason.GONE
    if 400 <= status < 500 and status != 408:  # 408: the server waited too long for us
        return Reason.REFUSED
    if status >= 500:
        return Reason.SERVER_ERROR
    if 300 <= status < 400:  # followed ones do not arrive here
        followable = urlsplit(location).scheme in ("", "http", "https")
        return Reason.BAD_REDIRECT if followable else Reason.FORBIDDEN_ADDRESS
    return None if 200 <= status < 300 else Reason.UNREACHABLE


def describe(exception: BaseException) -> str:
    """The exception in a line, for people: what Twisted says below Scrapy's wrapping, where that is more."""
    below = getattr(exception.__cause__, "reasons", None)  # of twisted.web.client.ResponseFailed
    exception = below[0].value if below else exception
    text = " ".join(str(exception).split()) or type(exception).__name__
    return text[:_MAX_DETAIL]


class AbortError(Exception):
    """The crawl of a source cannot go on: no fault of a page, and nothing that is fetched could be kept."""
