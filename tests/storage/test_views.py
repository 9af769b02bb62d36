"""The views that analysts query, and the comments that explain the database."""

from datetime import date

from psycopg import Connection

from pipelines.article import Kind, Label, Precision
from storage.views import VIEWS, described
from tests.storage.samples import BODY, NOW, minutes, registered, rows, save
from tests.storage.test_facts import FACTS, HURT, KILLED, PART, STRIKE

ARTICLES = [
    "id",
    "source",
    "url",
    "title",
    "body",
    "authors",
    "credits",
    "published_at",
    "published_precision",
    "published_from",
    "first_seen_at",
    "modified_at",
    "language",
    "label",
    "score",
    "tags",
    "duplicate_of",
    "story_id",
    "revision",
]
LATER = ["deck"]  # columns that came later stand at the end
SOURCES = [
    "key",
    "name_ar",
    "name_en",
    "enabled",
    "state",
    "last_success_at",
    "last_new_at",
    "articles",
    "rejected",
    "errors_in_a_row",
]
HEALTH = [
    "owner",
    "last_error",
    "usual_gap",
    "silent",
    "good_share",
    "usual_good_share",
    "shrinking",
    "trouble",
    "troubled_at",
    "recovered_at",
]


STORIES = [
    "id",
    "headline",
    "first_seen_at",
    "last_seen_at",
    "articles",
    "sources",
    "independent_sources",
    "places",
    "event_types",
    "killed_min",
    "killed_max",
    "wounded_min",
    "wounded_max",
]
LATER_STORIES = ["escalation", "changed_at"]


def _columns(connection: Connection, view: str) -> list[str]:
    statement = "select column_name from information_schema.columns where table_name = %s order by ordinal_position"
    return [name for (name,) in rows(connection, statement, view)]


def test_the_views_have_the_agreed_columns(connection: Connection) -> None:
    """Others read these views by name: none of the columns goes."""
    assert _columns(connection, "articles") == [*ARTICLES, *LATER, "body_removed_at"]
    assert _columns(connection, "escalation") == [*ARTICLES, "evidence", *LATER]
    assert _columns(connection, "sources") == [*SOURCES, *HEALTH]
    assert _columns(connection, "stories") == [*STORIES, *LATER_STORIES]


def test_escalation_shows_the_articles_of_that_label(connection: Connection) -> None:
    """The others are left out; the evidence tells what was found where."""
    registered(connection)
    for number, label in enumerate(Label):
        save(connection, url=f"https://alpha.example/{number}", label=label)
    assert len(rows(connection, "select from articles")) == len(Label)
    [(url, evidence)] = rows(connection, "select url, evidence from escalation")
    assert url == "https://alpha.example/0"
    assert evidence == [
        {"term": "shelling", "category": "action", "words": "قصف", "where": "title", "start": 0, "end": 3}
    ]


def test_an_analyst_reads_titles_and_times(connection: Connection) -> None:
    """A row says when it was published, how exactly that is known and from where."""
    registered(connection)
    save(connection)
    [row] = rows(
        connection, "select published_precision, published_from, language, authors, credits, revision from articles"
    )
    assert row == ("minute", "json-ld", "ar", ["كاتب"], ["وكالة"], 1)


def test_everything_is_explained(connection: Connection) -> None:
    """Each table, view and column of ours has a comment, and a nullable column says what NULL means."""
    statement = (
        "select c.relname, a.attname, col_description(c.oid, a.attnum), a.attnotnull or c.relkind = 'v'"
        " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
        " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and c.relname <> 'schema_migration'"
    )
    found = rows(connection, statement)
    assert len(found) > 100
    assert [row[:2] for row in found if not row[2]] == []
    assert [row[:2] for row in found if not row[3] and "NULL:" not in row[2]] == []
    relations = "select relname from pg_class where oid = any(%s::regclass[]) and obj_description(oid) is null"
    assert rows(connection, relations, sorted({row[0] for row in found})) == []


def test_times_are_with_zone_and_named_so(connection: Connection) -> None:
    """A column ends in _at if and only if it is a time; the ends of a digest's period are from and to."""
    statement = (
        "select table_name, column_name, data_type from information_schema.columns"
        " where table_schema = 'public' and (data_type like 'timestamp%%' or column_name like '%%\\_at')"
    )
    found = rows(connection, statement)
    assert {kind for _, _, kind in found} == {"timestamp with time zone"}
    assert {name for _, name, _ in found if not name.endswith("_at")} == {"period_from", "period_to"}


