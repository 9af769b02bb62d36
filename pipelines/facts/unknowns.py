"""Perpetrators that a text leaves unknown or only presumes: "طائرات مجهولة", "مسيّرة يرجح أنها أمريكية"."""

from collections.abc import Iterable, Iterator

from pipelines import arabic
from pipelines.facts.fact import Actor, Span
from pipelines.facts.force_words import DEEDS, FORCES
from pipelines.facts.forces import start_of
from pipelines.facts.names import Nation
from pipelines.facts.telling import Telling
from pipelines.facts.unnamed_words import WORDS
from pipelines.parties import Party
from pipelines.remembered import Question

UNKNOWN = "unknown"
_WHOSE_REACH = 4  # words from there to the party
_HEADS = FORCES | DEEDS | WORDS.people
_THAT_IT = frozenset(arabic.words("أن أنه أنها أنهم أنهما"))
_FARTHEST = 3


_CLAIMS = Question(WORDS.claims.__contains__)
_CLAIM_REACH = 16  # characters from the claim to who makes it


_SAID_UNKNOWN, _SAID_GUNMEN = Question(WORDS.unknown.__contains__), Question(WORDS.attackers.__contains__)


def unknowns(told: Telling) -> Iterator[Actor]:
    """The unknown parties that a text names, with what it presumes of them."""
    for index in told.noticed.where(_SAID_UNKNOWN):
        head = _head(told, index)
        if head and head[1] not in WORDS.acts and not _is_guessed_whose(told, index + 1):
            yield _named(told, head, _behind_guess(told, index + 1))
    yield from _gunmen(told)
    for spot in told.spots:
        guess = spot.first - 2
        if isinstance(spot.meanings[0], Nation) and guess > 0 and _behind_guess(told, guess) == spot.behind:
            head = _head(told, guess)
            if head:
                yield _named(told, head, spot.behind)


def is_claimed(told: Telling, found: Iterable[Actor]) -> bool:
    """Whether a party claims the deed, so that whoever was unknown is its: "زرعها مجهولون … وتبنى تنظيم الدولة"."""
    claims = [told.tokens[index].start for index in told.noticed.where(_CLAIMS)]
    return any(
        0 <= actor.span.start - start <= _CLAIM_REACH and actor.id != UNKNOWN and actor.span.where == told.where
        for start in claims
        for actor in found
    )


def is_of_people(actor: Actor) -> bool:
    """Whether people are unknown, not whose an aircraft is."""
    forms = arabic.stems(arabic.words(actor.name)[0])
    return any(form in WORDS.people or form in WORDS.unknown or form in WORDS.parties for form in forms)


def _gunmen(told: Telling) -> Iterator[Actor]:
    """ "برصاص مسلحين", "مسلحين يستقلون دراجة": who did it, and nothing more is said of them."""
    for index in told.noticed.where(_SAID_GUNMEN):
        behind = told.words[index + 1] if index + 1 < len(told.words) else ""
        by_them = index and told.words[index - 1] in WORDS.hands and behind not in WORDS.described
        if behind in WORDS.coming or (by_them and not is_told_whose(told, index + 1)):
            token = told.tokens[index]
            yield Actor(told.text[token.start : token.end], Span(told.where, token.start, token.end), UNKNOWN)


def is_told_whose(told: Telling, behind: int) -> bool:
    """Whether a party is named behind gunmen as theirs: "مسلحين من داعش", "مسلحون يرجح أنهم من داعش"."""
    if behind >= len(told.words) or not told.joined(behind) or told.words[behind] not in WORDS.whose:
        return False
    near = (spot.meanings[0] for spot in told.spots if behind < spot.first <= behind + _WHOSE_REACH)
    return any(isinstance(meaning, Party) and meaning.id != UNKNOWN for meaning in near)


def _is_guessed_whose(told: Telling, guess: int) -> bool:
    """Whether a party is guessed by name: "طائرة مجهولة يرجح أنها تابعة للتحالف" names the coalition."""
    behind = _behind_guess(told, guess)
    if behind == guess or told.words[behind - 1] not in WORDS.owned:
        return False
    return any(spot.first == behind and isinstance(spot.meanings[0], Party) for spot in told.spots)


def _named(told: Telling, head: tuple[int, str], behind: int) -> Actor:
    start, end = start_of(told, *head), told.tokens[behind - 1].end
    return Actor(told.text[start:end], Span(told.where, start, end), UNKNOWN)


def _behind_guess(told: Telling, index: int) -> int:
    """The index behind "يرجح أنها أمريكية", or the same where no guess stands there."""
    words = told.words
    if index + 1 < len(words) and words[index] in WORDS.presumed:
        return min(index + 3, len(words)) if words[index + 1].removeprefix("ب") in _THAT_IT else index + 2
    return index


def _head(told: Telling, index: int) -> tuple[int, str] | None:
    """The noun of forces, weapons or fighters before a word, in its sentence: its index and its bare form."""
    for back in range(index - 1, max(-1, index - 1 - _FARTHEST), -1):
        if told.sentences[back] != told.sentences[index]:
            return None
        forms = arabic.stems(told.words[back])
        form = next((form for form in forms if form in _HEADS or form.removesuffix("ا") in _HEADS), None)
        if form:
            return back, form
    return None
