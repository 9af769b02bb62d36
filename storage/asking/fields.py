"""What the values of fields mean: sources, places, parties, kinds of events, labels, figures, stories."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pipelines.arabic import fold, words
from pipelines.article import Label
from pipelines.facts.names import Abroad, Known, Names
from pipelines.parties import Party
from storage.asking.errors import QuestionError
from storage.asking.facts import counted, fact
from storage.asking.pieces import COUNTED
from storage.asking.question import Field
from storage.asking.romanised import Meaning, english
from storage.asking.terms import Term, any_of

_LONGEST_NUMBER = 18  # digits
LIKENESS = 0.6  # of an English name to the one that is meant, where a field says that it is one


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source, as it may be named."""

    key: str
    name_ar: str
    name_en: str


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """All that a question may name."""

    names: Names
    types: Sequence[str]  # kinds of events
    outlets: Sequence[Outlet] = ()


def of_field(field: Field, known: Terms) -> Term:
    """What is asked of the index for a field. Raises `QuestionError` for a value that means nothing."""
    if field.name in COUNTED:
        return counted(field.name, field.sign, _number(field))
    return _READERS[field.name](field, known)


def _number(field: Field) -> int:
    value = fold(field.value).replace(",", "")
    if not value.isascii() or not value.isdigit() or len(value) > _LONGEST_NUMBER:
        raise QuestionError(f"{field.name} is compared with a whole number, not with “{field.value}”", field.at)
    return int(value)


def _source(field: Field, known: Terms) -> Term:
    named = words(field.value)
    keys = [one.key for one in known.outlets if one.key == field.value]
    keys = keys or [one.key for one in known.outlets if named in (words(one.name_ar), words(one.name_en))]
    keys = keys or [one.key for one in known.outlets if _within(named, one)]
    if not keys:
        raise QuestionError(f"there is no source “{field.value}”; `watira sources list` names them", field.at)
    return any_of([fact("source", key) for key in keys])


def _within(named: Sequence[str], outlet: Outlet) -> bool:
    """Whether all these words are in one of its names."""
    return any(set(named) <= set(words(name)) for name in (outlet.name_ar, outlet.name_en))


def _place(field: Field, known: Terms) -> Term:
    found = of_meanings(_meant(field.value, known.names, ("place", "country")))
    if found is None:
        raise QuestionError(
            f"the list has no place “{field.value}”: look with `watira places list`, or ask for the word itself",
            field.at,
        )
    return found


def _actor(field: Field, known: Terms) -> Term:
    found = of_meanings(_meant(field.value, known.names, ("actor",)))
    if found is None:
        near = get_close_matches(field.value.lower(), known.names.parties)
        meant = (
            f"; do you mean {' or '.join(near)}?"
            if near
            else ": give its Arabic or English name, or ask for the word itself"
        )
        raise QuestionError(f"the list has no party “{field.value}”{meant}", field.at)
    return found


def _meant(value: str, names: Names, kinds: Sequence[str]) -> list[Meaning]:
    """What a name means, in Arabic or English, or an id."""
    folded = words(value)
    spots = names.matcher.spot(folded)
    if len(spots) == 1 and spots[0].behind - spots[0].first == len(folded):
        found = [meaning for one in spots[0].meanings for meaning in _of_name(one, names)]
        return [one for one in found if one.kind in kinds]
    return english(names).find(folded, LIKENESS, kinds)


def _of_name(name: object, names: Names) -> list[Meaning]:
    if isinstance(name, Known):
        return [Meaning("place", name.entry.id, ())]
    if isinstance(name, Party):
        return [Meaning("actor", name.unit, ())]
    if isinstance(name, Abroad) and name.is_country:
        party = names.countries[name.country].actor
        return [Meaning("country", name.country.lower(), ()), Meaning("actor", party, ())]
    return []


def of_meanings(found: Iterable[Meaning]) -> Term | None:
    """The facts that say that an article names it."""
    terms = [fact(one.kind, one.id) for one in found]
    return any_of(terms) if terms else None


def _type(field: Field, known: Terms) -> Term:
    value = field.value.lower()
    found = [kind for kind in known.types if kind == value or kind.startswith(f"{value}.")]
    if not found:
        raise QuestionError(f"there is no kind of event “{field.value}”; there are {', '.join(known.types)}", field.at)
    return any_of([fact("type", kind) for kind in found])


def _label(field: Field, _: Terms) -> Term:
    if field.value not in list(Label):
        raise QuestionError(f"there is no label “{field.value}”; there are {', '.join(Label)}", field.at)
    return fact("label", field.value)


def _story(field: Field, _: Terms) -> Term:
    return fact("story", str(_number(field)))


def _tag(field: Field, _: Terms) -> Term:
    return fact("tag", field.value)


_READERS: dict[str, Callable[[Field, Terms], Term]] = {
    "source": _source,
    "place": _place,
    "actor": _actor,
    "type": _type,
    "tag": _tag,
    "label": _label,
    "story": _story,
}
