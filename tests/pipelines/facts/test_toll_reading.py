"""Which counted people a sentence says were hurt: word order, lists, doers, tolls, what goes before. All sentences are
written for these tests."""

import pytest

from pipelines.facts.casualties import figures_of
from tests.pipelines.facts.test_casualties import read

ORDERS = [
    # the people before the verb, in its number
    ("وقال السكان إن رجلين قتلا قرب النهر", ["killed 2"]),
    ("وذكر أن خمسة من الحراس ونحو عشرين مقاتلة قتلوا في المعركة", ["killed 5 military", "killed 20 militia"]),
    ("وجاء أن 17 من هذه القوة و24 من تلك قتلوا في الكمين", ["killed 17", "killed 24"]),
    ("وأفاد بأن 12 ناقلاً قتلوا", ["killed 12"]),
    ("خمسة آلاف شخص تظاهروا احتجاجاً على قتل سائق", ["killed 1 civilian"]),
    ("ثلاثة أشخاص قتل أحدهم بالرصاص", ["killed 1"]),
    ("خمسة جنود كانوا يحرسون ذلك الحاجز الواقع عند مدخل المدينة الشرقي قتلوا", []),
    ("اليوم الجمعة مقتل عشرات. عشرات أصيبوا بجروح", ["killed ?", "wounded ?"]),
    ("ولا يزال 14 عاملاً آخرين مفقودين", ["missing 14 civilian"]),
    ("لقوا حتفهم غرقاً 6 لاجئين", ["killed 6 civilian"]),
    ("مجزرة راح ضحيتها 13 مدنياً", ["killed 13 civilian"]),
    ("أن31 عاملاً قتلوا وجرح62 غيرهم", ["killed 31 civilian", "wounded 62"]),
    ("لقي سبعة من جنود الحاجز على الأقل مصرعهم", ["killed 7 military"]),
    # one person, or two, behind what tells when and where
    ("أصيب في القصف طفل وامرأة", ["wounded 1 child", "wounded 1 woman"]),
    ("قتلت مساء الثلاثاء في المدينة رجلاً", ["killed 1"]),
    ("وقتل الحزب الفلاني ضابطي شرطة", ["killed 2 police"]),
    ("أصيب موقع عسكري", []),
    ("أصيبت الطائرة قرب موقع مدني", []),
    ("مقتل مسؤول أمني بارز", ["killed 1"]),
    ("أصيب خلالها طفلان بجروح", ["wounded 2 child"]),
    ("القضاء على خمسة من قادة التنظيم", ["killed 5 military"]),
    ("القبض على ثلاثة من عناصر الخلية", ["captured 3 military"]),
    ("مقتل مستشار عسكري بغارة", ["killed 1 official"]),
    ("مقتل رجل وزوجته وأطفالهما الثلاثة", ["killed 1", "killed 1 woman", "killed 3 child"]),
    # who did it
    ("اغتال مسلحون مجهولون ضابطاً سابقاً", ["killed 1 military"]),
    ("اختطف مسلحون تاجرين من المدينة", ["captured 2 civilian"]),
    ("قتل مدنيون في القصف", ["killed ? civilian"]),
    ("قتل مدنيون، وأصيب 3 آخرون", ["killed ? civilian", "wounded 3"]),
    ("استهداف ثلاثة عناصر من الشرطة", []),
    ("إن ثلاثة رجال قتلوا جندياً", ["killed 1 military"]),
    ("ثلاثة رجال قتلوا في القصف", ["killed 3"]),
    # what was lost, found, or brought
    ("خسرت القوات المهاجمة 7 من عناصرها", ["killed 7 military"]),
    ("خسر الفريق مع سبعة من لاعبيه", []),
    ("قضت بترقية 90 من موظفيها", []),
    ("العثور على جثة شاب", ["killed 1"]),
    ("وأحصى المشفى أربعين جثماناً", ["killed 40"]),
    ("طلقة طائشة أنهت حياة صبي", ["killed 1 child"]),
    ("بلغ عدد الموتى في المخيم 33", ["killed 33"]),
    ("وحقق الرماة إصابات مباشرة وسقط ثلاثة جرحى", ["wounded 3"]),
    # verbs that say by "ب", or by a number, of whom they tell
    ("أودى كمين على الطريق بأربعة من عناصر الدورية وأصاب خمسة", ["killed 4 military", "wounded 5"]),
    ("أودت مسيّرة مجهولة بثلاثة من التنظيم", ["killed 3"]),
    ("أودى لغم بطفل قرب البئر", ["killed 1 child"]),
    ("أودى البرد بالعشرات", ["killed ?"]),
    ("أودى لغم بستة في القرية", ["killed 6"]),
    ("مسلح أودى هجومه بسبعة عمال", ["killed 7 civilian"]),
    ("خلاف أودى بثلاث اتفاقات", []),
    ("أودى القصف بمستودع كان جندي يحرسه", []),
    ("نعى الفصيل ستة من مقاتليه", ["killed 6 militia"]),
    ("نعى الحرس القائد فلاناً", []),
    (
        "غارة قتل فيها القائد في الفيلق الرابع سالم فلان ونائبه وأربعة ضباط",
        ["killed 1 military", "killed 1 official", "killed 4 military"],
    ),
    # verbs of dying, which are also to spend and to judge
    ("وقضى 14 من القوة المهاجمة وتسعة من الحراس", ["killed 14", "killed 9 military"]),
    ("معركة قضى فيها 52 من التنظيم", ["killed 52"]),
    ("وقضى في الكمين أربعة من السائقين", ["killed 4 civilian"]),
    ("قضى سبعة، بينهم طفل، تحت الركام", ["killed 7", "killed 1 child subset"]),
    ("وقضى خمسة على الأقل", ["killed 5"]),
    ("وقضى ثلاثة", ["killed 3"]),
    ("قضى عشرين من عمره في السجن", []),
    ("قضى في السجن 12 عاماً", []),
    ("قضى ثلاث ليال في العراء", []),
    ("قضت المحكمة بسجن 3 من الحراس", []),
    ("قضت الهيئة في 5 من الدعاوى", []),
    ("انتشال جثامين 4 أطفال", ["killed 4 child"]),
    ("استقبل المشفى عشرين إصابة", ["wounded 20"]),
    ("وفاة جريحين في المشفى", ["killed 2"]),
    ("أعدم التنظيم أسيرين", ["killed 2"]),
    ("أدى إلى مقتله وإصابة اثنين من مرافقيه", ["killed 1", "wounded 2 military"]),
    ("مقتله و3 من مرافقيه", ["killed 3 military"]),
    ("سقط خمسة من المقاتلين في المعركة", ["killed 5 militia"]),
    ("سقط 12 مدنياً بين قتيل وجريح", ["killed ? civilian", "wounded ? civilian"]),
    ("سقوط خمس قذائف قرب منازل المدنيين", []),
    ("قتل مع أربعة من مرافقيه", ["killed 4 military"]),
    ("قتل 5 عناصر للحكومة و2 من الحزب", ["killed 5 military", "killed 2"]),
    ("لم يتضح بعد كيف جرى الأمر ولا متى، ومقتل جندي مؤكد", ["killed 1 military"]),
    ("مقتل نحو", []),
    ("مقتل 3 من كبار ضباط الجيش", ["killed 3 military"]),
    ("استهداف أدى لمقتل 3 جنود", ["killed 3 military"]),
    ("برصاص أصاب 3 جنود", ["wounded 3 military"]),
    ("عدد المدنيين في المدينة 300 شخص، ومقتل جندي", ["killed 1 military"]),
    ("عدد قتيل واحد", ["killed 1"]),
    ("مقتل 3 جنود ثم قتل 4 مدنيين و2 أطفال", ["killed 3 military", "killed 4 civilian", "killed 2 child"]),
    ("مقتل الجندي والمدني", ["killed 1 military"]),
    ("رجلان وثلاث نساء في السيارة قتلوا", ["killed 2", "killed 3 woman"]),
    ("قتل 3 جنود بينهم الضابط", ["killed 3 military"]),
    ("أصيب مدنيون في المدينة", ["wounded ? civilian"]),
    # parts told of before the verb, or before the toll
    ("18 عاملاً، سبعة منهم قاصرون، قضوا تحت الركام", ["killed 18 civilian", "killed 7 child subset"]),
    (
        "ستون شخصاً، بينهم تسع نساء وطفل، استشهدوا",
        ["killed 60", "killed 9 woman subset", "killed 1 child subset"],
    ),
    ("كان في الحافلة 20 راكباً بينهم أربعة جنود قتلوا في الكمين", ["killed 4 military"]),
    ("كان في السيارة خمسة رجال، بينهم شرطي قتل في الطريق", ["killed 1 police"]),
    (
        "ارتفع إلى 16، بينهم أربع نساء ورجل، عدد من قتلوا في الحي",
        ["killed 16", "killed 4 woman subset", "killed 1 subset"],
    ),
    ("وبلغ عدد الذين استشهدوا 25", ["killed 25"]),
    ("مقتل عشرة، أربعة منهم أطفال", ["killed 10", "killed 4 child subset"]),
    ("ودخلوا الحي فسقط ستة منهم في الكمين", ["killed 6"]),
    ("سقط ستة منهم جرحى", ["wounded 6"]),
    # one of them, the third, the other
    ("وأصيب شابان، فأدى ذلك إلى مصرع أحدهما وجرح الآخر", ["wounded 2", "killed 1", "wounded 1"]),
    ("مقتل عنصرين وجرح ثالث", ["killed 2 military", "wounded 1"]),
    ("مقتل 3 أشخاص أحدهم امرأة", ["killed 3", "killed 1 woman subset"]),
    # lists and pairs
    ("مقتل 8 مسلحين، مقابل 2 من القوة الأخرى", ["killed 8 militia", "killed 2"]),
    ("مقتل جندي، إضافة إلى سبعة في الحاجز", ["killed 1 military", "killed 7"]),
    ("مقتل 3 جنود و4 آليات", ["killed 3 military"]),
    ("مقتل 3 جنود بقصف و5 مدنيين بقتل متعمد", ["killed 3 military", "killed 5 civilian"]),
    ("مقتل 3 جنود و5 قرويات", ["killed 3 military"]),
    ("سقوط عشرة عناصر بين قتيل وجريح", ["killed ? military", "wounded ? military"]),
    ("وأوقعوا من فيها بين قتيل وجريح", ["killed ?", "wounded ?"]),
    ("وقع عناصر الدورية بين قتيل ومصاب", ["killed ?", "wounded ?"]),
    ("مقتل أربعة وإصابة تسعة، فكان من في الحاجز بين قتيل وجريح", ["killed 4", "wounded 9"]),
    ("مقتل امرأة وطفلها وإصابة زوجها", ["killed 1 woman", "killed 1 child", "wounded 1"]),
    ("مقتل 11 شخصاً، هم: 5 مدنيين، و6 جنود", ["killed 11", "killed 5 civilian subset", "killed 6 military subset"]),
    ("مقتل شخصين هما شاب وسيدة", ["killed 2", "killed 1 woman subset"]),
    ("قتل 20 شخصاً بينهم أب وستة من أقاربه", ["killed 20", "killed 6 subset"]),
    ("قتل عشرة بينهم الطفل", ["killed 10"]),
    ("من بين القتلى ثلاثة أطفال", ["killed 3 child subset"]),
    ("وتبين أن القتلى هم 16 جندياً", ["killed 16 military subset"]),
    # tolls
    ("عدد الجرحى والقتلى بلغ 40", ["wounded ?", "killed ?"]),
    ("وارتفع عدد المدنيين الذين قتلوا إلى 133", ["killed 133"]),
    ("عدد المدنيين في المدينة 300", []),
    ("وقد يزيد عدد القتلى بعد عمل إرهابي", []),
    ("ولا تزال حصيلة الضحايا ترتفع", []),
    ("حصيلة القتلى في المدينة بلغت ألفاً", ["killed 1000"]),
    # numbers that count no people
    ("معركة منذ ربيع 2017 تركت قتيلين", ["killed 2"]),
    ("مقتل 2000 مدني", ["killed 2000 civilian"]),
    ("مقتل 18 وإصابة 30 بغارات", ["killed 18", "wounded 30"]),
    ("إصابة 30 ناقلة", []),
    ("مقتل اللواء وسبعة من مرافقيه", ["killed 1 military", "killed 7 military"]),
    ("في مقر اللواء 105 قتل جندي", ["killed 1 military"]),
    ("مقتل بائع و12345678 ليرة", []),
    ("أصيب 3 قرب الحاجز", ["wounded 3"]),
    ("مقتل الجنود الأميركيين الثلاثة", ["killed 3 military"]),
    ("القتل الذي طال 3 مدنيين", []),
    ("القتلى والجرحى نقلوا إلى المشفى", []),
    ("لم يقتل 5 جنود بل أصيبوا", ["killed 5 military"]),
]


