"""One figure for each toll: what the title, the lead and a later paragraph tell of the same people counts once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.facts.fact import Figure
from pipelines.facts.toll_words import Role

# From this count on, two figures that are alike but for their time tell of the same people; smaller ones recur.
_TELLING_COUNT = 3

_FIGHTERS = {"military", "militia", "police"}


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one sentence tells it."""

    sentence: int  # its number in the body; -1 for the title
    figure: Figure
    part: Role | None = None  # "three of the civilians", "three of the dead": perhaps, or surely, of those before


def merged(told: Sequence[Told]) -> tuple[Figure, ...]:
    """The figures without those told again, in the order of the text."""
    kept: list[Told] = []
    for one in _with_parts(told):
        for at, other in enumerate(kept):
            if other.sentence != one.sentence and _same(other.figure, one.figure):
                kept[at] = replace(other, figure=_joined(other.figure, one.figure))
                break
        else:
            kept.append(one)
    figures = [one.figure for one in kept]
    return tuple(sorted(figures, key=lambda figure: (figure.span.where == "body", figure.span.start)))


def _with_parts(told: Sequence[Told]) -> list[Told]:
    """Those of whom more were counted before are part of these."""
    return [
        replace(one, figure=replace(one.figure, subset=True))
        if one.part and any(_holds(other, one) for other in told[:index])
        else one
        for index, one in enumerate(told)
    ]


def _holds(whole: Told, part: Told) -> bool:
    one, other = whole.figure, part.figure
    if one.harm is not other.harm or (one.count or 0) <= (other.count or 0) or one.background:
        return False
    return part.part is Role.VICTIM or (part.sentence - whole.sentence <= 1 and one.category == other.category)


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures tell of the same people."""
    if one.harm is not other.harm or one.count != other.count or one.hypothetical != other.hypothetical:
        return False
    if one.category and other.category and one.category != other.category:
        return {one.category, other.category} <= _FIGHTERS
    alike = one.background == other.background and one.subset == other.subset
    return alike or (one.count or 0) >= _TELLING_COUNT


def _joined(first: Figure, again: Figure) -> Figure:
    """The fuller of two tellings. It is background only if both say so, part of another if either does."""
    fuller = again if first.span.where == "title" or (again.category and not first.category) else first
    if fuller is again and first.category and not again.category:
        fuller = replace(again, category=first.category, who=first.who, rank=first.rank)
    return replace(
        fuller,
        background=first.background and again.background,
        superseded=first.superseded or again.superseded,
        subset=first.subset or again.subset,
        attribution=first.attribution or again.attribution,
    )
