"""The events of an article. All texts are written for these tests; the first article of Watira is read where it is."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import arabic, lexicon
from pipelines.article import Precision, Stated
from pipelines.facts.fact import Assertion, Event, Harm
from pipelines.understanding import local, understand

WEDNESDAY = datetime(2026, 11, 18, 9, 0, tzinfo=ZoneInfo("Asia/Damascus"))
_SEED = Path("shared", "data", "seed", "article.txt")  # beside the project, or beside the folder of its worktrees
SEED = next((folder / _SEED for folder in Path(__file__).parents if (folder / _SEED).exists()), _SEED)

# The same five events as the seed has, in the same order of telling, in other words and at other places.
TITLE = "تجدد القصف المتبادل بين قوات التحالف والميليشيات الإيرانية شرقي سوريا"
BODY = "\n".join(
    (
        "شهدت مناطق شرقي سوريا قصفاً متبادلاً بين قوات التحالف الدولي من جهة والميليشيات الإيرانية من جهة ثانية.",
        "واستهدفت أمس الثلاثاء طائرتان مسيّرتان قاعدة رميلان الأميركية بريف الحسكة، بالتزامن مع وصول طائرة شحن عسكرية، "
        "وتمكنت الدفاعات الجوية من إسقاط المسيّرتين دون وقوع أي خسائر بشرية.",
        "وجاء هذا الهجوم بعد ساعات من قصف متبادل بين الطرفين في حقل العمر النفطي بريف دير الزور، حيث استهدفت "
        "الميليشيات الإيرانية قاعدة التحالف بصواريخ.",
        "وفي المقابل قصفت القوات الأميركية بالمدفعية، فجر الثلاثاء، مواقع لقوات النظام والميليشيات الإيرانية في قرى "
        "حطلة ومراط وخشام بريف دير الزور الشرقي، ما أدى إلى إصابة أربعة مدنيين، مع احتمال وقوع قتلى في صفوف "
        "الميليشيات.",
        "وكان ثلاثة ضباط من قوات النظام قتلوا خلال الأسبوع الماضي، بينهم ضابط برتبة عقيد، جراء استهداف القوات "
        "الأميركية مقرات عسكرية في الميادين والبوكمال، رداً على استهداف حقل العمر بالصواريخ.",
        "ويأتي ذلك وسط استنفار واسع وتعزيزات عسكرية للقوات الأميركية في المنطقة.",
    )
)


def events(title: str, body: str = "", published: datetime | None = WEDNESDAY) -> tuple[Event, ...]:
    """The events of an article of Wednesday."""
    return understand(title, body, lexicon.default(), published).facts.events


def only(title: str, body: str = "") -> Event:
    """The one event of an article."""
    (event,) = events(title, body)
    return event


def ids(event: Event) -> list[str]:
    """The places of an event."""
    return [place.id for place in event.places]


def test_five_events_in_one_text_are_kept_apart() -> None:
    """Who struck whom, where, when, and who was hurt by what, as docs/events.md codes it."""
    mutual, drones, shelling, strikes, buildup = events(TITLE, BODY)

    assert (mutual.type, mutual.actors_from, mutual.actors_to) == (
        "shelling.mutual",
        ("iran_militias",),
        ("coalition",),
    )
    assert "strike.missile" in mutual.also
    assert ids(mutual)[0] == "al-omar-oil-field"
    assert mutual.when
    assert (mutual.when.first, mutual.when.last) == (date(2026, 11, 16), date(2026, 11, 17))

    assert (drones.type, drones.also, drones.actors_from) == ("strike.drone", ("intercept",), ())
    assert drones.actors_to == ("us_forces",)
    assert ids(drones)[0] == "rmelan-base"
    assert drones.when
    assert drones.when.first == date(2026, 11, 17)
    assert {(figure.harm, figure.count) for figure in drones.figures} == {(Harm.KILLED, 0), (Harm.WOUNDED, 0)}

    assert (shelling.type, shelling.actors_from) == ("strike.rocket_artillery", ("us_forces",))
    assert set(shelling.actors_to) == {"assad_forces", "iran_militias"}
    assert {"hatla", "marrat", "khasham"} <= set(ids(shelling))
    wounded = [figure for figure in shelling.figures if figure.count]
    assert [(figure.harm, figure.count, figure.category) for figure in wounded] == [(Harm.WOUNDED, 4, "civilian")]

    assert (strikes.type, strikes.actors_from, strikes.actors_to) == ("strike", ("us_forces",), ("assad_forces",))
    assert strikes.background
    assert {"mayadin", "abu-kamal"} & set(ids(strikes))
    assert strikes.when
    assert strikes.when.last < date(2026, 11, 16)
    assert {figure.count: figure.subset for figure in strikes.figures} == {3: False, 1: True}

    assert (buildup.type, buildup.actors_from) == ("buildup", ("us_forces",))


@pytest.mark.skipif(not SEED.exists(), reason="the first article is not kept with the project")
def test_the_first_article_is_coded_as_by_hand() -> None:
    """Its five events: drones that were shot down, shelling to and fro, shelling at night, last week's strikes, and
    reinforcements."""
    title, body = SEED.read_text(encoding="utf-8").split("\n", 1)
    published = datetime(2024, 8, 14, 9, tzinfo=ZoneInfo("Asia/Damascus"))
    mutual, drones, shelling, strikes, buildup = events(title, body, published)

    assert (drones.type, drones.also) == ("strike.drone", ("intercept",))
    assert (ids(drones)[0], drones.actors_to, drones.weapons) == ("kharab-al-jir-base", ("us_forces",), ("uav",))
    assert drones.when
    assert (drones.when.first, drones.when.last) == (date(2024, 8, 13), date(2024, 8, 13))
    assert {(figure.harm, figure.count) for figure in drones.figures} == {(Harm.KILLED, 0), (Harm.WOUNDED, 0)}

    assert (mutual.type, mutual.actors_from, mutual.actors_to) == (
        "shelling.mutual",
        ("iran_militias",),
        ("coalition",),
    )
    assert {"strike.drone", "strike.missile", "intercept"} == set(mutual.also)
    assert ids(mutual)[0] == "conoco-gas-field"
    assert mutual.when
    assert (mutual.when.first, mutual.when.last) == (date(2024, 8, 12), date(2024, 8, 13))

    assert (shelling.type, shelling.actors_from) == ("strike.rocket_artillery", ("us_forces",))
    assert set(shelling.actors_to) == {"assad_forces", "iran_militias"}
    expected = {"al-muriiyah", "marrat", "al-jafra", "huwayjat-sakr", "deir-ez-zor-military-airport"}
    assert expected == {place.id for place in shelling.places if place.kind not in ("governorate", "region")}
    assert shelling.when
    assert (shelling.when.first, shelling.when.last) == (date(2024, 8, 12), date(2024, 8, 13))
    firm = [figure for figure in shelling.figures if not figure.hypothetical]
    assert [(figure.harm, figure.count, figure.category) for figure in firm] == [(Harm.WOUNDED, 6, "civilian")]
    assert {figure.harm for figure in shelling.figures if figure.hypothetical} == {Harm.KILLED, Harm.WOUNDED}

    assert (strikes.type, strikes.actors_from, strikes.actors_to) == ("strike", ("us_forces",), ("assad_forces",))
    villages = {"al-husayniyah", "as-salihiyah", "hatla", "marrat", "mazlum", "khasham", "tabiyah"}
    assert villages | {"deir-ez-zor-military-airport"} <= set(ids(strikes))
    assert strikes.background
    assert strikes.when
    assert strikes.when.last <= date(2024, 8, 11)
    assert [(figure.count, figure.subset) for figure in strikes.figures if figure.count] == [(5, False), (2, True)]

    assert (buildup.type, buildup.actors_from, buildup.when) == ("buildup", ("us_forces",), None)


@pytest.mark.parametrize(
    ("title", "kind", "doers", "hit"),
    [
        ("طائرات إسرائيلية تقصف مواقع لحزب الله في ريف حمص", "strike.air", "israel", "hezbollah"),
        ("غارة إسرائيلية على مستودع في ريف دمشق", "strike.air", "israel", ""),
        ("قصفت قوات النظام بالمدفعية بلدة كفرنبل في ريف إدلب", "strike.rocket_artillery", "assad_forces", ""),
        ("استهداف قاعدة للتحالف الدولي في ريف الحسكة بطائرة مسيرة", "strike.drone", "", "coalition"),
        ("استهداف حاجز لقسد في ريف دير الزور من قبل مسلحين مجهولين", "strike", "unknown", "sdf"),
        ("تعرضت قاعدة للقوات الأمريكية في الشدادي لهجوم بطائرات مسيرة", "strike.drone", "", "us_forces"),
        ("قصف مدفعي لقوات النظام على قرى في ريف إدلب", "strike.rocket_artillery", "assad_forces", ""),
        ("هجوم لداعش على حافلة لقوات النظام في بادية دير الزور", "attack", "isis", "assad_forces"),
        ("مقتل عنصر من قسد برصاص مجهولين في ريف دير الزور", "clash", "unknown", "sdf"),
        ("طائرات مجهولة يرجح أنها أمريكية تقصف مواقع لحزب الله في البوكمال", "strike.air", "unknown", "hezbollah"),
        ("وصول تعزيزات عسكرية للتحالف الدولي إلى ريف الحسكة", "buildup", "coalition", ""),
    ],
)  # fmt: skip
def test_who_did_it_to_whom(title: str, kind: str, doers: str, hit: str) -> None:
    """Verb before subject, headline order, passive by من قبل, suffering by تعرض, nouns with ل and على; what the text
    does not say stays unknown."""
    event = only(title)
    assert (event.type, " ".join(event.actors_from), " ".join(event.actors_to)) == (kind, doers, hit)


def test_both_sides_of_an_exchange_did_and_suffered_it() -> None:
    """Where nothing gives it a direction."""
    event = only("اشتباكات عنيفة بين قسد والجيش الوطني السوري في ريف حلب")
    assert event.type == "clash"
    assert set(event.actors_from) == set(event.actors_to) == {"sdf", "snae"}


def test_title_lead_and_body_tell_one_event_once() -> None:
    """It has the exact place and the figures of the body and the kind that one of them names."""
    event = only(
        "قصف يطال بلدة في ريف إدلب",
        "قصفت قوات النظام بقذائف مدفعية بلدة كفرنبل في ريف إدلب أمس الثلاثاء.\n"
        "وأسفر القصف عن مقتل ثلاثة مدنيين وإصابة خمسة آخرين.",
    )
    assert event.type == "strike.rocket_artillery"
    assert ids(event)[0].startswith("kafr")
    assert [(figure.harm, figure.count) for figure in event.figures] == [(Harm.KILLED, 3), (Harm.WOUNDED, 5)]
    assert event.when
    assert event.when.first == date(2026, 11, 17)


def test_attacks_at_two_places_are_two_events() -> None:
    """Each with its own figures."""
    first, second = events(
        "",
        "قصفت قوات النظام بلدة كفرنبل في ريف إدلب ما أدى لمقتل مدنيين اثنين.\n"
        "كما استهدفت طائرة مسيرة تركية سيارة لقسد في مدينة عين العرب بريف حلب ما أدى لإصابة عنصر.",
    )
    assert (first.actors_from, [figure.count for figure in first.figures]) == (("assad_forces",), [2])
    assert (second.type, second.actors_from, second.actors_to) == ("strike.drone", ("turkey",), ("sdf",))
    assert [figure.count for figure in second.figures] == [1]


@pytest.mark.parametrize(
    ("body", "assertion", "who"),
    [
        ("قصفت طائرات حربية مواقع في ريف إدلب، بحسب المرصد السوري.", Assertion.REPORTED, "المرصد السوري"),
        ("قصفت طائرات حربية مواقع في ريف إدلب، وفق ما أفاد الدفاع المدني.", Assertion.REPORTED, "الدفاع المدني"),
        ("قصفت طائرات حربية مواقع في ريف إدلب.", Assertion.ASSERTED, ""),
        ("أعلنت القوات الأمريكية استهداف موقع لداعش في ريف دير الزور.", Assertion.CLAIMED, "القوات الأمريكية"),
        ("نفت قسد استهداف نقاط للجيش التركي في ريف حلب.", Assertion.DENIED, "قسد"),
        ("أنباء عن غارة جوية على موقع عسكري في ريف حمص.", Assertion.POSSIBLE, ""),
    ],
)  # fmt: skip
def test_according_to_whom_and_how_firmly(body: str, assertion: Assertion, who: str) -> None:
    """A party's word on its own deed is a claim; what is denied is kept as denied."""
    event = only("غارات وقصف في سوريا", body)
    assert (event.assertion, event.attribution) == (assertion, who)


