"""Who is named in the news and takes no part in it, and who takes part though no name says so."""

from datetime import date

from pipelines.facts import names
from pipelines.facts.actors import actors_of
from pipelines.facts.participants import distinct

LEAD = "قصفت قوات النظام قرى في جبل الزاوية بريف إدلب الجنوبي صباح اليوم الخميس بعشرات القذائف المدفعية والصاروخية. "
LEAD += "ولم ترد معلومات عن خسائر بشرية حتى لحظة إعداد الخبر، وسط حركة نزوح من المنطقة باتجاه الشمال. "


def pairs(title: str, body: str = "", on: date | None = None) -> list[tuple[str, str]]:
    """Names and ids of the flat list."""
    return [(actor.name, actor.id) for actor in distinct(actors_of(title, body, names.default(), on))]


def test_who_is_named_in_news_of_another_country_takes_no_part() -> None:
    """Behind the lead, in a sentence without a Syrian name; what was earlier in Syria is the article's all the same."""
    beirut = f"{LEAD}وقتلت إسرائيل قياديا من حماس بغارة في بيروت."
    assert pairs("قصف على إدلب", beirut) == pairs("قصف على إدلب", LEAD)
    assert len(pairs("قصف على إدلب", f"{LEAD}وكانت روسيا قصفت القرية في أيلول الماضي.")) == 2
    assert pairs("", "أوقعت هجمات داعش 400 قتيل منذ مطلع العام في بادية حمص") == [("داعش", "isis")]


def test_what_a_party_is_known_for_brings_nobody_in() -> None:
    """ "الذي يقاتل إلى جانب قوات النظام", "التي تقاتل داعش"; who fights today is a party."""
    assert pairs("", "قتل عنصران من حزب الله الذي يقاتل إلى جانب القوات الحكومية في القنيطرة") == [
        ("حزب الله", "hezbollah")
    ]
    assert pairs("", "قصفت تركيا مواقع قسد التي تقاتل تنظيم داعش في دير الزور")[1:] == [("قسد", "sdf")]
    assert pairs("", "خرج مقاتلو جيش الفتح من حماة بوساطة القوات الروسية") == [("جيش الفتح", "snae")]


def test_who_gives_cover_takes_part() -> None:
    """ "بدعم روسي" and "بغطاء جوي روسي" are Russia's; its support for talks is nothing said of arms."""
    for words in ("بدعم روسي", "بغطاء جوي روسي", "بإسناد روسي"):
        assert pairs("", f"تقدمت قوات النظام {words} في إدلب")[1:] == [("روسيا", "russia")], words


def test_warplanes_that_nobody_owns_are_the_states() -> None:
    """Where the text names neither its forces nor those of another state, and no other owner."""
    on = date(2017, 4, 4)
    assert pairs("", "ألقى الطيران المروحي براميل على إدلب", on) == [("الطيران المروحي", "assad_forces")]
    assert pairs("", "قصف سلاح الجو حزب الله في إدلب", on)[0] == ("سلاح الجو", "assad_forces")
    assert pairs("", "قصف الطيران الحربي إدلب، وقصفت قوات النظام حماة", on) == [("قوات النظام", "assad_forces")]
    assert pairs("", "قصف الجيش الإسرائيلي درعا، وقال إن سلاح الجو عاد", on) == [("إسرائيل", "israel")]
    assert pairs("", "قصف الطيران الحربي التابع لهم إدلب", on) == []


def test_a_ministry_whose_people_act_is_the_state() -> None:
    """ "أرتال من وزارة الدفاع", "وزارة الدفاع: قواتنا تمشط"; one that is quoted is nobody."""
    for text in ("توجهت أرتال من وزارة الدفاع إلى درعا", "قالت وزارة الدفاع إن وحداتها دخلت درعا"):
        assert pairs("", text) == [("وزارة الدفاع", "transitional_gov")], text
    assert pairs("وزارة الدفاع: قواتنا تمشط قرى درعا") == [("وزارة الدفاع", "transitional_gov")]
    assert pairs("", "قال مصدر من وزارة الدفاع إن رجلا قتل في درعا") == []


def test_units_of_the_army_are_the_army() -> None:
    """ "وحدات من الجيش"."""
    assert pairs("", "دخلت وحدات من الجيش مدينة درعا") == [("الجيش", "transitional_gov")]


