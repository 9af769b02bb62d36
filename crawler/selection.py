"""Which of a channel's links are of interest by their age. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from crawler.discovery.periods import period
from pipelines.article import Link

_MONTH = timedelta(days=31)
_ZONES = timedelta(days=1)  # an address's day is one of the site's zone


def recent(
    links: Iterable[Link],
    *,
    since: datetime | None,
    now: datetime,
    max_age_days: int,
    until: datetime | None = None,
) -> list[Link]:
    """The links not older than `since`, or else than `max_age_days` before `now`, and not younger than `until`.

    A link without a time is kept; one that only states a change is as old as that. Long-standing articles stay out
    even when they change, since their time of publishing counts.
    """
    oldest = since if since is not None else now - timedelta(days=max_age_days)
    return [link for link in links if _within(link, oldest, until)]


def _within(link: Link, oldest: datetime, until: datetime | None) -> bool:
    age = link.published_at or link.updated_at
    if age is not None:
        return age >= oldest and (until is None or age <= until)
    named = period(link.url) if until else None  # of an archive's undated links the address may tell the day
    if named and named[1] - named[0] > _MONTH:  # a year alone may be one that the headline speaks of
        return True
    return named is None or (named[1] >= oldest - _ZONES and named[0] <= (until or named[0]) + _ZONES)
