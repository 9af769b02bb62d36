"""The command that shows stories."""

from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from pipelines import lexicon
from pipelines.article import Article, Page
from pipelines.flow import article_of
from schedules import cli
from schedules.importing import imported
from schedules.settings import Settings
from storage.articles import save_article
from storage.relations import remove
from storage.sources import add
from tests.storage.samples import NOW, minutes, value
from tests.storage.test_stories import CLASHES, STRIKE

TITLES = ("غارة على مستودع في تل الزعفران", "أربعة قتلى بغارة مسيرة في تل الزعفران", "ستة قتلى بغارة في تل الزعفران")


@pytest.fixture(autouse=True)
def _settings(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command works on the test's database."""
    monkeypatch.setattr("schedules.settings.load", lambda: Settings(home=tmp_path, database_url=database_url))


def put(connection: psycopg.Connection, source: str, title: str, body: str, after: float, credit: str = "") -> int:
    """Store an article of a source, published so many minutes after the first; its number."""
    at = (NOW + minutes(after)).isoformat()
    url = f"https://{source}.example/1"
    row = {
        "url": url,
        "source": source,
        "title": title,
        "body": body,
        "published_at": at,
        "credits": [credit][: len(credit)],
    }
    given = imported(row, now=NOW)
    article = article_of(given.reading, given.source, lexicon.default())
    assert isinstance(article, Article)
    add(connection, source, "")
    page = Page(url, b"", NOW + minutes(after))
    return save_article(connection, replace(article), page, now=NOW + minutes(after)).article_id


@pytest.fixture
def story(connection: psycopg.Connection) -> int:
    """A strike: a report, a copy of it, a report by another agency that is corrected; its number."""
    put(connection, "ufuq", TITLES[0], STRIKE[0], 0)
    put(connection, "barid", "عنوان آخر", f"{STRIKE[0]}\nللمزيد تابعونا على قناتنا", 10)
    put(connection, "khabour", TITLES[1], STRIKE[1], 20, "رويترز")
    put(connection, "khabour", TITLES[2], STRIKE[1].replace("أربعة", "ستة"), 90, "رويترز")
    return int(value(connection, "select id from stories"))


def test_a_story_is_shown_with_all_that_belongs_to_it(story: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Reports in time, who copied whom and why, what changed, figures by source."""
    assert cli.main(["stories", str(story)]) == 0
    shown = capsys.readouterr().out
    assert "3 articles; reported by 3 outlets, 2 independent" in shown
    assert "killed   4 to 6" in shown
    lines = shown.splitlines()
    (copy,) = (number for number, line in enumerate(lines) if "copy " in line)
    assert "barid" in lines[copy]
    assert "ufuq" in lines[copy - 2]
    assert lines[copy + 2].strip() == "duplicate: the same words"
    assert "(agency رويترز)" in shown
    assert "revision 1 to 2" in shown
    assert "figure: 4 became 6" in shown
    assert "[-أربعة-] {+ستة+}" in shown
    assert [line.split()[1] for line in lines if line.startswith("  killed ") and "[" in line] == ["4", "6"]


def test_stories_are_listed(story: int, connection: psycopg.Connection, capsys: pytest.CaptureFixture[str]) -> None:
    """The latest first, those of a time, those of other subjects when asked."""
    assert cli.main(["stories", "--since", "2026-11-01"]) == 0
    assert "3 articles, 3 outlets, 2 independent, killed 4 to 6" in capsys.readouterr().out
    assert cli.main(["stories", "--since", "2027-01-01"]) == 0
    assert "no stories" in capsys.readouterr().err
    for number, source in enumerate(("riwaq", "jadwal")):
        put(connection, source, "معرض الزيتون", f"افتتح وزير الزراعة معرض الزيتون السنوي {'هنا ' * number}.", number)
    cli.main(["stories", "--all"])
    assert "معرض الزيتون" in capsys.readouterr().out


def test_a_story_that_is_gone_says_where_it_went(
    story: int, connection: psycopg.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    """Or that it never was; a report that left is told."""
    assert cli.main(["stories", "999"]) == 1
    assert "there is no story 999" in capsys.readouterr().err
    put(connection, "khabour", "اشتباكات", CLASHES[0], 200)
    cli.main(["stories", str(story)])
    assert f"khabour.example/1 left story {story}" in capsys.readouterr().out
    connection.execute("insert into story (became, created_at, changed_at) values (%s, %s, %s)", (story, NOW, NOW))
    gone = value(connection, "select max(id) from story")
    assert cli.main(["stories", str(gone)]) == 1
    assert f"it became story {story}" in capsys.readouterr().err
    assert remove(connection, value(connection, "select id from article where source = 'barid'"), now=NOW)
    assert value(connection, "select count(*) from stories") == 0
