"""Armed groups that no list holds, told by grammar: "لواء شهداء X", "غرفة عمليات X", "كتائب X", "الفرقة 30"."""

from collections.abc import Iterator

from pipelines import arabic
from pipelines.facts.fact import Actor
from pipelines.facts.group_words import WORDS
from pipelines.facts.names import Abroad, Known, Mask, Nation
from pipelines.facts.telling import Telling, written
from pipelines.remembered import Question

_GROUP = "other_group"  # the party of the lexicon that stands for all of them

_DISTRICT = "لواء"
_OPERATIONS_ROOM = ("غرفه", "عمليات")
_BEGINNINGS = WORDS.heads | WORDS.numbered | WORDS.quotable
_SELF, _SELVES = "نفسها", ("نفسها", "نفسه")
_OPENING, _CLOSING = frozenset('"«“„”'), frozenset('"»”“')
_SHORT = 2  # letters of a preposition
_LONGEST = 5  # words of a name in quotation marks


def groups(told: Telling) -> Iterator[Actor]:
    """The armed groups that a text names and no list holds."""
    for index in told.noticed.where(_HEADED):
        head = _HEADED[told.words[index]]
        if head == _SELF:
            yield from _self_named(told, index)
            continue
        if head == _OPERATIONS_ROOM[1] and not _is_in_room(told, index):
            continue  # 'اسم عمليات "غصن الزيتون"'
        if head == _DISTRICT and _is_abroad(told, index + 1):
            continue
        definite = told.words[index].lstrip("وف").startswith("ال")  # 'الجيش "أعاد الأمن"': what it says
        quoted = 0 if definite else _behind_quoted(told, index + 1)
        behind = quoted or _behind(told, index, head)
        if behind and not _is_named(told, index, behind, quoted=bool(quoted)):
            first = index - 1 if head == _OPERATIONS_ROOM[1] and index else index
            bare = _OPERATIONS_ROOM[0] if first < index else head
            name, span = written(told, first, behind, bare)
            yield Actor(name, span, _GROUP)


def _is_abroad(told: Telling, index: int) -> bool:
    """Whether a place in another country stands there: "لواء الرمثا" is a district of Jordan."""
    return any(spot.first == index and isinstance(spot.meanings[0], Abroad) for spot in told.spots)


def _is_in_room(told: Telling, index: int) -> bool:
    """Whether "عمليات" are those of a "غرفة عمليات"."""
    return index > 0 and told.words[index - 1].endswith(_OPERATIONS_ROOM[0])


def _self_named(told: Telling, index: int) -> Iterator[Actor]:
    """ "جماعة تطلق على نفسها "X"": the name alone is the group's."""
    behind = _behind_quoted(told, index + 1)
    if behind and told.words[index - 1] in WORDS.calling and not _is_named(told, index + 1, behind, quoted=True):
        name, span = written(told, index + 1, behind, told.words[index + 1])
        yield Actor(name, span, _GROUP)


def _behind_quoted(told: Telling, first: int) -> int:
    """The index behind a name in quotation marks that begins at a word; 0: none begins there."""
    if first >= len(told.words) or _OPENING.isdisjoint(told.between(first)):
        return 0
    for behind in range(first + 1, min(first + _LONGEST, len(told.words)) + 1):
        rest = told.text[told.tokens[behind - 1].end :] if behind == len(told.words) else told.between(behind)
        if not _CLOSING.isdisjoint(rest[:2]):
            return behind
        if behind == len(told.words) or not told.joined(behind):
            return 0
    return 0


def _is_named(told: Telling, first: int, behind: int, *, quoted: bool) -> bool:
    """Whether words belong to a name that the lists hold. Within quotation marks a place is a part of the
    name, and behind "لواء" or "أحرار"."""
    of_two = not WORDS.first_parts.isdisjoint(told.words[first + 1 : first + 2])
    anywhere = quoted or of_two or _HEADED[told.words[first]] in WORDS.after_places
    others = (Mask, Nation, Known, Abroad) if anywhere else (Mask, Nation)
    return any(
        spot.first < behind
        and first < spot.behind
        and (not isinstance(spot.meanings[0], others) or (spot.first == first and spot.behind == behind))
        for spot in told.spots
    )


def _is_construct(told: Telling, first: int) -> bool:
    """Whether two words are a name in the construct: "فجر الإسلام", "أهل الشام"."""
    words = told.words
    if first + 1 >= len(words) or not told.joined(first + 1) or not words[first + 1].startswith("ال"):
        return False
    named = words[first].isalpha() and len(words[first]) > _SHORT
    return named and WORDS.arms.isdisjoint(arabic.stems(words[first]))


def _head(word: str) -> str:
    """The noun of an armed group that a word is, without proclitics, or "itself"; empty: none."""
    if word in _SELVES:
        return _SELF
    return next((form for form in arabic.stems(word) if form in _BEGINNINGS), "")


_HEADED = Question(_head)


def _behind(told: Telling, index: int, head: str) -> int:
    """The index behind a group's name; 0 where a word is the head of none."""
    words, following = told.words, index + 1
    if following >= len(words) or not told.joined(following):
        return 0
    if head in WORDS.numbered:
        return following + 1 if words[following].isdecimal() or words[following] in WORDS.ordinals else 0
    if head == _OPERATIONS_ROOM[1] and words[following] in WORDS.sides:
        return following + 1
    if words[index].removesuffix(head).endswith("ال") or words[following] in WORDS.ordinary:
        return 0
    compound = words[following] in WORDS.first_parts and following + 1 < len(words) and told.joined(following + 1)
    if compound:
        return max([following + 2, *(spot.behind for spot in told.spots if spot.first == following + 1)])
    if head in WORDS.loose or head in WORDS.quotable:
        return 0
    if head in WORDS.construct and _is_construct(told, following):
        return following + 2
    if not words[following].startswith("ال") or len(words[following]) <= 4:
        return 0
    behind = following + 1
    described = behind < len(words) and told.joined(behind) and words[behind].startswith("ال")
    described = described and words[behind] not in WORDS.ordinary  # إلى
    return behind + described  # with its adjective: ميليشيا الأمن العسكري