@pytest.mark.parametrize(("text", "figures"), ORDERS)
def test_who_was_hurt(text: str, figures: list[str]) -> None:
    """Each sentence alone."""
    assert [figure.replace(" background", "") for figure in read(text)] == figures


def test_the_people_of_a_toll_are_counted_once_in_parts() -> None:
    """A total that later sentences tell one by one is not told three times."""
    text = "قتل 30 مدنياً بالقصف. وقتل 22 مدنياً في المدينة. وقتل 8 آخرون في قرية."
    assert read(text) == ["killed 30 civilian", "killed 22 civilian subset", "killed 8 subset"]


def test_a_title_that_the_lead_raises_is_superseded() -> None:
    """The title was written first; the same number in the text confirms it."""
    assert read("قُتل 6 مقاتلين بقصف.", "5 قتلى بقصف على القاعدة") == ["killed 5 superseded", "killed 6 militia"]
    assert read("قُتل 6 بقصف. وقتل 5 مقاتلين بآخر.", "5 قتلى بقصف على القاعدة") == ["killed 6", "killed 5 militia"]


def test_what_the_title_knows_of_the_people_stays() -> None:
    """The body may tell the same people without a word for them."""
    (figure,) = figures_of("مقتل 5 جنود بقصف", "أسفر القصف عن سقوط 5 قتلى.")
    assert (figure.category, figure.who, figure.span.where) == ("military", "جنود", "body")


