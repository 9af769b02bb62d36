"""A plain visitor of the newsroom, and the day of its visit."""

from datetime import date
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

TODAY = date(2026, 3, 4)


class Visit(NamedTuple):
    """What a site answered."""

    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Leave redirects to the test."""


def visit(url: str, **headers: str) -> Visit:
    """GET an address; header names are given with underscores. Error statuses are answers like others."""
    request = Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with build_opener(_NoRedirect).open(request, timeout=10) as response:
            return Visit(response.status, _lower(dict(response.headers)), response.read())
    except HTTPError as error:
        with error:
            return Visit(error.code, _lower(dict(error.headers)), error.read())


def _lower(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
