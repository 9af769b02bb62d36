"""Parties come out by the names that they had on the day, whether a list holds them or grammar tells them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import arabic
from pipelines.facts import names
from pipelines.facts.actors import actors_of
from pipelines.facts.fact import Actor
from pipelines.facts.participants import distinct


def found(title: str, body: str = "", on: date | None = None) -> list[Actor]:
    """Every mention in a text."""
    return list(actors_of(title, body, names.default(), on))


def pairs(title: str, body: str = "") -> list[tuple[str, str]]:
    """Names and ids of the flat list."""
    return [(actor.name, actor.id) for actor in distinct(found(title, body))]


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("قصفت ميليشيا «قسد» القرية", "ميليشيا قسد", "sdf"),
        ("دورية للاحتلال الأمريكي", "الاحتلال الأمريكي", "us_forces"),
        ("رتل لقوات النظام", "قوات النظام", "assad_forces"),
        ("هجوم شنته الميليشيات المدعومة من إيران", "الميليشيات المدعومة من إيران", "iran_militias"),
        ("انسحبت القوات الجوية العراقية", "القوات الجوية العراقية", "iq"),
        ("توغل الجيش اللبناني", "الجيش اللبناني", "lb"),
        ("أغار سلاح الجو الأردني", "سلاح الجو الأردني", "jo"),
        ("غارات للطيران الحربي الروسي", "الطيران الحربي الروسي", "russia"),
        ("غارات أردنية على مهربين", "الأردن", "jo"),
        ("مسيّرة تركية استهدفت سيارة", "تركيا", "turkey"),
        ("إسرائيل تقصف مطارا", "إسرائيل", "israel"),
        ("إسرائيل هي التي قصفت مطارا", "إسرائيل", "israel"),
        ("استهداف طائرة يرجح أنها أمريكية", "طائرة يرجح أنها أمريكية", "unknown"),
        ("أغار طيرانٌ مسيّرٌ مجهول على حقل", "طيرانٌ مسيّرٌ مجهول", "unknown"),
        ("أصيب جنود أميركيون", "جنود أميركيون", "us_forces"),
        ("قاعدة المدفعية الأمريكية في حقل", "الولايات المتحدة", "us_forces"),
        ("سقطت قذائف على مواقع للنظام", "النظام", "assad_forces"),
        ("انسحبت عناصر داعش", "داعش", "isis"),
        ("تقدم مسلحو العشائر", "مسلحو العشائر", "tribal_forces"),
        ("مقتل جنود سوريين", "جنود سوريين", "transitional_gov"),
        ("فصائل محلية رديفة لقوات النظام", "فصائل محلية رديفة لقوات النظام", "assad_forces"),
        ("قوات الزلقوم الموالية لدمشق", "قوات الزلقوم الموالية لدمشق", "assad_forces"),
        ("ميليشيات مساندة للحرس الثوري", "ميليشيات مساندة للحرس الثوري", "iran_militias"),
        ("يسيطر المعارضون المسلحون على البلدة", "المعارضون المسلحون", "rebels"),
        ("طائرات سورية أغارت على حماة", "طائرات سورية", "transitional_gov"),
        ("أنقرة تقصف منبج", "تركيا", "turkey"),
        ("إيران هاجمت القاعدة", "إيران", "iran_irgc"),
        ("قصفت إسرائيل مطارا", "إسرائيل", "israel"),
        ("فصائل محلية موالية لتركيا", "فصائل محلية موالية لتركيا", "snae"),
        ("مجموعات مسلحة تابعة لإيران", "مجموعات مسلحة تابعة لإيران", "iran_militias"),
        ("قصف لواء شهداء زلقوم في درعا", "لواء شهداء زلقوم", "other_group"),
        ("أعلنت غرفة عمليات فتح زلقوم في حلب", "غرفة عمليات فتح زلقوم", "other_group"),
        ("هجوم لكتائب الزلقوم قرب إدلب", "كتائب الزلقوم", "other_group"),
        ('اقتحمت قوات "الزلقوم" حاجزا في السويداء', "قوات الزلقوم", "other_group"),
        ("هاجم لواء فجر الزلقوم حاجزا في درعا", "لواء فجر الزلقوم", "other_group"),
        ('جماعة تطلق على نفسها "رجال الزلقوم" في درعا', "رجال الزلقوم", "other_group"),
        ('جماعات تسمي نفسها "جبهة الزلقوم" في درعا', "جبهة الزلقوم", "other_group"),
        ("هجوم لكتيبة المهاجرين في إدلب", "كتيبة المهاجرين", "other_group"),
        ("عملية لجهاز الاستخبارات التركي", "جهاز الاستخبارات التركي", "turkey"),
        ("نيران حرس الحدود التركي", "حرس الحدود التركي", "turkey"),
        ("غارات لسلاح الجو الملكي البريطاني", "سلاح الجو الملكي البريطاني", "gb"),
        ("رد الجنود الأتراك على النيران", "الجنود الأتراك", "turkey"),
        ("غارات لطيران الاحتلال الروسي على إدلب", "طيران الاحتلال الروسي", "russia"),
        ("طائرات روسيا تقصف إدلب", "روسيا", "russia"),
        ("غارات سورية على حماة", "الجيش السوري", "transitional_gov"),
        ("قتل مسلحون موالون لإيران", "مسلحون موالون لإيران", "iran_militias"),
        ("اشتباكات مع فلول النظام السابق", "فلول النظام السابق", "assad_forces"),
        ("هجوم لميليشيا الزلقوم الجديدة في إدلب", "ميليشيا الزلقوم الجديدة", "other_group"),
        ("اللواء 77 يهاجم قسد", "اللواء 77", "other_group"),
        ("أغارت دفاعات إسرائيلية", "إسرائيل", "israel"),
        ("انسحبت الفرقة 77 من حماة", "الفرقة 77", "other_group"),
        ("اغتاله مسلحون مجهولون", "مسلحون مجهولون", "unknown"),
        ("طائرات حربية مجهولة يرجح أنها أمريكية قصفت", "طائرات حربية مجهولة يرجح أنها أمريكية", "unknown"),
        ("طيران مجهول يعتقد أنه روسي", "طيران مجهول يعتقد أنه روسي", "unknown"),
        ("واشنطن تقصف مواقع في حلب", "الولايات المتحدة", "us_forces"),
        ("قاذفات روسية تغير على حماة", "روسيا", "russia"),
        ("رتل أمريكي يدخل الحسكة", "الولايات المتحدة", "us_forces"),
        ("اتهم المصدر إسرائيل بقصفه", "إسرائيل", "israel"),
        ("حملت موسكو إسرائيل كامل المسؤولية", "إسرائيل", "israel"),
        ("قتل شاب برصاص مسلحين في درعا", "مسلحين", "unknown"),
        ("قتل جنديان تركيان في إدلب", "جنديان تركيان", "turkey"),
        ("مقاتلة تابعة للنظام السوري تحطمت", "مقاتلة تابعة للنظام السوري", "assad_forces"),
        ("سقطت على القاعدة التابعة للنظام السوري", "النظام السوري", "assad_forces"),
        ("مواقع جيشنا في حماة", "جيشنا", "transitional_gov"),
        ("هجوم من العشائر اللبنانية", "العشائر اللبنانية", "tribal_forces"),
        ("مسيرة للفصائل العراقية تصيب القاعدة", "الفصائل العراقية", "iran_militias"),
    ],
)
def test_parties_are_named_and_known(text: str, name: str, party: str) -> None:
    """By the list, by the adjective of a country, by whom they serve, by what they do, or as unknown."""
    assert pairs(text)[:1] == [(name, party)]


@pytest.mark.parametrize(
    "text",
    [
        "زيارة إلى العراق",
        "منتج تركي",
        "المباحثات الروسية",
        "منذ سقوط نظام الأسد",
        "أصيب مدنيون",
        "أعلن البنتاغون",
        "عملية غصن الزيتون",
        "رقم مجهول",
        "حركة السير في دمشق",
        "جبهة الزلقوم في درعا",
        "لواء من حلب",
        "الفرقة الموسيقية في دمشق",
        "عمليات الإنقاذ في حلب",
        "التحالف العربي في اليمن",
        "اتباع النظام الغذائي",
        "وفي العراق نفذت حملة",
        "غارات على هجمات سوريا",
        "لقاء مع مقاتلين سوريين",
        "تدريب فرقة سورية",
        "لجان، حليفة لإيران",
        "لجان حليفة لروسيا",
        "قصف. مجهول",
        "قصف يرجح مسؤول أمريكي توقفه",
        "هجمات بسوريا",
        "صرح وزير المخابرات التركي",
        "وصل وفد الجيش اللبناني",
    ],
)
def test_what_is_no_party_in_an_event(text: str) -> None:
    """Countries as places, goods and talks, a time that is told by a government, bystanders, offices, operations."""
    assert not [actor for actor in distinct(found(text)) if actor.id != "lb"]


def test_a_name_means_the_party_of_its_day() -> None:
    """الجيش السوري before and since 8 December 2024; without a day, today's."""
    days = (date(2024, 12, 7), date(2024, 12, 8), None)
    assert [found("تقدم الجيش السوري", on=day)[0].id for day in days] == [
        "assad_forces",
        "transitional_gov",
        "transitional_gov",
    ]