def test_parts_of_the_dead_are_parts() -> None:
    """So are those beside them in the sentence."""
    text = "قتل 15 شخصاً وأصيب 50. والطريق مقطوع. وقضى 12 شخصاً من القتلى هناك وأصيب 42. وثمانية من القتلى مدنيون."
    assert read(text)[:2] == ["killed 15", "wounded 50"]
    assert read(text)[-3:] == ["killed 12 subset", "wounded 42 subset", "killed 8 subset"]


def test_a_body_that_repeats_its_title_tells_nothing_new() -> None:
    """Some pages close with a link named like the article."""
    title = "قصف على البلدة بعد مقتل أحد الجنود"
    assert read(f"قتل جندي بقصف.\nرابط الخبر: {title}", title) == ["killed 1 military"]


def test_names_of_sources_stand_without_what_is_not_theirs() -> None:
    """Behind "according to what … said", behind "to", and before the next part of the sentence."""
    texts = {
        "مقتل جندي، وفق ما ذكرت إذاعة البلدة المحلية أمس": "إذاعة البلدة المحلية",
        "مقتل جندي بحسب ما قالت إذاعة محلية": "إذاعة محلية",
        "مقتل جندي وفقاً للمرصد المحلي": "المرصد المحلي",
        "قال في بيان إن جندياً قتل": "",
        "مقتل جندي بحسب": "",
    }
    assert {text: figures_of("", text)[0].attribution for text in texts} == texts


