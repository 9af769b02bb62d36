"""Storing articles: once each, in whole transactions, with their earlier texts and their place among copies."""

from dataclasses import replace
from typing import Any

import psycopg
import pytest
from psycopg import Connection

from pipelines.article import Evidence, Label, Reason, Tagging
from storage import rules
from storage.articles import Outcome, Saved, UnstorableError, save_article, save_recovered, save_rejection
from storage.raw import load_page
from tests.storage.samples import (
    BODY,
    NOW,
    Sample,
    days,
    link,
    minutes,
    page,
    registered,
    rejection,
    rows,
    save,
    snapshot,
    value,
)


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def test_a_new_article_is_stored_with_its_page(database: Connection) -> None:
    """An article keeps the bytes that it was read from, compressed, and the headers that came with them."""
    body = "<html>صفحة</html>".encode() * 100
    fetched = page(body=body, headers={"content-type": "text/html"}, status=203)
    saved = save_article(database, Sample().article(), fetched, now=NOW)
    assert saved == Saved(saved.article_id, Outcome.NEW, None)
    [(page_id, packed)] = rows(
        database, "select p.id, octet_length(p.body) from page p join article a on a.page_id = p.id"
    )
    kept = load_page(database, page_id)
    assert packed < len(body) / 10
    assert (kept.body, kept.status, kept.headers) == (body, 203, {"content-type": "text/html"})
    assert (kept.url, kept.fetched_at) == (fetched.url, NOW)


def test_the_same_article_again_is_unchanged(database: Connection) -> None:
    """A page fetched again with the same text leaves everything as it was, its bytes not kept again."""
    first = save(database)
    before = snapshot(database)
    again = save(database, now=NOW + minutes(15))
    assert again == Saved(first.article_id, Outcome.UNCHANGED, None)
    assert snapshot(database) == before
    assert value(database, "select count(*) from page") == 1


def test_another_spelling_is_no_revision(database: Connection) -> None:
    """Tashkeel, hamza carriers and punctuation are not a change of the text."""
    save(database, title="قصف على إدلب")
    again = save(database, title="قَصْفٌ على ادلب!", body=BODY.replace(".", " ."), now=NOW + minutes(15))
    assert again.outcome is Outcome.UNCHANGED
    assert value(database, "select title from article") == "قصف على إدلب"


@pytest.mark.parametrize("changed", [{"title": "قصف على القرية: أربعة جرحى"}, {"body": BODY.replace("ثلاثة", "أربعة")}])
def test_another_text_is_a_revision(database: Connection, changed: dict[str, Any]) -> None:
    """Other words in title or body become the next revision; the earlier text is kept, the article its number."""
    first = save(database)
    later = NOW + minutes(30)
    second = save(database, now=later, **changed)
    assert (second.article_id, second.outcome) == (first.article_id, Outcome.REVISION)
    [article] = rows(database, "select title, body, revision, first_seen_at, revised_at from article")
    assert article == (changed.get("title", Sample.title), changed.get("body", BODY), 2, NOW, later)
    kept = rows(database, "select article_id, revision, title, body, stored_at, replaced_at from revision")
    assert kept == [(first.article_id, 1, Sample.title, BODY, NOW, later)]
    assert value(database, "select count(*) from page") == 2


def test_the_subtitle_is_part_of_the_text(database: Connection) -> None:
    """Another subtitle is a revision, its old one kept; one where none was read before is not the newsroom's doing."""
    save(database)
    assert save(database, deck="عنوان فرعي", now=NOW + minutes(1)).outcome is Outcome.UNCHANGED
    save(database, url="https://alpha.example/2", deck="ثلاثة جرحى")
    again = save(database, url="https://alpha.example/2", deck="أربعة جرحى", now=NOW + minutes(1))
    assert again.outcome is Outcome.REVISION
    assert rows(database, "select deck from revision") == [("ثلاثة جرحى",)]
    assert rows(database, "select deck, rules from article where deck <> ''") == [("أربعة جرحى", rules.version())]