def test_countries_act_with_those_named_before_them() -> None:
    """ "تركيا وروسيا", "قوات النظام وروسيا"."""
    assert [party for _, party in pairs("قصفت تركيا وروسيا مواقع")] == ["turkey", "russia"]
    assert [party for _, party in pairs("قصفت قوات النظام وروسيا القرية")] == ["assad_forces", "russia"]
    assert pairs("زار الوزير تركيا وروسيا") == []


def test_a_country_told_by_an_adjective_has_the_name_that_the_text_has() -> None:
    """Of two names of one country that which is written out, acting or not."""
    assert pairs("", "استهدفت غارة أميركية مقرا في إدلب، ولم تعلق أميركا") == [("أميركا", "us_forces")]
    assert pairs("", "استهدفت غارة أميركية مقرا في إدلب") == [("الولايات المتحدة", "us_forces")]


def test_a_country_never_written_is_called_by_its_army() -> None:
    """By its forces as a whole, as the text has them; Israel is its name, whatever else a text says."""
    told = "استهدفت غارة {0} مقرا في ريف حلب. وقصفت طائرات {0} تلا، ودخل رتل {0} البلدة. وانسحبت {1}."
    assert pairs("", told.format("تركية", "القوات التركية")) == [("القوات التركية", "turkey")]
    assert pairs("", told.format("تركية", "القوات التركية على ما قالته تركيا"))[0] == ("تركيا", "turkey")
    assert pairs("", told.format("إسرائيلية", "القوات الإسرائيلية"))[0] == ("إسرائيل", "israel")