def test_who_fights_beside_the_new_state_is_another_party() -> None:
    """ "قوات الأمن ومجموعات رديفة لها", "فصائل تابعة لدمشق"; and Syrians who fight for Turkey are no army of hers."""
    on = date(2025, 3, 8)
    body = "قتلوا في درعا على يد قوات الأمن ومجموعات رديفة لها"
    assert pairs("", body, on) == [("قوات الأمن", "transitional_gov"), ("مجموعات رديفة", "transitional_gov")]
    assert pairs("", "هاجمت فصائل تابعة لدمشق سجنا", on) == [("فصائل تابعة لدمشق", "transitional_gov")]
    two = pairs("", "سيطرت القوات التركية وفصائل سورية موالية لها على عفرين")
    assert two == [("القوات التركية", "turkey"), ("فصائل سورية موالية", "snae")]


def test_an_aircraft_that_is_guessed_to_be_somebodys_is_theirs() -> None:
    """ "مجهولة يرجح أنها تابعة للتحالف" names the coalition, "يرجح أنها أمريكية" nobody."""
    assert pairs("", "قصفت طائرة مجهولة يرجح أنها تابعة للتحالف سيارة في إدلب") == [("التحالف", "coalition")]
    assert pairs("", "قتل في صحنايا مسلحون مرتبطون بالفصائل الدرزية") == [("الفصائل الدرزية", "druze_factions")]


def test_what_an_army_says_is_no_group() -> None:
    """A quotation behind الجيش is what it says, behind لواء a name."""
    assert pairs("", 'أعلن التلفزيون أن الجيش "أعاد الأمن والأمان" إلى القصير') == []
    assert pairs("", 'قصف لواء "فجر الزلقوم" حاجزا في درعا')[0][1] == "other_group"


def test_israel_is_called_by_its_name() -> None:
    """Rather than by its army, where the newsroom uses no coloured word for it; soldiers of it are no army."""
    assert pairs("", "قصف سلاح الجو الإسرائيلي حماة") == [("إسرائيل", "israel")]
    assert pairs("", "قتل جنديان إسرائيليان في الجولان") == [("جنديان إسرائيليان", "israel")]
    assert pairs("غارات إسرائيلية قرب حماة", "قال الجيش الإسرائيلي إنه نفذ غارات، وعاد الجيش الإسرائيلي") == [
        ("إسرائيل", "israel")
    ]
    coloured = pairs("", "شن طيران العدو الإسرائيلي غارات إسرائيلية على حماة، وانسحب العدو الإسرائيلي")
    assert "العدو" in coloured[0][0]


def test_of_two_names_that_stand_together_the_one_is_taken_that_says_both() -> None:
    """ "قوات سوريا الديمقراطية (قسد)"; behind a long description the short name in brackets alone."""
    assert pairs("قسد تقصف منبج", "قالت قوات سوريا الديمقراطية (قسد) إن قسد قصفت منبج") == [
        ("قوات سوريا الديمقراطية (قسد)", "sdf")
    ]
    apart = pairs("قسد تقصف منبج", "قالت قوات سوريا الديمقراطية إنها قصفت منبج")
    assert apart == [("قوات سوريا الديمقراطية (قسد)", "sdf")]
    assert pairs("", "قتل اثنان من قوى الأمن الداخلي (الأسايش) في الحسكة") == [("الأسايش", "sdf")]
    assert pairs("داعش يهاجم تدمر", "هاجم تنظيم داعش تدمر") == [("تنظيم داعش", "isis")]


def test_who_says_nothing_or_looks_into_it_takes_no_part() -> None:
    """ "لم يعلق", "لم يصدر تعليق من", "فتح … تحقيقا", and whom somebody left."""
    for text in (
        "قصفت قسد منبج، ولم تعلق وزارة الدفاع السورية",
        "قصفت قسد منبج، ولم يصدر تعليق من الجيش التركي",
        "قصفت قسد منبج، وفتح الجيش السوري تحقيقا في الحادثة",
        "قصفت قسد منبج، وكان القتيل منتسبا إلى الأمن الداخلي",
    ):
        assert pairs("", text) == [("قسد", "sdf")], text
    assert pairs("", "فتح الجيش السوري معبرا قرب منبج") == [("الجيش السوري", "transitional_gov")]


def test_who_only_flies_by_takes_no_part() -> None:
    """ "وسط تحليق طائرات روسية"."""
    assert pairs("", "قصفت قسد منبج وسط تحليق طائرات روسية") == [("قسد", "sdf")]
    assert pairs("", "قصفت طائرات روسية منبج") == [("روسيا", "russia")]


