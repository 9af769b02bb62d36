"""What articles report, as rows and views."""

from datetime import date
from typing import Any

import pytest
from psycopg import Connection

from pipelines.facts.fact import Actor, Assertion, Day, Event, Facts, Figure, Harm, Place, Precision, Quantifier, Span
from tests.storage.samples import NOW, days, minutes, registered, rows, save, value

TITLE = Span("title", 0, 3)
BODY = Span("body", 0, 5)
JIR = Place("خراب الجير", BODY, "kharab-al-jir-base", "base", admin1="Al-Hasakah", lat=37.1, lon=42.1, precision_km=2.0)
NAMED = Place("السبت", BODY, "", "locality", country="IQ", precision=Precision.AREA)
HURT = Figure(Harm.WOUNDED, 3, BODY, category="civilian", who="أشخاص")
KILLED = Figure(Harm.KILLED, 2, BODY, Quantifier.AT_LEAST, 2, None, "civilian")
PART = KILLED._replace(count=1, subset=True)
STRIKE = Event(
    type="strike.drone",
    span=TITLE,
    when=Day(date(2026, 11, 20), date(2026, 11, 21), BODY, "night"),
    actors_from=("iran_militias",),
    actors_to=("us_forces", "coalition"),
    weapons=("uav",),
    targets=("base",),
    places=(JIR, NAMED),
    figures=(KILLED, PART, HURT),
    attribution="المرصد",
    assertion=Assertion.REPORTED,
    also=("intercept",),
)
FACTS = Facts(
    places=(JIR, JIR, NAMED),
    actors=(Actor("القوات الأمريكية", BODY, "us_forces"),),
    figures=(KILLED, PART, HURT, Figure(Harm.CAPTURED, None, BODY, Quantifier.VAGUE, 3)),
    events=(STRIKE,),
)

EVENTS = [
    "id", "article_id", "story_id", "type", "acled_type", "date_from", "date_to", "date_precision", "actor_from",
    "actor_to", "weapon", "place", "admin1", "lat", "lon", "precision_km", "killed_min", "killed_max", "wounded_min",
    "wounded_max", "attribution", "assertion", "span",
]  # fmt: skip


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def row(connection: Connection, view: str) -> dict[str, Any]:
    """The one row of a view."""
    with connection.cursor() as cursor:
        found = cursor.execute(f"select * from {view}".encode()).fetchall()
        assert len(found) == 1
        return dict(zip([column.name for column in cursor.description or ()], found[0], strict=True))


def test_an_event_is_a_row_with_the_agreed_columns(database: Connection) -> None:
    """What others read by name is there, in the agreed order, before what came in addition."""
    article = save(database, facts=FACTS).article_id
    event = row(database, "events")
    assert list(event)[: len(EVENTS)] == EVENTS
    expected = {
        "article_id": article,
        "story_id": None,
        "type": "strike.drone",
        "acled_type": "Air/drone strike",
        "acled_event_type": "Explosions/Remote violence",
        "plover": "ASSAULT/drone",
        "date_from": date(2026, 11, 20),
        "date_to": date(2026, 11, 21),
        "date_precision": "night",
        "actor_from": "iran_militias",
        "actors_to": ["us_forces", "coalition"],
        "weapon": "uav",
        "place": "kharab-al-jir-base",
        "places": ["kharab-al-jir-base", "السبت"],
        "admin1": "Al-Hasakah",
        "lat": 37.1,
        "precision": "site",
        "killed_min": 2,
        "killed_max": 2,
        "wounded_min": 3,
        "wounded_max": 3,
        "attribution": "المرصد",
        "assertion": "reported",
        "span": {"where": "title", "start": 0, "end": 3},
        "words": "قصف",
        "also": ["intercept"],
        "background": False,
    }
    assert {name: event[name] for name in expected} == expected


def test_killed_civilians_by_governorate_and_week_are_one_query(database: Connection) -> None:
    """Copies, parts, earlier tolls and possible ones are left out by two columns."""
    save(database, facts=FACTS)
    save(database, url="https://beta.example/2", source="beta", facts=FACTS, now=NOW + minutes(5))  # a copy
    undated = Facts(figures=(KILLED,), events=(STRIKE._replace(when=None, figures=(KILLED,)),))
    save(database, url="https://alpha.example/3", body="نص آخر", facts=undated, published_at=NOW - days(7))
    statement = """
        select admin1, date_trunc('week', day)::date, sum(count_min), sum(count_max) from casualties
        where harm = 'killed' and category = 'civilian' and adds_up and duplicate_of is null
        group by 1, 2 order by 2
    """
    assert rows(database, statement) == [
        ("Al-Hasakah", date(2026, 11, 9), 2, 2),
        ("Al-Hasakah", date(2026, 11, 16), 2, 2),
    ]


