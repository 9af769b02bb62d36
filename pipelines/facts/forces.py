"""Parties that no list holds: the forces of a country, and itself where it acts."""

from collections.abc import Iterator, Sequence
from datetime import date

from pipelines import arabic
from pipelines.facts.bystanders import flies_by, is_attribute
from pipelines.facts.fact import Actor, Span
from pipelines.facts.names import Abroad, Name, Names, Nation
from pipelines.facts.telling import Telling
from pipelines.matching import Spot
from pipelines.parties import Party

# Words for forces: with the adjective of a country they name its forces.
FORCES = frozenset(
    arabic.words(
        "قوات قوة قوى جيش طيران سلاح الجو بحرية مدفعية دفاعات وحدات وحدة ألوية فرقة كتيبة شرطة مخابرات استخبارات "
        "احتلال عدو حرس أسطول مشاة"
    )
)
# Of them those that others than a state have, too.
_ANYBODYS = frozenset(arabic.words("قوة وحدات وحدة ألوية فرقة كتيبة"))
# Words for their weapons and deeds: with the adjective they name the country.
DEEDS = frozenset(
    arabic.words(
        "طائرات طائرة طائرتين مقاتلات مقاتلة قاذفات قاذفة راجمات مدفعية مروحيات مروحية مسيرات مسيرة مسيرتين "
        "طيارات دبابات آليات دورية دوريات غارات غارة ضربات ضربة قصف هجوم هجمات عدوان توغل صواريخ قذائف استهداف "
        "توغلات إنزال عملية عمليات رتل أرتال قافلة قوافل بوارج بارجة غواصة غواصات فرقاطة فرقاطات مدمرة زوارق "
        "براميل مدافع"
    )
)
# Of them those for what happens, which name nobody: "غارات سورية".
_HAPPENINGS = frozenset(
    arabic.words("غارات غارة ضربات ضربة قصف هجوم هجمات عدوان توغل توغلات استهداف إنزال عملية عمليات صواريخ قذائف")
)
# Words for what they have and leave where it is, which is named to say where: of itself no part in the news.
GROUNDS = frozenset(arabic.words("قواعد قاعدة نقاط نقطة مواقع موقع أهداف مصالح منشآت"))
# Words for the people in them.
_SOLDIERS = frozenset(arabic.words("جنود جندي جنديا جنديين جنديان عسكريين عسكريون ضابط ضباط"))
# "بدعم روسي": who gives it with arms takes part.
_BACKING = frozenset(arabic.words("بدعم بغطاء بإسناد"))
_HEADS = FORCES | DEEDS | GROUNDS | _SOLDIERS | _BACKING
# Adjectives that may stand between such a word and the adjective of the country.
_BETWEEN = frozenset(
    arabic.words(
        "مسلحة جوية جوي حربية حربي مسيرة مروحية برية بحرية خاصة مشتركة عسكرية عسكري مدفعي مدفعية صاروخية "
        "صاروخي بري فضائية جوفضائية كوماندوز كوماندوس ملكي مسير بيرقدار استطلاعية "
        "عامة حكومية مقاتلة انتحارية نظامية أمنية بدون طيار استطلاع الجو و"
    )
)
_GUARD, _BORDERS = "حرس", "حدود"  # "حرس الحدود التركي"; elsewhere borders are a place
_SERVICE = "جهاز"  # "جهاز الاستخبارات التركي": the adjective is the service's
_OF_SYRIA = Nation("SY")
_TAKING_PART = arabic.fold("بمشاركة")  # "بمشاركة السعودية والأردن"
_ALLIES = ["والتحالف"]
_PLACING = frozenset(arabic.words("في من إلى على عن مع ضد بين داخل خارج نحو عبر شمال جنوب شرق غرب حدود قرب"))
ACTING = frozenset(
    arabic.words(
        "قصفت تقصف استهدفت تستهدف شنت تشن شنوا نفذت تنفذ نفذوا هاجمت تهاجم ضربت تضرب أغارت أطلقت تطلق توغلت تتوغل "
        "اغتالت تغتال دمرت "
        "تسحب ترسل تعزز تنقل نقلت تستقدم استقدمت تحتل احتلت تستولي استولت تحاصر حاصرت تخطف خطفت تفجر فجرت "
        "تصيب أصابت حيدت تحيد تتبنى تبنت تنسحب انسحبت تتقدم تقدمت تقتاد اقتادت تدخل دخلت تخرق خرقت تستخدم استخدمت "
        "بدأت تبدأ كثفت تكثف جددت تجدد واصلت سيطرت تسيطر ردت ترد قتلت تقتل اعتقلت تعتقل اقتحمت تقتحم اعترضت تعترض نشرت "
        "تنشر دفعت تدفع أسقطت تسقط هددت تهدد توعدت تتوعد أعلنت تعلن أرسلت عززت تعزز سحبت تواصل صعدت تصعد"
    )
)
_PRESENT, _SHORT = ("ت", "ي"), 3
# What a country that begins a title says, or suffers.
_ONLY_SAID = frozenset(
    arabic.words(
        "تنفي ينفي تدين يدين تندد يندد ترحب يرحب تدعو يدعو تطالب يطالب تستنكر يستنكر تؤكد يؤكد تعرب يعرب تنتقد ينتقد "
        "تشكك يشكك تقلل يقلل تأسف يأسف تعتبر يعتبر ترى تتحدث يتحدث تلمح يلمح تفقد يفقد تنعى ينعى تقر يقر تستدعي يستدعي "
        "تودع تشيع يشيع تعلق يعلق"
    )
)
_ACCUSE = frozenset(arabic.words("اتهم اتهمت يتهم تتهم متهما متهمة حمل حملت يحمل تحمل محملا محملة"))
_RESPONSIBILITY = frozenset(arabic.words("المسؤولية مسؤولية مسؤوليته مسؤوليتها"))
_ACCUSING_REACH = 5  # words between the verb and whom it accuses
_SHORTEST_CHARGE = 4  # letters: بقصف, بقصفه
_COUNTRY = "سوريا"  # the adjective سورية is spelt like the country, but not with alef
SYRIAN_STATE = "الجيش السوري"  # the name in the list whose meaning changed with the government
_BEFORE_ACTS = frozenset(arabic.words("هي التي هو الذي قد كانت لم وحلفاءها وحلفاؤها وشركاءها وشركاؤها"))
_SUPPORT = "بدعم"
_LED_BY = frozenset(arabic.words("تقوده يقوده تقودها يقودها"))  # "التحالف الذي تقوده واشنطن": what follows it does

