"""Which figures are of the news and which of what went before, in sentences written for these tests."""

import pytest

from tests.pipelines.facts.test_casualties import read

LEAD = "قتل جنديان وأصيب شرطي اليوم بقصف على البلدة."
OF_THE_LEAD = ["killed 2 military", "wounded 1 police"]


def behind_lead(sentence: str) -> list[str]:
    """The figures of a sentence that stands behind a lead."""
    figures = read(f"{LEAD} {sentence}")
    assert figures[:2] == OF_THE_LEAD
    return figures[2:]


ROUND_UPS = [
    ("وشهد محور التلال اشتباكات أسفرت عن مقتل سبعة مسلحين.", ["killed 7 militia"]),
    ("كما تعرضت أطراف القرية لقصف أدى إلى مقتل أربعة مدنيين.", ["killed 4 civilian"]),
    ("وقتل 60 مسلحاً خلال أسبوع من المعارك.", ["killed 60 militia"]),
]


@pytest.mark.parametrize(("sentence", "figures"), ROUND_UPS)
def test_what_places_saw_is_news_too(sentence: str, figures: list[str]) -> None:
    """That a place saw fighting, or came under fire, looks back no further than the news does."""
    assert behind_lead(sentence) == figures


def test_that_nobody_was_hurt_is_told_of_each_deed() -> None:
    """A zero behind another deed is another; one that is said again is not."""
    first, none = "قصفت المدفعية أطراف التل دون إصابات", ["wounded 0"]
    assert read(f"{first}، فيما سقطت قذيفة على طرف الحي الشرقي دون إصابات.") == none * 2
    assert read(f"{first}، كذلك استهدفت طائرة نقطة قرب الجسر، ولم ترد أنباء عن إصابات.") == none * 2
    assert read(f"{first}.\nكما فتح الطيران نيرانه على محيط المطار دون إصابات.") == none * 2
    assert read(f"{first}، فيما لم ترد أنباء عن إصابات.") == none
    assert read(f"{first}.\nوقال مصدر إن القصف وقع فجرا دون إصابات.") == none
    assert read("كما قصفت المدفعية أطراف التل دون إصابات.", "قصف أطراف التل دون إصابات") == none


def test_parts_stand_right_behind_a_total_of_the_body() -> None:
    """What adds up by chance, elsewhere in a round-up, is no part; the lead's toll may be told one by one later."""
    calm = "شهدت المدينة هدوءا. وقصفت المدفعية التل."
    parts = ["killed 5 military subset", "killed 7 civilian subset"]
    assert read("قتل 12 شخصا اليوم.\nفقد قتل خمسة جنود بلغم.\nوقتل سبعة مدنيين بقصف.")[1:] == parts
    assert read(f"{calm} قتل 12 شخصا.\nفقد قتل خمسة جنود بلغم.\nوقتل سبعة مدنيين بقصف.")[1:] == parts
    apart = "قتل 12 شخصا في كمين.\nوقتل أربعة رعاة بانفجار.\nوقتل خمسة جنود بلغم.\nوقتل سبعة مدنيين بقصف."
    assert all("subset" not in one for one in read(f"{calm} {apart}"))


def test_a_clause_with_a_place_of_its_own_goes_on_without_its_verb() -> None:
    """ "قتل عاملان في غارة على …، وامرأة وطفلها في قصف على …": all of them were killed."""
    killed = "قتل عاملان في غارة نفذتها طائرة حربية على أطراف بلدة التل الشمالي"
    both = ["killed 2 civilian", "killed 1 woman", "killed 1 child"]
    assert read(f"{killed}، وامرأة وطفلها في قصف مدفعي على قرية النبع.") == both
    assert read(f"{killed}، وجندي بانفجار لغم.") == ["killed 2 civilian", "killed 1 military"]
    assert read(f"{killed}، وضابط رفيع زار المكان أمس.") == ["killed 2 civilian"]


def test_civilians_are_children_and_women_too() -> None:
    """A total of civilians may be told one by one by their kinds."""
    parts = "قتل عامل بقصف، وقتلت امرأتان بقذيفة، وقتل طفل بلغم."
    counted = ["killed 1 civilian subset", "killed 2 woman subset", "killed 1 child subset"]
    assert read(f"مقتل أربعة مدنيين اليوم. فقد {parts}")[1:] == counted
    assert all("subset" not in one for one in read(f"مقتل أربعة جنود اليوم. كما {parts}"))


def test_a_list_is_no_breakdown() -> None:
    """ "two children, a woman and a soldier" are four; those of a later sentence may be the two."""
    assert read("مقتل شخصين وجندي وطفل بقصف.") == ["killed 2", "killed 1 military", "killed 1 child"]
    parts = ["killed 2", "killed 1 military subset", "killed 1 child subset"]
    assert read("مقتل شخصين بقصف.\nفقد قتل جندي وطفل في الحي.") == parts


