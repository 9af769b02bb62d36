"""What a digest says of a period."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from digest.compose import MOST_FLASHES, MOST_STORIES, MOST_TITLES
from digest.contents import Watch
from digest.readers import Reader
from pipelines.article import Label, Precision
from tests.digest.samples import article, count, digest, event, figure, past


def test_the_head_names_day_period_and_zone() -> None:
    """In the reader's zone and language."""
    made = digest([article()])
    assert made.headline == "الأحد 22 تشرين الثاني 2026"
    assert made.period == "من السبت 21 تشرين الثاني، 20:00 إلى الأحد 22 تشرين الثاني، 20:00 (توقيت دمشق)"
    english = digest([article()], reader=Reader("en"))
    assert english.headline == "Sunday 22 November 2026"
    assert english.period == "Saturday 21 November, 20:00 to Sunday 22 November, 20:00 (Damascus time)"


def test_the_day_in_three_sentences() -> None:
    """Events with killed and wounded, where most, and against the median of the days before."""
    articles = [article(1), article(2, source="b", story_id=7), article(3, source="c", story_id=7), article(4)]
    made = digest(
        articles,
        events=[event(1), event(2, type="clash"), event(3), event(4, place="", admin1="Homs")],
        figures=[figure(1, 2), figure(2, 8), figure(3, 11), figure(2, 3, None, harm="wounded")],
        past=past([3, 1, 1, 1, 1, 1, 1, 1], killed=2),
    )
    assert made.summary == (
        "في هذه الفترة 3 أحداث من أحداث التصعيد العسكري في سوريا بحسب 3 مصادر، "
        "وقُتل فيها ما بين 10 و13 شخصاً وجُرح 3 أشخاص على الأقل.",
        "الأكثر تضرراً: دير الزور (حدثان)، حمص (حدث واحد).",
        "في آخر 24 ساعة 3 أحداث والقتلى 6، والوسيط اليومي للأيام الأربعة عشر السابقة 1 والقتلى 2: أكثر من المعتاد.",
    )


def test_the_same_in_english() -> None:
    """Nothing but names of outlets stays Arabic where they have no other."""
    made = digest([article(1)], reader=Reader("en"), events=[event(1)], figures=[figure(1, 2)], past=past([1] * 9))
    assert made.summary == (
        "In this period one event of military escalation in Syria, according to one source; two people killed.",
        "Most affected: Deir ez-Zor (one event).",
        "In the last 24 hours one event; the daily median of the 14 days before is 1: as usual.",
    )
    (story,) = made.stories
    assert (story.where, story.when, story.kind) == ("Mayadin, Deir ez-Zor", "Sunday 22 November, dawn", "drone attack")
    assert story.according[0].words == "Furat Today"


def test_a_quiet_period_and_one_without_any_article_are_told_apart() -> None:
    """No news is not the same as no crawl."""
    quiet = digest([article(label=Label.OTHER)], [count(escalation=0)])
    assert quiet.summary[0] == "لم يُرصد في هذه الفترة أي خبر جديد عن تصعيد عسكري في سوريا."
    assert quiet.collected
    (empty,) = digest([], [count(articles=0, escalation=0)]).summary
    assert "لم يصل في هذه الفترة أي مقال" in empty
    limited = digest([article()], events=[event()], reader=Reader(governorates=frozenset({"Homs"})))
    assert "مما تقتصر عليه هذه الرسالة" in limited.summary[0]


def test_without_enough_days_nothing_is_compared() -> None:
    """A median of three days says little; how many there are is said."""
    made = digest([article()], past=past([2, 1, 1, 1]))
    assert made.summary[2] == "لا مقارنة بالأيام السابقة بعد: تتوفر بيانات 3 أيام من الأيام الأربعة عشر السابقة."
    assert made.summary[1] == "لم يُذكر مكان محدد في سوريا لأي منها."


