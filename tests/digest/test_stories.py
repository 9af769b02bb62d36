"""An article and its copies are one story."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from digest.stories import grouped
from pipelines.article import Label
from tests.digest.samples import article


def test_copies_join_the_article_that_they_copy() -> None:
    """Copies of copies too; the first leads, the others follow in the order of publishing."""
    early, late = (datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in (1, 5))
    articles = [
        article(3, duplicate_of=2, published_at=late, source="c"),
        article(2, duplicate_of=1, published_at=early, source="b"),
        article(1, source="a"),
    ]
    (group,) = grouped(articles)
    assert [member.id for member in group.members] == [1, 2, 3]
    assert group.sources == {"a", "b", "c"}
    assert not group.reprint


def test_a_copy_of_an_earlier_periods_article_is_a_reprint() -> None:
    """Readers were told of the story before."""
    (group,) = grouped([article(5, duplicate_of=1), article(6, duplicate_of=1)])
    assert group.reprint
    assert len(group.members) == 2


def test_a_story_is_about_the_gravest_thing_that_one_of_its_articles_reports() -> None:
    """A copy found to report escalation makes the story one of escalation."""
    (group,) = grouped([article(1, label=Label.RELATED), article(2, duplicate_of=1)])
    assert group.label is Label.ESCALATION


def test_score_then_outlets_then_time_decide_the_order() -> None:
    """Scores within a tenth count as equal."""
    late = datetime(2026, 11, 22, 9, tzinfo=UTC)
    articles = [
        article(1, score=0.5, published_at=late),
        article(2, score=0.88),
        article(3, score=0.91, published_at=late),
        article(4, score=0.89),
        article(5, score=0.9, source="b", duplicate_of=4),
        article(6, score=0.9, published_at=None, first_seen_at=datetime(2026, 11, 22, 8, tzinfo=UTC)),
    ]
    assert [group.lead.id for group in grouped(articles)] == [4, 3, 6, 2, 1]


@given(st.lists(st.tuples(st.integers(1, 12), st.none() | st.integers(1, 12)), max_size=20))
def test_every_article_is_in_exactly_one_story(pairs: list[tuple[int, int | None]]) -> None:
    """Whatever the copies point to: themselves, rings, articles that are not there."""
    groups = grouped([article(number, duplicate_of=first) for number, first in pairs])
    members = [member.id for group in groups for member in group.members]
    assert sorted(members) == sorted({number for number, _ in pairs})
