"""The known addresses: which announced articles have to be fetched, and when a failed one is tried again.

An address that was not fetched yet has no row, so a crash between announcement and fetching loses nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from psycopg import Connection
from psycopg.rows import class_row

from pipelines.arabic import words
from pipelines.article import Link, Page, Reason, Rejection
from pipelines.urls import canonical
from storage import forgotten
from storage.characters import storable
from storage.sql import for_each, query

# Bytes. The sitemap protocol (sitemaps.org) allows no more, and an index entry of Postgres ends at 2,704.
LONGEST_URL = 2_048

# A temporary failure is tried again this often before it is final.
MOST_ATTEMPTS = 6
_SECOND_RETRY_AFTER = timedelta(minutes=15)  # the first one is due at the next crawl
_BACK_OFF = 4.0  # each further wait is this many times longer; the last one is sixteen hours


@dataclass(frozen=True, slots=True)
class KnownLink:
    """What is recorded of an address that was fetched before."""

    url: str
    state: str  # article, rejected, retry
    channel: str | None  # None: no channel announced it under this address
    stamp: bytes | None
    reason: str | None  # why the last attempt gave no article; None: it did
    fetched_at: datetime
    attempts: int
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True)
class NextTry:
    """What becomes of an address after an attempt that gave no article."""

    attempts: int
    at: datetime | None  # None: it is given up

    @property
    def state(self) -> str:
        """The state to record where no article is known at the address."""
        return "retry" if self.at else "rejected"


def to_fetch(connection: Connection, links: Sequence[Link], *, now: datetime) -> list[Link]:
    """Which of the announced links have to be fetched, one per canonical address, in the order given.

    Unknown addresses; failed ones whose next attempt is due; stored ones whose channel states a change. Addresses
    longer than `LONGEST_URL` are left out, and what was to be forgotten.
    """
    addresses = [canonical(link.url) for link in links]
    known = _known(connection, addresses)
    wanted: dict[str, Link] = {}
    for link, address in zip(links, addresses, strict=True):
        if storable_url(address) and must_fetch(link, known.get(address), now):
            wanted.setdefault(address, link)
    gone = forgotten.among(connection, chain.from_iterable(map(_names, wanted.values())))
    return [link for link in wanted.values() if gone.isdisjoint(_names(link))]


def unknown_addresses(connection: Connection, links: Sequence[Link]) -> set[str]:
    """The canonical addresses of those links that were never fetched, and need not be forgotten."""
    by_address = {address: link for link in links if storable_url(address := canonical(link.url))}
    unknown = by_address.keys() - _known(connection, sorted(by_address)).keys()
    gone = forgotten.among(connection, chain.from_iterable(_names(by_address[address]) for address in unknown))
    return {address for address in unknown if gone.isdisjoint(_names(by_address[address]))}


def _names(link: Link) -> set[bytes]:
    """What it may have been forgotten as."""
    return forgotten.names([link.url], link.source, identity(link))


def _known(connection: Connection, addresses: Sequence[str]) -> dict[str, KnownLink]:
    with connection.cursor(row_factory=class_row(KnownLink)) as cursor:
        rows = cursor.execute(query("known_links"), {"urls": storable(addresses)}).fetchall()
    return {row.url: row for row in rows}


def must_fetch(link: Link, known: KnownLink | None, now: datetime) -> bool:
    """Whether an announced link has to be fetched, given what is recorded of its address."""
    if known is None:
        return True
    if known.next_try_at is not None and known.next_try_at > now:
        return False
    if known.state == "retry":
        return True
    if known.state == "rejected" and known.reason in _FINAL_REASONS:
        return False
    return _states_change(link, known, now)


_FINAL_REASONS = frozenset(reason.value for reason in Reason if reason.final)


def _states_change(link: Link, known: KnownLink, now: datetime) -> bool:
    """Whether the channel says something else than when the address was last fetched.

    Channels word titles and give times differently, so stamps are compared within one channel. A time in the future is
    a wrong clock or zone: it would have the page fetched at every crawl until then.
    """
    if known.channel == link.channel:
        return known.stamp != stamp(link)
    return link.updated_at is not None and known.fetched_at < link.updated_at <= now


def stamp(link: Link) -> bytes:
    """32 bytes that change when the channel states another title (after folding) or another time of change."""
    updated = link.updated_at.isoformat() if link.updated_at else ""
    text = f"{' '.join(words(link.title))}\n{updated}"
    return hashlib.sha256(text.encode()).digest()


def identity(link: Link | None) -> bytes | None:
    """32 bytes for what a channel calls an article, wherever it stands; None: it calls it nothing."""
    return (
        hashlib.sha256(f"{link.source}\n{link.guid}".encode(errors="replace")).digest() if link and link.guid else None
    )


def due_again(connection: Connection, source_key: str, *, now: datetime, limit: int = 200) -> list[Link]:
    """Links of a source whose next attempt is due, the longest waiting first, also those announced no longer."""
    rows = connection.execute(query("links_due"), {"source": source_key, "now": now, "limit": limit}).fetchall()
    return [
        Link(url=url, source=source_key, channel=channel, title=title, published_at=published_at)
        for url, channel, title, published_at in rows
    ]


def next_try(known: KnownLink | None, reason: Reason, now: datetime, not_before: datetime | None = None) -> NextTry:
    """When an address that gave no article is tried again; a given-up one that was fetched once more starts anew.

    `not_before` is the time until which the site asked to wait.
    """
    attempts = 1 + (known.attempts if known and known.state != "rejected" else 0)
    if reason.final or attempts >= MOST_ATTEMPTS:
        return NextTry(attempts, None)
    due = now + _wait(attempts)
    return NextTry(attempts, max(due, not_before) if not_before else due)


def _wait(attempts: int) -> timedelta:
    """How long to wait after this many failures."""
    if attempts == 1:
        return timedelta(0)
    return _SECOND_RETRY_AFTER * _BACK_OFF ** (attempts - 2)


def note_articles(connection: Connection, finds: Sequence[Mapping[str, object]]) -> None:
    """Record that articles were found at addresses, as `found` tells them."""
    for_each(connection, query("note_article"), finds)


def found(article_id: int, source: str, page: Page, addresses: Iterable[str], now: datetime) -> dict[str, object]:
    """That an article was found at these canonical addresses; the announced one among them gets its channel."""
    values: dict[str, object] = storable(
        {
            "urls": sorted({address for address in addresses if storable_url(address)}),
            "source": source,
            "article_id": article_id,
            "fetched_at": page.fetched_at,
            "now": now,
        }
        | _announcement(page.link)
    )
    return values


def note_rejection(
    connection: Connection,
    rejection: Rejection,
    address: str,
    link: Link | None,
    known: KnownLink | None,
    page_id: int | None,
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Record that no article was found at a canonical address; a known article stays where it is.

    A change that the channel stated counts as seen once the attempts to fetch it are given up.
    """
    following = next_try(known, rejection.reason, now, not_before)
    values = {
        "url": address,
        "source": rejection.source,
        "state": following.state,
        "attempts": following.attempts,
        "next_try_at": following.at,
        "reason": rejection.reason,
        "detail": rejection.detail,
        "page_id": page_id,
        "now": now,
    } | _announcement(link)
    connection.execute(query("note_rejection"), storable(values))


def known_link(connection: Connection, address: str) -> KnownLink | None:
    """What is recorded of a canonical address; None: it was never fetched."""
    return _known(connection, [address]).get(address)


def still_rejected(connection: Connection, address: str, page_id: int) -> bool:
    """Whether what is recorded of a canonical address is that this page was found there, and no article in it."""
    row = connection.execute(query("rejected_page"), {"url": storable(address), "page_id": page_id}).fetchone()
    return row is not None


def storable_url(address: str) -> bool:
    """Whether an address is short enough to be kept."""
    return len(address.encode(errors="replace")) <= LONGEST_URL


def _announcement(link: Link | None) -> dict[str, object]:
    """What a channel said of the address, for its row."""
    if link is None:
        return dict.fromkeys(("announced", "channel", "stamp", "guid", "published_at")) | {"title": ""}
    return {
        "announced": canonical(link.url),
        "channel": link.channel,
        "stamp": stamp(link),
        "guid": identity(link),
        "title": link.title,
        "published_at": link.published_at,
    }
