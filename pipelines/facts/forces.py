"""Parties that no list holds: the forces of a country, its proxies, itself where it acts, and unknown ones."""

from collections.abc import Iterator
from datetime import date

from pipelines import arabic
from pipelines.facts.fact import Actor, Span
from pipelines.facts.names import Abroad, Names, Nation
from pipelines.facts.telling import Telling

# Words for forces: with the adjective of a country they name its forces.
FORCES = frozenset(
    arabic.words(
        "قوات قوة قوى جيش طيران سلاح الجو بحرية مدفعية "
        ""
        "وحدات وحدة ألوية فرقة كتيبة شرطة مخابرات استخبارات احتلال عدو حرس رتل"
    )
)
# Words for their weapons and deeds: with the adjective they name the country.
DEEDS = frozenset(
    arabic.words(
        "طائرات طائرة طائرتين مقاتلات مقاتلة مروحيات مروحية مسيرات مسيرة مسيرتين طيارات دبابات آليات قواعد "
        "قاعدة نقاط نقطة جنود جندي جنديا جنديين جنديان عسكريين عسكريون ضابط ضباط دورية دوريات مقاتلين "
        "غارات غارة ضربات ضربة قصف هجوم هجمات عدوان توغل صواريخ قذائف استهداف توغلات إنزال عملية عمليات"
    )
)
# Adjectives that may stand between such a word and the adjective of the country.
_BETWEEN = frozenset(
    arabic.words(
        "مسلحة جوية جوي حربية حربي مسيرة مروحية برية بحرية خاصة مشتركة عسكرية عسكري مدفعي مدفعية صاروخية "
        "صاروخي بري "
        "حكومية مقاتلة انتحارية نظامية أمنية بدون طيار استطلاع الجو و"
    )
)
_PROXIES = frozenset(
    arabic.words("ميليشيات مليشيات ميليشيا مليشيا فصائل مجموعات جماعات مسلحين مسلحون مقاتلين مقاتلون قوات عناصر")
)
_BACKED = frozenset(arabic.words("موالية الموالية موالين مدعومة المدعومة مدعومين تابعة التابعة موالون مرتبطة حليفة"))
_PROXY_IDS = {"IR": "iran_militias", "TR": "snae"}
_ACTS = frozenset(
    arabic.words(
        "قصفت تقصف استهدفت تستهدف شنت تشن نفذت تنفذ هاجمت تهاجم ضربت تضرب أغارت أطلقت تطلق توغلت تتوغل "
        "اغتالت تغتال دمرت "
        "أسقطت تسقط هددت تهدد توعدت تتوعد أعلنت تعلن أرسلت عززت تعزز سحبت تواصل صعدت تصعد"
    )
)
_SYRIAN_STATE = "الجيش السوري"  # the name in the list whose meaning changed with the government
_BEFORE_ACTS = frozenset(arabic.words("هي التي هو الذي قد كانت لم"))
_UNKNOWN = frozenset(arabic.words("مجهول مجهولة مجهولين مجهولون مجهولا المجهول المجهولة"))
_UNKNOWN_HEADS = FORCES | DEEDS | _PROXIES | frozenset(arabic.words("مسلح مسلحان أشخاص شخص"))
_PRESUMED = frozenset(arabic.words("يرجح يعتقد يرجّح رجح"))

_FARTHEST = 3


def forces(told: Telling, names: Names, on: date | None) -> Iterator[Actor]:
    """The parties that a text names by words of forces, of origin, of deeds, or as unknown."""
    for spot in told.spots:
        meaning = spot.meanings[0]
        if Nation("SY") in spot.meanings:  # سورية is the country, too
            yield from _syrian(told, spot.first, spot.behind, names, on)
        elif isinstance(meaning, Nation):
            yield from _by_adjective(told, spot.first, spot.behind, meaning.country, names)
        elif isinstance(meaning, Abroad) and (meaning.is_country or meaning.is_seat) and meaning.country != "SY":
            yield from _by_country(told, spot.first, spot.behind, meaning.country, names)
    for index, word in enumerate(told.words):
        if word in _UNKNOWN:
            yield from _unknown(told, index)