BREAKDOWNS = [
    (
        "قتل 50 شخصاً، يتوزعون إلى 30 مسلحاً و20 مدنياً.",
        ["killed 50", "killed 30 militia subset", "killed 20 civilian subset"],
    ),
    (
        "أصيب عشرة جنود موزعين على ستة ضباط وأربعة مجندين.",
        ["wounded 10 military", "wounded 6 military subset", "wounded 4 military subset"],
    ),
    ("مقتل ستة أطفال من أصل 14 شخصاً قتلوا في الغارات.", ["killed 6 child subset", "killed 14"]),
    ("قضت سيدتان من أصل تسعة قتلى سقطوا بالقصف.", ["killed 2 woman subset", "killed 9"]),
    ("أصيب ثلاثة من أصل خمسة جنود كانوا في المركبة.", ["wounded 3"]),
]


@pytest.mark.parametrize(("text", "figures"), BREAKDOWNS)
def test_how_a_toll_is_told_by_parts(text: str, figures: list[str]) -> None:
    """Parts behind "they are spread over", and parts before the whole that they are of."""
    assert read(text) == figures


SPANS = [
    ("وقتل في الحملة منذ انطلاقها 40 مسلحاً.", ["killed 40 militia"]),
    ("وقتل في المحافظة منذ انطلاق الحملة 40 مسلحاً.", ["killed 40 militia background"]),
    ("وقتل 4 مدنيين في الحي، الذي تحاصره القوات منذ ثلاثة أشهر.", ["killed 4 civilian"]),
    ("وقتل 4 مدنيين في الحي، حيث تدور اشتباكات منذ أسابيع.", ["killed 4 civilian"]),
    ("وقتل 4 مدنيين في الحي منذ ثلاثة أشهر.", ["killed 4 civilian background"]),
]


@pytest.mark.parametrize(("sentence", "figures"), SPANS)
def test_whose_span_of_time_is_told(sentence: str, figures: list[str]) -> None:
    """A total since the event itself began is of the news; another clause's "منذ" says nothing of a figure."""
    assert behind_lead(sentence) == figures


def test_what_a_span_of_time_cost_may_be_the_news() -> None:
    """A title's total, and a lead's if it tells nothing else, are what the article is about."""
    report, total = "وثقت شبكة حقوقية مقتل 320 مدنياً منذ مطلع العام.", "killed 320 civilian"
    assert read(report) == [total]
    assert read("قال مركز حقوقي إن الأرقام ارتفعت. وأوضح أن الرقم كبير.", "مقتل 320 مدنياً منذ مطلع العام") == [total]
    assert read("قتل جنديان بلغم، ليرتفع عدد القتلى إلى 320 مدنياً منذ مطلع العام.")[-1] == f"{total} background"


def test_a_time_may_stand_between_a_verb_and_a_number() -> None:
    """ "قتل في الهجوم منذ انطلاقه 30 من الفصيل" """
    assert read("وقتل في الهجوم منذ انطلاقه 30 من الفصائل.") == ["killed 30"]
    assert read("وقتل في الهجوم منذ أمس 30 من الفصائل.") == ["killed 30"]


def test_what_a_running_total_rises_by_is_news() -> None:
    """Those whose death made the toll of an event rise are in it; a total since January is more than the news."""
    rise = "وقتل أربعة جنود بكمين، ليرتفع عدد القتلى إلى 60"
    assert behind_lead(f"{rise} منذ مطلع العام.") == ["killed 4 military", "killed 60 background"]
    assert behind_lead(f"{rise}.") == ["killed 4 military superseded", "killed 60"]


def test_an_attack_that_readers_know_of_is_background() -> None:
    """ "الهجوم الذي أودى بحياة ثلاثين" behind the lead; what an attack cost is news where its own verb tells it."""
    meeting = "وعقد الوزير اجتماعا. "
    known = "واتهم التنظيم بالوقوف خلف التفجير الذي أودى بحياة 30 شخصا."
    assert behind_lead(f"{meeting}{known}") == ["killed 30 background"]
    assert behind_lead(f"{meeting}وأسفر التفجير عن مقتل 30 شخصا.") == ["killed 30"]
    assert read(f"مقتل 30 شخصا بتفجير. {meeting}{known}") == ["killed 30"]
    assert read(f"عقد الوزير اجتماعا. {known}") == ["killed 30"]


def test_what_a_war_cost_is_background() -> None:
    """So many die in a war and in no event of it; an operation may be told by thousands, and a war by its news."""
    war = "وتشهد البلاد حربا مدمرة تسببت بمقتل"
    assert behind_lead(f"{war} 350 ألف شخص.") == ["killed 350000 background"]
    assert behind_lead(f"{war} 40 شخصا.") == ["killed 40"]
    assert behind_lead("وقدر الجيش خسائر التنظيم بمقتل 9000 مقاتل.") == ["killed 9000 militia"]
    assert read("تسبب النزاع بمقتل 350 ألف شخص.") == ["killed 350000"]


def test_what_the_news_is_measured_against_is_background() -> None:
    """ "the worst since 50 were killed"; what the worst since a summer cost is the news."""
    assert behind_lead("وهذا أسوأ هجوم في البلاد منذ أن قتل 50 شخصا في السوق.") == ["killed 50 background"]
    assert behind_lead("وهو الأعنف منذ تفجير قتل 50 شخصا في السوق.") == ["killed 50 background"]
    assert behind_lead("وهو الأعنف منذ أشهر خلف 50 قتيلا.") == ["killed 50"]