@pytest.mark.parametrize(
    "body",
    [
        "تحسبا لأي هجوم على القواعد الأمريكية في سوريا عززت القوات إجراءاتها.",
        "ودعت الأمم المتحدة إلى وقف القصف على ريف إدلب.",
        "مخاوف من احتمال شن غارات إسرائيلية على ريف دمشق.",
    ],
)
def test_what_is_feared_or_called_for_is_no_event(body: str) -> None:
    """It did not happen."""
    assert not [
        event for event in events("قصف في سوريا", body) if event.span.where == "body" and event.type != "buildup"
    ]


def test_other_subjects_have_no_events() -> None:
    """A match is lost without an event."""
    assert events("هجوم لاذع على مدرب المنتخب بعد المباراة") == ()


def test_the_day_is_that_of_the_newsroom() -> None:
    """ "Yesterday" of an article from the first hour of a Syrian day is the day before that one."""
    stated = Stated(datetime(2026, 11, 17, 22, 30, tzinfo=UTC), Precision.MINUTE, "meta")
    (event,) = events("قصف على بلدة كفرنبل في ريف إدلب أمس", "", local(stated, "Asia/Damascus"))
    assert event.when
    assert event.when.first == date(2026, 11, 17)


SOME = (
    "قصف غارة استهدفت وقصفت هجوم اشتباكات القوات الأمريكية الميليشيات الإيرانية قسد على من قبل بين و ل مواقع في ريف دير"
    " الزور كفرنبل أمس الثلاثاء مقتل خمسة مدنيين بينهم طفل جراء ردا على وكان بحسب المرصد السوري حيث فيما ما أدى هذا"
)
WORDS = [*arabic.words(SOME), "،", ".", "\n"]


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.lists(st.sampled_from(WORDS), max_size=6))
def test_any_order_of_words_gives_events_that_stand_in_the_text(body: list[str], title: list[str]) -> None:
    """Whatever a text says, spans lie in it, and each place and figure of an event is one of the article's."""
    texts = {"title": " ".join(title), "body": " ".join(body).strip()}
    facts = understand(texts["title"], texts["body"], lexicon.default(), WEDNESDAY).facts
    for event in facts.events:
        assert 0 <= event.span.start < event.span.end <= len(texts[event.span.where])
        assert set(event.places) <= set(facts.places)
        assert set(event.figures) <= set(facts.figures)
        assert event.type in lexicon.default().events.types
        assert not set(event.actors_from) & set(event.actors_to) or event.actors_from == event.actors_to


