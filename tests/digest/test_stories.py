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


def test_a_story_is_one_event() -> None:
    """Its reports and all their copies, also such as were made of a report that came before the period."""
    early = datetime(2026, 11, 22, 1, tzinfo=UTC)
    articles = [
        article(1, story_id=9, label=Label.RELATED, published_at=early),
        article(2, story_id=9, source="b", origin="sana"),
        article(3, story_id=9, duplicate_of=2, source="c"),
        article(4, story_id=9, duplicate_of=77, source="d", follows=True),
        article(5, duplicate_of=2, source="e"),  # its story is that of its first
    ]
    (group,) = grouped(articles)
    assert [report.id for report in group.reports] == [2, 1]  # those of escalation first
    assert {copy.id for copy in group.copies} == {3, 4, 5}
    assert (group.independent, group.follows, group.reprint) == (2, True, False)


@given(st.lists(st.tuples(st.integers(1, 12), st.none() | st.integers(1, 12)), max_size=20))
def test_every_article_is_in_exactly_one_story(pairs: list[tuple[int, int | None]]) -> None:
    """Whatever the copies point to: themselves, rings, articles that are not there."""
    groups = grouped([article(number, duplicate_of=first) for number, first in pairs])
    members = [member.id for group in groups for member in group.members]
    assert sorted(members) == sorted({number for number, _ in pairs})
