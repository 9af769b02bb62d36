"""How a passage puts what it tells: as somebody's word on it, as known, as about to begin. Words in, answers out.

These are habits of the Arabic press that no list of terms shows: "NAME: words" is a statement, a noun with the article
is known already, and the س of the future before a verb of setting out announces. `older_times` has those of dates.
"""

from collections.abc import Sequence

from pipelines import arabic
from pipelines.arabic import Token
from pipelines.event_words import EventWords
from pipelines.framing_words import WORDS
from pipelines.launching import launches
from pipelines.lexicon import HINT, Role, Term
from pipelines.matching import Match
from pipelines.passages import Passage
from pipelines.remembered import Question, Remembered

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_PLACE, _DOUBTFUL, _STRONG, _WEAK = Role.PLACE, Role.DOUBTFUL, Role.STRONG, Role.WEAK
_ACTOR, _SCENE = Role.ACTOR, Role.SCENE

_LONGEST_SPEAKER = 6  # words before the colon of "NAME: words"
_ASKED = frozenset("؟?")
_QUOTES = frozenset("\"«“”'")
_WILL = "س"
_PERSONS = frozenset("يتن")  # of the verb: he, she or they, we
_OUT = frozenset(word[2:] for word in WORDS.setting_out)
_SETTING_OUT = Question(lambda word: word[0] == _WILL and word[1:2] in _PERSONS and word[2:] in _OUT)
_AHEAD, _BEFORE = 7, 9  # so many words behind and before the verb of the future, what is announced is named

_AND = "وف"
_GOES_ON = Remembered(lambda word: word in WORDS.going_on or (word[0] in _AND and word[1:] in WORDS.going_on))
_ALWAYS_NEW = frozenset(
    {"territory", "territory.withdrawal", "buildup", "intercept", "statement.threat", "abduction", "arrest_raid"}
    | {f"{HINT}{kind}" for kind in ("captives", "ground", "raid", "threat", "troops")}
)
_UNDER = frozenset(arabic.words("تحت وتحت"))  # "تحت القصف" is how a town is today
_RELATIVE = frozenset(arabic.words("الذي التي اللذين اللتين الذين"))

_MILITARY = WORDS.military | frozenset(arabic.words("ضد"))

# A town of this weight or more falls where a state shoots something down; unvocalised, it is one word.
_TOWN, _FALLS = 0.8, frozenset(arabic.words("تسقط يسقط سقطت سقط"))

_BEFORE_VERBS = frozenset(
    arabic.words(
        "أن إن قد لقد حيث بينما فيما كما بعدما عندما حين حينما التي الذي الذين إذ ثم منذ لم ما مما بعد أنه أنها إنه "
        "إنها حتى لما"
    )
)

_VICTIMS = frozenset({"harm.killed", "harm.wounded"})
_HIT = "harm.hit"
_NO_FIGHTERS = frozenset({"civilians"})
# What a headline tells with these is no mere statement.
_TELLING = frozenset({"harm.killed", "statement.threat", f"{HINT}threat"})


def is_statement(title: str, headline: Passage, words: EventWords) -> bool:
    """Whether a headline "NAME: words" gives the words of a speaker, and these tell of no deed. "سوريا: …" says where,
    an agency or unnamed officials only pass on what happened, and an army behind the colon has done something."""
    behind = _speech(title, headline, words)
    if not behind:
        return False
    tokens = [token for token in headline.sentence.tokens if token.start >= behind]
    told = [(match.start, term) for match, term in headline.terms if match.start >= behind]
    if any(token.folded in words.verbs or token.folded in WORDS.begun for token in tokens):
        return False
    if announces(headline) or launches(headline):
        return False
    if any(fights(term) and start == tokens[0].start for start, term in told):
        return False
    if tokens and tokens[0].folded in WORDS.own_forces:
        return False
    return not any(term.id in _TELLING for _, term in told)


