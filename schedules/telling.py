"""A story as a person reads it: its reports in time, who copied whom, versions with what changed, figures by source."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import pairwise

from pipelines import lexicon
from pipelines.article import Label
from pipelines.compare import Text, compare_copies
from pipelines.facts.casualties import figures_of
from pipelines.facts.fact import Figure, Harm, Quantifier
from schedules import terminal
from schedules.rereading.word_diff import Sort, compare, excerpt
from storage.story_shelf import Told, Version, Whole

_MARKS = {Sort.SAME: ("", ""), Sort.GONE: ("[-", "-]"), Sort.COME: ("{+", "+}")}
_QUANTIFIERS = {Quantifier.AT_LEAST: "at least ", Quantifier.ABOUT: "about ", Quantifier.RANGE: "about "}


def lines(found: Whole, zone: tzinfo) -> Iterator[str]:
    """The story, line by line; times in this zone."""
    story = found.story
    yield f"story {story.id}  {terminal.isolated(story.headline)}"
    yield (
        f"{when(story.first_seen_at, zone)} to {when(story.last_seen_at, zone)}, {story.articles} articles; "
        f"reported by {outlets(story.sources, story.independent_sources)}"
    )
    facts = {"places": ", ".join(story.places), "events": ", ".join(story.event_types)}
    facts |= {"killed": span(story.killed_min, story.killed_max), "wounded": span(story.wounded_min, story.wounded_max)}
    yield from (f"  {name:<8} {text}" for name, text in facts.items() if text)
    yield "\nreports:"
    copies = {one.id: [copy for copy in found.told if copy.duplicate_of == one.id] for one in found.told}
    for one in found.told:
        if one.duplicate_of not in copies:  # also a copy whose first is elsewhere
            yield from _report(one, zone, "")
            for copy in copies[one.id]:
                yield from _report(copy, zone, "    copy ")
    yield from _figures(found)
    yield from _versions(found, zone)
    yield from _moves(found, zone)


def _report(one: Told, zone: tzinfo, mark: str) -> Iterator[str]:
    witness = f" ({terminal.isolated(one.origin)})" if one.origin not in (None, one.source) else ""
    at = when(one.published_at or one.first_seen_at, zone)
    yield f"  {mark}{at}  {one.source}{witness}  [{one.id}] {terminal.isolated(one.title)}"
    indent = " " * (len(mark) + 2)
    yield f"{indent}  {terminal.readable(one.url)}"
    if one.relation:
        yield f"{indent}  {one.relation}: {one.reason}"


def _figures(found: Whole) -> Iterator[str]:
    """Who gives which figures of people killed and wounded; copies repeat those of their first."""
    rows = [
        f"  {figure.harm:<8} {_told(figure):<14} {one.source} [{one.id}]{_attributed(figure)}"
        for one in found.told
        if one.duplicate_of is None and one.label != Label.OTHER
        for figure in figures_of(one.title, one.body)
        if figure.harm in (Harm.KILLED, Harm.WOUNDED) and not (figure.hypothetical or figure.background)
    ]
    if rows:
        yield "\nfigures by source:"
        yield from sorted(rows)


def _told(figure: Figure) -> str:
    count = "some" if figure.count is None else str(figure.count)
    notes = [name for name in ("subset", "superseded") if getattr(figure, name)]
    return f"{_QUANTIFIERS.get(figure.quantifier, '')}{count}{''.join(f' ({note})' for note in notes)}"


def _attributed(figure: Figure) -> str:
    return f", says {terminal.isolated(figure.attribution)}" if figure.attribution else ""


def _versions(found: Whole, zone: tzinfo) -> Iterator[str]:
    """What changed from text to text at one address."""
    heading = "\nversions:"
    for before, after in pairwise(found.versions):
        if before.article_id == after.article_id:
            yield heading
            heading = ""
            numbers = f"revision {before.revision} to {after.revision}"
            yield f"  [{after.article_id}] {numbers}, {when(after.stored_at, zone)}"
            yield from changes(before, after)


def changes(before: Version, after: Version) -> Iterator[str]:
    """The figures, days and places that a later text gives otherwise, then its other words."""
    found = compare_copies(_text(before, 0), _text(after, 1), lexicon.default())
    for each in found.differences if found else ():
        yield f"    {each.kind}: {each.one} became {each.other}"
    for old, new in ((before.title, after.title), (before.body, after.body)):
        if old != new:
            pieces = excerpt(compare(old, new))
            yield "    " + " ".join("".join((_MARKS[one.sort][0], one.text, _MARKS[one.sort][1])) for one in pieces)


def _text(version: Version, order: int) -> Text:
    """The text, dated so that the earlier one is told first."""
    return Text(version.title, version.body, datetime.fromtimestamp(order, version.stored_at.tzinfo), url="the same")


def _moves(found: Whole, zone: tzinfo) -> Iterator[str]:
    if found.moves:
        yield "\nchanges:"
    for move in found.moves:
        left = f"left story {move.left_id}" if move.left_id else "joined"
        joined = f" for story {move.joined_id}" if move.joined_id else ""
        yield f"  {when(move.changed_at, zone)}  {terminal.readable(move.url)} {left}{joined}"


def when(at: datetime, zone: tzinfo) -> str:
    """A time, to the minute."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def outlets(sources: int, independent: int) -> str:
    """How many tell it: "9 outlets, 3 independent"."""
    return f"{sources} outlet{'s' if sources != 1 else ''}, {independent} independent"


def span(least: int | None, most: int | None) -> str:
    """A range of figures; empty where nobody gives one."""
    if least is None:
        return ""
    return str(least) if least == most else f"{least} to {most}"
