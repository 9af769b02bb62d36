"""Figures that a text dates to days before its news, in sentences written for these tests."""

from datetime import date

import pytest

from pipelines.facts import toll_words
from pipelines.facts.casualties import figures_in
from pipelines.facts.days import days_in
from pipelines.facts.wording import worded
from tests.pipelines.facts.test_casualties import told

PUBLISHED = date(2024, 3, 21)  # a Thursday
LEAD = "قتل جنديان، الخميس، بقصف طال نقطة عسكرية على أطراف البلدة القريبة من الحدود الجنوبية للبلاد."


def read(body: str) -> list[str]:
    """The figures of a text in short."""
    wordings = worded("", body)
    return [told(one) for one in figures_in(*wordings, toll_words.default(), days_in(wordings, PUBLISHED), PUBLISHED)]


DATED = [
    ("وفي 3 آذار/مارس، قتل سبعة مدنيين بانفجار لغم.", True),
    ("واستهدف هجوم مركزا ثقافيا في المدينة يوم الاثنين وتسبب بمقتل سبعة مدنيين.", True),
    ("وقتل سبعة مدنيين الأربعاء بانفجار لغم.", False),
    ("وقتل سبعة مدنيين فجر الجمعة بانفجار لغم.", False),
    ("وقتل سبعة مدنيين بانفجار لغم.", False),
    ("وأعلن الدفاع المدني الخميس انتشال جثث سبعة مدنيين فقدوا في 3 آذار/مارس.", False),
    ("وأسفرت العملية التي انطلقت في 3 آذار/مارس عن مقتل سبعة مدنيين.", False),
]


@pytest.mark.parametrize(("sentence", "past"), DATED)
def test_what_is_dated_before_the_news_is_background(sentence: str, past: bool) -> None:
    """A sentence that names only days well before the lead's; no beginning of what goes on, and no day after it."""
    assert read(f"{LEAD} {sentence}") == ["killed 2 military", f"killed 7 civilian{' background' * past}"]


def test_without_a_day_in_the_lead_that_of_publication_counts() -> None:
    """Newsrooms publish days later: only what is older than a week of weekdays is before the news then."""
    calm = "زار وفد المدينة والتقى بمسؤوليها وبحث معهم الأوضاع في المنطقة وسبل إعادة الخدمات إلى أحيائها الشرقية. "
    calm += "وتفقد الوفد عددا من المدارس والمراكز الصحية التي تحتاج إلى ترميم وعد بالبدء به في أقرب وقت ممكن."
    assert read(f"{calm} وقتل سبعة مدنيين الاثنين بانفجار لغم.") == ["killed 7 civilian"]
    assert read(f"{calm} وقتل سبعة مدنيين في 3 آذار/مارس بانفجار لغم.") == ["killed 7 civilian background"]


WAS = [
    ("وكان مسلحون فتحوا الأربعاء النار على حاجز فقتل شرطي.", False),
    ("وكانت الشرطة أعلنت في وقت سابق الخميس مقتل شرطي.", False),
    ("وكان شرطي قتل الاثنين بهجوم على حاجز.", True),
    ("وكان شرطي قتل بهجوم على حاجز.", True),
    ("يذكر أن شرطيا قتل الأربعاء بهجوم على حاجز.", True),
]


@pytest.mark.parametrize(("sentence", "past"), WAS)
def test_what_was_on_the_eve_is_of_the_news(sentence: str, past: bool) -> None:
    """ "وكان" looks back; where its day is the news' own, or the eve of that, it tells how the news began."""
    assert read(f"{LEAD} {sentence}") == ["killed 2 military", f"killed 1 police{' background' * past}"]