def _speech(title: str, headline: Passage, words: EventWords) -> int:
    """Where the words of a speaker begin in a headline "NAME: words"; 0 where it has none. No name holds a verb."""
    colon = title.find(":")
    name = arabic.words(title[:colon]) if colon > 0 and _ASKED.isdisjoint(title[:colon]) else []
    told = (_PLACE, _DOUBTFUL, _STRONG, _WEAK)  # which no speaker's name holds
    where = any(term.role in told and match.start < colon for match, term in headline.terms)
    forms = {form for word in name for form in (word, word.removeprefix("ال"))}
    where = where or not words.verbs.isdisjoint(name) or title[:1] in _QUOTES  # an operation's name
    return 0 if where or not 1 <= len(name) <= _LONGEST_SPEAKER or not WORDS.reporters.isdisjoint(forms) else colon + 1


def announces(part: Passage) -> bool:
    """Whether a passage announces action: a verb of the future sets out for action or for a fighting party."""
    ahead = part.sentence.answering(_SETTING_OUT)
    if not ahead:
        return False
    tokens = part.sentence.tokens
    aims = [match.start for match, term in part.terms if term.role in (_STRONG, _WEAK) or fights(term)]
    if not _MILITARY.isdisjoint(part.sentence.words):
        aims += [token.start for token in tokens if token.folded in WORDS.announced]
    reach = ((tokens[max(0, at - _BEFORE)].start, tokens[min(at + _AHEAD, len(tokens) - 1)].end) for at in ahead)
    return any(first <= aim < behind for first, behind in reach for aim in aims)


def is_known(part: Passage) -> bool:
    """Whether a passage speaks of all its action as known already: by nouns with the article or in a clause of الذي,
    with no victims told and no word that says it goes on or what arms do."""
    acts = [(match, term) for match, term in part.terms if term.role in (_STRONG, _WEAK)]
    if not acts or not _VICTIMS.isdisjoint(part.ids):
        return False
    if any(term.id in _ALWAYS_NEW for _, term in acts):
        return False
    words = part.sentence.words
    if any(_GOES_ON.of(words)) or any(term.id == _HIT and not _is_relative(part, match) for match, term in part.terms):
        return False
    at = (match.first - part.sentence.first for match, _ in acts)
    return all(
        (_is_definite(words[index]) and (not index or words[index - 1] not in _UNDER))
        or (index and words[index - 1] in _RELATIVE)
        for index in at
    )


def _is_relative(part: Passage, match: Match[Term]) -> bool:
    """Whether a word stands behind الذي or the like."""
    at = match.first - part.sentence.first
    return at > 0 and part.sentence.words[at - 1] in _RELATIVE


def _is_definite(word: str) -> bool:
    return any(form.startswith("ال") for form in arabic.stems(word))


def fights(term: Term) -> bool:
    """Whether a term is a party that may fight."""
    return term.role is _ACTOR and term.id not in _NO_FIGHTERS


def doing(part: Passage, words: EventWords) -> float:
    """The weight of the foreign names in a passage that do what is told beside a verb of action (تركيا تقصف, شنت القوات
    العراقية): they say who, not where."""
    tokens = part.sentence.tokens
    weight = 0.0
    for match, term in part.terms:
        if term.role is _SCENE:
            first, behind = match.first - part.sentence.first, match.behind - part.sentence.first
            beside = [tokens[at].folded for at in (first - 1, behind) if 0 <= at < len(tokens)]
            does = behind < len(tokens) and _acts(tokens[behind].folded, words)
            does = does and not (term.weight >= _TOWN and beside[-1] in _FALLS)
            does = does or (first > 0 and _acts(tokens[first - 1].folded, words) and _opens(tokens, first - 1))
            weight += term.weight * (does or not WORDS.accuses.isdisjoint(beside))
    return weight


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb opens its clause, so that who does it follows: not in "إسرائيل تقصف جنوب لبنان"."""
    if not at or tokens[at].folded[0] in _AND or tokens[at].start - tokens[at - 1].end > 1:
        return True
    return tokens[at - 1].folded.removeprefix("و") in _BEFORE_VERBS


def _acts(word: str, words: EventWords) -> bool:
    """Whether a word is a verb of action, or one that carries another word of action (شن, نفذ)."""
    if word in words.verbs or not words.verbs.isdisjoint(arabic.stems(word)):
        return True
    return any(sign.kind == "light" for spot in words.signs.spot((word,)) for sign in spot.meanings)