def _by_adjective(told: Telling, first: int, behind: int, country: str, names: Names) -> Iterator[Actor]:
    head = _head(told, first)
    if head is None:
        if _is_presumed(told, first):
            span = Span(told.where, told.tokens[first].start, told.tokens[behind - 1].end)
            yield Actor(names.countries[country].names[0], span, names.countries[country].actor, by_country=True)
        return
    index, word = head
    party = names.countries[country].actor
    start, end = _start(told, index, word), told.tokens[behind - 1].end
    span = Span(told.where, start, end)
    if word in FORCES:
        yield Actor(told.text[start:end], span, party)
    else:
        yield Actor(names.countries[country].names[0], span, party, by_country=True)


def _syrian(told: Telling, first: int, behind: int, names: Names, on: date | None) -> Iterator[Actor]:
    """Forces and aircraft of the Syrian state, which was another one before its government fell."""
    head = _head(told, first)
    state = names.party_named(_SYRIAN_STATE) if head else None
    if head and state:
        start, end = _start(told, *head), told.tokens[behind - 1].end
        yield Actor(told.text[start:end], Span(told.where, start, end), state.id_on(on))


def _is_presumed(told: Telling, first: int) -> bool:
    """Whether an adjective is what the text presumes: "يرجح أنها أمريكية"."""
    return first > 1 and told.words[first - 2] in _PRESUMED and told.words[first - 1].lstrip("ب").startswith("ان")


def _head(told: Telling, first: int) -> tuple[int, str] | None:
    """The word of forces or deeds before an adjective: its index and its form without proclitics and article."""
    for index in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
        if not told.joined(index + 1):
            return None
        forms = _bare_forms(told.words[index])
        head = next((form for form in forms if form in FORCES or form in DEEDS), None)
        if head:
            further = told.joined(index) and next(
                (form for form in arabic.stems(told.words[index - 1]) if form in FORCES), None
            )
            return (index - 1, further) if further else (index, head)
        if not any(form in _BETWEEN for form in forms):
            return None
    return None


def _bare_forms(word: str) -> tuple[str, ...]:
    return arabic.stems(word)


def _start(told: Telling, index: int, head: str) -> int:
    """The offset of a word without its proclitics, its article kept."""
    token = told.tokens[index]
    cut = len(token.folded) - len(head)
    if token.folded[:cut].endswith("ال"):
        cut -= 2
    return token.start + cut if token.end - token.start == len(token.folded) else token.start


def _by_country(told: Telling, first: int, behind: int, country: str, names: Names) -> Iterator[Actor]:
    """A country that acts, or that others are backed by."""
    words = told.words
    party = names.countries[country].actor
    span = Span(told.where, told.tokens[first].start, told.tokens[behind - 1].end)
    after = behind
    while after < len(words) and words[after] in _BEFORE_ACTS:
        after += 1
    follower = words[after] if after < len(words) and told.joined(after) else ""
    leader = words[first - 1].removeprefix("و") if first and told.joined(first) else ""
    if {follower, leader} & names.deeds or follower in _ACTS or leader in _ACTS:
        named = names.countries[country].names
        is_seat = arabic.fold(told.text[span.start : span.end]) not in {arabic.fold(name) for name in named}
        yield Actor(named[0] if is_seat else told.text[span.start : span.end], span, party, by_country=is_seat)
        return
    index = first - 1
    if index >= 0 and words[index] == "من":
        index -= 1
    if index > 0 and words[index] in _BACKED and country in _PROXY_IDS:
        head = next((back for back in (index - 1, index - 2) if back >= 0 and _is_proxy(words[back])), None)
        if head is not None:
            start = _start(told, head, next(form for form in arabic.stems(words[head]) if form in _PROXIES))
            yield Actor(told.text[start : span.end], Span(told.where, start, span.end), _PROXY_IDS[country])


def _is_proxy(word: str) -> bool:
    return any(form in _PROXIES for form in arabic.stems(word))


def _unknown(told: Telling, index: int) -> Iterator[Actor]:
    """ "طائرات مجهولة", "مسلحون مجهولون", with "يرجح أنها أمريكية" behind it where that stands there."""
    for back in range(index - 1, max(-1, index - 4), -1):
        if not told.joined(back + 1):
            return
        head = next((form for form in arabic.stems(told.words[back]) if form in _UNKNOWN_HEADS), None)
        if head:
            break
    else:
        return
    behind = index + 1
    if behind + 2 < len(told.words) and told.words[behind] in _PRESUMED:
        behind += 3 if told.words[behind + 1].startswith("ان") else 2
    start, end = _start(told, back, head), told.tokens[behind - 1].end
    yield Actor(told.text[start:end], Span(told.where, start, end), "unknown")
