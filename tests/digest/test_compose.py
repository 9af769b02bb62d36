"""What a digest says of a period."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from digest.compose import MOST_STORIES, MOST_TITLES
from pipelines.article import Label, Precision
from tests.digest.samples import article, count, digest


def test_the_head_names_day_period_and_zone() -> None:
    """In the reader's zone."""
    made = digest([article()])
    assert made.headline == "الأحد 22 تشرين الثاني 2026"
    assert made.period == "من السبت 21 تشرين الثاني، 20:00 إلى الأحد 22 تشرين الثاني، 20:00 (توقيت دمشق)"


def test_the_totals_count_stories_sources_and_copies() -> None:
    """One sentence, its nouns in the right form."""
    one = [article(1)]
    more = [*one, article(2, source="b", duplicate_of=1), article(3, source="c")]
    assert digest(one).totals == "في هذه الفترة خبر واحد عن التصعيد العسكري في سوريا من مصدر واحد، بلا نسخ منقولة."
    assert digest(more).totals == "في هذه الفترة خبران عن التصعيد العسكري في سوريا من 3 مصادر، ونسخة منقولة واحدة."


def test_a_quiet_period_and_one_without_any_article_are_told_apart() -> None:
    """No news is not the same as no crawl."""
    quiet = digest([article(label=Label.OTHER)], [count(escalation=0)])
    assert quiet.totals == "لم يُرصد في هذه الفترة أي خبر جديد عن تصعيد عسكري في سوريا."
    assert quiet.collected
    assert "لم يصل في هذه الفترة أي مقال" in digest([], [count(articles=0, escalation=0)]).totals


def test_a_story_names_its_other_outlets_once_each() -> None:
    """Two copies of one outlet are one mention, with the earlier address; the first outlet is not repeated."""
    articles = [
        article(1),
        article(2, source="b", source_name_ar="باء", duplicate_of=1),
        article(3, source="b", source_name_ar="باء", duplicate_of=1),
        article(4, duplicate_of=1),
    ]
    (story,) = digest(articles).stories
    assert [(carrier.words, carrier.url) for carrier in story.carriers] == [("باء", "https://furat.example/2")]
    assert story.reach == "ورد في مصدرين"


def test_many_outlets_are_counted_rather_than_named() -> None:
    """Beyond the cap their number is told."""
    copies = [article(n, source=f"s{n}", source_name_ar=f"موقع {n}", duplicate_of=1) for n in range(2, 15)]
    (story,) = digest([article(1), *copies]).stories
    assert len(story.carriers) == 8
    assert story.more_carriers == "5 مصادر أخرى"
    assert story.reach == "ورد في 14 مصدراً"


def test_the_time_is_told_as_exactly_as_it_is_known() -> None:
    """Clock, day, or that it is unknown."""
    at = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
    clock, day, unknown = (
        digest([article(published_at=when, published_precision=precision)]).stories[0]
        for when, precision in ((at, Precision.MINUTE), (at, Precision.DAY), (None, None))
    )
    assert (clock.when, clock.day) == ("01:30", date(2026, 11, 22))
    assert day.when == "الأحد 22 تشرين الثاني"
    assert (unknown.when, unknown.day) == ("وقت النشر غير معروف", None)


@given(st.integers(min_value=-8, max_value=12))
def test_a_day_stated_in_another_zone_stays_that_day(offset: int) -> None:
    """It is stored as noon in the source's zone."""
    noon = datetime.fromisoformat(f"2026-11-20T12:00:00{offset:+03d}:00")
    made = digest([article(published_at=noon.astimezone(UTC), published_precision=Precision.DAY)])
    assert made.stories[0].day == date(2026, 11, 20)


def test_stories_of_several_days_stand_under_their_days() -> None:
    """Newest day first, the unknown last, the order of weight kept within a day."""
    yesterday = datetime(2026, 11, 21, 10, tzinfo=UTC)
    articles = [
        article(1, published_at=None, published_precision=None),
        article(2, published_at=yesterday),
        article(3, score=0.4),
        article(4, score=0.9),
    ]
    days = digest(articles).days
    assert [day.heading for day in days] == [
        "الأحد 22 تشرين الثاني 2026",
        "السبت 21 تشرين الثاني 2026",
        "تاريخ النشر غير معروف",
    ]
    assert [story.url[-1] for story in days[0].stories] == ["4", "3"]


def test_stories_of_the_digests_own_day_need_no_heading() -> None:
    """The headline says it."""
    assert [day.heading for day in digest([article(1), article(2)]).days] == [""]


def test_a_long_day_is_capped_and_the_rest_counted() -> None:
    """Totals count all of them."""
    made = digest([article(number) for number in range(1, MOST_STORIES + 13)])
    assert len(made.stories) == MOST_STORIES
    assert made.left_out == "12 خبراً آخر"
    assert "52 خبراً" in made.totals


def test_background_and_reprints_are_titles_only() -> None:
    """Neither is counted as a story; the rest of a long list is a number."""
    background = [article(n, label=Label.BACKGROUND) for n in range(1, MOST_TITLES + 3)]
    made = digest([*background, article(90, duplicate_of=77), article(91, label=Label.BACKGROUND, duplicate_of=78)])
    assert made.found == 0
    assert len(made.background.mentions) == MOST_TITLES
    assert made.background.left_out == "خبران آخران"
    assert [mention.url for mention in made.reprints.mentions] == ["https://furat.example/90"]


def test_the_table_has_the_sources_that_brought_something() -> None:
    """Most escalation first; the silent ones are named below."""
    made = digest([], [count("صامت", 0, 0), count("باء", 5, 0), count("ألف", 2, 2, 1)])
    assert [(row.name, row.articles, row.escalation, row.copies) for row in made.rows] == [
        ("ألف", 2, 2, 1),
        ("باء", 5, 0, 0),
    ]
    assert made.silent == ("صامت",)


def test_a_revised_article_is_marked_and_an_untitled_one_has_words_to_click() -> None:
    """So is an outlet without an Arabic name called by its key."""
    (story,) = digest([article(revision=2, title="\u200b", source_name_ar="")]).stories
    assert story.revised
    assert story.title == "(بلا عنوان)"
    assert story.outlet == "furat"
