"""The crawl as a person sees it."""

import io
from collections import Counter

import pytest
from rich.console import Console

from crawler.report import CrawlReport, Progress
from pipelines.article import Reason
from schedules import report, terminal


def shown(reports: list[CrawlReport]) -> str:
    """The table as text."""
    out = Console(file=io.StringIO(), width=120)
    out.print(report.table(reports))
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


def test_the_table_has_a_row_per_source_and_a_sum() -> None:
    """Found, fetched, stored, revised, copies, escalation and the rejections by reason; the last row adds them up."""
    text = shown(
        [
            CrawlReport("sana", 30, 12, 9, 1, 1, 0, Counter({Reason.GONE: 1, Reason.NOT_ARABIC: 1}), 4),
            CrawlReport("bbc", 20, 5, 5, 0, 0, 0, Counter(), 1),
        ]
    )
    lines = [line.split() for line in text.splitlines()]
    assert ["bbc", "20", "5", "5", "0", "0", "1", "0"] in lines
    assert ["sana", "30", "12", "9", "1", "1", "4", "2"] in lines
    assert ["all", "50", "17", "14", "1", "1", "5", "2"] in lines


@pytest.mark.parametrize(
    ("reports", "code"),
    [
        ([CrawlReport("a", answered_channels=1), CrawlReport("b", errors=["down"])], 0),
        ([CrawlReport("a", errors=["down"]), CrawlReport("b", errors=["down"])], 1),
        ([CrawlReport("a", answered_channels=1, errors=["one of two feeds is down"])], 0),
        ([CrawlReport("a", skipped=True), CrawlReport("b", skipped=True)], 0),
        ([CrawlReport("a", skipped=True), CrawlReport("b", errors=["down"])], 1),
        ([CrawlReport("a", answered_channels=1), CrawlReport("b", aborted=True)], 1),
        ([CrawlReport("a", answered_channels=1, rejected=Counter({Reason.NOT_STORED: 1}))], 1),
        ([CrawlReport("a", answered_channels=1, rejected=Counter({Reason.GONE: 1}))], 0),
    ],
)
def test_cron_is_alarmed_only_when_it_must_be(reports: list[CrawlReport], code: int) -> None:
    """One site that is down is no alarm; nothing done, or something not stored, is one."""
    assert report.exit_code(reports) == code


def test_rounds_add_up() -> None:
    """Several crawls of a source are one row; found is what was announced last."""
    first = CrawlReport(
        "a", answered_channels=1, found=5, fetched=5, stored=4, rejected=Counter({Reason.CHALLENGE: 1}), errors=["slow"]
    )
    second = CrawlReport("a", found=6, fetched=2, stored=2, aborted=True)
    (total,) = report.added([[first], [second]])
    assert (total.found, total.fetched, total.stored, total.errors, total.aborted) == (6, 7, 6, ["slow"], True)
    assert total.rejected == {Reason.CHALLENGE: 1}
    assert total.answered_channels == 1


def test_a_log_gets_a_line_per_source(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal only the end of each source is told, in plain lines."""
    with report.live(1) as show:
        show(Progress("a", "begins"))
        show(Progress("a", "3 of 3 fetched", done=True))
    assert capsys.readouterr().err == "watira: a: 3 of 3 fetched\n"


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal a bar moves with each step."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(report, "Console", lambda stderr=False, width=80: Console(stderr=stderr, force_terminal=True))
    with report.live(2) as show:
        show(Progress("a", "begins"))
        show(Progress("a", "done", done=True))
    assert "1/2 sources" in capsys.readouterr().err


def test_what_went_wrong_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Errors stand below the table, with their source, brackets and all."""
    one = CrawlReport("a", rejected=Counter({Reason.GONE: 1}), errors=["https://a/feed: [tls] certificate expired"])
    report.print_crawl([one])
    text = capsys.readouterr().out
    assert "a: https://a/feed: [tls] certificate expired" in text
    assert "a: rejected: gone 1" in text
    assert max(map(len, text.splitlines())) <= 80


def test_isolates_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arabic is set apart for a person, and left as it is for a program."""
    assert terminal.isolated("قصف") == "قصف"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert terminal.isolated("قصف") == "\u2067قصف\u2069"


def test_addresses_are_readable_where_that_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person sees Arabic letters; what would change its meaning, and a program's input, stays as it is."""
    url = "https://example.org/%D9%82%D8%B5%D9%81/1"
    assert terminal.readable(url) == url
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert terminal.readable(url) == "https://example.org/قصف/1"
    for unsafe in ("a%20b", "%0A", "%2541", "%E2%80%AE", "a%23b", "%3Fb", "%2Fetc", "%FF%FE", "%D9"):
        assert terminal.readable(f"https://example.org/{unsafe}") == f"https://example.org/{unsafe}"
