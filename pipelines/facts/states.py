"""Whether a state takes part by itself: named as who does something, or is said to, without a word for its forces."""

from pipelines import arabic
from pipelines.facts.bystanders import is_attribute
from pipelines.facts.force_words import DEEDS, FORCES, HAPPENINGS
from pipelines.facts.names import Abroad, Name, Names
from pipelines.facts.telling import Telling
from pipelines.matching import Spot
from pipelines.parties import Party

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
        "تنشر دفعت تدفع أسقطت تسقط أعلنت تعلن أرسلت عززت تعزز سحبت تواصل صعدت تصعد"
    )
)
_PRESENT, _SHORT = ("ت", "ي"), 3
# What a country that begins a title says, or suffers.
_ONLY_SAID = frozenset(
    arabic.words(
        "تنفي ينفي تدين يدين تندد يندد ترحب يرحب تدعو يدعو تطالب يطالب تستنكر يستنكر تؤكد يؤكد تعرب يعرب تنتقد ينتقد "
        "تشكك يشكك تقلل يقلل تأسف يأسف تعتبر يعتبر ترى تتحدث يتحدث تلمح يلمح تفقد يفقد تنعى ينعى تقر يقر تستدعي يستدعي "
        "تودع تشيع يشيع تعلق يعلق "
        "تتهم يتهم تتوعد يتوعد تهدد يهدد تلوح يلوح تتعهد يتعهد تحذر يحذر ترفض يرفض تستبعد يستبعد تحث يحث تكشف يكشف"
    )
)
_ACCUSE = frozenset(arabic.words("اتهم اتهمت يتهم تتهم متهما متهمة حمل حملت يحمل تحمل محملا محملة"))
_RESPONSIBILITY = frozenset(arabic.words("المسؤولية مسؤولية مسؤوليته مسؤوليتها"))
_ACCUSING_REACH = 5  # words between the verb and whom it accuses
_SHORTEST_CHARGE = 4  # letters: بقصف, بقصفه
_NO_CHARGES = frozenset(
    arabic.words("بتسهيل بالوقوف بدعم بالتواطؤ بالتغاضي بالتنصل بتأجيج بإشعال بعرقلة باستخدامه باستخدامها")
)
_BEFORE_ACTS = frozenset(arabic.words("هي التي هو الذي قد كانت لم وحلفاءها وحلفاؤها وشركاءها وشركاؤها"))
_SUPPORT = "بدعم"
# "قالت واشنطن إنها نفذت ضربات"
_SAYS, _THAT_IT = (
    frozenset(arabic.words("قالت أعلنت أكدت ذكرت أوضحت")),
    frozenset(arabic.words("إنها أنها إنه أنه بأنها")),
)
_LED_BY = frozenset(arabic.words("تقوده يقوده تقودها يقودها"))  # "التحالف الذي تقوده واشنطن": what follows it does


def acts_itself(told: Telling, spot: Spot[Name], last: Spot[Name] | None, names: Names, *, acted: bool) -> bool:
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
    return word in DEEDS - HAPPENINGS or word in FORCES


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
    if before in _LED_BY or (follows and told.where == "title" and not first and words[after] in _ONLY_SAID):
        return False
    if follows and (words[after] in names.deeds or words[after] in ACTING):
        before = before.removeprefix("و")
        return before not in _PLACING and not _leads(before, names) and words[first] in (spot.bare, f"و{spot.bare}")
    if follows and words[after] in _THAT_IT and after + 1 < len(words) and before.removeprefix("و") in _SAYS:
        return words[after + 1] in names.deeds or words[after + 1] in ACTING
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
    if word in _NO_CHARGES:
        return False
    return word in _RESPONSIBILITY or (word.startswith("ب") and len(word) >= _SHORTEST_CHARGE)