def test_the_occupation_is_whose_the_text_says() -> None:
    """Israel's alone; another's where its name stands in full and Israel's nowhere."""
    told = "قصف جيش الاحتلال التركي قرية في ريف حلب. وقتل جنود من جيش الاحتلال."
    assert [party for _, party in pairs("تدمير دبابة للاحتلال", told)] == ["turkey"]
    base = "استهدفت فصائل قاعدة الاحتلال في رميلان، وقالت القوات الأمريكية إنها أسقطت مسيرة لهم."
    assert "israel" not in [party for _, party in pairs("", base)]
    for text in (
        "توغلت قوات الاحتلال في ريف القنيطرة، وفي الشمال قصفت القوات التركية ريف حلب",
        "الاحتلال يقصف دمشق، فيما دعت القوات الأميركية إلى وقف القصف",
        "تصدت الدفاعات لطائرات الاحتلال فوق حمص. وفي سياق آخر دان البيان الاحتلال التركي",
    ):
        assert "israel" in [party for _, party in pairs("", text)], text
    both = [party for _, party in pairs("", f"{told} وقصف الاحتلال الإسرائيلي القنيطرة.")]
    assert both == ["turkey", "israel"]


def test_who_are_gunmen_of_a_party_are_called_by_it() -> None:
    """ "مسلحين من أبناء العشائر"; who only rides a motorbike is unknown, by the noun alone."""
    told = pairs("", "اشتبك مسلحون من أبناء العشائر مع الجيش السوري في ريف حمص")
    assert told[0] == ("أبناء العشائر", "tribal_forces")
    assert pairs("قصف في حلب", "هاجم الحاجز مسلحون")[0] == ("مسلحون", "unknown")  # the text's last word
    assert pairs("", "أطلق مسلحين يستقلون دراجة النار على حاجز للجيش السوري")[0] == ("مسلحين", "unknown")


def test_a_name_of_a_group_is_better_than_words_for_its_kind() -> None:
    """Even where it stands with its spokesman, unless the title has the words."""
    told = "شنت تركيا هجوما على المقاتلين الأكراد في حلب. وقال متحدث باسم قوات سوريا الديمقراطية إن الهجوم فشل."
    assert ("قوات سوريا الديمقراطية", "sdf") in pairs("", told)
    outlaws = "قتل عنصر في كمين لمجموعات خارجة عن القانون في السويداء. والمجموعات تابعة للحرس الوطني."
    assert ("الحرس الوطني", "druze_factions") in pairs("", outlaws)