def test_a_drone_that_may_be_american_kills_for_certain() -> None:
    """What is said to be possible is whose it is."""
    assert read("مسيّرة يرجح أنها تركية قتلت جندياً") == ["killed 1 military"]
    assert read("يرجح مقتل 3 جنود") == ["killed 3 military hypothetical"]


def test_what_joins_on_background_is_background() -> None:
    """And what is measured against a time is not."""
    lead = "قصف على البلدة."
    before = f"{lead} وكان الهجوم قبل ثلاثة أيام من الآن على الحاجز قتل خمسة جنود وأصاب سبعة آخرين."
    assert read(before) == ["killed 5 military background", "wounded 7 background"]
    assert read(f"{lead} وهو القصف الأعنف منذ سنوات وأسفر عن مقتل جندي.") == ["killed 1 military"]
    answered = "وجاء القصف رداً على مقتل جندي، مشيراً إلى مقتل 14 مسلحاً."
    assert read(f"{lead} {answered}") == ["killed 1 military background", "killed 14 militia"]
    assert read("قتل 31 جندياً في كمين، وهي أعلى حصيلة منذ عامين.") == ["killed 31 military"]
    assert read(f"{lead} وذلك بعد ستة أيام على هجوم أوقع 19 قتيلاً.") == ["killed 19 background"]