def test_ground_that_is_left_is_not_taken() -> None:
    """A withdrawal without a fight is a transfer; a state that takes ground regains it."""
    types = lexicon.default().events.types
    left = events("قسد تنسحب من مدينة دير حافر شرقي حلب")[0]
    assert (left.type, types[left.type].acled[1]) == ("territory.withdrawal", "Non-violent transfer of territory")
    assert left.actors_from == ("sdf",)
    taken = events("الجيش السوري يسيطر على مدينة دير حافر شرقي حلب بعد معارك")[0]
    assert "territory" in (taken.type, *taken.also)


def test_a_charge_that_was_found_did_not_go_off() -> None:
    """Nor did one that is only made for it; who found it set none."""
    body = (
        "انفجرت عبوة ناسفة زرعها مجهولون بسيارة للجيش السوري على طريق في ريف درعا وقتل جندي. "
        "وفرضت القوات طوقا قبل أن تعثر فرق الهندسة على عبوة ثانية معدة للتفجير."
    )
    event = only("انفجار عبوة ناسفة في ريف درعا", body)
    assert (event.type, event.actors_from) == ("ied", ("unknown",))


def test_a_cordon_takes_no_ground() -> None:
    """Who surrounds fighters does; who closes a road around a wreck does not, though the words are of one root."""
    cordon = "وفرضت قوات الأمن طوقاً حول المكان في ريف درعا وأغلقت الطريق أكثر من ساعتين."
    event = only("انفجار عبوة ناسفة بسيارة في ريف درعا", f"انفجرت عبوة ناسفة بسيارة في ريف درعا.\n{cordon}")
    assert event.type == "ied"