def test_israel_is_called_by_its_army_where_the_title_is() -> None:
    """Elsewhere by its name."""
    body = "قال الجيش الإسرائيلي إن قواته دخلت قرية في ريف القنيطرة."
    assert pairs("الجيش الإسرائيلي يتوغل في القنيطرة", body) == [("الجيش الإسرائيلي", "israel")]
    assert pairs("توغل إسرائيلي في القنيطرة", body) == [("إسرائيل", "israel")]


def test_guards_of_a_border_are_the_neighbours() -> None:
    """Of the one that the text names; what the text says of them is better, and without it they are nobody."""
    body = "اشتبكت قوات حرس الحدود مع متسللين من سوريا قرب الرمثا. وقصفت مقاتلات من سلاح الجو الملكي مزرعة."
    assert [party for _, party in pairs("الأردن يحبط محاولة تسلل", body)] == ["jo"]
    assert pairs("", "قتل عنصر من حرس الحدود بهجوم لداعش من سوريا على الأنبار العراقية")[0] == ("حرس الحدود", "iq")
    own = "أحبط حرس الحدود محاولة تهريب قرب القصير، وقال الجيش السوري إن المهربين من بعلبك"
    assert "lb" not in [party for _, party in pairs("", own)]
    short = "قصف أبطال الجيش العربي الليرمون في حلب. ووصلت تعزيزات أردنية من المفرق"
    assert "jo" not in [party for _, party in pairs("", short)]
    assert pairs("", "قصف حرس الحدود التركي قرية في ريف إدلب، وقال العراق إن حدوده آمنة")[0][1] == "turkey"
    assert pairs("", "قتل عنصر من حرس الحدود بهجوم لداعش قرب حدود العراق في دير الزور") == [("داعش", "isis")]


def test_a_quarter_is_no_party_and_a_district_no_brigade() -> None:
    """ "حي البدو", "لواء الرمثا" in Jordan; nor is who documents what happens. A square is no street."""
    assert pairs("", "انتشرت في الساحة قوات الأمن العام بعد هجوم في حمص")[0][1] == "transitional_gov"
    assert pairs("", "قصف التحالف منزلا في حي البدو بمدينة الرقة") == [("التحالف", "coalition")]
    assert pairs("", "سقطت قذائف من سوريا في لواء الرمثا شمالي الأردن") == []
    assert pairs("", "وثق تجمع أحرار حوران مقتل شاب في درعا") == []


def test_an_ally_strikes_with_whom_it_is_named() -> None:
    """ "قوات النظام وحليفتها روسيا", unless both are asked; who serves the old government is not its forces."""
    assert pairs("", "دعت فرنسا النظام السوري وحليفته روسيا إلى وقف القصف في إدلب") == []
    assert [party for _, party in pairs("", "قصفت قوات النظام وحليفتها روسيا الغوطة الشرقية")][1] == "russia"
    told = pairs("", "عبرت مجموعات مسلحة تابعة للنظام السوري نهر الفرات وهاجمت قسد")
    assert told[0][0] == "مجموعات مسلحة تابعة للنظام"


def test_what_a_preposition_joins_to_is_no_part_of_a_name() -> None:
    """ "للواء القدس" is لواء, "للحرس" is الحرس."""
    assert pairs("", "استهدف لغم حافلة للواء القدس في ريف حمص")[0][0] == "لواء القدس"
    assert pairs("", "استهدف لغم حافلة للحرس الثوري في ريف حمص")[0][0] == "الحرس الثوري"


def test_soldiers_behind_a_number_are_of_their_country() -> None:
    """ "62 جنديا سوريا", which is spelt as the country; and two countries have aircraft."""
    assert pairs("", "قتل 62 جنديا سوريا في غارات على جبل الثردة")[0] == ("الجيش السوري", "transitional_gov")
    told = pairs("", "قصفت طائرات أميركية وسعودية مواقع داعش في الرقة")
    assert [party for _, party in told] == ["us_forces", "sa", "isis"]
    assert pairs("", "ضبط الأمن صواريخ روسية الصنع في ريف دمشق") == []


def test_whose_group_it_is_and_who_condemns_is_no_party() -> None:
    """ "أحد فصائل الجيش الحر", "الذراع السورية لحزب العمال", "ودانت الجبهة"."""
    told = "قصف جيش العزة، أحد فصائل الجيش الحر، مواقع قوات النظام في حماة"
    assert "free_army" not in [actor.unit for actor in distinct(found("", told))]
    told = "قصفت تركيا وحدات حماية الشعب، الذراع السورية لحزب العمال الكردستاني، في عفرين"
    assert "pkk" not in [party for _, party in pairs("", told)]
    assert pairs("", "ودانت حركة أحرار الشام ما جرى في إدلب") == []
    told = "هاجم مسلحون موالون للأسد حاجزا في ريف جبلة"
    assert pairs("", told)[0][0] == "مسلحون موالون للأسد"