_FEMININE = ("ه", "ات")  # endings, as folded; what ends so has an adjective in ة
_FARTHEST = 3


def forces(told: Telling, names: Names, on: date | None) -> Iterator[Actor]:
    """The parties that a text names by words of forces, of origin or of deeds."""
    last, acted = None, False
    for spot in told.spots:
        meaning = spot.meanings[0]
        acts = isinstance(meaning, Abroad) and _is_state(meaning) and _acts(told, spot, last, names, acted=acted)
        syrian = len(spot.meanings) > 1 or isinstance(meaning, Nation)
        if syrian and _OF_SYRIA in spot.meanings:  # سورية is the country, too
            yield from _syrian(told, spot.first, spot.behind, names, on)
        elif isinstance(meaning, Nation):
            yield from _by_adjective(told, spot.first, spot.behind, meaning.country, names)
        elif acts and isinstance(meaning, Abroad):
            yield _by_country(told, spot.first, spot.behind, meaning.country, names)
        last, acted = spot, acts or isinstance(meaning, Party)


def _acts(told: Telling, spot: Spot[Name], last: Spot[Name] | None, names: Names, *, acted: bool) -> bool:
    """Whether a country did something, or is said to, by itself or with the party before it: "قسد وتركيا"."""
    beside = acted and last is not None and last.behind == spot.first and told.joined(spot.first)
    if beside and last is not None and told.words[spot.first] == f"و{spot.bare}":
        return not is_attribute(told, last.first, names.bystanders)
    if spot.first and told.words[spot.first - 1] == _TAKING_PART:
        return True
    return _does(told, spot, last, names) or _is_accused(told, spot) or _has_arms(told, spot)


def _has_arms(told: Telling, spot: Spot[Name]) -> bool:
    """Whether it is named as whose arms or forces there are: "طائرات روسيا"."""
    first = spot.first
    if not told.joined(first) or told.words[first] != spot.bare or told.words[spot.behind : spot.behind + 1] == _ALLIES:
        return False  # "طائرات الولايات المتحدة والتحالف" are the coalition's
    word = told.words[first - 1].removeprefix("و")
    return word in DEEDS - _HAPPENINGS or word in FORCES


def _by_adjective(told: Telling, first: int, behind: int, country: str, names: Names) -> Iterator[Actor]:
    head = _head(told, first)
    if head is None:
        return
    index, word = head
    party = names.countries[country].actor
    start, end = start_of(told, index, word), told.tokens[behind - 1].end
    name = told.text[start:end]
    if told.words[first].startswith("و"):  # "القوات الحكومية والإيرانية": two parties, of which this is the second
        name = f"{told.text[start : told.tokens[index].end]} {told.text[told.tokens[first].start + 1 : end]}"
        start = told.tokens[first].start
    span = Span(told.where, start, end)
    if word in FORCES or word in _SOLDIERS or word == _SERVICE:
        yield Actor(name, span, party, general=word in _SOLDIERS)
    else:
        aside = word in GROUNDS or flies_by(told, index, names.bystanders)
        yield Actor(names.countries[country].names[0], span, party, by_country=True, aside=aside)


