"""Armed groups that no list holds, told by grammar: "لواء شهداء X", "غرفة عمليات X", "كتائب X", "الفرقة 30"."""

from collections.abc import Iterator

from pipelines import arabic
from pipelines.facts.fact import Actor
from pipelines.facts.names import Mask, Nation
from pipelines.facts.telling import Telling, written
from pipelines.remembered import Remembered

_GROUP = "other_group"  # the party of the lexicon that stands for all of them

# Nouns of armed groups: a name follows in the construct, as no adjective does.
_HEADS = frozenset(
    arabic.words("لواء كتائب كتيبة فيلق سرايا ألوية جيش ميليشيا مليشيا ميليشيات مليشيات فصيل حركة جبهة تجمع عمليات")
)
_LOOSE = frozenset(arabic.words("حركة جيش جبهة تجمع"))  # names of several words alone are told from other things
_OPERATIONS_ROOM = ("غرفه", "عمليات")
_NUMBERED = frozenset(arabic.words("الفرقة اللواء الفوج الفيلق الكتيبة"))
_ORDINALS = frozenset(
    arabic.words(
        "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة الأول الثاني الثالث الخامس"
    )
)
# What follows such nouns and names nobody.
_ORDINARY = frozenset(
    arabic.words(
        "السير المرور النزوح الطيران الملاحة السفن التجارة البضائع القتال المواجهة الساحل الجنوب الشمال "
        "الجولان المعركة الإطفاء الإسعاف الدفاع المشاة المدفعية الدبابات المدرعات الصواريخ الهندسة الإشارة "
        "الحدود واحدة واحد كامل كاملة أخرى آخر جديد جديدة في من على إلى التي الذي مسلحة مسلح عسكرية عسكري "
        "تابعة تابع موالية موال مدعومة محلية محلي النظام الاحتلال العدو الأسد المعارضة الثوار المسلحين البلاد "
        "الدولة الحكومة الوطن المدنيين الناس السكان التداول الأسواق البيع الشراء الاحتجاج التمرد المقاومة "
        "الركاب المسافرين القطارات الرفض الضغط الإنقاذ"
    )
)
_FIRST_PARTS = frozenset(
    arabic.words(
        "شهداء سيد أولياء ثوار رجال أبناء أنصار أحرار أسود "
        "صقور فرسان جنود مغاوير درع سيوف فتح نور خالد أبو صلاح عمر حماة"
    )
)


def groups(told: Telling) -> Iterator[Actor]:
    """The armed groups that a text names and no list holds."""
    for index in _HEADED.where(told.words):
        head = _HEADED[told.words[index]]
        behind = _behind(told, index, head)
        if behind and not _is_named(told, index, behind):
            first = index - 1 if head == _OPERATIONS_ROOM[1] else index
            bare = _OPERATIONS_ROOM[0] if first < index else head
            name, span = written(told, first, behind, bare)
            yield Actor(name, span, _GROUP)


def _is_named(told: Telling, first: int, behind: int) -> bool:
    """Whether words belong to a name that the lists hold."""
    return any(
        spot.first < behind and first < spot.behind and not isinstance(spot.meanings[0], Mask | Nation)
        for spot in told.spots
    )


def _head(word: str) -> str:
    """The noun of an armed group that a word is, without proclitics; empty: none."""
    return next((form for form in arabic.stems(word) if form in _HEADS or form in _NUMBERED), "")


_HEADED = Remembered(_head)


def _behind(told: Telling, index: int, head: str) -> int:
    """The index behind a group's name; 0 where a word is the head of none."""
    words, following = told.words, index + 1
    if following >= len(words) or not told.joined(following):
        return 0
    if head in _NUMBERED:
        return following + 1 if words[following].isdecimal() or words[following] in _ORDINALS else 0
    if words[index].removesuffix(head).endswith("ال") or words[following] in _ORDINARY:
        return 0
    if head == _OPERATIONS_ROOM[1] and not words[index - 1].endswith(_OPERATIONS_ROOM[0]):
        return 0
    compound = words[following] in _FIRST_PARTS and following + 1 < len(words) and told.joined(following + 1)
    if compound:
        return following + 2
    if head in _LOOSE:
        return 0
    if not words[following].startswith("ال") or len(words[following]) <= 4:
        return 0
    behind = following + 1
    described = behind < len(words) and told.joined(behind) and words[behind].startswith("ال")
    return behind + described  # with its adjective: ميليشيا الأمن العسكري
