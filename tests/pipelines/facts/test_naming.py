"""Which of its names a party has, and which of two that are one people is taken."""

from datetime import date

from pipelines.facts import names
from pipelines.facts.actors import actors_of
from pipelines.facts.participants import distinct


def pairs(title: str, body: str = "", on: date | None = None) -> list[tuple[str, str]]:
    """Names and ids of the flat list."""
    return [(actor.name, actor.id) for actor in distinct(actors_of(title, body, names.default(), on))]


def test_an_army_is_called_so_rather_than_by_words_for_all_forces() -> None:
    """Not where the newsroom speaks of a regime, whose words it keeps to."""
    assert pairs("القوات السورية تدخل منبج", "دخل الجيش السوري منبج") == [("الجيش السوري", "transitional_gov")]
    on = date(2020, 2, 1)
    assert pairs("قوات النظام تدخل سراقب", "دخل الجيش السوري سراقب", on) == [("قوات النظام", "assad_forces")]


def test_a_part_of_an_army_is_the_army_where_the_text_names_it() -> None:
    """Artillery and coloured aircraft; what an intelligence service says is its country's."""
    assert pairs("", "قصفت المدفعية التركية منبج، وقال الجيش التركي إنه رد") == [("الجيش التركي", "turkey")]
    assert pairs("", "قصف طيران الاحتلال درعا، وتوغل جيش الاحتلال في القنيطرة")[0][0] == "جيش الاحتلال"
    assert pairs("دبابات تركية تدخل جرابلس", "قالت المخابرات التركية إن الرتل عاد من جرابلس") == [("تركيا", "turkey")]
    assert pairs("", "قصفت المدفعية التركية منبج") == [("المدفعية التركية", "turkey")]


def test_a_force_of_somebody_is_called_by_his_forces() -> None:
    """ "قوة إسرائيلية" in the title, who they are in the text."""
    assert pairs("قوة إسرائيلية تتوغل في درعا", "دخلت قوة من جيش الاحتلال الإسرائيلي درعا")[0][0] == (
        "جيش الاحتلال الإسرائيلي"
    )


def test_a_short_name_that_is_a_word_gives_way_to_a_fuller_one() -> None:
    """النصرة in the title, the front's name of its time in the text."""
    body = "خسرت جبهة فتح الشام مواقع قرب عرسال"
    assert pairs("النصرة تخسر مواقع", body, date(2017, 7, 23)) == [("جبهة فتح الشام", "hts")]


def test_who_commands_stands_for_the_forces() -> None:
    """In the spelling of the text."""
    assert pairs("قصف على حماة", "قالت القيادة المركزية الأمريكية إنها قصفت تلا") == [("القوات الأمريكية", "us_forces")]
    assert pairs("", "أعلنت القيادة العامة للجيش استعادة تدمر", date(2016, 3, 27)) == [("الجيش السوري", "assad_forces")]
    air = pairs("", "أسقطت المضادات السورية طائرة قرب حماة", date(2018, 2, 10))
    assert air == [("الجيش السوري", "assad_forces")]
    assert pairs("", "أصابت صواريخ للبحرية الأميركية مطار حمص")[0][0] == "البحرية الأميركية"


def test_a_coloured_name_told_once_and_late_is_a_quotation() -> None:
    """The newsroom's own words stand first."""
    body = "قتل مستشار في غارات إسرائيلية قرب حلب. وذكرت سانا أن العدو الإسرائيلي شن العدوان"
    assert ("إسرائيل", "israel") in pairs("", body)


def test_a_coalition_and_who_leads_it_are_one_where_either_is_hardly_named() -> None:
    """American strikes are the coalition's, its bases those of the American forces that act."""
    assert pairs("ضربة أميركية قرب خشام", "قصفت طائرات التحالف الدولي قوات النظام قرب خشام", date(2018, 2, 8))[0] == (
        "طائرات التحالف الدولي", "coalition"
    )  # fmt: skip
    base = "قصفت القوات الأميركية مقرات ميليشيات إيرانية في الميادين ردا على هجمات على قواعد التحالف"
    assert [party for _, party in pairs("", base)] == ["us_forces", "iran_militias"]
    assert [party for _, party in pairs("هجوم على قاعدة للتحالف في الشدادي")] == ["coalition"]


def test_factions_of_the_government_are_a_party() -> None:
    """ "فصائل منفلتة تابعة لوزارة الدفاع"."""
    found = pairs("", "هاجمت فصائل منفلتة تابعة لوزارة الدفاع حاجزا لقسد في حلب", date(2025, 12, 22))
    assert found == [("فصائل منفلتة تابعة لوزارة الدفاع", "transitional_gov"), ("قسد", "sdf")]
    assert pairs("", "طوقت قوات الأمن المكان في دمشق", date(2025, 6, 22)) == [("قوات الأمن", "transitional_gov")]
