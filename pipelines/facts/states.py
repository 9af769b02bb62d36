"""Whether a state takes part by itself: named as who does something, or is said to, without a word for its forces."""

from pipelines import arabic
from pipelines.facts.bystanders import is_attribute, takes_no_part
from pipelines.facts.force_words import DEEDS, FORCES, HAPPENINGS, WORDS
from pipelines.facts.names import Abroad, Name, Names
from pipelines.facts.telling import Telling
from pipelines.matching import Spot
from pipelines.parties import Party

_TAKING_PART = frozenset((arabic.fold("بمشاركة"), *WORDS.backing))  # "بمشاركة السعودية والأردن", "بدعم روسيا"
_PLANNED = HAPPENINGS | WORDS.planned
_OBJECT_REACH = 5  # words from a country to what it does or plans
_TO_WHOM = frozenset(arabic.words("قصف استهداف توغل هجوم عملية إنزال"))  # what follows may be where or to whom
_ALLIES = ["والتحالف"]
_ALLY = frozenset(arabic.words("وحليفتها وحليفته وحليفها وحليفه وداعمتها وداعمته"))
_PLACING = frozenset(arabic.words("في من إلى على عن مع ضد بين داخل خارج نحو عبر شمال جنوب شرق غرب حدود قرب"))
_PRESENT, _SHORT = ("ت", "ي"), 3
_ACCUSING_REACH = 5  # words between the verb and whom it accuses
_SHORTEST_CHARGE = 4  # letters: بقصف, بقصفه
_BEFORE_ACTS = frozenset(arabic.words("هي التي هو الذي قد كانت لم وحلفاءها وحلفاؤها وشركاءها وشركاؤها"))
_SUPPORT = "بدعم"
# Whose warning is one of arms; that of others ("حذرت برلين من عواقب إنسانية") is talk.
_AT_WAR, _WARNS = frozenset({"US", "RU", "TR", "IR", "IL", "IQ", "LB", "JO"}), frozenset(arabic.words("حذرت تحذر"))
# "قالت واشنطن إنها نفذت ضربات"
_SAYS, _THAT_IT = (
    frozenset(arabic.words("قالت أعلنت أكدت ذكرت أوضحت")),
    frozenset(arabic.words("إنها أنها إنه أنه بأنها")),
)


def acts_itself(told: Telling, spot: Spot[Name], last: Spot[Name] | None, names: Names, *, acted: bool) -> bool:
    """Whether a country did something, or is said to, by itself or with the party before it: "قسد وتركيا"."""
    first = spot.first - (spot.first > 0 and told.words[spot.first - 1] in _ALLY)
    beside = acted and last is not None and last.behind == first and told.joined(first)
    if beside and last is not None and first < spot.first:  # "قوات النظام وحليفتها روسيا"
        return not takes_no_part(told, last.first, names)
    if beside and last is not None and told.words[spot.first] == f"و{spot.bare}":
        return not is_attribute(told, last.first, names.bystanders)
    if spot.first and told.words[spot.first - 1] in _TAKING_PART:
        return True
    does = _does(told, spot, last, names) and not _votes(told, spot)
    return does or _plans(told, spot) or _is_accused(told, spot) or _has_arms(told, spot)


def _votes(told: Telling, spot: Spot[Name]) -> bool:
    """Whether what a country uses or renews are words: "استخدمت روسيا حق النقض", "جددت مصر إدانتها"."""
    return not WORDS.no_deeds.isdisjoint(told.words[spot.behind : spot.behind + _OBJECT_REACH])


def _plans(told: Telling, spot: Spot[Name]) -> bool:
    """Whether a country makes up its mind about a deed of arms: "تدرس واشنطن توجيه ضربة"."""
    before = told.words[spot.first - 1].removeprefix("و") if told.joined(spot.first) else ""
    if before not in WORDS.planning:
        return False
    number = told.sentences[spot.first]
    behind = range(spot.behind, min(spot.behind + _OBJECT_REACH, len(told.words)))
    ahead = [told.words[index] for index in behind if told.sentences[index] == number]
    return any(form.removeprefix("ال") in _PLANNED for word in ahead for form in arabic.stems(word))


