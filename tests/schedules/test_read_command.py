"""The command that reads saved pages."""

import json
from pathlib import Path

import pytest

from pipelines.article import Article, Page, Rejection, Source
from pipelines.flow import read
from pipelines.lexicon import Lexicon
from schedules import cli

TEXT = "قصفت المدفعية أحياء بلدة في ريف إدلب صباح اليوم وفق ما أفاد به سكان منها. " * 5


def test_a_page_at_which_the_program_fails_costs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is answered with the type of the fault, and the others go on."""
    files = [tmp_path / f"{name}.html" for name in ("good", "bad", "too")]
    for file in files:
        file.write_text(f"<h1>عنوان خبر في خمس كلمات {file.stem}</h1><p>{TEXT}</p></body></html>", encoding="utf-8")

    def fails(page: Page, source: Source, lexicon: Lexicon) -> Article | Rejection:
        if b"bad" in page.body:
            raise AttributeError("of ours")
        return read(page, source, lexicon)

    monkeypatch.setattr("schedules.commands.read.read", fails)
    assert cli.main(["read", *map(str, files)]) == 1
    good, bad, too = map(json.loads, capsys.readouterr().out.splitlines())
    assert (good["language"], too["language"]) == ("ar", "ar")
    assert (bad["file"], bad["error"]) == (str(files[1]), "line 2: the page cannot be read: AttributeError: of ours")
