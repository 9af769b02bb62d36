"""When an article was published and changed, by what the page states.

Order of trust: JSON-LD, meta elements, time elements and microdata, the date in sight near the headline, the channel
that announced the article, the address. A better source decides; a later one may add the minute to a day, or the zone
to a clock.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta

from lxml import etree
from lxml.html import HtmlElement

from pipelines import dates
from pipelines.article import Page, Precision, Source, Stated
from pipelines.reading import json_ld
from pipelines.reading.blocks import name_words
from pipelines.reading.statements import Statements

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
_PUBLISHED_WORDS = frozenset({"published", "publish", "pubdate", "posted", "created", "entry", "post", "date", "time"})
_MODIFIED_WORDS = frozenset({"updated", "update", "modified", "lastmod"})
_ELSEWHERE = frozenset(
    {
        "related",
        "sidebar",
        "aside",
        "latest",
        "ticker",
        "widget",
        "footer",
        "menu",
        "comment",
        "comments",
        "recommended",
    }
)

# How far a publication time may lie ahead of the fetch: clocks differ, zones are mistaken.
_FUTURE = timedelta(days=1)
# How near to the day's noon a clock time of that day is, in any zone of the region.
_SAME_DAY = timedelta(hours=15)
# A clock without zone and one with a zone are the same time told twice when they differ by a whole zone offset, at
# most.
_WIDEST_ZONE = timedelta(hours=14)
# Text nodes looked at behind and before the headline, and the length from which one is prose.
_BEHIND, _BEFORE, _PROSE = 40, 8, 160
_URL_DAY = re.compile(r"/((?:19|20)\d\d)([/\-])(\d\d?)\2(\d\d?)(?=[/\-_.]|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=[/\-_.]|$)")
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


def times(tree: HtmlElement, headline: HtmlElement | None, said: Statements, page: Page, source: Source) -> Times:
    """The times of an article. `tree` is the whole page, not pruned."""
    zone = source.timezone
    behind, before = _texts_around(tree, headline)
    elements = list(_time_elements(tree, headline))
    published = [
        *_claims(json_ld.strings(said.article.get("datePublished")), zone, "json-ld", page),
        *_claims([value for name in _META_PUBLISHED for value in said.meta.get(name, ())], zone, "meta", page),
        *_claims(said.items.get("datepublished", ()), zone, "time", page),
        *_claims(
            [text for element in elements if not _names(element) & _MODIFIED_WORDS for text in _element_texts(element)],
            zone,
            "time",
            page,
        ),
        *_claims([behind], zone, "text", page),
        *_claims(list(reversed(before)), zone, "text", page),
        *_hint(page),
        *_claims(json_ld.strings(said.article.get("dateCreated")), zone, "json-ld", page),
        *_from_url(page.url, zone),
    ]
    modified = [
        *_claims(json_ld.strings(said.article.get("dateModified")), zone, "json-ld", page),
        *_claims([value for name in _META_MODIFIED for value in said.meta.get(name, ())], zone, "meta", page),
        *_claims(said.items.get("datemodified", ()), zone, "time", page),
        *_claims(
            [text for element in elements if _names(element) & _MODIFIED_WORDS for text in _element_texts(element)],
            zone,
            "time",
            page,
        ),
    ]
    in_sight = [behind, *before]
    first = _settled(published, in_sight, page, zone)
    changed = _settled(modified, in_sight, page, zone)
    if first and changed and changed.at < first.at:
        changed = None
    return Times(first, changed)


def _claims(texts: Sequence[str], zone: str, origin: str, page: Page) -> list[_Claim]:
    found = []
    for text in texts[:30]:
        stated = dates.parse(text, zone, now=page.fetched_at, origin=origin)
        if stated:
            found.append(_Claim(stated, text))
    return found


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


def _settled(claims: list[_Claim], in_sight: list[str], page: Page, zone: str) -> Stated | None:
    """The first credible claim, made exact by the others."""
    limit = page.fetched_at + _FUTURE
    credible = [_local_clock(claim, in_sight, page, zone) for claim in claims]
    credible = [stated for stated in credible if stated.at <= limit]
    if not credible:
        return None
    best, others = credible[0], credible[1:]
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


def _local_clock(claim: _Claim, in_sight: list[str], page: Page, zone: str) -> Stated:
    """A claim whose "Z" is false read as the local clock time that it is.

    Some systems print the newsroom's clock and put a literal Z behind it. It is taken for false where the same clock
    time stands in sight near the headline without a zone, or where it would lie ahead of the fetch and its local
    reading would not. An offset (+00:00) is never doubted: it is computed, not typed.
    """
    stated = claim.stated
    if not _LITERAL_Z.search(claim.raw):
        return stated
    local = stated.at.replace(tzinfo=dates.zone_of(zone)).astimezone(UTC)
    shown = any(dates.clock(text) == (stated.at.hour, stated.at.minute) for text in in_sight if dates.parse(text, zone))
    ahead = stated.at > page.fetched_at + timedelta(minutes=5) and local <= page.fetched_at
    return replace(stated, at=local, zone_assumed=True) if shown or ahead else stated


def _names(element: HtmlElement) -> set[str]:
    return {*name_words(element), *(element.get("itemprop") or "").lower().replace("date", "").split()}


def _element_texts(element: HtmlElement) -> list[str]:
    """The datetime of a time element; its text first where that is exacter."""
    stated, shown = (element.get("datetime") or "").strip(), " ".join(element.text_content().split())
    return [shown, stated] if ":" in shown and ":" not in stated else [stated, shown]


def _time_elements(tree: HtmlElement, headline: HtmlElement | None) -> Iterator[HtmlElement]:
    """The time elements of the article: those behind its headline, then those marked as its time in front of it."""
    elements = [element for element in tree.iter("time", "h1") if element is headline or element.tag == "time"]
    position = elements.index(headline) if headline is not None and headline in elements else 0
    behind = [element for element in elements[position:] if element.tag == "time"][:3]
    for element in [*behind, *reversed(elements[:position])]:
        if element.tag == "time" and not any(
            _ELSEWHERE & set(name_words(parent)) or parent.tag in ("aside", "nav", "footer")
            for parent in element.iterancestors()
        ):
            marked = bool(_names(element) & (_PUBLISHED_WORDS | _MODIFIED_WORDS))
            if element in behind or marked:
                yield element


def _texts_around(tree: HtmlElement, headline: HtmlElement | None) -> tuple[str, list[str]]:
    """The short texts between the headline and the first prose, as one, and those right before it, nearest last."""
    if headline is None:
        return "", []
    before: list[str] = []
    behind: list[str] = []
    seen = False
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        if element is headline:
            seen = True
            continue
        if not text or not text.strip() or (element.tag in ("script", "style") and event == "start"):
            continue
        line = " ".join(text.split())
        if not seen:
            before = [*before[-_BEFORE + 1 :], line[:_PROSE]]
        elif len(line) >= _PROSE or len(behind) >= _BEHIND:
            break
        else:
            behind.append(line)
    return " ; ".join(behind), before
