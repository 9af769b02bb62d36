"""What a digest says, in the reader's words, before it takes a form: pure, from the rows of a period to a `Digest`.

An event is a story, or an article that is alone, with its copies; it appears once. Everything from the web is one
bounded line without control characters from here on; escaping is the template's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digest import figures, telling, usual
from digest.contents import Digest, Row, Rows, SourceCount, Sources, Titles
from digest.happenings import Happening, happening, told
from digest.lines import one_line
from digest.readers import Reader
from digest.stories import Group, grouped
from digest.weight import weight
from digest.wording import Wording, wording
from pipelines.article import Label

MOST_STORIES = 15
MOST_FLASHES = 30
MOST_TITLES = 15  # background and reprints: titles only
MOST_SOURCES = 40  # rows of the table

ANYBODY = Reader(operator=True)


@dataclass(frozen=True, slots=True)
class Span:
    """What a digest covers: from `start` to before `end` (aware), as the digest of `day` in the reader's zone."""

    day: date
    zone: ZoneInfo
    start: datetime
    end: datetime
    weekly: bool = False


def compose(rows: Rows, span: Span, reader: Reader = ANYBODY) -> Digest:
    """The digest of what was first seen in the period, for a reader."""
    words = wording(reader.language)
    teller = telling.Teller(words, span.zone)
    groups = [group for group in grouped(rows.articles) if reader.hears(group)]
    found = _found(groups, rows, reader)
    past = usual.of(rows.past, reader)
    new = sorted(found, key=lambda one: -weight(one, past.by_governorate))
    stories, flashes = new[:MOST_STORIES], new[MOST_STORIES : MOST_STORIES + MOST_FLASHES]
    collected = bool(rows.articles) or any(row.articles for row in rows.counts)
    return Digest(
        language=reader.language,
        day=span.day,
        weekly=span.weekly,
        headline=_headline(span, words),
        period=_period(span, words),
        zone=words.zone_name(span.zone),
        filters=teller.filters(reader),
        summary=figures.summary(new, past, words, collected=collected, filtered=bool(teller.filters(reader))),
        collected=collected,
        found=len(new),
        stories=tuple(teller.story(one, number) for number, one in enumerate(stories, 1)),
        flashes=Titles(tuple(map(teller.flash, flashes)), len(new) - len(stories)),
        points=(*figures.points(stories, first=1), *figures.points(flashes)),
        areas=figures.areas(new, past, words),
        chart=figures.chart(past, span.end.astimezone(span.zone), words),
        reprints=_titles(teller, [] if reader.filtered else _reprints(groups)),
        background=_titles(teller, [] if reader.filtered else _background(groups)),
        sources=_sources(rows, words) if reader.operator else None,
        start=span.start,
        end=span.end,
    )


def _found(groups: Sequence[Group], rows: Rows, reader: Reader) -> list[Happening]:
    """The events of escalation that the reader wants, newest last."""
    known = told(rows.events, rows.figures)
    new = [group for group in groups if group.label is Label.ESCALATION and not group.reprint]
    found = [happening(group, known, english=reader.english) for group in new]
    return [one for one in found if reader.wants(one)]


def _reprints(groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if group.label is Label.ESCALATION and group.reprint]


def _background(groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if group.label is Label.BACKGROUND and not group.reprint]


def _titles(teller: telling.Teller, groups: Sequence[Group]) -> Titles:
    """Headlines, those first that many outlets carry."""
    ordered = sorted(groups, key=lambda group: (-round(group.score, 1), -len(group.sources)))
    return Titles(tuple(teller.headline(group.lead) for group in ordered[:MOST_TITLES]), len(groups))


def _headline(span: Span, words: Wording) -> str:
    day = words.full_day(span.day)
    return words.phrase("week", day=day) if span.weekly else day


def _period(span: Span, words: Wording) -> str:
    start, end = (words.moment(at.astimezone(span.zone)) for at in (span.start, span.end))
    return words.phrase("period", start=start, end=end, zone=words.zone_name(span.zone))


def _sources(rows: Rows, words: Wording) -> Sources:
    counted = sorted((_row(count, words) for count in rows.counts), key=lambda r: (-r.escalation, -r.articles, r.name))
    return Sources(
        rows=tuple(row for row in counted if row.articles or row.rejected)[:MOST_SOURCES],
        silent=tuple(row.name for row in counted if not row.articles and not row.rejected)[:MOST_SOURCES],
        watch=rows.watch,
    )


def _row(count: SourceCount, words: Wording) -> Row:
    name = count.name_en if words.language == "en" and count.name_en else count.name_ar
    shown = one_line(name, telling.LONGEST_NAME)
    return Row(shown, count.articles, count.escalation, count.copies, count.rejected)