def _syrian(told: Telling, first: int, behind: int, names: Names, on: date | None) -> Iterator[Actor]:
    """Forces and aircraft of the Syrian state, which was another one before its government fell."""
    head = None if told.words[first].endswith(_COUNTRY) else _head(told, first)
    state = names.party_named(SYRIAN_STATE) if head else None
    if head and state and head[1] not in GROUNDS and head[1] not in _ANYBODYS:
        start, end = start_of(told, *head), told.tokens[behind - 1].end
        name = SYRIAN_STATE if head[1] in _HAPPENINGS else told.text[start:end]
        yield Actor(
            name, Span(told.where, start, end), state.id_on(on), general=head[1] in DEEDS or head[1] in _SOLDIERS
        )


def _head(told: Telling, first: int) -> tuple[int, str] | None:
    """The word of forces or deeds before an adjective: its index and its form without proclitics and article."""
    for index in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
        if not told.joined(index + 1):
            return None
        forms = arabic.stems(told.words[index])
        head = next((form for form in forms if form in _HEADS), None)
        if head:
            further = told.joined(index) and next(
                (form for form in arabic.stems(told.words[index - 1]) if _goes_before(form)), None
            )
            found = (index - 1, further) if further else (index, head)
            if found[1].endswith(_FEMININE) and not told.words[first].endswith(_FEMININE[0]):
                return None  # وزير المخابرات الإسرائيلي: the adjective is the minister's
            return found
        if not any(form in _BETWEEN for form in forms) and not _is_guarded(told, index, forms):
            return None
    return None


def _goes_before(form: str) -> bool:
    """Whether a word begins the name of forces that another word of forces goes on with."""
    return form in FORCES or form in GROUNDS or form == _SERVICE


def _is_guarded(told: Telling, index: int, forms: Sequence[str]) -> bool:
    """Whether a word is the borders of "حرس الحدود"."""
    return _BORDERS in forms and index > 0 and _GUARD in arabic.stems(told.words[index - 1])


def start_of(told: Telling, index: int, head: str) -> int:
    """The offset of a word without its proclitics, its article kept."""
    token = told.tokens[index]
    cut = len(token.folded) - len(head)
    if token.folded[:cut].endswith("ال"):
        cut -= 2
    return token.start + cut if token.end - token.start == len(token.folded) else token.start


def _is_state(name: Abroad) -> bool:
    return (name.is_country or name.is_seat) and name.country != "SY"


def _does(told: Telling, spot: Spot[Name], last: Spot[Name] | None, names: Names) -> bool:
    """Whether a country does something: a verb of deeds beside it, of which it is neither the object nor the place."""
    words, first, after = told.words, spot.first, spot.behind
    while after < len(words) and words[after] in _BEFORE_ACTS:
        after += 1
    follows = after < len(words) and told.joined(after)
    before = words[first - 1] if first and told.joined(first) else ""
    if before in _LED_BY:
        return False
    if follows and (words[after] in names.deeds or words[after] in ACTING):
        before = before.removeprefix("و")
        return before not in _PLACING and not _leads(before, names) and words[first] in (spot.bare, f"و{spot.bare}")
    if follows and told.where == "title" and not first and _is_deed_in_title(words[after]):
        return True
    verb = before.removeprefix("و")
    is_object = last is not None and last.behind == first - 1 and isinstance(last.meanings[0], Abroad | Party)
    return (verb in names.deeds or verb in ACTING) and not is_object


def _leads(word: str, names: Names) -> bool:
    """Whether a word says that who follows leads, backs or supports another."""
    return word == _SUPPORT or word in names.bystanders.leads or word in names.bystanders.backed


def _is_deed_in_title(word: str) -> bool:
    """Whether a word behind a country that begins a title is a verb of what it does: "تركيا تشارك في القصف"."""
    return word.startswith(_PRESENT) and not word.endswith("ات") and len(word) > _SHORT and word not in _ONLY_SAID


def _is_accused(told: Telling, spot: Spot[Name]) -> bool:
    """Whether a country is said to have done it: "اتهم المصدر إسرائيل بقصف", "حملت موسكو إسرائيل المسؤولية"."""
    words, first, behind = told.words, spot.first, spot.behind
    start = max(0, first - _ACCUSING_REACH)
    accuse = any(
        word.removeprefix("و") in _ACCUSE and told.sentences[index] == told.sentences[first]
        for index, word in enumerate(words[start:first], start)
    )
    of_this = words[behind : behind + 2]
    return accuse and words[first] == spot.bare and any(_is_charge(word) for word in of_this)


def _is_charge(word: str) -> bool:
    return word in _RESPONSIBILITY or (word.startswith("ب") and len(word) >= _SHORTEST_CHARGE)


def _by_country(told: Telling, first: int, behind: int, country: str, names: Names) -> Actor:
    """A country that acts, by its name where the text has that, not its seat's."""
    named, party = names.countries[country].names, names.countries[country].actor
    span = Span(told.where, told.tokens[first].start, told.tokens[behind - 1].end)
    written = told.text[span.start : span.end]
    is_seat = told.words[first].removeprefix("و") not in {arabic.words(name)[0] for name in named}
    return Actor(named[0] if is_seat else written.removeprefix("و"), span, party, by_country=True, itself=True)