def _has_arms(told: Telling, spot: Spot[Name]) -> bool:
    """Whether it is named as whose arms or forces there are: "طائرات روسيا"."""
    first = spot.first
    if not told.joined(first) or told.words[first] != spot.bare or told.words[spot.behind : spot.behind + 1] == _ALLIES:
        return False  # "طائرات الولايات المتحدة والتحالف" are the coalition's
    word = told.words[first - 1].removeprefix("و")
    return word in DEEDS - _TO_WHOM or word in FORCES


def is_state(name: Abroad) -> bool:
    """Whether a name is that of another country, or of the seat of its government."""
    return (name.is_country or name.is_seat) and name.country != "SY"


def _does(told: Telling, spot: Spot[Name], last: Spot[Name] | None, names: Names) -> bool:
    """Whether a country does something: a verb of deeds beside it, of which it is neither the object nor the place."""
    words, first, after = told.words, spot.first, spot.behind
    while after < len(words) and words[after] in _BEFORE_ACTS:
        after += 1
    follows = after < len(words) and told.joined(after)
    before = words[first - 1] if first and told.joined(first) else ""
    if before in WORDS.leads or (follows and told.where == "title" and not first and words[after] in WORDS.only_said):
        return False
    if follows and (words[after] in names.deeds or words[after] in WORDS.acting):
        before = before.removeprefix("و")
        return before not in _PLACING and not _leads(before, names) and words[first] in (spot.bare, f"و{spot.bare}")
    if follows and words[after] in _THAT_IT and after + 1 < len(words) and before.removeprefix("و") in _SAYS:
        return words[after + 1] in names.deeds or words[after + 1] in WORDS.acting
    if follows and told.where == "title" and not first and _is_deed_in_title(words[after]):
        return True
    verb = before.removeprefix("و")
    if verb in _WARNS and not _is_at_war(spot.meanings[0]):
        return False
    subject = last is not None and last.behind == first - 1 and isinstance(last.meanings[0], Abroad | Party)
    is_object = subject and told.joined(first - 1)
    return (verb in names.deeds or verb in WORDS.acting) and not is_object


def _is_at_war(name: Name) -> bool:
    return isinstance(name, Abroad) and name.country in _AT_WAR


def _leads(word: str, names: Names) -> bool:
    """Whether a word says that who follows leads, backs or supports another."""
    return word == _SUPPORT or word in names.bystanders.leads or word in names.bystanders.backed


def _is_deed_in_title(word: str) -> bool:
    """Whether a word behind a country that begins a title is a verb of what it does: "تركيا تشارك في القصف"."""
    return word.startswith(_PRESENT) and not word.endswith("ات") and len(word) > _SHORT and word not in WORDS.only_said


def _is_accused(told: Telling, spot: Spot[Name]) -> bool:
    """Whether a country is said to have done it: "اتهم المصدر إسرائيل بقصف", "حملت موسكو إسرائيل المسؤولية"."""
    words, first, behind = told.words, spot.first, spot.behind
    start = max(0, first - _ACCUSING_REACH)
    accuse = any(
        word.removeprefix("و") in WORDS.accuses and told.sentences[index] == told.sentences[first]
        for index, word in enumerate(words[start:first], start)
    )
    of_this = words[behind : behind + 2]
    if of_this[1:] and of_this[0] in WORDS.responsibility and of_this[1] in WORDS.duties:
        return False  # "محملا بغداد مسؤولية ضبط حدودها"
    return accuse and words[first] == spot.bare and any(_is_charge(word) for word in of_this)


def _is_charge(word: str) -> bool:
    if word in WORDS.no_charges:
        return False
    return word in WORDS.responsibility or (word.startswith("ب") and len(word) >= _SHORTEST_CHARGE)
