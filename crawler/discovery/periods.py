"""Which parts of an archive can hold articles of a time, by their last change and the dates in their names. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crawler.discovery.announcement import Window

# A year, with a month and a day perhaps, as in sitemap-2026-11.xml, /2026/11/22/map.xml, posts_202611.xml.
_DATE = re.compile(r"(?<!\d)(20[0-4]\d)(?:[-_/]?(0[1-9]|1[0-2])(?:[-_/]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
# Names of the parts that content management systems give to what are no articles (WordPress, Yoast, Drupal).
_NO_ARTICLES = re.compile(
    r"(?:^|[/_.-])(?:taxonom\w*|categor\w+|tags?|authors?|users?|images?|videos?|pages?|attachments?|writers?|topics?)"
    r"(?:[-_.]?sitemap|[-_.]|\d|$)",
    re.IGNORECASE,
)
_ARTICLES = re.compile(r"(?:^|[/_.-])(?:posts?|news|articles?)", re.IGNORECASE)
_ZONES = timedelta(days=1)  # a name's day is one of the site's zone; a part may be a day late


@dataclass(frozen=True, slots=True)
class Part:
    """A sitemap that an index names."""

    url: str
    changed_at: datetime | None = None  # aware, UTC; None: not stated


def chosen(parts: Sequence[Part], window: Window) -> list[str]:
    """The addresses of the parts that may hold articles of the window, the latest first, at most `documents`.

    Of parts without any date the last and the first come first: sites number them either way.
    """
    usable = [part for part in parts if not _NO_ARTICLES.search(_name(part.url)) or _ARTICLES.search(_name(part.url))]
    within = [part for part in usable or parts if _touches(part, window)]
    dated = [part for part in within if _latest(part)]
    undated = [part for part in within if not _latest(part)]
    ordered = sorted(dated, key=lambda part: _latest(part) or datetime.min.replace(tzinfo=UTC), reverse=True)
    return [part.url for part in (*ordered, *_from_both_ends(undated))][: window.documents]


def period(text: str) -> tuple[datetime, datetime] | None:
    """The beginning and end of the day, month or year that an address names last, in UTC; None if it names none."""
    found = list(_DATE.finditer(text))
    if not found:
        return None
    year, month, day = (int(group) if group else None for group in max(found, key=_exactness).groups())
    assert year is not None  # noqa: S101 - the pattern has it
    try:
        begin = datetime(year, month or 1, day or 1, tzinfo=UTC)
    except ValueError:  # the 30th of February: a number that is no date
        return None
    if day:
        return begin, begin + timedelta(days=1)
    if month:
        return begin, datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return begin, datetime(year + 1, 1, 1, tzinfo=UTC)


def _exactness(match: re.Match[str]) -> int:
    return sum(group is not None for group in match.groups())


def _touches(part: Part, window: Window) -> bool:
    """Whether the part can hold an article of the window: what changed last before it holds nothing of it."""
    if part.changed_at and part.changed_at < window.since:
        return False
    named = period(_name(part.url))
    if not named:
        return True
    begin, end = named
    return end + _ZONES >= window.since and (window.until is None or begin - _ZONES <= window.until)


def _latest(part: Part) -> datetime | None:
    named = period(_name(part.url))
    return named[1] if named else part.changed_at


def _from_both_ends(parts: Sequence[Part]) -> Iterable[Part]:
    """The last, the first, the last but one, the second, and so on."""
    low, high = 0, len(parts) - 1
    while low <= high:
        yield parts[high]
        if low < high:
            yield parts[low]
        low, high = low + 1, high - 1


def _name(url: str) -> str:
    """The address without scheme and host."""
    return url.split("://", 1)[-1].partition("/")[2]
