"""Which of several articles with one text is the first."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg import Connection

from storage.articles import Outcome
from storage.copies import COPY_WINDOW, Candidate, originals
from storage.relations import remove
from tests.storage.samples import BODY, NOW, Sample, days, minutes, registered, rows, save, snapshot, value

_times = st.integers(0, 100).map(lambda day: NOW + days(day))
_candidates = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 10_000),
        url=st.text("abc", min_size=1, max_size=3),
        published_at=st.none() | _times,
        first_seen_at=_times,
    ),
    unique_by=(lambda one: one.id, lambda one: one.url),
    max_size=12,
)


def together(*candidates: Candidate) -> list[Candidate]:
    """These candidates, all copies of one another."""
    everybody = frozenset(one.id for one in candidates)
    return [replace(one, copies=everybody - {one.id}) for one in candidates]


def _at(number: int, published: float | None, seen: float = 0) -> Candidate:
    """An article published and first seen this many days from now."""
    return Candidate(number, f"u{number}", None if published is None else NOW + days(published), NOW + days(seen))


@given(_candidates.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_given_does_not_matter(orders: tuple[list[Candidate], list[Candidate]]) -> None:
    """The decision is a matter of the set."""
    assert originals(together(*orders[0])) == originals(together(*orders[1]))


@given(_candidates)
def test_a_copy_points_to_a_first_within_the_window(candidates: list[Candidate]) -> None:
    """No chains, nothing farther than the window, and no two firsts that are copies of each other."""
    by_id = {one.id: one for one in candidates}
    decided = originals(together(*candidates))
    assert decided.keys() == by_id.keys()
    firsts = [by_id[number] for number, original in decided.items() if original is None]
    for number, original in decided.items():
        if original is not None:
            assert decided[original] is None
            assert abs(by_id[number].dated_at - by_id[original].dated_at) <= COPY_WINDOW
            assert by_id[original].rank < by_id[number].rank
    distances = [abs(one.dated_at - other.dated_at) for one in firsts for other in firsts if one is not other]
    assert all(distance > COPY_WINDOW for distance in distances)


def test_the_window_ends_after_thirty_days() -> None:
    """A text that comes back later is news again."""
    late = Candidate(3, "u3", NOW + days(30) + timedelta(seconds=1), NOW)
    assert originals(together(_at(1, 0), _at(2, 30), late)) == {1: None, 2: 1, 3: None}


def test_one_without_a_time_is_last() -> None:
    """An undated article is a copy of a dated one near the time at which it was first seen, whoever was seen first."""
    assert originals(together(_at(1, None, seen=-2), _at(2, 0))) == {1: 2, 2: None}
    assert originals(together(_at(1, None, seen=-40), _at(2, 0))) == {1: None, 2: None}


def test_ties_are_broken_by_address() -> None:
    """Of two published at the same time the one with the smaller address is the first."""
    assert originals(together(_at(2, 0), _at(1, 0))) == {1: None, 2: 1}
    assert originals(together(_at(2, None), _at(1, None))) == {1: None, 2: 1}


def test_nothing_is_decided_of_nothing() -> None:
    """A text that no article has is no error."""
    assert originals([]) == {}


def test_a_round_up_joins_what_it_holds_and_joins_nothing_together() -> None:
    """A text that holds two reports is a copy of the first one; the other stays a first."""
    one, other, round_up = _at(1, 0), _at(2, 1), _at(3, 2)
    held = [replace(one, copies=frozenset({3})), replace(other, copies=frozenset({3}))]
    assert originals([*held, replace(round_up, copies=frozenset({1, 2}))]) == {1: None, 2: None, 3: 1}


# As stored


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def test_a_copy_points_to_the_first(database: Connection) -> None:
    """An article with the text of an earlier one is stored and points to it."""
    first = save(database)
    copy = save(database, url="https://beta.example/9", source="beta", title="عنوان آخر", published_at=NOW + minutes(5))
    assert copy.outcome is Outcome.COPY
    assert copy.duplicate_of == first.article_id


def test_an_earlier_one_that_comes_later_is_the_first(database: Connection) -> None:
    """Which one is the first is a matter of publishing, not of storing."""
    late = save(database)
    early = save(database, url="https://beta.example/9", source="beta", published_at=NOW - minutes(5))
    assert early.outcome is Outcome.NEW
    assert rows(database, "select id, duplicate_of from article order by id") == [
        (late.article_id, early.article_id),
        (early.article_id, None),
    ]


def _copies() -> list[Sample]:
    """Articles with one text: a first, one within its window, one that is a first of its own."""
    return [
        Sample(f"https://alpha.example/{number}", title=f"عنوان {number}", published_at=NOW + days(day))
        for number, day in enumerate([0, 29, 31], 1)
    ]


def test_copies_do_not_depend_on_the_order_of_storing(database: Connection) -> None:
    """All orders of storing the same articles, one of them revised from another text, end in the same database."""
    samples = _copies()
    revised = Sample("https://alpha.example/0", title="عنوان 0", body="نص سبق النص", published_at=NOW - minutes(1))
    snapshots = []
    for order in permutations([*samples, revised]):
        database.execute("truncate article, page, link cascade")
        for sample in order:
            save(database, sample)
        save(database, replace(revised, body=BODY), now=NOW + minutes(1))
        snapshots.append(snapshot(database))
    assert all(one == snapshots[0] for one in snapshots)
    originals = {url: original for url, _, _, _, _, original, *_ in snapshots[0]}
    assert originals == {
        "https://alpha.example/0": None,
        "https://alpha.example/1": "https://alpha.example/0",
        "https://alpha.example/2": "https://alpha.example/0",
        "https://alpha.example/3": None,
    }


def test_a_revision_leaves_its_copies_to_another(database: Connection) -> None:
    """When the first gets another text, the next one of its copies becomes the first of the rest."""
    first, second, third = (
        save(database, url=f"https://alpha.example/{number}", published_at=NOW + minutes(number)) for number in range(3)
    )
    assert third.duplicate_of == first.article_id
    save(database, url="https://alpha.example/0", body="نص مختلف تماما", now=NOW + minutes(30))
    assert rows(database, "select id, duplicate_of from article order by id") == [
        (first.article_id, None),
        (second.article_id, None),
        (third.article_id, second.article_id),
    ]


def test_the_copies_of_a_removed_first_have_another_first(database: Connection) -> None:
    """When the first is removed the next one of its copies takes its place."""
    for number in range(4):
        save(database, url=f"https://alpha.example/{number}", published_at=NOW + minutes(number))
    assert remove(database, value(database, "select id from article where url = 'https://alpha.example/0'"), now=NOW)
    assert not remove(database, 10_000, now=NOW)
    first = value(database, "select id from article where url = 'https://alpha.example/1'")
    assert rows(database, "select duplicate_of from article order by url") == [(None,), (first,), (first,)]


def test_fingerprints_are_looked_up_by_index(database: Connection) -> None:
    """Finding the articles with one text does not read the whole table."""
    database.execute("set enable_seqscan = off")
    plan = rows(database, "explain select id from article where fingerprint = '\\x00'")
    assert "article_fingerprint" in str(plan)


def test_articles_that_share_passages_are_looked_up_by_index(database: Connection) -> None:
    """Finding the candidates does not read the whole table either."""
    database.execute("set enable_seqscan = off")
    plan = rows(database, "explain select article_id from gist where keys && '{1,2}'")
    assert "gist_keys" in str(plan)