def test_smugglers_are_a_party_beside_armed_groups() -> None:
    """Other armed people whom nobody names are none there; soldiers of "19 dead of the army" are the army's."""
    body = "اشتبك حرس الحدود الأردني مع مهربين قرب السويداء، وقال إن ميليشيات مدعومة من إيران تسندهم."
    assert "مهربين" in [name for name, _ in pairs("", body)]
    assert "متشددين" not in [name for name, _ in pairs("", body.replace("مهربين", "متشددين"))]
    told = pairs("", "قتل 19 شخصا في دير الزور، بينهم 12 قتيلا من الجيش.")
    assert told == [("الجيش", "transitional_gov")]


def test_a_unit_whose_spokesman_is_named_takes_part_with_its_kind() -> None:
    """Fighters of its kind are its own; where none are told of, it only speaks."""
    spoken = "وقال متحدث باسم وحدات حماية الشعب إن القصف مستمر على عفرين."
    assert pairs("", f"قتل عشرة من المقاتلين الأكراد في عفرين. {spoken}") == [("وحدات حماية الشعب", "sdf")]
    assert pairs("", spoken) == []


def test_what_a_country_renews_in_words_is_no_deed() -> None:
    """Nor are those a party's who were with it once."""
    assert pairs("", "قصفت قسد قرية في حلب، وجددت مصر إدانتها للقصف") == [("قسد", "sdf")]
    assert pairs("", "قتل بهجوم لداعش في الرقة أبو محمد، من قادة أحرار الشرقية سابقا") == [("داعش", "isis")]
    assert "إسرائيل" in [name for name, _ in pairs("", "قال إن هجمات إسرائيل على محيط دمشق مستمرة")]


def test_who_ends_a_sentence_is_not_who_begins_the_next() -> None:
    """The verb behind a party's name has its own subject."""
    told = pairs("", "قتل عشرة من البدو. وشنت إسرائيل غارات على السويداء")
    assert [party for _, party in told] == ["tribal_forces", "israel"]


def test_unknown_people_and_unknown_aircraft_are_two() -> None:
    """Each by its fullest words; "قصف مجهول المصدر" and where somebody was brought are none."""
    body = "استهدفت مسيرة مجهولة راعيا. وقصفت مسيرة مجهولة يعتقد أنها تركية سيارة، وقتل شاب برصاص مسلحين."
    assert [name for name, _ in pairs("", body)] == ["مسيرة مجهولة يعتقد أنها تركية", "مسلحين"]
    assert pairs("قصف مجهول المصدر على درعا", "واقتادوهم إلى جهة مجهولة.") == []
    assert pairs("قتل برصاص مسلحين من داعش") == [("داعش", "isis")]
    assert pairs("هاجم مسلحون يرجح أنهم من داعش الحاجز") == [("داعش", "isis")]
    assert pairs("هاجم مسلحون من أبناء المنطقة الحاجز") == [("مسلحون", "unknown")]


def test_units_are_apart_and_names_of_one_party_are_one() -> None:
    """The Fourth Division beside its side; the same party in three spellings once, by the fuller of two names."""
    body = "قصفت قوات نظام الأسد القرية. وقالت مصادر إن الفرقة الرابعة أطلقت الصواريخ. وردت قوات النظام."
    actors = distinct(found("قوات الأسد تقصف", body))
    assert [(a.name, a.unit) for a in actors] == [("قوات نظام الأسد", ""), ("الفرقة الرابعة", "fourth_division")]


def test_country_or_forces_by_what_the_text_says_more() -> None:
    """One name for a state that is told by its deeds and by its army: whichever stands there more often."""
    title, body = "غارات إسرائيلية قرب حماة", "سقطت صواريخ إسرائيلية على التل. ولم يعلق الجيش الإسرائيلي."
    assert pairs(title, body) == [("إسرائيل", "israel")]
    assert pairs("أمريكا تقصف التنف", "قصفت القوات الأمريكية تلا، وتوقفت القوات الأمريكية هناك") == [
        ("القوات الأمريكية", "us_forces")
    ]


