"""One figure for each toll: what the title, the lead and a later paragraph tell of the same people counts once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.facts import toll_roles as role
from pipelines.facts.fact import Figure, Harm, Quantifier
from pipelines.facts.toll_roles import Role

# From this count on, two figures that are alike but for their time tell of the same people; smaller ones recur.
_TELLING_COUNT = 3

_MOST_SUMMANDS = 4
_ROUNDED_BY = 1.25  # a headline's number is that much smaller than the one it rounds, at most
_LEAD = 1  # the last sentence of the lead, the first being 0

_FIGHTERS = {"military", "militia", "police"}
_CIVILIANS = {"child", "woman", "medic", "journalist", "aid"}


class Told(NamedTuple):
    """A figure as one sentence tells it."""

    sentence: int  # its number in the body; -1 for the title
    figure: Figure
    echo: bool = False  # of one person, by a pronoun alone
    other: bool = False  # of people of whom the body told nothing yet: "كما قتل جندي"
    part: Role | None = None  # "three of the civilians", "three of the dead": perhaps, or surely, of those before


def merged(told: Sequence[Told]) -> tuple[Figure, ...]:
    """The figures without those told again, in the order of the text.

    Those that are part of others are marked so: of whom more were counted before, and those that a total adds up. So is
    a title's figure that the body's first sentences raise.
    """
    kept: list[Told] = []
    for one in _with_parts(_without_echoes(told)):
        for at, other in enumerate(kept):
            again = other.sentence != one.sentence and not (one.other and other.sentence >= 0)
            if (again or (one.figure.count == 0 and not one.other)) and _same(other.figure, one.figure):
                kept[at] = other._replace(figure=_joined(other.figure, one.figure))
                break
        else:
            kept.append(one)
    for harm in dict.fromkeys(one.figure.harm for one in kept):
        _mark_summands(kept, harm)
        _mark_title(kept, harm)
    figures = [one.figure for one in _without_rounded_titles(kept)]
    return tuple(sorted(figures, key=lambda figure: (figure.span.where == "body", figure.span.start)))


def _without_echoes(told: Sequence[Told]) -> list[Told]:
    """ "ما أدى إلى مقتله" counts where nothing else tells of one who was killed, and once; so many as "بين قتيل وجريح"
    leaves unsaid, where nothing tells of any."""
    counted = {one.figure.harm for one in told if not one.echo and one.figure.count == 1 and not one.figure.subset}
    known = {one.figure.harm for one in told if not one.echo}
    kept: list[Told] = []
    for one in told:
        if not (one.echo and one.figure.harm in (counted if one.figure.count else known)):
            kept.append(one)
        if one.echo:
            counted.add(one.figure.harm)
            known.add(one.figure.harm)
    return kept


def _with_parts(told: Sequence[Told]) -> Iterator[Told]:
    """Those of whom more were counted before are part of these, and so are others beside them."""
    parting = {one.sentence for one in told if one.part is role.VICTIM}
    for index, one in enumerate(told):
        part = role.VICTIM if one.sentence in parting else one.part
        if part and any(_holds(other, one, part) for other in told[:index]):
            yield one._replace(figure=one.figure._replace(subset=True))
        else:
            yield one


def _holds(whole: Told, part: Told, kind: Role) -> bool:
    one, other = whole.figure, part.figure
    if one.harm is not other.harm or (one.count or 0) <= (other.count or 0) or one.background:
        return False
    return kind is role.VICTIM or (part.sentence - whole.sentence <= 1 and one.category == other.category)


def _is_main(figure: Figure) -> bool:
    if figure.hypothetical or figure.background or figure.subset or figure.superseded:
        return False
    return bool(figure.count)


def _mark_summands(kept: list[Told], harm: Harm) -> None:
    """30 civilians, then 22 and 8 others: the 30 are told one by one, at once if it is no toll of the lead."""
    places = [at for at, one in enumerate(kept) if one.figure.harm is harm and _is_main(one.figure)]
    for order, place in enumerate(places):
        total = kept[place].figure
        behind = places[order + 1 :]
        for length in range(2, min(_MOST_SUMMANDS, len(behind)) + 1):
            for start in range(len(behind) - length + 1):
                if start and kept[place].sentence > _LEAD:
                    break
                parts = behind[start : start + length]
                apart = kept[parts[0]].sentence != kept[place].sentence  # a list is no breakdown
                if apart and _adds_up(total, [kept[at].figure for at in parts]):
                    for at in parts:
                        kept[at] = kept[at]._replace(figure=kept[at].figure._replace(subset=True))
                    return


def _adds_up(total: Figure, parts: Sequence[Figure]) -> bool:
    kinds = {"", total.category} | (_CIVILIANS if total.category == "civilian" else set())
    fits = not total.category or all(part.category in kinds for part in parts)
    return fits and sum(part.count or 0 for part in parts) == total.count


def _mark_title(kept: list[Told], harm: Harm) -> None:
    """The title says five, the first sentences six: the five are an earlier state, or some of them."""
    mains = (one for one in kept if one.figure.harm is harm and _is_main(one.figure))
    lead = [one.figure for one in mains if 0 <= one.sentence <= _LEAD]
    for at, one in enumerate(kept):
        is_title = one.sentence < 0 and one.figure.span.where == "title" and one.figure.harm is harm
        if is_title and _is_main(one.figure) and lead and _is_raised(one.figure, lead[0]):
            kept[at] = one._replace(figure=one.figure._replace(superseded=True))


def _without_rounded_titles(kept: Sequence[Told]) -> Iterator[Told]:
    """ "More than 80" in a headline over "89 killed" is the same toll, rounded."""
    for one in kept:
        figure = one.figure
        rounded = one.sentence < 0 and figure.quantifier in (Quantifier.AT_LEAST, Quantifier.ABOUT)
        if rounded and any(_rounds(figure, other.figure) for other in kept if 0 <= other.sentence <= _LEAD):
            continue
        yield one


def _rounds(title: Figure, exact: Figure) -> bool:
    if title.harm is not exact.harm or not title.count or not exact.count or exact.subset:
        return False
    return title.count <= exact.count < title.count * _ROUNDED_BY


def _is_raised(figure: Figure, later: Figure) -> bool:
    alike = not figure.category or not later.category or figure.category == later.category
    return alike and (later.count or 0) > (figure.count or 0)


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
        fuller = again._replace(category=first.category, who=first.who, rank=first.rank)
    return fuller._replace(
        background=first.background and again.background,
        superseded=first.superseded or again.superseded,
        subset=first.subset or again.subset,
        attribution=first.attribution or again.attribution,
    )
