"""When an article was published and changed, by what the page states.

Order of trust: JSON-LD, meta elements, time elements and microdata, the date in sight near the headline, the channel
that announced the article, the address. A better source decides; a later one may add the minute to a day, or the zone
to a clock.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from functools import cached_property
from itertools import chain

from pipelines import dates
from pipelines.article import Page, Precision, Source, Stated
from pipelines.reading import json_ld, time_elements
from pipelines.reading.elements import Element
from pipelines.reading.statements import Statements
from pipelines.reading.surroundings import texts_before, texts_behind, texts_beside, without_changes
from pipelines.reading.trace import Trace
from pipelines.zones import zone_of

_META_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "date_published",
    "publish-date", "publish_date", "publishdate", "published_time", "publication_date", "pubdate", "date.published",
    "cxenseparse:recs:publishtime",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date.created",
    "dc.date", "article.published", "date",
)  # fmt: skip
_META_MODIFIED = (
    "article:modified_time", "article:modified", "og:updated_time", "datemodified", "last-modified",
    "dcterms.modified", "dc.date.modified",
)  # fmt: skip
# How far a publication time may lie ahead of the fetch: clocks differ, zones are mistaken.
_FUTURE = timedelta(days=1)
# How near to the day's noon a clock time of that day is, in any zone of the region.
_SAME_DAY = timedelta(hours=15)
# A clock without zone and one with a zone are the same time told twice when they differ by a whole zone offset, at
# most.
_WIDEST_ZONE = timedelta(hours=14)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)([/\-])(\d\d?)\2(\d\d?)(?=[/\-_.]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/\-_.]|$)")
_MINUTE = timedelta(minutes=1)
_MIDNIGHT = re.compile(r"[T ]00:00:00(?:\.0+)?\s*(?:Z|[+-]\d\d:?\d\d)?\s*$")
_LITERAL_Z = re.compile(r"\d\s*Z\s*$")


@dataclass(frozen=True, slots=True)
class Times:
    """When an article was published and changed; None where nothing credible is stated."""

    published: Stated | None
    modified: Stated | None


@dataclass(frozen=True, slots=True)
class _Claim:
    stated: Stated
    raw: str


def times(
    tree: Element,
    headline: Element | None,
    said: Statements,
    page: Page,
    source: Source,
    ruled: Sequence[str] = (),
    trace: Trace | None = None,
    *,
    elsewhere: Container[str] = (),
) -> Times:
    """The times of an article. `tree` is the whole page, not pruned; `ruled` is what the source's rules name, and
    `elsewhere` has the headlines of other articles."""
    place = _Place(tree, headline, page, source.timezone, elsewhere)
    first = _settled(chain(place.claims(ruled, "time"), _published(place, said)), place)
    changed = _settled(_modified(place, said), place)
    if first and changed and changed.at < first.at:
        changed = None
    if trace is not None:
        _note(trace, "published", chain(place.claims(ruled, "time"), _published(place, said)), first, place)
        _note(trace, "modified", _modified(place, said), changed, place)
    return Times(first, changed)


def _note(trace: Trace, role: str, claims: Iterator[_Claim], won: Stated | None, place: "_Place") -> None:
    """Note all claims on a time, also those that were not needed, and what became of them."""
    limit = place.page.fetched_at + _FUTURE
    for claim in claims:
        stated = _local_clock(claim, place)
        if won is not None and abs(stated.at - won.at) < _MINUTE:
            trace.time(role, stated, claim.raw, "taken", won=True)
        elif stated.at > limit:
            trace.time(role, stated, claim.raw, "lies ahead of the fetch", won=False)
        elif won is None:
            trace.time(role, stated, claim.raw, "before the publication", won=False)
        else:
            trace.time(role, stated, claim.raw, "a more trusted time is stated", won=False)


class _Place:
    """A page as the claims on it are judged: what stands around its headline is looked up when first asked for."""

    def __init__(
        self, tree: Element, headline: Element | None, page: Page, zone: str, elsewhere: Container[str]
    ) -> None:
        self.page = page
        self._elsewhere = elsewhere
        self.zone = zone
        self._tree = tree
        self._headline = headline

    @cached_property
    def behind(self) -> str:
        """The short texts between the headline and the first prose, as one."""
        return " ; ".join(self._behind)

    @cached_property
    def published_behind(self) -> str:
        """The same without what tells of a change."""
        return " ; ".join(without_changes(self._behind))

    @cached_property
    def beside(self) -> list[str]:
        """The texts right before the headline, in one element with it."""
        return texts_beside(self._headline)

    @cached_property
    def _behind(self) -> list[str]:
        return texts_behind(self._headline, self._elsewhere)

    @cached_property
    def before(self) -> list[str]:
        """The texts right before the headline, the nearest first."""
        return texts_before(self._headline)

    @cached_property
    def elements(self) -> list[Element]:
        """The time elements of the article."""
        return list(time_elements.of_article(self._tree, self._headline))

    def shown(self, modified: bool) -> list[str]:
        """What the time elements say that tell of a change, or of publication."""
        wanted = [
            element
            for element in self.elements
            if bool(time_elements.names(element) & time_elements.MODIFIED_WORDS) == modified
        ]
        return [said for element in wanted for said in time_elements.texts(element)]

    def claims(self, texts: Sequence[str], origin: str) -> Iterator[_Claim]:
        """What these texts claim."""
        for said in texts[:30]:
            stated = dates.parse(said, self.zone, now=self.page.fetched_at, origin=origin)
            if stated:
                yield _Claim(stated, said)


def _published(place: _Place, said: Statements) -> Iterator[_Claim]:
    """The claims on the time of publication, the most trusted first; made when they are asked for."""
    yield from place.claims(json_ld.strings(said.article.get("datePublished")), "json-ld")
    yield from place.claims([value for name in _META_PUBLISHED for value in said.meta.get(name, ())], "meta")
    yield from place.claims(said.items.get("datepublished", ()), "time")
    yield from place.claims(place.shown(modified=False), "time")
    yield from place.claims([place.published_behind], "text")
    if place.published_behind != place.behind:
        yield from place.claims(place.beside, "text")
        yield from place.claims([place.behind], "text")
    yield from place.claims(place.before, "text")
    yield from _hint(place.page)
    yield from place.claims(json_ld.strings(said.article.get("dateCreated")), "json-ld")
    yield from _from_url(place.page.url, place.zone)


def _modified(place: _Place, said: Statements) -> Iterator[_Claim]:
    yield from place.claims(json_ld.strings(said.article.get("dateModified")), "json-ld")
    yield from place.claims([value for name in _META_MODIFIED for value in said.meta.get(name, ())], "meta")
    yield from place.claims(said.items.get("datemodified", ()), "time")
    yield from place.claims(place.shown(modified=True), "time")


def _hint(page: Page) -> list[_Claim]:
    if page.link is None or page.link.published_at is None:
        return []
    return [_Claim(Stated(page.link.published_at.astimezone(UTC), Precision.MINUTE, "feed"), "")]


def _from_url(url: str, zone: str) -> list[_Claim]:
    match = _URL_DAY.search(url)
    if not match:
        return []
    day = "-".join(group for group in match.groups() if group and group.isdigit())
    stated = dates.parse(day, zone, origin="url")
    return [_Claim(stated, "")] if stated else []


def _settled(claims: Iterator[_Claim], place: _Place) -> Stated | None:
    """The first credible claim, made exact by the others."""
    limit = place.page.fetched_at + _FUTURE
    credible = (stated for stated in (_local_clock(claim, place) for claim in claims) if stated.at <= limit)
    best = next(credible, None)
    if best is None or (best.precision is Precision.MINUTE and not best.zone_assumed):
        return best
    others = list(credible)
    if best.precision is Precision.DAY:
        best = next((stated for stated in others if _is_minute_of(stated, best)), best)
    if best.zone_assumed and best.precision is Precision.MINUTE:
        best = next((stated for stated in others if _is_zoned_twin(stated, best)), best)
    return best


def _is_minute_of(stated: Stated, day: Stated) -> bool:
    return stated.precision is Precision.MINUTE and abs(stated.at - day.at) <= _SAME_DAY


def _is_zoned_twin(stated: Stated, assumed: Stated) -> bool:
    """Whether a claim tells the same clock time, with its zone, as one whose zone had to be assumed."""
    if stated.zone_assumed or stated.precision is not Precision.MINUTE or stated.origin in ("feed", "url"):
        return False
    difference = abs(stated.at - assumed.at)
    return difference <= _WIDEST_ZONE and difference.seconds % 1800 < 60


def _local_clock(claim: _Claim, place: _Place) -> Stated:
    """A claim whose "Z" is false read as the local clock time that it is.

    Some systems print the newsroom's clock and put a literal Z behind it. It is taken for false where the same clock
    time stands in sight near the headline without a zone, or where it would lie ahead of the fetch and its local
    reading would not. An offset (+00:00) is never doubted: it is computed, not typed. A midnight to the second is a
    day that a program wrote down as a time.
    """
    stated = claim.stated
    if _MIDNIGHT.search(claim.raw):
        return dates.parse(claim.raw.strip()[:10], place.zone, origin=stated.origin) or stated
    if not _LITERAL_Z.search(claim.raw):
        return stated
    local = stated.at.replace(tzinfo=zone_of(place.zone)).astimezone(UTC)
    clock = (stated.at.hour, stated.at.minute)
    in_sight = (place.behind, *place.before)
    shown = any(dates.clock(text) == clock and dates.parse(text, place.zone) for text in in_sight)
    fetched = place.page.fetched_at
    ahead = stated.at > fetched + timedelta(minutes=5) and local <= fetched
    return replace(stated, at=local, zone_assumed=True) if shown or ahead else stated