def test_grounds_backers_and_leaders_are_no_part_in_the_news() -> None:
    """Whose base it is, who backs or leads a party: only the title makes that a part."""
    title = "قصف على حماة"
    assert pairs(title, "تعزيزات لقسد قرب القواعد الأمريكية")[1:] == []
    assert pairs(title, "هجوم لقوات العشائر المدعومة من قسد")[1:] == []
    assert pairs(title, "التحالف الدولي بقيادة الولايات المتحدة أطلق صواريخ")[1:] == []
    assert pairs("استهداف القواعد الأمريكية في حماة") == [("الولايات المتحدة", "us_forces")]


def test_iranian_sites_are_its_militias_where_these_are_named() -> None:
    """In Syria one is told by the other."""
    title = "قصف مواقع إيرانية"
    assert pairs(title) == [("إيران", "iran_irgc")]
    assert [party for _, party in pairs(title, "سقطت قذائف على الميليشيات الإيرانية")] == ["iran_militias"]


def test_words_for_a_kind_of_fighters_mean_the_unit_beside_them() -> None:
    """القوات الكردية beside وحدات حماية الشعب are these; alone they are a party."""
    title = "قصف على حماة"
    assert [a.unit for a in distinct(found(title, "تقدمت وحدات حماية الشعب، وقالت القوات الكردية"))] == ["ypg"]
    assert pairs(title, "تقدمت القوات الكردية") == [("القوات الكردية", "sdf")]


def test_what_a_country_is_told_is_not_done_by_it() -> None:
    """The object of a verb that has its subject before it."""
    assert [name for name, _ in pairs("روسيا هددت تركيا")] == ["روسيا"]


def test_who_speaks_for_a_party_is_its_name_only_where_no_other_is() -> None:
    """The command of its forces, or its country's name."""
    assert pairs("غارة أمريكية على حماة", "قالت سنتكوم إنها قصفت تلا") == [("الولايات المتحدة", "us_forces")]
    assert pairs("قصف على حماة", "قالت سنتكوم إنها قصفت تلا") == [("القوات الأميركية", "us_forces")]


def test_a_name_in_the_text_is_better_than_that_of_the_country() -> None:
    """Strikes tell the country; its army, where it is named as often, is the name."""
    assert pairs("غارات تركية قرب حماة", "قال الجيش التركي إنه نفذ غارات") == [("الجيش التركي", "turkey")]


def test_a_group_of_two_words_may_be_called_after_a_place() -> None:
    """ "حركة أحرار X": the place is no party and does not hide the group."""
    assert pairs("", "قال قائد في حركة أحرار درعا إن مقاتليه انسحبوا من حلب")[0][0] == "حركة أحرار درعا"
    assert [name for name, _ in pairs("", 'جماعة في حلب تطلق على نفسها "أجناد"')] == ["أجناد"]  # the text's last word


def test_who_is_named_far_behind_takes_part() -> None:
    """Reports are round-ups as often: what stands at the end is another event, of the day or earlier."""
    body = "قصف على حماة. " + "سقطت قذائف على الأحياء. " * 40
    assert [actor.id for actor in distinct(found("قصف على حماة", f"{body} واشتبكت قوات النظام معهم."))] == [
        "assad_forces"
    ]


@pytest.mark.parametrize(
    ("title", "body", "party"),
    [
        ("النظام يقصف ريف إدلب", "قصف على إدلب", "assad_forces"),
        ("قصف على إدلب", "جرى ذلك بعد أن أطلقت طائرات النظام صواريخ", "assad_forces"),
        ("الجيش يدخل مدينة درعا", "دخلت الدبابات درعا", "transitional_gov"),
    ],
)
def test_short_names_count_where_they_act(title: str, body: str, party: str) -> None:
    """النظام and الجيش alone are Syria's in an article about Syria that names no other."""
    assert [identity for _, identity in pairs(title, body)] == [party]


def test_names_in_short_count_by_their_company() -> None:
    """النظام behind its strongholds, الأسد behind arms, الفصائل where no others are named in full."""
    assert pairs("", "آخر معاقل النظام في حلب") == [("النظام", "assad_forces")]
    assert pairs("", "راجمات الأسد تقصف إدلب") == [("الأسد", "assad_forces")]
    assert pairs("", "زار الأسد إدلب") == []
    assert pairs("", "مواقع الفصائل في ريف حلب") == [("الفصائل", "rebels")]
    assert pairs("", "مواقع الفصائل الفلسطينية في حلب") == [("الفصائل الفلسطينية", "palestinian_factions")]
    assert pairs("", "وحدات الجيش آليات في حماة") == [("الجيش", "transitional_gov")]
    assert pairs("", "قصفت قوى الأمن حيا في درعا") == [("قوى الأمن", "transitional_gov")]


