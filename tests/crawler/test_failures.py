"""The reason that is recorded for each way of getting no page."""

import pytest
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest, UnsupportedURLSchemeError

from crawler.failures import (
    BadRedirect,
    CutShort,
    Disallowed,
    ForbiddenAddress,
    RobotsUnreachable,
    TooLarge,
    describe,
    reason_of,
    reason_of_status,
)
from pipelines.article import Reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ForbiddenAddress("x"), Reason.FORBIDDEN_ADDRESS),
        (UnsupportedURLSchemeError("x"), Reason.FORBIDDEN_ADDRESS),
        (Disallowed("x"), Reason.DISALLOWED),
        (RobotsUnreachable("x"), Reason.UNREACHABLE),
        (BadRedirect("x"), Reason.BAD_REDIRECT),
        (TooLarge("x"), Reason.TOO_LARGE),
        (DownloadCancelledError("x"), Reason.TOO_LARGE),
        (CutShort("x"), Reason.UNREACHABLE),
        (DownloadTimeoutError("x"), Reason.UNREACHABLE),
        (IgnoreRequest("x"), Reason.UNREACHABLE),
        (OSError("x"), Reason.UNREACHABLE),
    ],
)
def test_exceptions(error: Exception, reason: Reason) -> None:
    """Each exception of a fetch has its reason; an unknown one passes as unreachable, which is tried again."""
    assert reason_of(error) is reason


@pytest.mark.parametrize(
    ("status", "location", "reason"),
    [
        (200, "", None),
        (206, "", None),
        (404, "", Reason.GONE),
        (410, "", Reason.GONE),
        (400, "", Reason.REFUSED),
        (403, "", Reason.REFUSED),
        (406, "", Reason.REFUSED),
        (429, "", Reason.REFUSED),
        (451, "", Reason.REFUSED),
        (408, "", Reason.UNREACHABLE),
        (500, "", Reason.SERVER_ERROR),
        (599, "", Reason.SERVER_ERROR),
        (302, "", Reason.BAD_REDIRECT),
        (302, "/x", Reason.BAD_REDIRECT),
        (302, "gopher://x", Reason.FORBIDDEN_ADDRESS),
        (100, "", Reason.UNREACHABLE),
    ],
)
def test_statuses(status: int, location: str, reason: Reason | None) -> None:
    """Each HTTP status has its reason; 404 and 410 alone are final."""
    assert reason_of_status(status, location) is reason


def test_describe() -> None:
    """A failure is told in one bounded line."""
    assert describe(OSError("two\nlines")) == "two lines"
    assert describe(TimeoutError()) == "TimeoutError"
    assert len(describe(OSError("x" * 9000))) == 300
