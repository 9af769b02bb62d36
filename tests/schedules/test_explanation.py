"""Why a page was read as it was, for a terminal, a browser and a machine."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import lexicon
from pipelines.article import Evidence, Page, Source
from schedules import cli, explanation_views
from schedules.explanation import Explanation, Piece, Section, explain, pieces

SOURCE = Source("nahr", "صحيفة النهرين", "Nahrayn", "https://nahrayn.example/")
URL = "https://nahrayn.example/news/1001"
PAGE = """<html lang="ar"><head><title>قصف على بلدة كفرنبل | صحيفة النهرين</title>
<meta property="article:published_time" content="2026-11-22T09:30:00+03:00"></head><body>
<nav>الرئيسية</nav><div style="display:none">مخفي <script>alert(1)</script></div><article><h1>قصف على بلدة كفرنبل</h1>
<h2>سكان يتحدثون عن ليلة طويلة</h2>
<p>قصفت قوات النظام بلدة كفرنبل في ريف إدلب صباح اليوم &lt;b&gt; وفق سكان من البلدة.</p>
<p>اقرأ أيضاً: خبر آخر</p><p>ونزحت عشرات العائلات إلى القرى المجاورة خشية تجدد القصف خلال ساعات المساء.</p></article>
</body></html>"""


def explained(markup: str = PAGE) -> Explanation:
    """The explanation of a page."""
    page = Page(URL, markup.encode(), datetime(2026, 11, 22, 12, tzinfo=UTC))
    return explain(page, SOURCE, lexicon.default(), ZoneInfo("Asia/Damascus"))


def section(told: Explanation, heading: str) -> Section:
    """The section whose heading begins so."""
    return next(part for part in told.sections if part.heading.startswith(heading))


def test_each_decision_is_told_with_its_reason() -> None:
    """Kind, titles, times, container, what was left out, language and label."""
    told = explained()
    page = {row.name: (row.text, row.why) for row in section(told, "the page").rows}
    assert page["kind"] == ("flash", "one or two sentences")
    assert page["subtitle"][0] == "سكان يتحدثون عن ليلة طويلة"
    assert [(row.name, row.won) for row in section(told, "titles").rows] == [("h1", True), ("title", True)]
    (time,) = section(told, "times").rows
    assert (time.name, time.text) == ("published, meta", "2026-11-22 09:30 +0300")
    assert [row.name for row in section(told, "the text").rows] == ["container", "read by"]
    reasons = {row.text.split(" ")[0]: row.why for row in section(told, "elements left out").rows}
    assert reasons["الرئيسية"].startswith("<nav>: ")
    assert reasons["مخفي"].startswith("hidden: ")
    assert reasons["سكان"].startswith("the subtitle: ")
    assert any("اقرأ" in row.text for row in section(told, "lines left out").rows)
    assert {row.name: row.text for row in section(told, "what it is about").rows}["label"] == "escalation"
    assert "كفرنبل" in {piece.text for piece in told.body if piece.terms}


def test_a_page_that_is_no_article_is_explained_as_well() -> None:
    """With the reason for which it is not stored."""
    told = explained("<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>")
    rows = {row.name: (row.text, row.why) for row in section(told, "the page").rows}
    assert rows["kind"][0] == "challenge"
    assert rows["stored"] == ("no", "reason: challenge")
    assert not explained("").body


def test_views_show_the_same_and_escape_what_pages_hold() -> None:
    """In the browser nothing of a page is markup; without a terminal evidence stands in brackets."""
    told = explained()
    text, page = explanation_views.as_text(told), explanation_views.as_html(told)
    assert "[كفرنبل]" in text
    assert "\x1b" not in text
    assert ">كفرنبل</mark>" in page
    assert "&lt;b&gt;" in page
    assert "<script" not in page
    assert json.loads(json.dumps(explanation_views.as_json(told)))["url"] == told.url


def test_a_terminal_gets_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Evidence is marked by colour, and what lost is faint."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    text = explanation_views.as_text(explained())
    assert "\x1b[30;42mكفرنبل\x1b[0m" in text
    assert "[كفرنبل]" not in text


@given(
    text=st.text("ab \n", max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
def test_pieces_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """However evidence overlaps, the pieces make the text, and their lines its lines."""
    inside = [(min(a, b), max(a, b)) for a, b in spans if max(a, b) <= len(text) and a != b]
    found = [Evidence("t", "place", text[a:b], "body", a, b) for a, b in inside]
    cut = pieces(text, found)
    assert "".join(piece.text for piece in cut) == text
    assert sum(len(piece.text) for piece in cut if piece.terms) == len({n for a, b in inside for n in range(a, b)})
    shown = ["".join(piece.text for piece in line) for line in explanation_views.lines(cut)]
    assert "\n".join(shown).rstrip("\n") == text.rstrip("\n")


def test_long_lists_are_cut_short() -> None:
    """Forty are told, the others counted."""
    many = PAGE.replace("<nav>", "<nav>أ</nav>" * 60 + "<nav>")
    rows = section(explained(many), "elements left out").rows
    assert rows[-1].text.startswith("and 2")


def test_the_command_explains_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As text, as JSON, as a page for the browser."""
    file, html = tmp_path / "page.html", tmp_path / "why.html"
    file.write_text(PAGE, encoding="utf-8")
    assert cli.main(["explain", str(file), "--url", URL]) == 0
    assert "published, meta" in capsys.readouterr().out
    assert cli.main(["explain", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sections"]
    assert cli.main(["explain", str(file), "--html", str(html)]) == 0
    assert "كفرنبل" in html.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nothing.html"], "no file here, no number and no address"),
        (["nothing.html", "--url", URL], "there is no file nothing.html"),
    ],
)
def test_what_cannot_be_explained(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence and exit code 2."""
    assert cli.main(["explain", *words]) == 2
    assert message in capsys.readouterr().err


def test_a_page_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Says so."""
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    assert cli.main(["explain", str(file), "--html", str(tmp_path / "no" / "why.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_pieces_know_all_their_terms() -> None:
    """Two terms in one place are told together."""
    found = [Evidence("a", "place", "ab", "body", 0, 2), Evidence("b", "actor", "bc", "body", 1, 3)]
    assert pieces("abcd", found) == (Piece("abc", ("a", "b"), "place"), Piece("d"))