def test_an_event_is_told_once_with_all_who_report_it() -> None:
    """A story of two reports and two copies: figures that differ with who gives them, copies folded."""
    articles = [
        article(1, story_id=3, origin="sohr"),
        article(2, story_id=3, origin="sana", source="b", source_name_ar="باء"),
        article(3, story_id=3, duplicate_of=1, source="c", source_name_ar="جيم"),
        article(4, story_id=3, duplicate_of=1, source="c", source_name_ar="جيم"),
        article(5, story_id=3, duplicate_of=1),
    ]
    rows: dict[str, Any] = {
        "events": [event(1), event(2, attribution="مصدر أمني")],
        "figures": [figure(1, 11), figure(2, 8)],
    }
    made = digest(articles, **rows)
    (story,) = made.stories
    assert made.found == 1
    assert story.tolls == ("القتلى: 8 إلى 11 (الفرات اليوم: 11، باء: 8)",)
    assert [one.words for one in story.according] == ["الفرات اليوم", "باء (عن مصدر أمني)"]
    assert story.independent == "مصدران مستقلان"
    assert [(one.words, one.url) for one in story.carriers] == [("جيم", "https://furat.example/3")]


def test_one_camps_claim_is_marked() -> None:
    """What only the party to it says, what only a state's media say, what is unconfirmed, what went on."""

    def marks(changes: dict[str, Any], **told: Any) -> tuple[str, ...]:
        return digest([article(1, **changes)], events=[event(1, **told)]).stories[0].marks

    assert marks({}, assertion="claimed", attribution="وزارة الدفاع") == ("رواية طرف في الحدث: وزارة الدفاع",)
    assert marks({}, assertion="claimed") == ("رواية طرف في الحدث",)
    assert marks({"owner": "syrian_state"}) == ("لم ترد إلا في الإعلام الرسمي السوري",)
    assert marks({"owner": "fadaat"}) == ()
    assert marks({"follows": True, "revision": 2}, assertion="possible") == (
        "غير مؤكد", "متابعة لحدث سابق", "عُدّل بعد نشره",
    )  # fmt: skip


def test_what_is_denied_or_only_copied_is_no_event() -> None:
    """A denial has no kind; copies of what readers were told of are headlines."""
    made = digest([article(1), article(2, duplicate_of=99)], events=[event(1, assertion="denied")])
    assert made.stories[0].kind == ""
    assert made.found == 1
    assert [mention.url for mention in made.reprints.mentions] == ["https://furat.example/2"]


def test_the_gravest_comes_first() -> None:
    """Casualties, then witnesses, then what is unusual for its governorate; announcements last."""
    articles = [article(n, source=f"s{n}", score=0.8) for n in (1, 2, 3, 4)]
    articles += [article(5, source="s5", story_id=2), article(6, source="s6", story_id=2)]
    rows: dict[str, Any] = {
        "events": [event(1, type="buildup"), event(2), event(3, admin1="Homs"), event(4), event(5), event(6)],
        "figures": [figure(4, 1)],
        "past": past([3] * 9),
    }
    assert [story.url[-1] for story in digest(articles, **rows).stories] == ["4", "5", "3", "2", "1"]


def test_parties_are_named_as_far_as_they_are_known() -> None:
    """Both sides of a fight are between; nobody says that civilians or the unknown did it."""

    def parties(by: tuple[str, ...], on: tuple[str, ...], kind: str = "strike.air") -> str:
        return digest([article()], events=[event(type=kind, actors_from=by, actors_to=on)]).stories[0].parties

    assert parties(("us_forces",), ("isis",)).startswith("من القوات الأمريكية على ")
    assert parties(("sdf", "isis"), ("isis", "sdf"), "clash") == "بين قوات سوريا الديمقراطية وتنظيم الدولة الإسلامية"
    assert parties((), ("isis",), "clash") == "أحد أطرافها تنظيم الدولة الإسلامية"
    assert parties((), (), "clash") == ""
    assert parties(("civilians", "unknown"), ()) == ""


