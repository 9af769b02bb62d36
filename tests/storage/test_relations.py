"""How stored articles stand to each other: found in whatever order, one cluster whoever stores at the same moment."""

import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection

from storage import events, relations
from storage.articles import Outcome
from storage.relations import remove
from tests.storage import saver_process
from tests.storage.samples import NOW, Sample, days, minutes, registered, rows, save, value

SENTENCES = (
    "أعلنت فرق الدفاع المدني فجر الجمعة أن قصفا مدفعيا طال أطراف بلدة تل الزعفران في ريف حلب الشرقي.",
    "وأسفر القصف عن مقتل سبعة مدنيين بينهم طفلان وإصابة اثني عشر آخرين نقلوا إلى مشفى المنطقة.",
    "وقال مصدر محلي إن القذائف أصابت سوقا شعبيا ومدرسة كانت مغلقة وقت القصف.",
    "وأضاف المصدر أن حركة نزوح بدأت من القرى المجاورة باتجاه الشمال خوفا من تجدد القصف.",
)
OTHERS = (
    "افتتح وزير الزراعة معرض الزيتون السنوي بمشاركة مئة عارض من عشر دول وسط إقبال لافت من الزوار في يومه الأول.",
    "وشهدت قاعات المعرض ندوات عن طرق الري الحديثة ومسابقة لأفضل زيت وجوائز قدمتها غرفة الزراعة للفائزين.",
)
WHOLE = " ".join(SENTENCES)
FAIR = " ".join(OTHERS)
ROUNDS = int(os.environ.get("WATIRA_TEST_ROUNDS", "10"))  # of storing at the same moment; 1000 takes a minute


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def articles() -> list[Sample]:
    """A report, cut, within a round-up, with another toll, in the statement of another day, in another month."""
    texts = [
        WHOLE,
        " ".join(SENTENCES[:2]),
        f"{FAIR}\n{WHOLE}",
        WHOLE.replace("سبعة", "تسعة"),
        WHOLE.replace("الجمعة", "الأحد"),
        FAIR,
        WHOLE,
    ]
    times = [0, 0.2, 0.4, 0.5, 2, 0.1, 45]
    return [
        Sample(
            f"https://alpha.example/{n}", "عنوان آخر" * n, text, NOW + days(day), source="beta" if n % 2 else "alpha"
        )
        for n, (text, day) in enumerate(zip(texts, times, strict=True))
    ]


State = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]


def state(connection: Connection) -> State:
    """What is known of copies and pairs, by address."""
    copies = "select a.url, o.url from article a left join article o on o.id = a.duplicate_of order by 1"
    pairs = """
        select least(a.url, b.url), greatest(a.url, b.url), relation, reason, similarity
        from pair join article a on a.id = one join article b on b.id = other
        where relation <> 'same_story' order by 1, 2
    """
    return rows(connection, copies), rows(connection, pairs)


def stored(connection: Connection, samples: list[Sample]) -> State:
    """What is known once these samples were stored in this order, into an empty database."""
    connection.execute("truncate article, page, link, story cascade")
    for sample in samples:
        save(connection, sample)
    return state(connection)


def test_copies_are_found_and_updates_are_none(database: Connection) -> None:
    """Cut and embedded texts are copies; another toll, another day, another month are not; the reason is kept."""
    copies, pairs = stored(database, articles())
    at = "https://alpha.example/"
    assert dict(copies) == {
        f"{at}0": None,
        f"{at}1": f"{at}0",
        f"{at}2": f"{at}0",
        f"{at}3": None,
        f"{at}4": None,
        f"{at}5": None,
        f"{at}6": None,
    }
    told = {(one[-1], other[-1]): (relation, reason) for one, other, relation, reason, _ in pairs}
    assert told["0", "1"] == ("duplicate", "100% of the shorter text stands in the other")
    assert told["0", "2"][0] == "version"
    assert told["2", "5"][0] == "duplicate"
    assert told["0", "3"][0] == "update"
    assert "figure 7 ≠ 9" in told["0", "3"][1]
    assert "day weekday 4 ≠ weekday 6" in told["0", "4"][1]
    assert ("0", "6") not in told


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(7)), revised=st.integers(0, 6), removed=st.integers(0, 6))
def test_any_order_ends_in_the_state_of_storing_in_order(
    database: Connection, order: list[int], revised: int, removed: int
) -> None:
    """Whatever is stored first, revised from another text, or stored and removed again."""
    samples = articles()
    kept = [sample for number, sample in enumerate(samples) if number != removed]
    expected = stored(database, kept)
    first = {number: replace(samples[number], body=FAIR) if number == revised else samples[number] for number in order}
    stored(database, [first[number] for number in order])
    save(database, samples[revised], now=NOW + minutes(1))
    assert remove(database, value(database, "select id from article where url = %s", samples[removed].url), now=NOW)
    assert state(database) == expected