def test_rival_tolls_are_a_range_and_kinds_of_people_add_up(database: Connection) -> None:
    """Two who say different things of the same people give the lowest and the highest."""
    one, other = (KILLED._replace(count=n, least=None, attribution=who) for n, who in ((4, "أ"), (7, "ب")))
    soldiers = one._replace(count=1, category="military")
    maybe = one._replace(count=50, category="", hypothetical=True)
    figures = (one, other, soldiers, maybe)
    save(database, facts=Facts(figures=figures, events=(STRIKE._replace(figures=figures),)))
    event = row(database, "events")
    assert (event["killed_min"], event["killed_max"], event["wounded_min"]) == (5, 8, None)


def test_vague_figures_and_background_keep_a_toll_whole(database: Connection) -> None:
    """Five "and others" are not fewer at most than at least; what was before adds to what it is the background of."""
    five = KILLED._replace(count=5, least=None, quantifier=Quantifier.EXACT, category="military")
    others = five._replace(count=None, least=2, quantifier=Quantifier.VAGUE, category="")
    running = five._replace(count=500, category="", background=True)
    hurt = others._replace(harm=Harm.WOUNDED)
    now, before = (five, others, running, hurt), running._replace(count=40)
    past = STRIKE._replace(type="clash", background=True, figures=(before,))
    save(database, facts=Facts(figures=(*now, before), events=(STRIKE._replace(figures=now), past)))
    tolls = "select killed_min, killed_max, wounded_min, wounded_max from"
    assert rows(database, f"{tolls} events order by background") == [(7, 7, 2, None), (40, 40, None, None)]
    assert rows(database, f"{tolls} daily") == [(7, 7, 2, None)]


def test_casualties_places_and_actors_are_views(database: Connection) -> None:
    """Each with the words or names that it rests on; a figure without an event has none."""
    save(database, facts=FACTS)
    found = rows(
        database, "select harm, count, count_min, subset, adds_up, type, words from casualties order by number"
    )
    assert found == [
        ("killed", 2, 2, False, True, "strike.drone", "تعرضت"),
        ("killed", 1, 2, True, False, "strike.drone", "تعرضت"),
        ("wounded", 3, 3, False, True, "strike.drone", "تعرضت"),
        ("captured", None, 3, False, True, None, "تعرضت"),
    ]
    assert rows(
        database, "select place, name, country, admin1, precision, mentions from places order by mentions desc"
    ) == [
        ("kharab-al-jir-base", "خراب الجير", "SY", "Al-Hasakah", "site", 2),
        (None, "السبت", "IQ", None, "area", 1),
    ]
    assert rows(database, "select actor, unit, name, mentions from actors") == [
        ("us_forces", None, "القوات الأمريكية", 1)
    ]


def test_a_revision_has_facts_of_its_own(database: Connection) -> None:
    """Rows are those of the latest text; the earlier text keeps its facts beside it."""
    save(database, facts=FACTS)
    save(database, title="خبر آخر", facts=Facts(actors=FACTS.actors), now=NOW + minutes(10))
    counts = "select (select count(*) from event), (select count(*) from casualty), (select count(*) from actor)"
    assert rows(database, counts) == [(0, 0, 1)]
    assert value(database, "select facts -> 'events' -> 0 ->> 'type' from revision") == "strike.drone"


def test_what_is_deleted_takes_its_facts_along(database: Connection) -> None:
    """No row is left of an article that is gone."""
    save(database, facts=FACTS)
    database.execute(b"delete from article")
    for table in ("event", "casualty", "place", "actor"):
        assert value(database, f"select count(*) from {table}") == 0


def test_figures_beyond_belief_cost_no_article(database: Connection) -> None:
    """A number that no column holds is left out, the rest is stored."""
    absurd = Figure(Harm.KILLED, 10**30, BODY)
    save(database, facts=Facts(figures=(absurd, HURT)))
    assert rows(database, "select count from casualties") == [(3,)]


def test_each_way_of_meaning_a_figure_can_be_stored(connection: Connection) -> None:
    """A report that nobody was hurt was refused once, and the whole article with it."""
    check = "select pg_get_constraintdef(oid) from pg_constraint where conname = 'casualty_quantifier_check'"
    assert all(f"'{one}'" in value(connection, check) for one in Quantifier)
