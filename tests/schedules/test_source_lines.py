"""The sources as a person reads them: everything fits 80 columns, and no address is cut."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from crawler import sources
from crawler.check import ChannelCheck
from pipelines.article import Reason, Source
from pipelines.channels import Feed, Sitemap
from schedules import cli, report, source_lines
from schedules.commands import sources as command
from schedules.health import Trouble

LONG = "https://outlet.example/" + "a" * 90
ON = Source("outlet", "منبر", "Outlet", "https://outlet.example/", (Feed(LONG), Feed(LONG + "b"), Sitemap(LONG + "c")))
OFF = replace(
    ON, key="other", enabled=False, reason="the site refuses us " * 10, evidence="low: guessed", owner="state"
)


def _lines(renderable: object) -> list[str]:
    out = Console(file=io.StringIO(), width=80)
    out.print(renderable)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue().splitlines()


def test_the_whole_catalogue_fits() -> None:
    """Each key stands whole in its row, with the kinds of its channels or why it is off."""
    catalogue = sources.load()
    lines = _lines(source_lines.overview([*catalogue.values(), ON, OFF]))
    assert max(map(len, lines)) <= 80
    assert {line.split()[0] for line in lines if line[1:2].strip()} == {"key", *catalogue, "outlet", "other"}
    text = " ".join(" ".join(lines).split())
    assert "2 feeds, sitemap" in text
    assert "low the site refuses us" in text


def test_details() -> None:
    """All that the catalogue says of one; long texts are folded, addresses are not."""
    lines = list(source_lines.details(OFF, 80))
    addresses = [f"  feed      {LONG}", f"  feed      {LONG}b", f"  sitemap   {LONG}c"]
    assert [line for line in lines if len(line) > 80] == addresses
    assert lines[0] == "other: Outlet, منبر"
    assert "  owner     state" in lines
    assert not [line for line in source_lines.details(ON, 80) if "owner" in line]


def test_checks_and_troubles() -> None:
    """What came, where, and what to do."""
    checks = [
        ChannelCheck("a", LONG, items=3, newest=datetime(2026, 11, 1, 8, 5, tzinfo=UTC)),
        ChannelCheck("b", LONG, items=2, parts=4, moved_to=LONG, advice="write the new address " * 6),
        ChannelCheck("c", LONG, error="unreachable: " + "no answer " * 12),
    ]
    lines = list(source_lines.checked(checks, 80))
    assert lines[:2] == ["a: ok, 3 items, newest 2026-11-01 08:05", f"  {LONG}"]
    assert lines[2] == "b: moved, 2 items and 4 parts"
    assert lines[4].startswith("  → write")
    assert lines[5].startswith("    ")
    assert all(len(line) <= 80 or line.endswith(LONG) for line in lines)
    gone = [ChannelCheck("a", LONG, error="gone: HTTP status 404", reason=Reason.GONE, advice="look"), checks[0]]
    assert list(source_lines.looked_over(gone, 80)) == [*lines[:2], f"nothing at: {LONG}"]
    assert list(source_lines.looked_over(checks[:1], 80)) == lines[:2]
    wrong = list(source_lines.troubles([Trouble("a", "silent " * 20, "look"), Trouble("b", "", "")], 40))
    assert wrong[-2:] == ["  → look", "b:"]
    assert max(map(len, wrong)) <= 40


def test_rows_for_machines() -> None:
    """The same for programs."""
    row = json.loads(json.dumps(source_lines.source_row(OFF)))
    assert row["channels"][2] == {"kind": "sitemap", "url": LONG + "c"}
    assert source_lines.check_row(ChannelCheck("a", LONG))["newest"] is None
    assert source_lines.trouble_row(Trouble("a", "b", "c")) == {"subject": "a", "what": "b", "advice": "c"}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["list"], "channels / why off"),
        (["list", "sana"], "sana: SANA"),
        (["list", "sana", "--json"], '{"key": "sana"'),
    ],
)
def test_list(
    words: list[str],
    shown: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """An overview of all; all of the named; both for machines."""
    monkeypatch.setenv("WATIRA_HOME", str(tmp_path_factory.mktemp("home")))
    assert command.run(cli._parser("sources", command).parse_args(words)) == 0
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize(("said", "width"), [("", 80), ("100", 100), ("9999", 400), ("3", 40), ("wide", 80)])
def test_width_of_a_pipe(said: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As COLUMNS says, within reason."""
    monkeypatch.setenv("COLUMNS", said)
    assert report.console().width == width
