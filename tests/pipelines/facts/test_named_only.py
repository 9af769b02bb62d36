"""Who is named as an aim, a plan, somebody's past or a speaker, and takes no part in the news."""

from datetime import date

from pipelines.facts import names
from pipelines.facts.actors import actors_of
from pipelines.facts.participants import distinct

HIT = "قصفت قسد منبج، "


def ids(title: str, body: str = "", on: date | None = None) -> list[str]:
    """The parties of a text."""
    return [actor.unit or actor.id for actor in distinct(actors_of(title, body, names.default(), on))]


def test_who_only_takes_a_stand_or_speaks_takes_no_part() -> None:
    """A verb of a stand right before the name, or a verb of saying with somebody's title between."""
    for text in (
        "وندد حزب الله بالقصف",
        "ونفت هيئة تحرير الشام صلتها به",
        "وقال قيادي في أحرار الشام إن الطريق مغلق",
        "وندد الأمين العام لحزب الله بالقصف",
        "وقتل رجل بحسب القيادة المركزية الأميركية",
        "ولم ترد هيئة تحرير الشام على طلب للتعليق",
        "ودعا الوزير إلى سحب عناصر حزب العمال الكردستاني من المدينة",
    ):
        assert ids("", HIT + text) == ["sdf"], text
    assert ids("", HIT + "وقال متحدث باسم جيش الإسلام إن مقاتليه ردوا") == ["sdf", "jaysh_al_islam"]


def test_aims_and_plans_are_no_deeds() -> None:
    """Whom somebody fights in general, whom he would hit, and whom arms were meant for; "and" carries it on."""
    for text in (
        "وتنتشر فيها قوات لمحاربة تنظيم داعش",
        "وحذر الأهالي من عودة تنظيم داعش",
        "وجاء ذلك بعد انضمام دمشق إلى الحرب على داعش",
        "والحد من قدرتها على التخطيط لهجمات ضد القوات الأميركية وقوات التحالف",
        "وضبط الجنود شحنة صواريخ معدة للنقل إلى حزب الله",
        "وطالبت بدمجها في الجيش السوري",
        "ولا صلة لذلك بالحرب بين إسرائيل وحماس",
        "وتوجهت إلى بلدة فيها جماعة مرتبطة بحزب الله",
        "وهي التي تقاتلها فصائل المعارضة منذ أشهر",
    ):
        assert ids("", HIT + text) == ["sdf"], text
    assert ids("", "دخل لواء القدس تدمر، واستعد لنقل لواء فاطميون إليها") == ["palestinian_factions", "fatemiyoun"]


def test_what_somebody_was_once_brings_nobody_in() -> None:
    """ "كان قياديا في"; but a leader of theirs who was killed is their loss."""
    assert ids("", HIT + "وكان القتيل قياديا في الجيش الحر") == ["sdf"]
    assert ids("", HIT + "وأصاب مبنى كانت تستخدمه الميليشيات الإيرانية") == ["sdf"]
    assert ids("", HIT + "وكان الجيش التركي قتل قياديا في داعش") == ["sdf", "turkey", "isis"]
    assert ids("", HIT + "وقتل ضابط سابق في الفرقة 18") == ["sdf"]


def test_a_unit_stands_for_whose_it_is() -> None:
    """ "الفرقة الرابعة في قوات النظام"; and who mediates fights nobody."""
    on = date(2022, 12, 9)
    assert ids("", "قتل عنصر من الفرقة الرابعة في قوات النظام في درعا", on) == ["fourth_division"]
    assert ids("", HIT + "وتدخل اللواء الثامن وسيطا بين الطرفين") == ["sdf"]


def test_aircraft_that_fly_and_then_act_take_part() -> None:
    """ "حلقت" behind them says no more than before them."""
    assert ids("", HIT + "وطائرات التحالف الدولي حلقت في الأجواء") == ["sdf"]
    assert ids("", HIT + "وحلقت مروحيات التحالف الدولي وألقت قنابل") == ["sdf", "coalition"]


def test_accusing_and_threatening_is_saying() -> None:
    """A country that begins a title with it, or is charged with letting others pass."""
    assert ids("واشنطن تتهم قسد بقصف منبج") == ["sdf"]
    assert ids("إيران تتوعد بالرد على قصف دمشق") == []
    assert ids("", HIT + "واتهم مسؤول تركيا بتسهيل عبور المهاجمين") == ["sdf"]
    assert ids("", HIT + "واتهم مسؤول تركيا بقصف القرية") == ["sdf", "turkey"]
    assert ids("", HIT + "وقالت واشنطن إنها نفذت غارات") == ["sdf", "us_forces"]


def test_what_happened_elsewhere_is_background() -> None:
    """Behind the lead, where another country alone is named."""
    lead = (
        HIT + "وسقطت القذائف على الأحياء الشرقية من المدينة وأدت إلى أضرار في المنازل والمحال التجارية، وهرعت سيارات "
    )
    lead += "الإسعاف إلى المكان وسط حالة من الخوف بين السكان الذين لجؤوا إلى الأقبية حتى ساعات الصباح الأولى. "
    assert ids("قصف على منبج", f"{lead}وقتل قيادي في حزب الله بغارة في بيروت.", date(2019, 5, 2)) == ["sdf"]
    now = ids("قصف على منبج", lead + "وعبرت مسيرة تنظيم داعش من داخل الأراضي العراقية.", date(2019, 5, 2))
    assert now == ["sdf", "isis"]
    assert ids("", HIT + "ويتصدى لها منذ أيام تنظيم داعش") == ["sdf", "isis"]
