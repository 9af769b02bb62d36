"""Which of a channel's links are of interest by their age. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from pipelines.article import Link


def recent(links: Iterable[Link], *, since: datetime | None, now: datetime, max_age_days: int) -> list[Link]:
    """The links that are not older than `since`, or else than `max_age_days` before `now`.

    A link without a time is kept; one that only states a change is as old as that. Long-standing articles stay out
    even when they change, since their time of publishing counts.
    """
    oldest = since if since is not None else now - timedelta(days=max_age_days)
    return [link for link in links if _age(link) is None or _age(link) >= oldest]  # type: ignore[operator]


def _age(link: Link) -> datetime | None:
    return link.published_at or link.updated_at
