"""Articles from elsewhere: what a line may say, and that importing stores what comparing says, in either order."""

import json
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from pipelines import lexicon
from pipelines.article import Kind, Precision, Source
from pipelines.compare import Relation, Text, compare
from schedules import cli
from schedules.importing import imported
from schedules.json_lines import BadLine, Row
from schedules.settings import Settings
from tests.pipelines.test_compare import ELSEWHERE, STORY
from tests.storage.samples import rows

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ARTICLE: Row = {
    "url": "https://www.Ufuq.example/news/1?utm_source=x",
    "title": "عاجل | قصف على تل الزعفران",
    "body": STORY.body + "\n(رويترز)",
    "published_at": "2026-11-20T10:00:00+03:00",
}


def test_a_line_is_an_article() -> None:
    """With a canonical address, a clean title, its credits, and the host as its source."""
    found = imported(ARTICLE, now=NOW)
    assert found.reading.url == "https://www.ufuq.example/news/1"
    assert (found.reading.title, found.reading.title_prefix) == ("قصف على تل الزعفران", "عاجل")
    assert (found.source.key, found.source.home) == ("ufuq.example", "https://www.ufuq.example/")
    assert (found.reading.credits, found.reading.kind) == (("رويترز",), Kind.ARTICLE)
    assert found.reading.published
    assert found.reading.published.at == found.fetched_at == datetime(2026, 11, 20, 7, tzinfo=UTC)


def test_a_line_may_say_less_or_more() -> None:
    """A day without a time, no time at all, a source, names."""
    found = imported({**ARTICLE, "published_at": "2026-11-20", "source": "sana", "authors": ["كاتب"]}, now=NOW)
    assert found.reading.published
    assert (found.reading.published.precision, found.reading.published.zone_assumed) == (Precision.DAY, True)
    assert (found.source.key, found.reading.authors) == ("sana", ("كاتب",))
    assert imported({"url": "https://a.example/1", "title": "خبر"}, now=NOW).fetched_at == NOW
    assert imported({**ARTICLE, "fetched_at": "2030-01-01"}, now=NOW).fetched_at == NOW


def test_a_line_of_an_export_is_an_article() -> None:
    """Known to the day where it was, first seen when it was, and read in the zone of its source."""
    line = {**ARTICLE, "published_precision": "day", "first_seen_at": "2026-11-21T05:00:00+00:00", "source": "ufuq"}
    ufuq = Source("ufuq", "", "", "https://www.ufuq.example/", timezone="Asia/Dubai")
    found = imported(line, now=NOW, known={"ufuq": ufuq})
    assert found.reading.published
    assert found.reading.published.precision == Precision.DAY
    assert (found.fetched_at, found.source) == (datetime(2026, 11, 21, 5, tzinfo=UTC), ufuq)
    assert imported({**line, "published_at": None}, now=NOW).reading.published is None


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"url": None}, "'url' must be a text"),
        ({"url": "file:///etc/passwd"}, "must be a web address"),
        ({"title": 5}, "'title' must be a text"),
        ({"title": " ", "body": ""}, "both empty"),
        ({"published_at": "yesterday"}, "'published_at' must be ISO 8601"),
        ({"published_at": "0001-01-01T00:00:00+23:00"}, "'published_at' must be ISO 8601"),
        ({"authors": "كاتب"}, "'authors' must be a list"),
        ({"excerpt": "قصف…"}, "export it with --full-text"),
    ],
)
def test_a_bad_line_says_what_is_wrong(changes: Row, complaint: str) -> None:
    """In a sentence."""
    with pytest.raises(BadLine, match=complaint):
        imported(
            {key: value for key, value in (ARTICLE | changes).items() if key != "body" or "excerpt" not in changes},
            now=NOW,
        )


PAIRS = [
    (STORY.body, STORY.body.replace("إ", "ا"), "duplicate"),
    (STORY.body, STORY.body[: len(STORY.body) // 2], "duplicate"),
    (STORY.body, STORY.body.replace("سبعة", "تسعة"), "update"),
    (STORY.body, ELSEWHERE, "unrelated"),
]


@pytest.fixture
def settings_of(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command works on the test's database."""
    monkeypatch.setattr("schedules.settings.load", lambda: Settings(home=tmp_path, database_url=database_url))


@pytest.mark.usefixtures("settings_of")
@pytest.mark.parametrize("backwards", [False, True])
def test_pairs_get_the_relations_that_comparing_gives(
    connection: psycopg.Connection, tmp_path: Path, backwards: bool
) -> None:
    """In either order of the lines; a bad line is told and costs itself alone; a second run changes nothing."""
    lines = []
    for number, pair in enumerate(PAIRS):
        for name, body in zip("ab", pair, strict=False):
            day = f"2026-{1 + 2 * number:02}-0{1 + (name == 'b')}"  # each pair months from the others
            lines.append({"url": f"https://{name}.example/{number}", "title": name, "body": body, "published_at": day})
    file = tmp_path / "pairs.jsonl"
    ordered = lines[::-1] if backwards else lines
    file.write_text("\n".join([*map(json.dumps, ordered), "{"]), encoding="utf-8")
    assert cli.main(["import", str(file)]) == 1
    assert cli.main(["import", str(file), "--json"]) == 1
    told = dict(rows(connection, "select right(url, 1)::int, relation from pair join article on id = one"))
    for number, (one, other, relation) in enumerate(PAIRS):
        texts = [Text("a", one, source="a.example"), Text("b", other, source="b.example")]
        assert compare(texts[0], texts[1], lexicon.default()).relation == relation
        assert told.get(number, Relation.UNRELATED) == relation
    assert rows(connection, "select count(*), max(revision) from article") == [(8, 1)]
    copies = rows(connection, "select a.url, o.url from article a join article o on o.id = a.duplicate_of order by 1")
    assert copies == [(f"https://b.example/{number}", f"https://a.example/{number}") for number in (0, 1)]
