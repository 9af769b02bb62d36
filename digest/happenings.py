"""What a group of articles says has happened: kind, place, day, parties, toll, and how firmly it is said. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.stories import Group
from digest.tolls import Said, Toll, of_report, toll
from pipelines.article import StoredArticle
from storage.happenings import EventRow, FigureRow

_PRECISIONS = ("site", "area", "governorate", "country", "")
_NO_TOLL = frozenset(  # told beside deeds
    {"buildup", "truce", "statement.threat", "statement.claim", "territory", "territory.withdrawal"}
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as its reports tell it."""

    group: Group
    main: EventRow | None  # None: what happened was not made out
    events: tuple[EventRow, ...]  # all that its reports tell, denied ones left out
    killed: Toll | None
    wounded: Toll | None

    @property
    def admin1(self) -> str:
        """Its governorate; empty: not said, or not in Syria."""
        return self.main.admin1 if self.main else ""

    @property
    def claimed(self) -> bool:
        """Whether nobody but a party to it says so."""
        told = [event for event in self.events if event.type == self.main.type] if self.main else []
        return bool(told) and all(event.assertion == "claimed" for event in told)

    @property
    def possible(self) -> bool:
        """Whether nobody says it for sure."""
        return bool(self.main) and all(event.assertion == "possible" for event in self.events)


@dataclass(frozen=True, slots=True)
class Told:
    """Events and figures by article."""

    events: Mapping[int, Sequence[EventRow]]
    figures: Mapping[int, Sequence[FigureRow]]


def told(events: Sequence[EventRow], figures: Sequence[FigureRow]) -> Told:
    """The rows of a period, by article; what is denied did not happen as far as is known."""
    by_article: dict[int, list[EventRow]] = {}
    for event in events:
        if event.assertion != "denied":
            by_article.setdefault(event.article_id, []).append(event)
    by_figure: dict[int, list[FigureRow]] = {}
    for figure in figures:
        by_figure.setdefault(figure.article_id, []).append(figure)
    return Told(by_article, by_figure)


def happening(group: Group, known: Told, *, english: bool = False) -> Happening:
    """What a group's reports say; sayers are named by outlet in the reader's language."""
    by_report = {report.id: tuple(known.events.get(report.id, ())) for report in group.reports}
    main = _main(list(by_report.values()))
    scope = {
        number: {event.id for event in events if not main or event.admin1 in (main.admin1, "")}
        for number, events in by_report.items()
    }

    def harmed(harm: str) -> Toll | None:
        said = (_said(report, known.figures.get(report.id, ()), harm, scope[report.id], english=english)
                for report in group.reports)  # fmt: skip
        return toll(one for one in said if one)

    every = tuple(event for events in by_report.values() for event in events)
    return Happening(group, main, every, harmed("killed"), harmed("wounded"))


def _said(
    report: StoredArticle, figures: Sequence[FigureRow], harm: str, scope: set[int], *, english: bool
) -> Said | None:
    """What a report says of those harmed in the event; figures without an event count where no other has one."""
    of_harm = [figure for figure in figures if figure.harm == harm]
    chosen = [figure for figure in of_harm if figure.event_id in scope]
    if not any(figure.event_id for figure in of_harm):
        chosen = of_harm
    found = of_report(chosen)
    if found is None:
        return None
    outlet = report.source_name_en if english and report.source_name_en else report.source_name_ar or report.source
    return Said(outlet, found[0])


def _main(by_report: Sequence[Sequence[EventRow]]) -> EventRow | None:
    """The event that the reports agree on most: in the governorate that most of them tell of, the most exact place."""
    deeds = [[event for event in events if event.type not in _NO_TOLL] or list(events) for events in by_report]
    every = [event for events in deeds for event in events]
    if not every:
        return None
    firsts = Counter(next((event.admin1 for event in events if event.admin1), "") for events in deeds if events)
    order = {event.id: number for number, event in enumerate(every)}
    return min(
        every,
        key=lambda event: (
            -firsts[event.admin1] if event.admin1 else 0,
            not event.place,
            _PRECISIONS.index(event.precision) >= 2,
            order[event.id],
        ),
    )
