"""Finding stored articles by their words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection

from pipelines.article import Label
from storage.asking.asked import understand
from storage.search import Hit, Limits, SearchError, search, terms
from storage.search_spans import Bounds, newest
from tests.storage.samples import NOW, days, registered, rows, save, value


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


@pytest.fixture
def village(database: Connection) -> Connection:
    """A database with one article, on the village."""
    save(
        database,
        url="https://alpha.example/village",
        title="تصاعُد وتيرة القصف",
        body="قال شهود إن طائرات مسيّرة قصفت مساء السبت قريتي تل علو والجير.\nوأضافوا أن خراب البيوت كبير.",
    )
    return database


def _found(database: Connection, words: str, **given: object) -> list[str]:
    return [hit.url.rsplit("/", 1)[1] for hit in search(database, words, Limits(**given)).hits]  # type: ignore[arg-type]


def test_a_hit_says_what_was_found_where(village: Connection) -> None:
    """A hit carries the article's facts and the sentence with the words."""
    [hit] = search(village, "الجير").hits
    assert hit == Hit(
        id=value(village, "select id from article"),
        url="https://alpha.example/village",
        source="alpha",
        title="تصاعُد وتيرة القصف",
        published_at=NOW,
        label=Label.ESCALATION,
        excerpt="قال شهود إن طائرات مسيّرة قصفت مساء السبت قريتي تل علو والجير.",
        title_marks=[],
        marks=[(55, 61)],
        score=hit.score,
        duplicate_of=None,
    )
    assert hit.score > 0


@pytest.mark.parametrize(
    "words",
    [
        "الطائرات المسيّرة",
        "خراب الجير",
        "طايرات مسيره",
        "قصفت",
        "تصاعد القصف",
        "وَتِيرة",
        '"تل علو"',
        '"تل علو الجير"',
        "السبت!",
        "بالطائرات",
        "مسير*",
        '"قريتي تل علو والجي"*',
        "غارة OR الجير",
        "(غارة OR الجير) -دمشق",
        '-"علو تل" الجير',
        "source:alpha",
        "مصدر:ألفا الجير",
        "label:escalation tag:hasakah",
    ],
)
def test_spelling_and_clitics_do_not_hide_an_article(village: Connection, words: str) -> None:
    """Words are found in any spelling, with or without article, as phrase or alone, in title and body together."""
    assert _found(village, words) == ["village"]


@pytest.mark.parametrize(
    "words",
    ["غارة", "الجير غارة", '"علو تل"', '"القصف قال"', '"مسيرة طائرات"', "الجير -السبت", 'الجير -"تل علو"', "غار*"],
)
def test_words_that_are_not_there_find_nothing(village: Connection, words: str) -> None:
    """All words have to be there, and those of a phrase one after the other, not across title and body."""
    assert _found(village, words) == []


def test_a_title_counts_more_than_a_body(database: Connection) -> None:
    """An old article with the word in its title is ranked above a new one that mentions it."""
    save(database, url="https://alpha.example/body", title="عنوان", body="ذكر كلمة زلزال هنا")
    save(database, url="https://alpha.example/title", title="زلزال", body="نص آخر", published_at=NOW - days(400))
    assert _found(database, "زلزال") == ["title", "body"]


def test_of_equal_articles_the_newer_is_first(database: Connection) -> None:
    """Recency decides between texts that match equally; one without a time counts from when it was first seen."""
    for name, at in (("old", NOW - days(40)), ("older", NOW - days(3_000)), ("new", NOW - days(1)), ("undated", None)):
        save(database, url=f"https://alpha.example/{name}", body=f"ذكر كلمة زلزال {name}", published_at=at)
    assert _found(database, "زلزال") == ["undated", "new", "old", "older"]
    assert _found(database, "زلزال", hits=2) == ["undated", "new"]


def test_hits_are_limited_to_what_is_asked_for(database: Connection) -> None:
    """By time (from, to before), by source and by tag, also together, and also among similar titles."""
    save(database, url="https://alpha.example/1", title="زلزال", body="أ", published_at=NOW - days(2))
    save(database, url="https://alpha.example/2", title="زلزال", body="ب", published_at=NOW - days(1), tags=("idlib",))
    save(database, url="https://beta.example/3", title="زلزال", body="ج", published_at=None, source="beta")
    for words in ("زلزال", "زلزالل"):
        assert sorted(_found(database, words, since=NOW - days(1))) == ["2", "3"]
        assert sorted(_found(database, words, until=NOW - days(1))) == ["1"]
        assert sorted(_found(database, words, source="alpha")) == ["1", "2"]
        assert sorted(_found(database, words, tag="idlib")) == ["2"]
        assert _found(database, words, tag="idlib", source="beta") == []


def test_a_misspelt_word_finds_similar_titles(village: Connection) -> None:
    """Where no article has the words, titles with nearly the same ones are found, and marked; not for a phrase."""
    save(village, url="https://alpha.example/other", title="افتتاح معرض الكتاب", body="نص")
    assert [(hit.similar, hit.id) for hit in search(village, "تصاعد وتيره القصص").hits] == [(True, 1)]
    assert _found(village, "معرص الكتاب") == ["other"]
    assert _found(village, "رياضيات") == []
    assert _found(village, '"معرص الكتاب"') == []


