"""Pages that somebody saved as files, read as their own source would be."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from crawler import sources
from pipelines.article import Page, Source
from pipelines.errors import Explained

# A saved page is bounded as a fetched one is.
_LARGEST = 8 * 1024 * 1024  # bytes


class SavedPageError(Explained):
    """A file cannot be read as a page."""


def page(path: Path, url: str) -> Page:
    """The page in a file that was saved from `url`. Raises SavedPageError."""
    try:
        with path.open("rb") as file:
            body = file.read(_LARGEST + 1)
    except OSError as error:
        raise SavedPageError(f"{path} cannot be read: {error.strerror}") from error
    if len(body) > _LARGEST:
        raise SavedPageError(f"{path} is larger than {_LARGEST} bytes")
    return Page(url=url, body=body, fetched_at=datetime.now(UTC))


def source_of(url: str) -> Source:
    """The source whose site an address is on, or one that knows nothing of the site."""
    return _by_host().get(_host(url)) or Source(key="", name_ar="", name_en="", home=url)


@cache
def _by_host() -> dict[str, Source]:
    return {_host(source.home): source for source in sources.load().values()}


def _host(url: str) -> str:
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host.removeprefix("m.")