def test_a_copy_is_told_when_it_is_stored(database: Connection) -> None:
    """The caller learns of a cut copy as of an exact one."""
    first = save(database, articles()[0])
    copy = save(database, articles()[1])
    assert (copy.outcome, copy.duplicate_of) == (Outcome.COPY, first.article_id)


def test_what_was_stored_before_there_were_gists_is_found_by_its_words(database: Connection) -> None:
    """An article of an earlier version is still the first of its copies."""
    first = save(database, articles()[0])
    database.execute("truncate gist")
    assert save(database, replace(articles()[0], url="https://beta.example/1")).duplicate_of == first.article_id


def test_flashes_with_one_body_and_two_titles_are_two(database: Connection) -> None:
    """A body of a word or two says nothing alone."""
    for number, title in enumerate(("انفجار في منبج", "قصف على حلب", "قصف على حلب")):
        save(database, Sample(f"https://alpha.example/{number}", title, "عاجل", NOW + minutes(number)))
    assert [one is None for (one,) in rows(database, "select duplicate_of from article order by url")] == [
        True,
        True,
        False,
    ]


def test_what_a_great_many_share_is_not_looked_for(database: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noted once it is found so often; copies with all the words are found even so, and so are the others by what
    they do not share with a great many."""
    monkeypatch.setattr(relations, "COMMON", 1)
    monkeypatch.setattr(events, "COMMON", 1)
    monkeypatch.setattr(relations, "COUNTED", 1)
    monkeypatch.setattr(events, "UNKNOWN", 1)
    monkeypatch.setattr(events, "COUNTED", 1)
    at = "https://alpha.example/c"
    for number, text in enumerate([WHOLE, f"{WHOLE} {OTHERS[0]}", f"{WHOLE} {OTHERS[1]}"]):
        save(database, Sample(f"{at}{number}", f"عنوان {number}", text, published_at=NOW + minutes(number)))
    kinds = dict(rows(database, "select kind, count(*) from commonplace group by kind"))
    assert kinds["passage"] > 2
    assert kinds.get("topic", 0) == 0  # those that copies share are not looked for
    exact = save(database, Sample(f"{at}3", "آخر", WHOLE, published_at=NOW + minutes(3)))
    assert exact.duplicate_of is not None
    fair = save(database, Sample(f"{at}4", "آخر", f"{OTHERS[1]} {OTHERS[0]}", published_at=NOW + minutes(4)))
    assert rows(database, "select count(*) from pair where other = %s", fair.article_id) == [(2,)]


def test_it_is_looked_for_by_the_rarest_first(database: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until so many articles are to be read; how many have a passage is recorded, and put right as they grow."""
    monkeypatch.setattr(relations, "COUNTED", 2)
    monkeypatch.setattr(events, "COUNTED", 2)
    for number in range(4):
        save(database, url=f"https://alpha.example/{number}", body=WHOLE, published_at=NOW + days(number / 9))
    assert set(rows(database, "select articles from commonplace where kind = 'passage'")) == {(3,)}
    monkeypatch.setattr(relations, "_MOST_READ", 2)  # a passage that none has is one
    other = save(database, url="https://alpha.example/5", body=f"{FAIR} {FAIR}")
    assert save(database, url="https://alpha.example/6", body=f"{WHOLE} {FAIR}").duplicate_of == other.article_id


@pytest.mark.slow
def test_two_processes_that_store_copies_at_the_same_moment(database: Connection, database_url: str) -> None:
    """They end in one cluster each time, with the earlier published one first."""
    saver_process.both(database_url, ROUNDS)
    told = rows(database, "select a.url, o.url from article a join article o on o.id = a.duplicate_of")
    assert sorted(told) == sorted((f"https://beta.example/{n}", f"https://alpha.example/{n}") for n in range(ROUNDS))
    assert value(database, "select count(*) from article") == 2 * ROUNDS
