"""Figures put together: what one report says, what several say."""

from hypothesis import given
from hypothesis import strategies as st

from digest.happenings import happening, told
from digest.stories import grouped
from digest.tolls import Range, Said, of_report, span, toll, total
from tests.digest.samples import article, event, figure

ranges = st.builds(lambda least, more: Range(least, None if more is None else least + more), st.integers(0, 50),
                   st.none() | st.integers(0, 50))  # fmt: skip


def test_kinds_of_people_add_up_and_sayers_do_not() -> None:
    """Three civilians and two soldiers are five; four according to one and six according to another are 4 to 6."""
    rows = [figure(1, 3, category="civilian"), figure(1, 2, category="military")]
    assert of_report(rows) == (Range(5, 5), "")
    sayers = [figure(1, 4, attribution="الدفاع المدني"), figure(1, 6, attribution="مصدر طبي")]
    assert of_report(sayers) == (Range(4, 6), "")
    assert of_report([figure(1, 4, attribution="مصدر طبي")]) == (Range(4, 4), "مصدر طبي")
    assert of_report([figure(1, 2, None), figure(1, 1)]) == (Range(3, None), "")
    assert of_report([]) is None


def test_who_says_what_is_kept_where_it_differs() -> None:
    """One sayer's two reports are one range."""
    same = toll([Said("a", Range(8, 8)), Said("b", Range(8, 8))])
    assert same is not None
    assert (same.figure, same.said) == (Range(8, 8), ())
    other = toll([Said("a", Range(8, 8)), Said("b", Range(9, 9)), Said("a", Range(11, 11))])
    assert other is not None
    assert other.figure == Range(8, 11)
    assert other.said == (Said("a", Range(8, 11)), Said("b", Range(9, 9)))
    assert toll([]) is None


@given(st.lists(ranges, min_size=1, max_size=6))
def test_a_span_holds_all_numbers_named(figures: list[Range]) -> None:
    """Whatever is open above; a sum is at least as great as each of its parts."""
    found, added = span(figures), total(figures)
    assert found.least == min(one.least for one in figures)
    assert found.top == max(one.top for one in figures)
    assert added is not None
    assert added.least == sum(one.least for one in figures)
    assert (added.most is None) == any(one.most is None for one in figures)
    assert total([None]) is None


def test_an_event_counts_its_own_people_only() -> None:
    """Of a report that also tells of another governorate; figures without an event count where no other has one."""
    (group,) = grouped([article(1)])
    events = [event(1, 0, type="buildup"), event(1, 1), event(1, 2, admin1="Homs"), event(1, 3, admin1="", place="")]
    figures = [figure(1, n + 1, event_id=100 + n) for n in (1, 2, 3)]
    one = happening(group, told(events, figures))
    assert one.main == events[1]  # not what is told beside deeds
    assert one.killed is not None
    assert one.killed.figure == Range(6, 6)
    assert one.wounded is None
    loose = happening(group, told(events, [figure(1, 9, event_id=None)]))
    assert loose.killed is not None
    assert loose.killed.figure == Range(9, 9)


def test_the_place_is_that_of_most_reports() -> None:
    """Two of three tell of Homs; the exact place there speaks for it."""
    articles = [article(n, story_id=4) for n in (1, 2, 3)]
    events = [
        event(1),
        event(2, admin1="Homs", place="homs", precision="governorate"),
        event(3, admin1="Homs", place="tadmur", precision="area"),
    ]
    (group,) = grouped(articles)
    assert happening(group, told(events, [])).main == events[2]
    nothing = happening(group, told([], []))
    assert (nothing.main, nothing.admin1, nothing.claimed, nothing.possible) == (None, "", False, False)