def test_many_outlets_are_counted_rather_than_named() -> None:
    """Beyond the cap their number is told."""
    copies = [article(n, source=f"s{n}", source_name_ar=f"موقع {n}", duplicate_of=1) for n in range(2, 15)]
    (story,) = digest([article(1), *copies]).stories
    assert len(story.carriers) == 8
    assert story.more_carriers == "5 مصادر أخرى"


def test_the_time_is_told_as_exactly_as_it_is_known() -> None:
    """The day that the text names, else when it was published: clock, day, or that it is unknown."""
    at = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
    clock, day, unknown = (
        digest([article(published_at=when, published_precision=precision)]).stories[0].when
        for when, precision in ((at, Precision.MINUTE), (at, Precision.DAY), (None, None))
    )
    assert (clock, day) == ("نُشر الأحد 22 تشرين الثاني، 01:30", "نُشر الأحد 22 تشرين الثاني")
    assert unknown == "وقت النشر غير معروف"
    assert digest([article()], events=[event()]).stories[0].when == "الأحد 22 تشرين الثاني، فجراً"


@given(st.integers(min_value=-8, max_value=12))
def test_a_day_stated_in_another_zone_stays_that_day(offset: int) -> None:
    """It is stored as noon in the source's zone."""
    noon = datetime.fromisoformat(f"2026-11-20T12:00:00{offset:+03d}:00")
    made = digest([article(published_at=noon.astimezone(UTC), published_precision=Precision.DAY)])
    assert made.stories[0].when == "نُشر الجمعة 20 تشرين الثاني"


def test_long_days_are_capped_and_counted() -> None:
    """The most important in full, more in brief, the rest as a number; each event once."""
    many = MOST_STORIES + MOST_FLASHES + 3
    made = digest([article(n, score=1 - n / 1000) for n in range(1, many + 1)])
    assert (len(made.stories), len(made.flashes.mentions), made.left_out) == (
        MOST_STORIES,
        MOST_FLASHES,
        "3 أحداث أخرى",
    )
    urls = [*(story.url for story in made.stories), *(flash.url for flash in made.flashes.mentions)]
    assert len(set(urls)) == len(urls)
    background = digest([article(n, label=Label.BACKGROUND) for n in range(1, MOST_TITLES + 5)]).background
    assert (len(background.mentions), background.found) == (MOST_TITLES, MOST_TITLES + 4)


def test_filters_let_in_what_one_of_the_reports_fits() -> None:
    """By governorate, kind and source; headlines beside the events go only where nothing is filtered by them."""
    articles = [article(1), article(2, source="b"), article(3, label=Label.BACKGROUND)]
    rows: dict[str, Any] = {"events": [event(1), event(2, type="ied", admin1="Homs")]}

    def urls(**filters: Any) -> list[str]:
        made = digest(articles, reader=Reader(**filters), **rows)
        return [*(story.url[-1] for story in made.stories), *(one.url[-1] for one in made.background.mentions)]

    assert urls() == ["1", "2", "3"]
    assert urls(governorates=frozenset({"Homs"})) == ["2"]
    assert urls(types=frozenset({"strike"})) == urls(types=frozenset({"strike.drone"})) == ["1"]
    assert urls(types=frozenset({"strike"}), governorates=frozenset({"Homs"})) == []
    assert urls(sources=frozenset({"b"})) == ["2"]
    made = digest(articles, reader=Reader(governorates=frozenset({"Homs"}), types=frozenset({"ied"})), **rows)
    assert made.filters == "تقتصر هذه الرسالة على: حمص، لغم أو عبوة ناسفة."
    assert made.chart is None  # kinds are not counted apart on earlier days


def test_operators_alone_are_told_of_the_sources() -> None:
    """What is wrong, what is well again, what brought nothing, and what each brought."""
    watch = Watch((("sana", "refuses us", "ask"),), ("enab",))
    counts = [count("ألف", 3, 2), count("باء", 5, 0), count("جيم", 0, 0)]
    told = digest([article()], counts, watch=watch).sources
    assert told is not None
    assert ([row.name for row in told.rows], told.silent, told.watch) == (["ألف", "باء"], ("جيم",), watch)
    assert digest([article()], counts, Reader()).sources is None