PEOPLE_AND_OTHERS = [
    # the last of something is no other person
    ("وخسر التنظيم آخر معاقله في البادية.", []),
    ("فقد الفصيل آخر قراه بعد معارك.", []),
    ("قتل مدني وأصيب آخر بانفجار.", ["killed 1 civilian", "wounded 1"]),
    # one behind a verb and what did it
    ("وقتلت قذيفة عنصراً وأصابت ثلاثة آخرين.", ["killed 1 military", "wounded 3"]),
    ("قتل 11 عنصراً بكمين.", ["killed 11 military"]),
    ("قضى راعيا أغنام بانفجار لغم.", ["killed 2 civilian"]),
    ("إن 15 امرأة أصبن بالقصف.", ["wounded 15 woman"]),
    # who stand far behind a named person, or behind those whom they are set against
    ("قُتل القيادي في حركة الشمس أبو سعيد الحلبي مع ستة من رفاقه.", ["killed 1 militia", "killed 6"]),
    (
        "قُتل 31 من قوات النظام والفيلق الخامس وكتائب المدينة، بحسب مصدر في غرفة العمليات، مقابل ستة من الفصائل.",
        ["killed 31", "killed 6"],
    ),
]


@pytest.mark.parametrize(("text", "figures"), PEOPLE_AND_OTHERS)
def test_people_and_what_looks_like_them(text: str, figures: list[str]) -> None:
    """Words that name one person here and something else there."""
    assert read(text) == figures


DONE = [
    ("وقالت الوزارة إن تسعة مسلحين جرى تحييدهم.", ["killed 9 militia"]),
    ("ارتفع عدد الإرهابيين الذين تم تحييدهم إلى 340.", ["killed 340"]),
    ("إن عدد من تم تحييدهم منذ أمس وصل إلى 340 إرهابياً.", ["killed 340 militia"]),
    ("وقال الرئيس: حيّدنا 340 إرهابياً.", ["killed 340 militia"]),
    ("وأعلنت الشرطة أن ثلاثة مهربين تم تحديد هويتهم.", []),
]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("مقتل باسل الأحمد قائد الكتيبة في انفجار", ["killed 1 military"]),
        ("اغتيال أبو سامر زعيم المجموعة", ["killed 1 militia"]),
        ("مقتل صهر سامر قائد الكتيبة", []),
        ("مقتل سامر الأحمد، قائد الكتيبة، في غارة", ["killed 1 military"]),
        ("مقتل سامر الأحمد", []),
    ],
)
def test_who_is_named_and_what_he_is(text: str, figures: list[str]) -> None:
    """A word for leaders behind a name of two words or more says that one person died; a relative is another."""
    assert read(text) == figures


@pytest.mark.parametrize(("text", "figures"), DONE)
def test_a_noun_of_harm_may_be_done(text: str, figures: list[str]) -> None:
    """ "تم تحييدهم" is a verb of those before it."""
    assert read(text) == figures


def test_what_happened_also_happened_to_others() -> None:
    """As many again behind "أيضا" are other people."""
    assert read("قتل جندي بقصف.\nوأدى الهجوم أيضا إلى مقتل جندي في الحاجز.") == ["killed 1 military"] * 2


DENIED = [
    ("ونقصفها بلا هوادة وتوقع غاراتنا خسائر في صفوفهم.", []),
    ("دون أضرار مادية وإصابات.", ["wounded 0"]),
    ("دون أن يوقع القصف والاشتباك ضحايا.", ["killed 0", "wounded 0"]),
]


@pytest.mark.parametrize(("text", "figures"), DENIED)
def test_how_far_without_denies(text: str, figures: list[str]) -> None:
    """It denies nouns, and no other clause; "without that" denies a clause."""
    assert read(text) == figures