def test_a_page_fetched_earlier_does_not_replace_a_later_one(database: Connection) -> None:
    """Of two texts of one address the one fetched last stands, whichever was stored last."""
    save(database, title="الخبر بعد التصحيح", now=NOW)
    earlier = page(fetched_at=NOW - minutes(1))
    late = save_article(database, Sample(title="الخبر قبل التصحيح").article(), earlier, now=NOW + minutes(1))
    assert late.outcome is Outcome.UNCHANGED
    assert rows(database, "select title, revision from article") == [("الخبر بعد التصحيح", 1)]


def test_a_correction_survives_a_clock_that_is_set_back(database: Connection) -> None:
    """A text stored while the clock was wrong does not stand against later ones until the clock gets there."""
    save(database, title="الخبر قبل التصحيح", now=NOW + days(400))
    assert save(database, title="الخبر بعد التصحيح", now=NOW).outcome is Outcome.REVISION
    assert rows(database, "select fetched_at from article union select fetched_at from link") == [(NOW,)]
    earlier = page(fetched_at=NOW - minutes(1))
    late = save_article(database, Sample(title="الخبر قبل التصحيح").article(), earlier, now=NOW + minutes(1))
    assert late.outcome is Outcome.UNCHANGED


def test_every_address_of_the_article_is_known(database: Connection) -> None:
    """The announced, the asked, the answering and the stated address all lead to the article, in canonical form."""
    fetched = page(
        "https://alpha.example/landed",
        requested_url="https://alpha.example/asked?utm_source=rss",
        link=link("https://alpha.example/announced#top"),
    )
    saved = save_article(database, Sample("https://alpha.example/stated").article(), fetched, now=NOW)
    known = rows(database, "select url, state, article_id, channel from link order by url")
    names = ["announced", "asked", "landed", "stated"]
    channels = ["https://alpha.example/rss", None, None, None]
    expected = [
        (f"https://alpha.example/{name}", "article", saved.article_id, channel)
        for name, channel in zip(names, channels, strict=True)
    ]
    assert known == expected


def test_a_page_without_link_is_stored(database: Connection) -> None:
    """A page that no channel announced is stored like another."""
    assert save_article(database, Sample().article(), page(link=None), now=NOW).outcome is Outcome.NEW


def test_characters_that_postgres_refuses_cost_nothing(database: Connection) -> None:
    """NUL and lone surrogates in any text of an article, page or link are left out, the rest is stored."""
    bad = "a\x00b\ud800c"
    evidence = Evidence(bad, bad, bad, bad, 0, 1)
    sample = Sample(title=bad, body=bad, prefix=bad).article()
    reading = replace(sample.reading, authors=(bad,), credits=(bad,), extractor=bad)
    article = replace(sample, reading=reading, tagging=Tagging(Label.OTHER, 0.0, (bad,), (evidence,)))
    fetched = page(headers={bad: bad}, link=link(title=bad))
    save_article(database, article, fetched, now=NOW)
    [stored] = rows(
        database, "select title, body, title_prefix, authors, credits, tags, evidence->0->>'words' from article"
    )
    assert stored == ("abc", "abc", "abc", ["abc"], ["abc"], ["abc"], "abc")
    save_rejection(database, replace(rejection("https://alpha.example/2"), detail=bad), fetched, link_url=bad, now=NOW)
    assert value(database, "select detail from link where state = 'retry'") == "abc"


def test_an_address_that_is_too_long_is_refused(database: Connection) -> None:
    """An address that no index could hold is refused with a sentence; as one of several it is left out."""
    long = "https://alpha.example/" + "a" * 3_000
    with pytest.raises(UnstorableError, match="longer than 2048 bytes"):
        save(database, url=long)
    save_article(database, Sample().article(), page(long), now=NOW)
    save_rejection(database, rejection(long), None, link_url=long, now=NOW)
    assert rows(database, "select url from link") == [("https://alpha.example/1",)]