def test_the_search_leaves_the_session_as_it_was(village: Connection) -> None:
    """The looser similarity holds for the search alone."""
    search(village, "معرص")
    assert value(village, "show pg_trgm.word_similarity_threshold") != "0.45"


@pytest.mark.parametrize("words", ["", "  ", "!؟", '""'])
def test_a_search_for_no_word_is_refused(database: Connection, words: str) -> None:
    """An empty question is answered with a sentence, not with all articles."""
    with pytest.raises(SearchError, match="at least one word"):
        search(database, words)


@pytest.mark.parametrize("limit", [0, -1, 1_001])
def test_an_impossible_number_of_hits_is_refused(database: Connection, limit: int) -> None:
    """The number of hits is bounded."""
    with pytest.raises(SearchError, match="from 1 to 1000"):
        search(database, "زلزال", Limits(hits=limit))


def test_a_revised_article_is_found_by_its_present_text(database: Connection) -> None:
    """The index follows the revision."""
    save(database, body="ذكر كلمة زلزال")
    save(database, body="ذكر كلمة فيضان", now=NOW + days(1))
    assert _found(database, "فيضان") == ["1"]
    assert _found(database, "زلزال") == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40) | st.text(st.sampled_from("'\\\"&|!()<>:*-%\x00\ud800 abقصف"), max_size=40))
def test_no_question_breaks_the_search(village: Connection, words: str) -> None:
    """Whatever is asked, the answer is hits or a sentence on what cannot be understood."""
    try:
        found = search(village, words)
    except SearchError:
        return
    assert len(found.hits) <= 1


FACTS = """{
    "events": [{"number": 0, "type": "strike.air", "also": ["intercept"]}],
    "figures": [{"harm": "killed", "count": 5, "most": 9}, {"harm": "killed", "count": 40, "background": true}],
    "places": [{"id": "saraqab", "admin1": "Idlib", "country": "SY"}, {"name": "بغداد", "country": "IQ"}],
    "actors": [{"id": "sdf", "unit": "ypg"}]
}"""


def test_what_articles_report_is_searched(village: Connection) -> None:
    """Kinds of events, parties and units, places and what they lie in, figures that add up, stories; with words."""
    save(village, url="https://alpha.example/plain", title="قصف", body="نص آخر")
    village.execute("insert into story (created_at, changed_at) values (now(), now())")
    village.execute("update article set facts = %s, story_id = 1 where url like '%%village'", [FACTS])
    finds = (
        "type:strike type:intercept actor:sdf actor:ypg place:saraqab place:Idlib place:العراق story:1",
        "killed>4 killed=9 killed<=5 -killed>9 -killed:40 -wounded>=0",
        '"تل علو" (place:hama OR killed>8)',
        '("علو تل" OR actor:قسد) القصف',
    )
    for question in finds:
        assert _found(village, question) == ["village"], question
    for question in ("type:shelling actor:sdf", "killed>9", "القصف place:hama", '"علو تل" OR place:hama'):
        assert _found(village, question) == [], question


def test_common_words_are_looked_for_in_the_newest(database: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Span after span into the past, until there are enough, or enough were looked through for a phrase."""
    ids = [
        save(
            database, url=f"https://alpha.example/{n}", body=f"قصف القرية {n}", published_at=NOW - days(n * n)
        ).article_id
        for n in range(8)
    ]

    def found(question: str, most: int, checked: int = 100) -> tuple[list[int], bool]:
        reached = newest(database, understand(question, terms(database)), Bounds(until=NOW - days(1)), most, checked)
        return reached.ids, reached.back_to is not None

    assert found("قصف", 3) == (ids[2:5], True)
    assert found("قصف", 6) == (ids[2:], False)
    assert found('"قصف القرية 6"', 3) == ([ids[6]], False)
    monkeypatch.setattr("storage.search_spans._MOST_FOUND", 1)  # a span that holds more is made smaller
    assert found("قصف", 10) == (ids[2:], False)
    assert found('"القرية قصف"', 3, checked=2) == ([], True)


def test_who_may_only_read_the_views_can_search(village: Connection) -> None:
    """Three views are all that a search reads."""
    village.execute("create role only_reader")
    try:
        village.execute("grant select on searchable, articles, sources to only_reader; set role only_reader")
        assert _found(village, '"تل علو" place:hama OR القصف') == ["village"]
        assert _found(village, "تصاعد القصص") == ["village"]
    finally:
        village.execute("reset role; drop owned by only_reader; drop role only_reader")


def test_searches_use_their_indexes(village: Connection) -> None:
    """Neither words nor similar titles are looked for in every row."""
    village.execute("set enable_seqscan = off")
    words = rows(village, "explain select id from searchable where lexemes @@ '''a'''::tsquery")
    titles = rows(village, "explain select id from searchable where 'قصف القرية' <%% title_folded")
    assert "article_search" in str(words)
    assert "article_title_folded" in str(titles)