def test_a_government_that_fell_is_spoken_of() -> None:
    """ "الترسانة التي خلفها نظام الأسد" after its fall; before, it is a party, and so are those left."""
    body = "دمرت إسرائيل الترسانة التي خلفها نظام الأسد في اللاذقية"
    assert pairs("", body, date(2024, 12, 11)) == [("إسرائيل", "israel")]
    assert len(pairs("", body, date(2024, 1, 11))) == 2
    assert pairs("", "أوقف الأمن العام خلايا النظام البائد في حمص", date(2025, 3, 1))[-1][1] == "assad_forces"


def test_who_leads_a_coalition_is_not_who_strikes() -> None:
    """ "التحالف الذي تقوده الولايات المتحدة شن"; with "وحلفاؤها" behind its name it is."""
    assert pairs("", "إن التحالف الدولي الذي تقوده الولايات المتحدة شنت طائراته غارات على الرقة") == [
        ("التحالف الدولي", "coalition")
    ]
    assert pairs("", "قال بيان إن الولايات المتحدة وحلفاءها نفذوا غارات على داعش")[0] == (
        "الولايات المتحدة",
        "us_forces",
    )


def test_an_academy_is_no_air_defence_and_loyalists_are_a_party_of_their_own() -> None:
    """ "كلية الدفاع الجوي"; "قوات النظام والمسلحين الموالين لها", also where a mask covers the word for them."""
    assert pairs("", "قصفت إسرائيل كلية الدفاع الجوي في حمص") == [("إسرائيل", "israel")]
    both = [("قوات النظام", "assad_forces"), ("فصائل موالية", "assad_forces")]
    assert pairs("", "قتل عشرة من قوات النظام وفصائل موالية لها في حمص") == both
    body = "استهدفت مواقع لقوات النظام والمسلحين الموالين لها في حمص"
    assert [name for name, _ in pairs("", body)] == ["قوات النظام", "المسلحين الموالين"]


def test_a_state_that_fights_on_the_ground_is_called_by_its_forces() -> None:
    """Unless the text calls it by its country's name clearly more often."""
    assert pairs("تركيا تقصف منبج", "أعلن الجيش التركي ذلك") == [("الجيش التركي", "turkey")]
    assert pairs("تركيا تقصف منبج", "قصفت تركيا تل رفعت، وقال الجيش التركي إنه انسحب") == [("تركيا", "turkey")]


def test_a_deed_behind_a_preposition_is_no_part_of_a_unit() -> None:
    """ "قائد الكتيبة بغارة تركية": the raid is Turkey's, the unit nobody's."""
    assert pairs("مقتل قائد الكتيبة بغارة تركية في حلب") == [("تركيا", "turkey")]
    assert pairs("", "قتل عنصر من جهاز الاستخبارات التركي في حلب") == [("جهاز الاستخبارات التركي", "turkey")]


def test_one_soldier_is_his_country() -> None:
    """Soldiers are its forces; air strikes go by the country, where it is named more often than its air force."""
    assert pairs("مقتل جندي تركي قرب حلب") == [("تركيا", "turkey")]
    assert pairs("مقتل جنود أتراك قرب حلب") == [("جنود أتراك", "turkey")]
    body = "قصف الطيران الروسي حلب. ونفذت روسيا غارات. وقصفت روسيا إدلب."
    assert pairs("", body) == [("روسيا", "russia")]


def test_a_country_that_plans_or_backs_a_deed_takes_part() -> None:
    """ "تدرس واشنطن توجيه ضربة", "بدعم روسيا"; what it uses may be its vote."""
    assert pairs("", "تدرس واشنطن توجيه ضربة في حلب") == [("الولايات المتحدة", "us_forces")]
    assert pairs("", "تدرس واشنطن الوضع في حلب") == []
    assert ("روسيا", "russia") in pairs("", "تقدم جيش النظام في حلب بدعم روسيا")
    assert pairs("", "استخدمت روسيا حق النقض ضد قرار عن حلب") == []


def test_what_a_party_was_called_once_is_no_party() -> None:
    """In brackets behind its name; and whose arm it is takes no part."""
    assert pairs("", "قصفت هيئة تحرير الشام (جبهة النصرة سابقا) حلب") == [("هيئة تحرير الشام", "hts")]
    assert pairs("", "خطفت جبهة النصرة ذراع تنظيم القاعدة جنودا في حلب") == [("جبهة النصرة", "hts")]