def test_short_names_are_nobody_elsewhere() -> None:
    """In an article about another country, or beside another army, they mean nobody of ours."""
    assert pairs("الجيش يدخل بيروت") == []
    assert [party for _, party in pairs("الجيش يقصف حماة", "قال الجيش الإسرائيلي إنه قصف حماة")] == ["israel"]


def test_each_party_has_what_other_data_sets_call_it() -> None:
    """Names in English, ACLED's name and code for every party that is no unit."""
    known = names.default().parties
    whole = [party for unit, party in known.items() if unit == party.id and not party.changed]
    assert {"sdf", "israel", "iran_militias", "civilians"} <= {party.id for party in whole}
    assert all(party.name_en and party.acled and party.inter for party in whole)


WORDS = st.sampled_from(
    ["و", "،", ".", "«", "»", "قوات", "الجيش", "طائرات", "مجهولة", "يرجح", "أنها", "أمريكية", "السوري", "النظام",
     "قسد", "إيران", "موالية", "لإيران", "من", "تقصف", "وللجيش", "لل", "حلب", "ميليشـيا", "تَركيا"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14), st.lists(WORDS, max_size=14))
def test_spans_lie_in_the_text_whatever_it_is(title: list[str], body: list[str]) -> None:
    """Any row of words is read without a fault; mentions are in order, in the text, and do not overlap."""
    texts = {"title": arabic.clean(" ".join(title)), "body": arabic.clean(" ".join(body))}
    last = ("title", 0)
    for actor in actors_of(texts["title"], texts["body"], names.default()):
        begins = last[1] if actor.span.where == last[0] else 0
        assert begins <= actor.span.start < actor.span.end <= len(texts[actor.span.where])
        last = (actor.span.where, actor.span.end)


def test_who_was_with_a_party_once_does_not_bring_it_in() -> None:
    """A former commander is a civilian now."""
    assert pairs("اغتيال رجل في درعا", "قتل مسلحون في درعا قياديا سابقا في الجيش الحر") == [("مسلحون", "unknown")]


def test_names_are_shown_without_dots_against_filters() -> None:
    """The span holds them as they stand."""
    assert pairs("قصف مواقع قس.د في دير الزور")[0] == ("قسد", "sdf")


def test_who_fights_for_the_party_before_is_named_by_a_pronoun() -> None:
    """ "الجيش التركي والفصائل الموالية له": two parties, as "الفصائل الموالية لتركيا" would be."""
    assert pairs("", "قصف الجيش التركي والفصائل الموالية له قرى عفرين") == [
        ("الجيش التركي", "turkey"),
        ("الفصائل الموالية", "snae"),
    ]
    new = distinct(found("", "انتشر الجيش السوري وفصائل رديفة له في جبلة", date(2025, 3, 8)))
    assert {actor.id for actor in new} == {"transitional_gov"}


def test_a_brigade_is_no_place_and_a_service_has_its_adjective() -> None:
    """A group may be called like a place; a minister of intelligence is no service of it."""
    assert pairs("", "قصف لواء اليرموك الحاجز في درعا") == [("لواء اليرموك", "rebels")]
    assert pairs("", "زار وزير المخابرات الإسرائيلي الجولان") == []


def test_a_name_that_most_mentions_agree_with_is_taken() -> None:
    """The shortest common ground of طيران الاحتلال, جيش الاحتلال and الجيش الإسرائيلي, not the rarest of them."""
    body = "قصف طيران العدو الموقع، ثم توغلت قوات العدو الإسرائيلي، وانسحبت قوات العدو الإسرائيلي من جباتا الخشب"
    assert pairs("", body) == [("قوات العدو الإسرائيلي", "israel")]


def test_a_group_is_one_party_however_much_of_its_name_is_said() -> None:
    """ "أكناف بيت المقدس" and "كتائب أكناف بيت المقدس"."""
    body = 'هاجم لواء فجر الزلقوم حاجزا في درعا، وقال "فجر الزلقوم" إنه انسحب، وعاد لواء فجر الزلقوم'
    assert pairs("", body) == [("لواء فجر الزلقوم", "other_group")]


def test_who_fights_beside_another_is_a_party_and_who_backs_it_is_none() -> None:
    """ "مدعومة بالفيلق الخامس" names who takes part, "المدعومة من التحالف" who pays."""
    body = "تقدمت قوات النظام مدعومة بالفيلق الخامس في إدلب، وقصفت قسد المدعومة من التحالف الدولي منبج"
    units = [(actor.id, actor.unit) for actor in distinct(found("", body))]
    assert units == [("assad_forces", ""), ("assad_forces", "fifth_corps"), ("sdf", "")]


