"""Figures of killed, wounded, missing and captured people, in sentences written for these tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts.casualties import figures_of
from pipelines.facts.fact import Figure, Harm, Quantifier

_FLAGS = ("hypothetical", "background", "subset", "superseded")


def told(figure: Figure) -> str:
    """A figure in short: "killed 5 civilian subset"."""
    count = "?" if figure.count is None else str(figure.count)
    return (
        " ".join([figure.harm, count, figure.category, *(flag for flag in _FLAGS if getattr(figure, flag))])
        .replace("  ", " ")
        .strip()
    )


def read(body: str, title: str = "") -> list[str]:
    """The figures of a text in short."""
    return [told(figure) for figure in figures_of(title, body)]


COUNTED = [
    # lives that are lost, and words parted by dots
    ("فقدان 12 مدنياً لحياتهم في القصف", ["killed 12 civilian"]),
    ("فقدان 12 مدنياً منذ أمس", ["missing 12 civilian"]),
    ("قُت.ل خمسة ضباط في كمين", ["killed 5 military"]),
    # number words, digits, and no number at all
    ("قُتل خمسة ضباط في كمين", ["killed 5 military"]),
    ("مقتل مدني برصاص مجهولين", ["killed 1 civilian"]),
    ("مقتل ضابطين في كمين قرب الطريق", ["killed 2 military"]),
    ("قتل ضابطان وجندي بهجوم مسلح", ["killed 2 military", "killed 1 military"]),
    ("إصابة 6 مدنيين بجروح", ["wounded 6 civilian"]),
    ("أصيب ٦ مدنيين جراء القصف", ["wounded 6 civilian"]),
    ("أدى القصف إلى إصابة ستة مدنيين", ["wounded 6 civilian"]),
    ("ما أدى لإصابة أحد عشر عاملاً", ["wounded 11 civilian"]),
    ("مقتل ثلاثة وعشرين مقاتلاً", ["killed 23 militia"]),
    ("مصرع مئة وخمسة وعشرين مسلحاً", ["killed 125 militia"]),
    ("مقتل 1,200 شخص", ["killed 1200"]),
    ("استشهاد طفل وامرأتين", ["killed 1 child", "killed 2 woman"]),
    ("استشهد طفل وامرأتان بقصف مدفعي", ["killed 1 child", "killed 2 woman"]),
    ("سقوط 4 قتلى و7 جرحى", ["killed 4", "wounded 7"]),
    ("أربعة قتلى وسبعة جرحى بانفجار", ["killed 4", "wounded 7"]),
    ("سقوط قتيل وجريحين", ["killed 1", "wounded 2"]),
    ("قتيلان وثلاثة مصابين في اشتباك", ["killed 2", "wounded 3"]),
    ("خلّف الهجوم 12 قتيلاً و30 جريحاً", ["killed 12", "wounded 30"]),
    ("مقتل 3 وإصابة 5 في اشتباكات", ["killed 3", "wounded 5"]),
    ("مقتل مدنيين اثنين وإصابة ثلاثة آخرين", ["killed 2 civilian", "wounded 3"]),
    ("قتل شخص واحد وأصيب آخر", ["killed 1", "wounded 1"]),
    ("مقتل شاب وإصابة آخرَين اثنين", ["killed 1", "wounded 2"]),
    ("مقتل جندي وإصابة اثنين آخرين", ["killed 1 military", "wounded 2"]),
    ("مقتل أحد عناصر الفصيل", ["killed 1 military"]),
    ("مقتل اثنين من المسلحين", ["killed 2 militia"]),
    ("إصابة ثلاثة من عناصر الدورية", ["wounded 3 military"]),
    # a whole before its parts and their verb, and what stands behind "ما لا يقل عن" with "و"
    (
        "إن 22 مدنيا بينهم ثمانية أطفال وأربع نساء قتلوا في غارات",
        ["killed 22 civilian", "killed 8 child subset", "killed 4 woman subset"],
    ),
    ("قتل ثلاثة جنود وما لا يقل عن 20 مدنيا", ["killed 3 military", "killed 20 civilian"]),
    # one of those who are told of already
    ("جرح اثنان، إصابة أحدهما خطرة", ["wounded 2", "wounded 1 subset"]),
    # what is not said is not denied
    ("من دون أن تشير إلى خسائر بشرية", []),
    # those of another place, and those of each side, who are together no more than those told before
    ("قتل ثلاثة مدنيين في إدلب وخمسة في حلب", ["killed 3 civilian", "killed 5"]),
    ("قتل ثلاثة في إدلب وارتفعت الأسعار 15 في المئة", ["killed 3"]),
    ("قتل 25 شخصا، 15 من قوات النظام و10 من قسد", ["killed 25", "killed 15 subset", "killed 10 subset"]),
    ("قتل 25 شخصا، 15 من قوات النظام و9 من قسد", ["killed 25", "killed 15 subset", "killed 9 subset"]),
    ("قتل 25 شخصا، وأصيب 15 من قوات النظام", ["killed 25", "wounded 15"]),
    # numbers alone, and whom they are set against
    ("قتل في الهجوم 132 من داعش و21 من المهاجمين", ["killed 132", "killed 21 militia"]),
    ("قتل ستة من فصائل المعارضة", ["killed 6"]),
    ("قتل 31 من قوات النظام، بحسب مصدر في غرفة العمليات، مقابل ستة من الفصائل", ["killed 31", "killed 6"]),
    ("أودى التفجير بحياة 25 شخصا وأصاب 63", ["killed 25", "wounded 63"]),
    ("ليرتفع عدد قتلاه إلى سبعة", ["killed 7"]),
    ("قضت وحدة من الجيش على 12 إرهابيا، ثم قضت على ثلاثة إرهابيين", ["killed 12 militia", "killed 3 militia"]),
    ("وكانت وحدات الجيش قضت أمس على 8 إرهابيين", ["killed 8 militia"]),
    ("قضى الجيش على أحلام السكان", []),
    ("وفاة طفلة متأثرة بجراحها", ["killed 1 child"]),
    ("أودى الانفجار بحياة 9 أشخاص", ["killed 9"]),
    ("لقي سبعة أشخاص حتفهم في الانفجار", ["killed 7"]),
    ("لقي طفلان مصرعهما بانفجار لغم", ["killed 2 child"]),
    ("ارتقى 3 شهداء في الغارة", ["killed 3"]),
    ("فقدان 4 بحارة قبالة الساحل", ["missing 4 military"]),
    ("أسر جنديين في الهجوم", ["captured 2 military"]),
    ("اختطاف 3 مدنيين على الطريق", ["captured 3 civilian"]),
    ("اعتقال خمسة شبان في مداهمة", ["captured 5"]),
    ("مقتل صحفي وإصابة مصور", ["killed 1 journalist", "wounded 1 journalist"]),
    ("إصابة مسعفَين اثنين", ["wounded 2 medic"]),
    ("مقتل عميد وعقيد وثلاثة جنود", ["killed 1 military", "killed 1 military", "killed 3 military"]),
    ("مقتل القيادي أبو خالد بغارة", ["killed 1 militia"]),
    # order of words
    ("وقال السكان إن ثلاثة أطفال قتلوا في القصف", ["killed 3 child"]),
    ("إن جندياً قتل وأصيب اثنان آخران", ["killed 1 military", "wounded 2"]),
    ("وقال إن خمسة عمال أصيبوا وعولجوا في البلدة", ["wounded 5 civilian"]),
    ("خمسة عناصر من الفصيل قضوا في الكمين", ["killed 5 military"]),
    ("قتلت القوات المهاجمة أربعة جنود", ["killed 4 military"]),
    ("قتل الحزب في البلدة 26 مقاتلاً", ["killed 26 militia"]),
    ("انفجار انتحاري قتل 41 عاملاً", ["killed 41 civilian"]),
    ("أصيب، أمس الثلاثاء، 3 مدنيين بجروح", ["wounded 3 civilian"]),
    ("قتل فجر اليوم في بلدة على الضفة ثلاثة أطفال", ["killed 3 child"]),
    ("مقتل 5 مدنيين من عائلة واحدة و3 جنود", ["killed 5 civilian", "killed 3 military"]),
    # quantifiers
    ("مقتل عشرات المدنيين", ["killed ? civilian"]),
    ("إصابة عدد من الجنود", ["wounded ? military"]),
    ("سقوط قتلى وجرحى", ["killed ?", "wounded ?"]),
    ("سقوط عشرات القتلى والجرحى", ["killed ?", "wounded ?"]),
    ("مقتل وإصابة 20 عنصراً", ["killed ? military", "wounded ? military"]),
    # parts of other figures
    ("مقتل 10 مدنيين بينهم 3 أطفال", ["killed 10 civilian", "killed 3 child subset"]),
    ("مقتل 10 مدنيين، من بينهم طفلان وامرأة", ["killed 10 civilian", "killed 2 child subset", "killed 1 woman subset"]),
    ("قتل 8 جنود، منهم ضابط برتبة عقيد، وأصيب 4", ["killed 8 military", "killed 1 military subset", "wounded 4"]),
    ("قتل 5 أشخاص بينهم طفل و7 جرحى", ["killed 5", "killed 1 child subset", "wounded 7"]),
    ("مقتل 14 عاملاً بينهم 4 مسعفين، وجرح 31 آخرين", ["killed 14 civilian", "killed 4 medic subset", "wounded 31"]),
    (
        "قتل ستة مدنيين. وذكر الأهالي أن أربعة من المدنيين قضوا تحت الركام",
        ["killed 6 civilian", "killed 4 civilian subset"],
    ),
    # tolls
    ("ارتفع عدد القتلى إلى 30", ["killed 30"]),
    ("ارتفاع حصيلة القتلى من 27 إلى 30", ["killed 27 superseded", "killed 30"]),
    ("بلغت حصيلة الضحايا 17 قتيلاً و21 جريحاً", ["killed 17", "wounded 21"]),
    ("توفي جريحان في المشفى ليرتفع عدد القتلى إلى 12", ["killed 2 superseded", "killed 12"]),
    (
        "قتل 22 جندياً بحسب آخر حصيلة، وكانت حصيلة سابقة تحدثت عن 17 قتيلاً",
        ["killed 22 military", "killed 17 superseded"],
    ),
    ("كما ارتفع إلى 14 تعداد القتلى في صفوف الفصائل", ["killed 14"]),
    ("ارتفع إلى ثلاثة، بينهم طفل، عدد قتلى القصف وأصيب عشرة", ["killed 3", "killed 1 child subset", "wounded 10"]),
    ("قتل خمسة مدنيين كما ارتفع إلى 14 تعداد القتلى في صفوف الفصائل", ["killed 5 civilian", "killed 14"]),
    ("ارتفع التوتر إلى مستوى جديد ومقتل جندي", ["killed 1 military"]),
    ("ارتفع إلى 30 درجة وقتل جندي", ["killed 1 military"]),
    ("ارتفع عدد القتلى إلى ستة بعد وفاة جريحة", ["killed 6", "killed 1 background superseded"]),
    # bodies, verbs of dying, and whose person stands far or is told by a relative clause
    ("استقبل المشفى 5 جثث", ["killed 5"]),
    ("العثور على جثتين قرب النهر", ["killed 2"]),
    ("عثر على جثتي شابين", ["killed 2"]),
    ("العثور على جثث أربعة أشخاص", ["killed 4"]),
    ("راح ضحية التفجير 16 شخصاً", ["killed 16"]),
    ("فارق ثلاثة جرحى الحياة", ["killed 3"]),
    ("توفي متأثراً بجراحه شاب من البلدة", ["killed 1"]),
    ("نعت صفحات موالية ضابطاً قتل في البادية", ["killed 1 military"]),
    ("قُتل فيها عنصر من الدورية", ["killed 1 military"]),
    ("قصف يحصد 13 مدنياً", ["killed 13 civilian"]),
    ("حيّدت القوات 50 مسلحاً", ["killed 50 militia"]),
    ("أصيب جندي وعولج آخران", ["wounded 1 military", "wounded 2"]),
    # parts
    ("أصيب سبعة مدنيين، اثنان منهم بحالة خطرة", ["wounded 7 civilian", "wounded 2 subset"]),
    ("قتل 11 شخصاً هم ثمانية لبنانيين وسوريان", ["killed 11", "killed 8 subset", "killed 2 subset"]),
    ("مقتل عنصرين من حزب الله اللبناني وثلاثة من اللجان", ["killed 2 military", "killed 3"]),
    ("مقتل 8 عناصر من قسد و12 من الفصائل", ["killed 8 military", "killed 12"]),
    ("ألف قتيل؟ لا أحد يعلم", ["killed 1000 hypothetical"]),
    ("مقتل 31 عنصراً: 19 من الجيش و12 من الفصائل", ["killed 31 military", "killed 19 subset", "killed 12 subset"]),
    ("بلغ عدد القتلى 31، وفق المرصد: 19 من الجيش", ["killed 31", "killed 19 subset"]),
    ("قتل ثلاثة (امرأة وطفلان) بقصف", ["killed 3", "killed 1 woman subset", "killed 2 child subset"]),
    ("نفى الجيش مقتل 20 من جنوده", []),
    ("قد يرتفع عدد القتلى إلى 40", ["killed 40 hypothetical"]),
    ("تسبب النزاع بمقتل نصف مليون شخص", ["killed 500000"]),
    # nobody
    ("دون وقوع خسائر بشرية", ["killed 0", "wounded 0"]),
    ("ومن دون أن يوقع القصف ضحايا", ["killed 0", "wounded 0"]),
    ("دون تسجيل إصابات", ["wounded 0"]),
    ("ولم يصب أحد بأذى", ["wounded 0"]),
    ("لم يسفر الهجوم عن قتلى أو جرحى", ["killed 0", "wounded 0"]),
    ("واقتصرت الأضرار على الماديات", ["killed 0", "wounded 0"]),
    ("ولم ترد أنباء عن سقوط ضحايا", ["killed 0", "wounded 0"]),
    ("دون ورود معلومات عن خسائر بشرية", ["killed 0", "wounded 0"]),
    ("لا ضحايا ولا إصابات", ["killed 0", "wounded 0"]),
    ("دون أن يسفر ذلك عن وقوع ضحايا", ["killed 0", "wounded 0"]),
    ("ولم يصب أي من الجنود بأذى", ["wounded 0"]),
    ("نافياً وقوع خسائر بشرية", ["killed 0", "wounded 0"]),
    ("ولم تتضح حصيلة الضحايا بعد", []),
    ("دون معرفة حجم الخسائر البشرية", []),
    # only possible
    ("مع احتمال سقوط قتلى وجرحى بين الحراس", ["killed ? hypothetical", "wounded ? hypothetical"]),
    ("وسط مخاوف من مقتل 40 مدنياً تحت الأنقاض", ["killed 40 civilian hypothetical"]),
    # what counts no people, or none that were hurt
    ("إسقاط 5 طائرات مسيرة وتدمير 3 آليات", []),
    ("قصف بأكثر من 40 قذيفة سقطت على بعد 12 كيلومتراً", []),
    ("أصابت القذيفة منزلين في البلدة", []),
    ("إصابة 3 سيارات بأضرار", []),
    ("مقتل قائد اللواء 137 في الفرقة 17", ["killed 1 military"]),
    ("مقتل طفل عمره 5 سنوات", ["killed 1 child"]),
    ("مقتل شاب (24 عاماً) بانفجار لغم", ["killed 1"]),
    ("قتل 4 جنود في 13 آب 2024", ["killed 4 military"]),
    ("برصاص 3 مسلحين مجهولين قتل شرطي", ["killed 1 police"]),
    ("قتل مدني على يد مسلحين اثنين", ["killed 1 civilian"]),
    ("محاولة اغتيال ضابط في المدينة", []),
    ("إصابة 45% من المباني", []),
    ("نسبة الإصابة بالمرض 3 أضعاف", []),
    ("انسحب 20 مقاتلاً من البلدة", []),
    ("هذه سوريا التي أصابت المراقبين بالدهشة", []),
]


@pytest.mark.parametrize(("text", "figures"), COUNTED)
def test_who_is_counted(text: str, figures: list[str]) -> None:
    """Each figure once, with its category and its relation to others."""
    assert read(text) == figures


BACKGROUND = [
    "وكان خمسة جنود قتلوا خلال الأسبوع الفائت في المنطقة نفسها.",
    "وبذلك يرتفع عدد القتلى منذ مطلع العام إلى 300 شخص.",
    "ومنذ اندلاع الحرب قتل 9000 مدني في المحافظة.",
    "والسبت الماضي، قضى خمسة عمال في بلدة أخرى.",
    "وجاء القصف رداً على كمين انتهى بمقتل أربعة جنود.",
    "يذكر أن انفجاراً مماثلاً أودى بحياة 7 مدنيين.",
    "وفي عام 2013 قتل هناك 12 شخصاً.",
    "وتحطمت مروحية في نيسان ما تسبب بمقتل 6 عسكريين.",
]


@pytest.mark.parametrize("sentence", BACKGROUND)
def test_what_went_before_is_background(sentence: str) -> None:
    """Running totals and earlier events, told behind the news itself."""
    lead = "قتل مدني وأصيب اثنان آخران اليوم بقصف على البلدة."
    figures = figures_of("", f"{lead} {sentence}")
    assert [figure.background for figure in figures] == [False, False, *[True] * (len(figures) - 2)]
    assert len(figures) > 2


QUANTIFIERS = [
    ("مقتل نحو 20 مدنياً", Quantifier.ABOUT, 20, None, None),
    ("مقتل ما لا يقل عن 20 مدنياً", Quantifier.AT_LEAST, 20, 20, None),
    ("مقتل أكثر من عشرين مدنياً", Quantifier.AT_LEAST, 20, 20, None),
    ("مقتل 20 مدنياً على الأقل", Quantifier.AT_LEAST, 20, 20, None),
    ("مقتل 20 على الأقل من المدنيين", Quantifier.AT_LEAST, 20, 20, None),
    ("قُتل 20 مقاتلاً موالين للتنظيم على الأقل", Quantifier.AT_LEAST, 20, 20, None),
    ("مقتل أقل من 20 مدنياً", Quantifier.ABOUT, 20, None, 20),
    ("مقتل بين خمسة وعشرة مدنيين", Quantifier.RANGE, 10, 5, 10),
    ("مقتل 5 إلى 10 مدنيين", Quantifier.RANGE, 10, 5, 10),
    ("مقتل 5-10 مدنيين", Quantifier.RANGE, 10, 5, 10),
    ("مقتل خمسة أو ستة مدنيين", Quantifier.RANGE, 6, 5, 6),
    ("مقتل عشرات المدنيين", Quantifier.VAGUE, None, 20, None),
    ("مقتل مئات المدنيين", Quantifier.VAGUE, None, 200, None),
    ("مقتل عدة مدنيين", Quantifier.VAGUE, None, 3, None),
    ("مقتل مدنيين", Quantifier.VAGUE, None, 2, None),
    ("مقتل وإصابة 20 مدنياً", Quantifier.VAGUE, None, None, 20),
]


@pytest.mark.parametrize(("text", "quantifier", "count", "least", "most"), QUANTIFIERS)
def test_how_a_number_is_meant(
    text: str, quantifier: Quantifier, count: int | None, least: int | None, most: int | None
) -> None:
    """Exact, about, at least, a range, or not told, with the bounds that the words give."""
    figure = figures_of("", text)[0]
    assert (figure.quantifier, figure.count, figure.least, figure.most) == (quantifier, count, least, most)


def test_the_dual_may_be_told_by_its_marks() -> None:
    """Unmarked, مدنيين is two or more; with a fatha before its ending it is two."""
    assert read("مقتل مدنيَّين بقصف") == ["killed 2 civilian"]
    assert read("مقتل مدنيين بقصف") == ["killed ? civilian"]


def test_a_toll_told_again_is_one_figure() -> None:
    """Title, lead and a later paragraph; the fullest telling stays."""
    body = "قُتل خمسة مدنيين وأصيب ثلاثة آخرون بقصف.\nوأكد مصدر طبي مقتل 5 أشخاص وإصابة 3 في القصف."
    figures = figures_of("مقتل 5 وإصابة 3 بقصف", body)
    assert [told(figure) for figure in figures] == ["killed 5 civilian", "wounded 3"]
    assert [body[figure.span.start : figure.span.end] for figure in figures] == ["خمسة مدنيين", "ثلاثة آخرون"]


def test_a_toll_that_rose_is_told_by_the_people_it_counts() -> None:
    """The earlier one is no longer true; to one that "so rises" those before are added."""
    risen = "استشهد مدني وأصيب ثلاثة، في حصيلة أولية ارتفعت لاحقا إلى شهيدين وخمسة جرحى"
    assert read(risen) == ["killed 1 civilian superseded", "wounded 3 superseded", "killed 2", "wounded 5"]
    assert read("قتل 500 مدني، لترتفع حصيلة العنف إلى 700 قتيل")[0] == "killed 500 civilian"


def test_what_an_hour_before_begins_with_is_no_news() -> None:
    """Behind it the news goes on."""
    lead = "قصف على المدينة. "
    assert read(lead + "وبعد ساعات من سقوط البلدة انفجرت سيارة في حي آخر، مما أودى بحياة شخصين") == ["killed 2"]
    assert read(lead + "ويأتي ذلك بعد ساعات من مقتل شخصين") == ["killed 2 background"]


def test_people_of_another_incident_are_others() -> None:
    """As many again behind "كما" or "في حادثة أخرى"; without it a later paragraph tells of the same."""
    assert read("قتل جندي بقصف.\nكما قتل جندي بلغم.") == ["killed 1 military"] * 2
    assert read("قتل جندي بقصف.\nوفي حادثة منفصلة قتل جندي بلغم.") == ["killed 1 military"] * 2
    assert read("قتل جندي بقصف.\nوقال مصدر إن جندياً قتل بالقصف.") == ["killed 1 military"]
    assert read("كما قتل جندي بقصف.", "مقتل جندي بقصف على البلدة") == ["killed 1 military"]


def test_the_news_goes_on_behind_what_it_answers() -> None:
    """ "After an attack" looks back as far as its clause."""
    assert read("سيطر التنظيم على المطار بعد هجوم استمر يومين، وقُتل 170 جندياً.") == ["killed 170 military"]
    assert read("قصف الموقع ردا على هجوم قتل فيه ثلاثة جنود.") == ["killed 3 military background"]


def test_one_whom_a_pronoun_alone_tells_of_counts_once() -> None:
    """ "What led to his death", unless another word counts who died."""
    assert read("أطلقوا النار على القيادي ما أدى إلى مقتله.") == ["killed 1"]
    assert read("اغتالوا شاباً ما أدى إلى مقتله.") == ["killed 1"]
    assert read("أدى إلى مقتله. وأدى ذلك إلى مقتله فورا.", "اغتيال القيادي في درعا برصاص") == ["killed 1 militia"]
    assert read("أدى إلى مقتله. وأدى ذلك إلى مقتله فورا.") == ["killed 1"]


def test_what_a_lead_tells_of_an_earlier_time_is_background() -> None:
    """Behind the news itself, in one sentence with it."""
    assert read("قتل عنصر بقصف استهدف موقعا شهد الشهر الماضي مقتل ستة.") == ["killed 1 military", "killed 6 background"]
    assert read("قتل الأسبوع الماضي ستة عناصر.") == ["killed 6 military"]


def test_people_of_other_kinds_are_other_figures() -> None:
    """Three civilians and three soldiers in two sentences are six people."""
    assert read("قتل ثلاثة مدنيين بالقصف. وقتل ثلاثة جنود بكمين.") == ["killed 3 civilian", "killed 3 military"]


def test_who_says_so_is_told() -> None:
    """The name nearest to the figure, as written."""
    text = "قالت منظمة الإغاثة المحلية إن خمسة مدنيين قتلوا. مقتل سبعة جنود بحسب مصدر عسكري. إصابة طفل."
    assert [figure.attribution for figure in figures_of("", text)] == ["منظمة الإغاثة المحلية", "مصدر عسكري", ""]


def test_rank_and_people_are_given_as_written() -> None:
    """With the tashkeel of the text."""
    figure = figures_of("", "مقتل ضابطين برتبة عميد")[0]
    assert (figure.who, figure.rank) == ("ضابطين", "عميد")
    assert figures_of("", "مقتل عميدٍ بقصف")[0].rank == "عميدٍ"


def test_spans_are_of_the_words_of_number_and_person() -> None:
    """In the text that they stand in."""
    title, body = "مقتل ٣ جنود بقصف", "وأُصيبَ سبعةُ مدنيّين."
    spans = [(figure.span.where, figure.span.start, figure.span.end) for figure in figures_of(title, body)]
    assert spans == [("title", 5, 11), ("body", 8, 21)]
    assert body[8:21] == "سبعةُ مدنيّين"


@given(st.text(alphabet="قتل 5 مدنيين وأصيب.\n،بينهم دون خسائر من إلى عدد القتلى -", max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands there, spans lie within the text and counts are none or not negative."""
    for figure in figures_of(text, text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.count is None or figure.count >= 0
        assert figure.harm in Harm


@pytest.mark.parametrize("joint", [" و", ". "])
def test_a_text_made_to_take_time_takes_little(joint: str) -> None:
    """A sentence without end and a text of thousands of tolls are read as far as an article goes."""
    body = joint.join(f"قتل {number} جنود وأصيب {number + 3} مدنيين" for number in range(1, 1500))
    figures = figures_of("", body)
    assert told(figures[0]) == "killed 1 military" if joint == ". " else figures
    assert len(figures) < 400


def test_a_headline_that_rounds_a_toll_tells_no_other() -> None:
    """ "More than 80" over "89"; far less is an earlier state, and stays."""
    assert read("قتل 89 شخصا في الهجوم", "أكثر من 80 قتيلا في هجوم") == ["killed 89"]
    assert len(read("قتل 89 شخصا في الهجوم", "أكثر من 40 قتيلا في هجوم")) == 2


def test_an_armed_clash_is_no_armed_man() -> None:
    """ "بينهم امرأتان في اشتباك مسلح"; and "عدد آخر" is some."""
    told = figures_of("", "أصيب خمسة أشخاص بينهم امرأتان في اشتباك مسلح في ريف حلب.")
    assert [(figure.count, figure.subset) for figure in told] == [(5, False), (2, True)]
    assert [figure.least for figure in figures_of("", "قتل ثلاثة مدنيين وأصيب عدد آخر بجروح.")][1:] == [2]


def test_of_one_family_are_people_and_among_the_dead_is_no_other_time() -> None:
    """ "خمسة من عائلة واحدة", "امرأة وطفليها", "وكان بين القتلى"; a first toll that another replaced."""
    assert [figure.count for figure in figures_of("", "قتل خمسة من عائلة واحدة بقصف على إدلب.")] == [5]
    assert [figure.count for figure in figures_of("", "مقتل امرأة وطفليها بقصف على إدلب.")] == [1, 2]
    among = figures_of("", "قتل عشرون شخصا بقصف على إدلب. وكان بين القتلى خمسة أطفال.")
    assert [(figure.count, figure.subset, figure.background) for figure in among] == [
        (20, False, False),
        (5, True, False),
    ]
    first = figures_of("", "قتل 28 مدنيا في قصف على حلب، بعد حصيلة أولية أفادت بمقتل 25.")
    assert [(figure.count, figure.superseded) for figure in first] == [(28, False), (25, True)]
    assert not figures_of("", "قتل عشرون مدنيا في حصيلة أولية لقصف على حلب.")[0].superseded
    lost = figures_of("", "قتل ثلاثة عناصر، وفقد الاتصال بسبعة آخرين.")
    assert [(figure.harm, figure.count) for figure in lost] == [(Harm.KILLED, 3), (Harm.MISSING, 7)]


def test_people_of_a_nation_are_parts_of_a_toll() -> None:
    """Above ten they stand in the singular, which no list has."""
    told = figures_of("", "قتل 40 شخصا، بينهم 12 لبنانيا وستة سوريين، في غارات على القصير.")
    assert [(figure.count, figure.subset) for figure in told] == [(40, False), (12, True), (6, True)]
