"""Figures of people harmed, as several reports of one event give them: ranges, and who says what. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.happenings import FigureRow


@dataclass(frozen=True, slots=True)
class Range:
    """How many, at least and at most."""

    least: int
    most: int | None  # None: nobody gives an upper bound

    def __add__(self, other: "Range") -> "Range":
        most = None if self.most is None or other.most is None else self.most + other.most
        return Range(self.least + other.least, most)

    @property
    def top(self) -> int:
        """The greatest number named."""
        return self.least if self.most is None else self.most


@dataclass(frozen=True, slots=True)
class Said:
    """What one report gives."""

    sayer: str
    figure: Range


@dataclass(frozen=True, slots=True)
class Toll:
    """What all reports of an event give, together."""

    figure: Range
    said: tuple[Said, ...] = ()  # one for each sayer; empty where they agree


def toll(said: Iterable[Said]) -> Toll | None:
    """The lowest and the highest of what is said, and who says what where that differs; None: nobody says anything."""
    by_sayer: dict[str, Range] = {}
    for one in said:
        by_sayer[one.sayer] = span([by_sayer[one.sayer], one.figure]) if one.sayer in by_sayer else one.figure
    if not by_sayer:
        return None
    differ = len(set(by_sayer.values())) > 1
    ordered = sorted(by_sayer.items(), key=lambda item: (-item[1].top, item[0]))
    return Toll(span(list(by_sayer.values())), tuple(Said(*item) for item in ordered) if differ else ())


def span(figures: Sequence[Range]) -> Range:
    """From the lowest to the highest; what is open above stays so only if it begins at the highest number."""
    least, top = min(figure.least for figure in figures), max(figure.top for figure in figures)
    is_open = any(figure.most is None and figure.least == top for figure in figures)
    return Range(least, None if is_open and least == top else top)


def total(figures: Iterable[Range | None]) -> Range | None:
    """The sum over events; None: none of them has a figure."""
    known = [figure for figure in figures if figure is not None]
    return sum(known[1:], known[0]) if known else None


def of_report(figures: Sequence[FigureRow]) -> tuple[Range, str] | None:
    """What a report says of one kind of harm, and the sayer whom it names (empty: none, or several).

    As in the view `events`: the kinds of people add up, and of several sayers the lowest and the highest count.
    """
    if not figures:
        return None
    by_group: dict[tuple[int | None, str], dict[str, Range]] = defaultdict(dict)
    for row in figures:
        sayers = by_group[row.event_id, row.category]
        figure = Range(row.least, row.most)
        sayers[row.attribution] = sayers[row.attribution] + figure if row.attribution in sayers else figure
    named = {row.attribution for row in figures}
    added = total(span(list(sayers.values())) for sayers in by_group.values())
    assert added is not None  # noqa: S101 - there are figures
    return added, named.pop() if len(named) == 1 else ""