def test_a_country_that_begins_a_title_with_a_verb_acts() -> None:
    """Whatever the verb, but for one of what it says or suffers."""
    assert pairs("إسرائيل تخرج مطار دمشق عن الخدمة") == [("إسرائيل", "israel")]
    assert pairs("روسيا تساعد الجيش السوري في حلب")[0] == ("روسيا", "russia")
    for title in ("تركيا تندد بقصف إدلب", "روسيا: تعزيزات إلى حلب", "روسيا تدريبات قرب حلب", "تركيا تحت الثلج"):
        assert pairs(title) == [], title


def test_whose_a_group_is_brings_nobody_in() -> None:
    """ "لواء الباقر التابع للحرس الثوري"; whose a site is does, "مقر تابع للفرقة الرابعة"."""
    assert pairs("", "قصف لواء الباقر التابع للحرس الثوري قرية في دير الزور") == [("لواء الباقر", "iran_militias")]
    assert pairs("", "قصفت قسد مقرا تابعا للفرقة الرابعة في دير الزور")[1:] == [("الفرقة الرابعة", "assad_forces")]


def test_an_operation_is_no_group_and_a_victory_is_past() -> None:
    """ "عمليات "غصن الزيتون"" beside "غرفة عمليات X"; "بانتصار الوحدات الكردية"."""
    assert pairs("", 'أطلق عليها اسم عمليات "غصن الزيتون" في عفرين') == []
    assert pairs("", "عين العرب التي دمرتها معارك انتهت بانتصار الوحدات الكردية") == []


def test_air_defences_are_a_party_beside_soldiers_who_were_hit() -> None:
    """ "جنود سوريين" name no forces."""
    found = pairs("الدفاعات الجوية تتصدى لهجوم إسرائيلي على دمشق", "قتل أربعة جنود سوريين", date(2023, 8, 7))
    assert [name for name, _ in found] == ["الدفاعات الجوية", "إسرائيل"]


def test_who_is_held_or_gains_by_it_takes_no_part() -> None:
    """ "سجون تضم معتقلين من داعش", "يصب في مصلحة داعش"; and ties that somebody denies."""
    told = "قصفت قسد قرية في ريف حلب"
    for words in ("قرب سجن يضم محتجزين من تنظيم داعش", "وإن التصعيد يصب في مصلحة تنظيم داعش"):
        assert pairs("", f"{told} {words}.") == [("قسد", "sdf")], words
    acting = "سيطر سجناء من داعش على جناح في سجن بالحسكة بعد اشتباكات"
    assert pairs("", acting) == [("داعش", "isis")]
    assert pairs("", "نفذت خلية على صلة بداعش تفجيرا في دمشق") == [("داعش", "isis")]
    assert pairs("", f"{told}، ونفى أي صلة للمقاتلين بحزب الله.") == [("قسد", "sdf")]
    assert pairs("", f"{told}، ولم يصدر عن التحالف الدولي أي تعليق.") == [("قسد", "sdf")]


def test_whose_a_party_is_takes_no_part_with_words_between() -> None:
    """ "المنضوية في غرفة كذا", and names in quotation marks behind a preposition that stands alone."""
    told = "خطف مجهولون عنصرا من «اللواء الثامن» التابع لـ«الفيلق الخامس» في ريف درعا"
    assert "الفيلق الخامس" not in [name for name, _ in pairs("", told, date(2021, 5, 1))]
    told = "تقدمت فصائل المعارضة المنضوية في «إدارة العمليات العسكرية» في ريف حماة"
    assert [name for name, _ in pairs("", told, date(2024, 12, 1))] == ["فصائل المعارضة"]


def test_warnings_of_states_far_away_are_talk() -> None:
    """Those of a neighbour or of one that fights there are of arms; nor is it a deed what a state ought to do."""
    told = "قصفت قسد قرية في ريف حلب"
    assert pairs("", f"{told}، وحذرت برلين من عواقب التصعيد.") == [("قسد", "sdf")]
    assert ("تركيا", "turkey") in pairs("", f"{told}، وحذرت تركيا من رد عسكري.")
    assert pairs("", f"{told}، محملا بغداد مسؤولية ضبط حدودها.") == [("قسد", "sdf")]
