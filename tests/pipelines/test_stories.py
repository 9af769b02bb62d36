"""Tests of pipelines/stories.py."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipelines.stories import OPENING, Report, most_central, opening, stories, story_of

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def report(number: int, hours: float | None = 0) -> Report:
    """A report published so many hours after noon."""
    at = None if hours is None else NOON + timedelta(hours=hours)
    return Report(number, f"u{number}", at, NOON)


def links(*pairs: tuple[int, int], likeness: float = 0.5) -> dict[frozenset[int], float]:
    """Pairs that tell of one event."""
    return {frozenset(pair): likeness for pair in pairs}


def test_reports_of_one_event_are_one_story() -> None:
    """Begun by the earliest; one without a time comes last."""
    reports = [report(1, None), report(2, 3), report(3, 1)]
    assert stories(reports, links((1, 2), (2, 3), (1, 3))) == {1: 3, 2: 3, 3: 3}
    assert stories([report(1), report(2)], {}) == {1: 1, 2: 2}


def test_a_chain_makes_no_giant() -> None:
    """What tells of the same event as fewer than half of a story's reports does not join it."""
    reports = [report(number, number) for number in range(1, 6)]
    assert stories(reports, links((1, 2), (2, 3), (3, 4), (4, 5))) == {1: 1, 2: 1, 3: 1, 4: 4, 5: 4}


def test_a_story_ends() -> None:
    """However alike the texts, half a week later another one begins."""
    reports = [report(number, 30 * number) for number in range(1, 5)]
    together = links((1, 2), (1, 3), (2, 3), (2, 4), (3, 4))
    assert stories(reports, together) == {1: 1, 2: 1, 3: 1, 4: 4}


def test_the_story_that_agrees_most_is_joined() -> None:
    """On average over its reports; of equal ones the earlier."""
    earlier = {1: [report(1)], 2: [report(2, 1)]}
    assert story_of(report(3, 2), earlier, {1: 0.4, 2: 0.6}) == 2
    assert story_of(report(3, 2), earlier, {1: 0.5, 2: 0.5}) == 1
    assert story_of(report(3, 2), {1: [report(1), report(4)]}, {}) == 3


def test_a_great_story_is_known_by_its_first_reports() -> None:
    """What tells of the same event as those that came later only does not join it."""
    many = {1: [report(number, number / 60) for number in range(1, 2 * OPENING)]}
    last = report(100, 2)
    assert story_of(last, many, dict.fromkeys(range(1, OPENING // 2 + 1), 0.3)) == 1
    assert story_of(last, many, dict.fromkeys(range(OPENING // 2 + 1, 2 * OPENING), 0.9)) == 1
    assert story_of(last, many, dict.fromkeys(range(OPENING // 2 + 2, 2 * OPENING), 0.9)) == 100
    assert [one.id for one in opening(reversed(many[1]))] == [*range(1, OPENING + 1)]


def test_the_headline_is_that_of_the_most_central_report() -> None:
    """The one that agrees most with the others; of two the earlier."""
    reports = [report(1, 2), report(2, 1), report(3, 0)]
    assert most_central(reports, {1: Decimal(1), 2: Decimal("0.5"), 3: Decimal("0.5")}) == 1
    assert most_central(reports[:2], {1: Decimal("0.5"), 2: Decimal("0.5")}) == 2
    assert most_central(reports, {}) == 3


@given(
    st.lists(st.integers(0, 120), min_size=1, max_size=10),
    st.sets(st.frozensets(st.integers(0, 9), min_size=2, max_size=2), max_size=25),
    st.randoms(use_true_random=False),
)
def test_the_order_given_does_not_matter(hours: list[int], pairs: set[frozenset[int]], random: object) -> None:
    """And each story is begun by its first report, within its time."""
    reports = [report(number, hour) for number, hour in enumerate(hours)]
    likeness = dict.fromkeys(pairs, 0.5)
    found = stories(reports, likeness)
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stories(shuffled, likeness) == found
    for number, first in found.items():
        assert found[first] == first
        assert reports[first].rank <= reports[number].rank
        assert abs(hours[number] - hours[first]) <= 84
