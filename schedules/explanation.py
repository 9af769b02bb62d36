"""Why a page was read as it was: the notes of its reading in sections, for a terminal, a browser or a machine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from pipelines.article import Article, Evidence, Page, Reading, Rejection, Source, Stated
from pipelines.facts import plain
from pipelines.facts.fact import Span
from pipelines.flow import read
from pipelines.language import identify
from pipelines.lexicon import Lexicon
from pipelines.reading.extract import extract
from pipelines.reading.trace import Dropped, TimeSeen, Trace
from schedules import facts_told

# So many elements and lines that were left out are told; the others are counted.
_MOST = 40
# What a piece is shown as that is several things.
_KINDS = ("figure", "place", "day", "actor", "action", "weapon", "negative")
# Characters of the text of an element that are told.
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was decided: what it is about, what was taken or not, and why."""

    name: str
    text: str
    why: str = ""
    won: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: plain, or evidence or a fact with the terms or values that it stands for."""

    text: str
    terms: tuple[str, ...] = ()
    kind: str = ""  # place, actor, action, weapon, negative, figure, day; of several the first of `_KINDS`


@dataclass(frozen=True, slots=True)
class Explanation:
    """A page explained."""

    url: str
    sections: tuple[Section, ...]
    title: tuple[Piece, ...]
    body: tuple[Piece, ...]


def explain(page: Page, source: Source, lexicon: Lexicon, zone: tzinfo) -> Explanation:
    """Read a page with notes, and tell what they say; times in `zone`."""
    trace = Trace()
    reading = extract(page, source, trace)
    outcome = read(page, source, lexicon)
    evidence = [*outcome.tagging.evidence, *told_by_words(outcome)] if isinstance(outcome, Article) else []
    sections = (
        _summary(outcome, reading, trace),
        Section("titles", tuple(Row(seen.origin, seen.text, won=seen.won) for seen in trace.titles)),
        _times(trace, zone),
        _text(trace),
        _left_out("elements left out", [_dropped(seen) for seen in trace.dropped if seen.text]),
        _left_out("lines left out", [Row("", seen.line, seen.reason, won=False) for seen in trace.lines]),
        _understanding(outcome, reading),
        _reported(outcome, lexicon),
    )
    return Explanation(
        url=reading.url,
        sections=tuple(section for section in sections if section.rows),
        title=pieces(reading.title, [found for found in evidence if found.where == "title"]),
        body=pieces(reading.body, [found for found in evidence if found.where != "title"]),
    )


def pieces(text: str, evidence: Iterable[Evidence]) -> tuple[Piece, ...]:
    """A text cut where evidence begins and ends; pieces of evidence that overlap are one."""
    cuts: list[tuple[int, int, list[Evidence]]] = []
    for found in sorted(evidence, key=lambda one: (one.start, -one.end)):
        if cuts and found.start < cuts[-1][1]:
            start, end, others = cuts[-1]
            cuts[-1] = (start, max(end, found.end), [*others, found])
        else:
            cuts.append((found.start, found.end, [found]))
    made: list[Piece] = []
    position = 0
    for start, end, inside in cuts:
        terms = tuple(dict.fromkeys(one.term for one in inside))
        kind = min((one.category for one in inside), key=_rank)
        made += [Piece(text[position:start]), Piece(text[start:end], terms, kind)]
        position = end
    return tuple(piece for piece in (*made, Piece(text[position:])) if piece.text)


def _rank(kind: str) -> int:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def told_by_words(article: Article) -> list[Evidence]:
    """The facts of an article as evidence: the words that say them, and what they were understood as."""
    facts = article.facts
    told: list[tuple[str, str, Span]] = []
    told += [("figure", facts_told.figure(one.harm, plain.of_figure(one)), one.span) for one in facts.figures]
    told += [("place", facts_told.place(plain.of_place(one)), one.span) for one in facts.places]
    told += [("actor", one.id, one.span) for one in facts.actors]
    told += [("day", f"{one.first} to {one.last}", one.span) for one in facts.days]
    return [Evidence(term, kind, "", span.where, span.start, span.end) for kind, term, span in told]


def _summary(outcome: Article | Rejection, reading: Reading, trace: Trace) -> Section:
    """What the page is, and what Watira does with it."""
    rows = [Row("kind", seen.kind, seen.reason) for seen in trace.kinds[-1:]] or [Row("kind", reading.kind)]
    if isinstance(outcome, Rejection):
        rows.append(Row("stored", "no", f"reason: {outcome.reason}"))
    else:
        rows.append(Row("stored", "yes"))
    rows += [Row("title", reading.title), Row("prefix", reading.title_prefix), Row("subtitle", reading.deck)]
    rows += [Row("authors", "، ".join(reading.authors)), Row("credits", "، ".join(reading.credits))]
    rows.append(Row("encoding", reading.encoding))
    return Section("the page", tuple(row for row in rows if row.text))


def _dropped(seen: Dropped) -> Row:
    """An element that was left out, known by its own name and that of what it stands in."""
    return Row("", seen.text[:_LONGEST], f"{seen.reason}: {' > '.join(seen.path.split(' > ')[-2:])}", won=False)


def _times(trace: Trace, zone: tzinfo) -> Section:
    rows = [
        Row(f"{seen.role}, {seen.stated.origin}", _told(seen.stated, zone), _why(seen), seen.won)
        for seen in trace.times
    ]
    return Section("times", tuple(dict.fromkeys(rows)))


def _why(seen: TimeSeen) -> str:
    return f"{seen.reason}; written “{seen.written[:_LONGEST]}”" if seen.written else seen.reason


def _told(stated: Stated, zone: tzinfo) -> str:
    local = stated.at.astimezone(zone)
    told = f"{local:%Y-%m-%d %H:%M %z}" if stated.precision == "minute" else f"{local:%Y-%m-%d} (a day)"
    assumed = ", zone of the source" if stated.zone_assumed else ""
    return f"{told}{assumed}"


def _text(trace: Trace) -> Section:
    """Where the text was found, and by which way of reading."""
    rows = [Row("container", seen.path, seen.reason) for seen in trace.chosen]
    rows += [Row("read by", seen.name or "nothing", seen.reason, seen.won) for seen in trace.extractors]
    return Section("the text", tuple(rows))


def _left_out(heading: str, rows: Sequence[Row]) -> Section:
    more = len(rows) - _MOST
    shown = [*rows[:_MOST], *([Row("", f"and {more} more", won=False)] if more > 0 else [])]
    return Section(f"{heading} ({len(rows)})", tuple(shown))


def _understanding(outcome: Article | Rejection, reading: Reading) -> Section:
    """The language, the label and the terms that were found."""
    verdict = identify(f"{reading.title}\n{reading.body}")
    rows = [Row("language", verdict.language or "unknown", f"certainty {verdict.confidence:.2f}")]
    if isinstance(outcome, Article):
        tagging = outcome.tagging
        rows.append(Row("label", tagging.label, f"score {tagging.score:.2f}"))
        rows.append(Row("tags", ", ".join(tagging.tags)))
    return Section("what it is about", tuple(row for row in rows if row.text))


def _reported(outcome: Article | Rejection, lexicon: Lexicon) -> Section:
    """The events and figures, a row each."""
    if not isinstance(outcome, Article):
        return Section("what it reports", ())
    rows = [
        Row(event.type, facts_told.event(plain.of_event(event, lexicon.events.types)), _words(outcome, event.span))
        for event in outcome.facts.events
    ]
    rows += [
        Row(figure.harm, facts_told.figure(figure.harm, plain.of_figure(figure)), _words(outcome, figure.span))
        for figure in outcome.facts.figures
    ]
    return Section("what it reports", tuple(rows))


def _words(article: Article, span: Span) -> str:
    text = article.reading.title if span.where == "title" else article.reading.body
    return f"“{text[span.start : span.end][:_LONGEST]}”"