def test_a_failing_save_costs_itself_alone(database: Connection) -> None:
    """Inside a caller's transaction, an article that cannot be stored leaves nothing and harms no other."""
    with database.transaction():
        save(database, url="https://alpha.example/1")
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            save(database, url="https://alpha.example/2", source="unheard-of", body="نص آخر")
        save(database, url="https://alpha.example/3", body="نص ثالث")
    assert rows(database, "select url from article order by url") == [
        ("https://alpha.example/1",),
        ("https://alpha.example/3",),
    ]
    assert value(database, "select count(*) from page") == 2


def test_a_long_and_hostile_text_is_stored(database: Connection) -> None:
    """A text with more and longer words than the index can hold is stored and found by its first words."""
    body = "بداية " * 300 + " ".join(f"كلمة{number:x}" + "ب" * 90 for number in range(30_000)) + " " + "ا" * 5_000
    assert save(database, body=body).outcome is Outcome.NEW
    assert value(database, "select search @@ 'بداية'::tsquery or search @@ 'بدايه'::tsquery from article")


# Pages that were rejected, and are articles with the rules of now


def _rejected(database: Connection, url: str = "https://alpha.example/1", at: Any = NOW) -> int:
    """The number of a stored page that was rejected."""
    rejected = rejection(url, Reason.NOT_AN_ARTICLE)
    save_rejection(database, rejected, page(url, fetched_at=at), link_url=url, now=at)
    return int(value(database, "select page_id from link where url = %s", url))


def _recover(database: Connection, page_id: int, url: str = "https://alpha.example/1", **given: Any) -> Saved | None:
    """Store what is read in that page now."""
    stored = load_page(database, page_id)
    article = Sample(**{"url": url} | given).article()
    return save_recovered(database, article, stored, page_id=page_id, link_url=url, now=NOW + days(9))


def test_a_recovered_article_was_seen_when_it_was_fetched(database: Connection) -> None:
    """It gets the page that is stored, and its address leads to it; a digest that is closed stays as it is."""
    database.execute(
        "insert into digest (day, period_from, period_to, created_at) values (now(), %s, %s, now())",
        (NOW, NOW + minutes(5)),
    )
    page_id = _rejected(database)
    stamp = value(database, "select stamp from link")
    saved = _recover(database, page_id)
    assert saved == Saved(saved.article_id if saved else 0, Outcome.NEW, None)
    assert rows(database, "select first_seen_at, revised_at, fetched_at, page_id, revision from article") == [
        (NOW, NOW, NOW, page_id, 1)
    ]
    noted = rows(database, "select state, article_id, reason, page_id, stamp, fetched_at from link")
    assert noted == [("article", saved.article_id if saved else 0, None, None, stamp, NOW)]
    assert value(database, "select count(*) from page") == 1


def test_a_recovered_article_may_be_a_copy(database: Connection) -> None:
    """It is put among the copies of its text as any other."""
    first = save(database, url="https://alpha.example/0")
    saved = _recover(database, _rejected(database), published_at=NOW + minutes(1))
    assert saved
    assert (saved.outcome, saved.duplicate_of) == (Outcome.COPY, first.article_id)


def test_what_was_fetched_again_meanwhile_is_not_recovered(database: Connection) -> None:
    """Another page at the address, rejected or not, is the one that counts."""
    page_id = _rejected(database)
    save(database)
    assert _recover(database, page_id, title="قديم") is None
    first = _rejected(database, "https://alpha.example/2")
    _rejected(database, "https://alpha.example/2", NOW + minutes(1))
    assert _recover(database, first, "https://alpha.example/2") is None
    assert rows(database, "select url, title from article") == [("https://alpha.example/1", Sample.title)]