def test_who_is_only_quoted_or_dates_is_no_party() -> None:
    """Sources within a party, and "منذ طرد داعش"."""
    assert pairs("", "قالت مصادر في الجيش الوطني إن روسيا قصفت منبج") == [("روسيا", "russia")]
    assert pairs("", "قصفت قسد البلدة منذ طرد داعش منها") == [("قسد", "sdf")]


def test_armed_people_whom_nobody_names_are_a_party_where_no_group_is_named() -> None:
    """Smugglers and bands; beside a group that is named they are its people, or nobody's."""
    assert pairs("", "اشتبكت قوات الأمن مع مهربين في درعا")[-1] == ("مهربين", "other_group")
    assert pairs("", "خطفت عصابة مسلحة تاجرا في درعا") == [("عصابة مسلحة", "other_group")]
    assert pairs("", "قتلت قسد مسلحين في منبج") == [("قسد", "sdf")]


def test_who_speaks_and_who_is_called_upon_takes_no_part() -> None:
    """A ministry that says so, and whom somebody asks for something."""
    body = "قالت وزارة الدفاع السورية إن قسد قصفت منبج، وطالبت الإدارة الذاتية التحالف الدولي بفتح تحقيق"
    assert pairs("", body) == [("قسد", "sdf")]
    assert pairs("", "وفق ما أعلن الجيش الروسي فإن داعش هاجم تدمر") == [("داعش", "isis")]


def test_countries_that_take_part_are_parties() -> None:
    """A row behind "بمشاركة"; and the second of two adjectives names a second party."""
    body = "شنت الولايات المتحدة بمشاركة السعودية والأردن غارات على الرقة"
    assert [name for name, _ in pairs("", body)] == ["الولايات المتحدة", "السعودية", "الأردن"]
    two = pairs("", "انسحبت القوات الحكومية والإيرانية من حلب")
    assert two == [("القوات الحكومية", "transitional_gov"), ("القوات الإيرانية", "iran_irgc")]


def test_who_claims_a_deed_is_unknown_no_longer() -> None:
    """ "زرعها مجهولون … وتبنى تنظيم الدولة الهجوم": one party; where nobody claims it, they stay unknown."""
    assert pairs("", "زرع مجهولون عبوة في البوكمال، وتبنى تنظيم الدولة الهجوم") == [("تنظيم الدولة", "isis")]
    unclaimed = pairs("", "زرع مجهولون عبوة في البوكمال، ولم يتبن تنظيم الدولة الهجوم")
    assert unclaimed == [("مجهولون", "unknown"), ("تنظيم الدولة", "isis")]


def test_an_army_named_by_one_of_its_fighters_is_named_by_more_where_it_can() -> None:
    """ "18 مقاتلا موالين لإيران" are one more reason to say "فصائل موالية لطهران"."""
    body = "قتل 18 مقاتلا موالين لإيران في غارات على فصائل موالية لطهران في الميادين"
    assert pairs("", body) == [("فصائل موالية لطهران", "iran_militias")]


def test_a_short_name_beside_a_party_is_one_and_beside_loyalty_is_none() -> None:
    """ "النظام والدفاع الوطني" are two parties; "رتل موال للنظام" is not the government."""
    assert ("النظام", "assad_forces") in pairs("", "هاجم النظام والدفاع الوطني ذيبان")
    assert pairs("قصف رتل موال للنظام قرب التنف") == []


def test_air_defences_are_syrias_where_israel_strikes() -> None:
    """Nobody else's stand where Israel strikes Syria; with another word for the state they are no second party."""
    assert pairs("", "شنت إسرائيل غارات على درعا، وتصدت الدفاعات الجوية للصواريخ") == [
        ("إسرائيل", "israel"),
        ("الدفاعات الجوية", "transitional_gov"),
    ]
    assert pairs("", "قصفت روسيا إدلب، وتصدت الدفاعات الجوية لمسيرات") == [("روسيا", "russia")]


def test_a_ministry_that_does_something_is_the_state() -> None:
    """One that sends forces, not one that says so, nor another country's."""
    assert pairs("", "أرسلت وزارة الدفاع تعزيزات إلى درعا") == [("وزارة الدفاع", "transitional_gov")]
    assert pairs("", "أعلنت وزارة الدفاع مقتل قيادي في درعا") == []
    assert pairs("", "أرسلت وزارة الدفاع الفرنسية تعزيزات إلى درعا") == []