def test_enumerations_are_those_of_the_code(connection: Connection) -> None:
    """The tables take the kinds, labels and precisions that an article may have, and no others."""
    statement = "select pg_get_constraintdef(oid) from pg_constraint where conname = %s"
    allowed: dict[str, list[str]] = {
        "kind": [Kind.ARTICLE, Kind.FLASH, Kind.LIVE],
        "label": list(Label),
        "published_precision": list(Precision),
    }
    for column, values in allowed.items():
        [(definition,)] = rows(connection, statement, f"article_{column}_check")
        assert sorted(definition.split("'")[1::2]) == sorted(values)


def test_all_views_are_known_and_can_be_cut_by_time(connection: Connection) -> None:
    """Those that the code names are those of the database, with their columns."""
    found = rows(connection, "select viewname from pg_views where schemaname = 'public'")
    assert {name for (name,) in found} == {*VIEWS}
    for view, shape in VIEWS.items():
        assert {*shape.times, *shape.order} <= {*_columns(connection, view)}, view
    assert [view.name for view in described(connection)] == [*VIEWS]
    assert all(column.meaning for view in described(connection) for column in view.columns)


def test_revisions_are_all_texts_of_an_article(connection: Connection) -> None:
    """With when each was stored, and the hash of the bytes that it was read from."""
    registered(connection)
    save(connection)
    save(connection, body=f"{BODY}\nوارتفع العدد إلى خمسة.", now=NOW + minutes(60))
    columns = "revision, is_latest, stored_at, replaced_at, fetched_at, page_sha256 = encode(sha256('<html>'), 'hex')"
    later = NOW + minutes(60)
    assert rows(connection, f"select {columns} from revisions order by 1") == [
        (1, False, NOW, later, NOW, True),
        (2, True, later, None, later, True),
    ]


def test_copies_name_the_first(connection: Connection) -> None:
    """Who copied whom, how much later, and whether the copy says so."""
    registered(connection)
    body = f"{BODY}\n{BODY.replace('السبت', 'الأحد')}\nوأفادت مصادر محلية بأن الطريق أغلق حتى الصباح أمام السيارات."
    save(connection, body=body)
    save(connection, url="https://beta.example/1", source="beta", body=body, published_at=NOW + minutes(90))
    columns = "source, first_source, minutes_later, relation, same_owner, names_first, credits"
    assert rows(connection, f"select {columns} from copies") == [
        ("beta", "alpha", 90, "duplicate", False, False, ["وكالة"])
    ]
    connection.execute(
        "update source set owner = 'group'; update article set credits = '{ألفا}', published_precision = 'day'"
    )
    assert rows(connection, "select same_owner, names_first, minutes_later from copies") == [(True, True, None)]


def test_mentions_have_their_words(connection: Connection) -> None:
    """Places and parties, with the span that names them first."""
    save(registered(connection), facts=FACTS)
    found = rows(
        connection, "select kind, id, country, admin1, precision_km, span, words from mentions order by kind, id"
    )
    span = {"where": "body", "start": 0, "end": 5}
    assert found == [
        ("actor", "us_forces", None, None, None, span, BODY[:5]),
        ("place", "kharab-al-jir-base", "SY", "Al-Hasakah", 2.0, span, BODY[:5]),
        ("place", None, "IQ", None, None, span, BODY[:5]),
    ]


def test_days_count_a_story_once(connection: Connection) -> None:
    """Its figures are a range; copies, background and what is denied do not count; a report alone does."""
    registered(connection)
    figures = (KILLED._replace(count=5, least=None), PART, HURT)
    more = FACTS._replace(figures=figures, events=(STRIKE._replace(figures=figures),))
    for number, facts in enumerate((FACTS, more, FACTS, FACTS)):
        save(connection, url=f"https://alpha.example/{number}", body=f"{BODY} {number}", facts=facts)
    connection.execute("update article set duplicate_of = null, story_id = null")
    connection.execute("insert into story (created_at, changed_at) values (now(), now())")
    connection.execute("update article set story_id = (select max(id) from story) where url ~ '[01]$'")
    connection.execute("update event set assertion = 'denied' where article_id = (select max(id) from article)")
    columns = (
        "day, country, admin1, incidents, strikes, clashes, reports, killed_min, killed_max, wounded_min, wounded_max"
    )
    assert rows(connection, f"select {columns} from daily") == [
        (date(2026, 11, 20), "SY", "Al-Hasakah", 2, 2, 0, 3, 4, 7, 6, 6)
    ]
