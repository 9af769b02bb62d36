"""How a passage puts what it tells. All sentences are written for these tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import lexicon
from pipelines.framing import announces, doing, is_known, is_statement
from pipelines.older_times import recalled
from pipelines.passages import Passage, passages
from pipelines.text import read


def headline(title: str) -> Passage:
    """The passage of a headline under the shipped lexicon."""
    return passages(read(title, ""), lexicon.default())[0]


def date_word(title: str, year: int | None = None) -> str | None:
    """The word that dates a headline to an older time."""
    token = recalled(headline(title).sentence, year)
    return token.folded if token else None


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("غارة عام 2009 على منشأة في ريف حمص", "2009"),
        ("قصف المنشأة في أواخر آذار 2016", "2016"),
        ("قصفت الطائرات المنشأة في مايو/أيار ٢٠١٥", "2015"),
        ("الغارة التي نفذت قبل 12 عاما", "عاما"),
        ("قصف حي في حلب قبل سنوات", "سنوات"),
        ("قصف على حلب يوم 3 آذار 2016", None),
        ("قصف على حلب هو الأعنف منذ عام 2016", None),
        ("أول غارة منذ وقف إطلاق النار قبل عام", None),
        ("إطلاق 2016 قذيفة على حلب", None),
        ("قصف على حلب", None),
        ("2016", None),
        ("مقتل 147 مدنيا في سوريا خلال نيسان", "نيسان"),
        ("مقتل 147 مدنيا في سوريا في شهر كانون الثاني", "كانون"),
        ("قصف على حلب في 3 آذار", None),
        ("قصف على حلب هو الأعنف منذ الهدنة في آذار", None),
        ("قصف صباح اليوم على حي هدئ في آذار", None),
        ("أربعون عاما على مجزرة حماة", "عاما"),
        ("المطار يسقط بعد عامين من الحصار", None),
        ("الحي الذي قصف سنوات", "سنوات"),
        ("قصف طوال ثلاثة أعوام", "اعوام"),
        ("أعنف قصف في سنوات", None),
        ("إحياء مرور عام على القصف", "عام"),
    ],
)
def test_older_times(title: str, word: str | None) -> None:
    """A year or a month without a day, years ago and "N years on" are older times; full dates, counts and "since" are
    none, nor is how long a siege lasted."""
    assert date_word(title) == word


def test_the_year_of_the_article_is_not_past() -> None:
    """Where the day of the article is known, only years before it are past."""
    title = "أول غارة في عام 2025 على ريف حمص"
    assert date_word(title, 2025) is None
    assert date_word(title, 2026) == "2025"


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("وزير: الغارة على دمشق مرفوضة", True),
        ("مندوب دولة لدى المنظمة: مستقبل سوريا بيد شعبها", True),
        ("سوريا: غارة على ريف دمشق", False),
        ("المرصد: غارة على ريف دمشق", False),
        ("مسؤول: الغارة على ريف دمشق روسية", False),
        ("وزير: قصفنا موقعا في ريف دمشق", False),
        ("وزير: مقتل قيادي في ريف دمشق", False),
        ("وزير: الجيش التركي باق في ريف حلب", False),
        ("وزير: ستبدأ القوات هجوما على منبج", False),
        ("كلام طويل جدا لا يصلح أن يكون اسما لأحد: غارة", False),
        (": غارة", False),
        ("وزير:", True),
        ("الهدنة لم توقف الغارات: ضحيتان في البلدة", False),
        ("غارة على ريف دمشق", False),
        ("أنقرة تمهل قسد حتى الغد: لن ننتظر", False),
        ("رئيس: بدأت العملية", False),
        ("«عين الصقر»: سبعون هدفا في ليلة", False),
    ],
)
def test_statements(title: str, is_one: bool) -> None:
    """A name and a colon make a statement, unless it says where, passes on, or tells of a deed."""
    assert is_statement(title, headline(title), lexicon.default().events) is is_one


@pytest.mark.parametrize(
    ("title", "does"),
    [
        ("القوات التركية ستدخل منبج غدا", True),
        ("سنبدأ قريبا هجوما على منبج", True),
        ("وزارة الدفاع: ستبدأ عملية شرقي الفرات", True),
        ("ستبدأ عملية ترميم المدارس في حلب", False),
        ("ستدخل المساعدات المدينة غدا", False),
        ("عمليتنا العسكرية البرية في شمال سوريا ستبدأ قريبا", True),
        ("دخلت القوات منبج", False),
        ("الثوار سيبدؤون عملية عسكرية في ريف إدلب", True),
    ],
)
def test_announcements(title: str, does: bool) -> None:
    """A verb of the future announces where it sets out for action or a force."""
    assert announces(headline(title)) is does


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("دولة تعلق على الغارات في ريف دمشق", True),
        ("لقاء بعد الهجوم الذي استهدف القاعدة", True),
        ("تجدد الغارات على ريف دمشق", False),
        ("غارات على ريف دمشق", False),
        ("مقتل ثلاثة في القصف على ريف دمشق", False),
        ("السيطرة على بلدة في ريف حلب", False),
        ("موسم القطاف في ريف دمشق", False),
    ],
)
def test_known_action(title: str, known: bool) -> None:
    """The article and الذي speak of what readers know; what goes on, victims and changes of hands are news."""
    assert is_known(headline(title)) is known


@pytest.mark.parametrize(
    ("title", "weight"),
    [
        ("تركيا تقصف مواقع في عفرين", 0.25),
        ("شنت تركيا غارات في عفرين", 0.25),
        ("القوات العراقية تستهدف موقعا في البوكمال", 1.0),
        ("غارة على سيارة في تركيا", 0.0),
        ("تركيا", 0.0),
        ("إسرائيل تقصف لبنان", 0.0),
        ("الموصل تسقط في ساعات", 0.0),
        ("مصدر: قصفت تركيا موقعا", 0.25),
        ("بيان: بعدما قصفت تركيا موقعا", 0.25),
    ],
)
def test_foreign_doers(title: str, weight: float) -> None:
    """A foreign name beside its verb of action says who did it."""
    assert doing(headline(title), lexicon.default().events) == weight


WORDS = (
    "قصف",
    "الغارات",
    "تركيا",
    "سوريا:",
    "وزير:",
    "عام",
    "2011",
    "قبل",
    "أعوام",
    "منذ",
    "ستبدأ",
    "القوات",
    "شنت",
    "7",
)


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.none() | st.integers(2005, 2030))
def test_any_order_of_words_has_an_answer(title: str, year: int | None) -> None:
    """No row of words raises, and what is answered is a word of it."""
    part, events = headline(title), lexicon.default().events
    token = recalled(part.sentence, year)
    assert token is None or token in part.sentence.tokens
    assert doing(part, events) >= 0
    assert {is_statement(title, part, events), announces(part), is_known(part)} <= {True, False}