def test_an_article_known_by_another_address_is_not_overwritten(database: Connection) -> None:
    """A page fetched earlier than the stored text leads to it; one fetched later with other words is a revision."""
    save(database, url="https://alpha.example/story", now=NOW + minutes(5))
    early = _rejected(database, "https://alpha.example/1", NOW)
    late = _rejected(database, "https://alpha.example/2", NOW + minutes(9))
    for page_id, number, outcome in ((early, 1, Outcome.UNCHANGED), (late, 2, Outcome.REVISION)):
        article = Sample("https://alpha.example/story", body=f"نص آخر {number}").article()
        saved = save_recovered(
            database,
            article,
            load_page(database, page_id),
            page_id=page_id,
            link_url=f"https://alpha.example/{number}",
            now=NOW + days(1),
        )
        assert saved
        assert saved.outcome is outcome
    assert rows(database, "select body, page_id, revision from article") == [("نص آخر 2", late, 2)]
    assert rows(database, "select distinct state from link") == [("article",)]


# Rejections


def test_a_rejection_keeps_its_page_and_reason(database: Connection) -> None:
    """What was not stored as an article can be looked at later."""
    save_rejection(
        database, rejection(reason=Reason.CHALLENGE), page(body=b"Just a moment"), link_url=page().url, now=NOW
    )
    [(state, reason, detail, page_id)] = rows(database, "select state, reason, detail, page_id from link")
    assert (state, reason, detail) == ("retry", "challenge", "HTTP 500")
    assert load_page(database, page_id).body == b"Just a moment"


def test_a_known_article_survives_the_rejection_of_its_page(database: Connection) -> None:
    """A refetch that gives no article is noted at the address; the article and its page stay."""
    saved = save(database)
    save_rejection(database, rejection(), page(), link_url="https://alpha.example/1", now=NOW + minutes(5))
    noted = rows(database, "select state, article_id, reason, attempts, next_try_at from link")
    assert noted == [("article", saved.article_id, "server_error", 1, NOW + minutes(5))]
    assert value(database, "select count(*) from page") == 1


def test_an_article_found_at_last_clears_the_rejection(database: Connection) -> None:
    """Nothing of a failed attempt stays at an address that gave an article."""
    save_rejection(database, rejection(), None, link_url="https://alpha.example/1", now=NOW)
    saved = save(database)
    noted = rows(database, "select state, article_id, reason, detail, attempts, next_try_at, page_id from link")
    assert noted == [("article", saved.article_id, None, "", 0, None, None)]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_can_be_stored(database: Connection, reason: Reason) -> None:
    """The table takes each reason that the code knows; a final one is not tried again."""
    save_rejection(database, rejection(reason=reason), None, link_url="https://alpha.example/1", now=NOW)
    state = "rejected" if reason.final else "retry"
    assert rows(database, "select reason, state from link") == [(reason.value, state)]


@pytest.mark.parametrize("label", Label)
def test_every_label_can_be_stored(database: Connection, label: Label) -> None:
    """The table takes each label that the code knows."""
    save(database, label=label)
    assert value(database, "select label from articles") == label.value


def test_an_article_that_was_moved_is_the_same_by_its_guid(database: Connection) -> None:
    """Another address, the same guid and nearly the same text: a revision; another text is another article."""
    text = f"{BODY} وقتل سبعة مدنيين في القصف بحسب مصادر طبية في مشفى المدينة."

    def stored(number: int, body: str, guid: str = "77") -> Saved:
        url = f"https://alpha.example/{number}"
        announced = page(url, link=link(url, guid=guid), fetched_at=NOW + minutes(number))
        return save_article(database, Sample(url, body=body).article(), announced, now=NOW + minutes(number))

    first = stored(1, text)
    moved = stored(2, text.replace("سبعة", "تسعة"))
    assert (moved.article_id, moved.outcome) == (first.article_id, Outcome.REVISION)
    assert stored(3, text.replace("سبعة", "تسعة")).outcome is Outcome.UNCHANGED
    assert rows(database, "select url, revision from article") == [("https://alpha.example/1", 2)]
    assert value(database, "select count(*) from link where article_id = %s", first.article_id) == 3
    other = stored(4, "افتتح الوزير معرض الزيتون السنوي بمشاركة مئة عارض من عشر دول.")
    assert (other.outcome, other.duplicate_of) == (Outcome.NEW, None)
