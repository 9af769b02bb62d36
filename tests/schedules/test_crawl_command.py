"""`watira crawl` as a person calls it: what is due, what is not, and options that do not go together."""

from pathlib import Path

import pytest

from pipelines.errors import Misuse
from schedules import cli
from schedules.commands import crawl, sources
from tests.schedules.conftest import Run


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--backfill"], "needs --source KEY and --since DATE"),
        (["--backfill", "--source", "sana"], "needs --source KEY and --since DATE"),
        (["--until", "2026-01-01"], "goes with --backfill"),
        (["--backfill", "--source", "sana", "--since", "2026-02-01", "--until", "2026-01-01"], "lies before --since"),
    ],
)
def test_options_that_do_not_go_together(words: list[str], message: str) -> None:
    """Each is refused with what would be right."""
    with pytest.raises(Misuse, match=message):
        crawl.run(cli._parser("crawl", crawl).parse_args(words))


@pytest.mark.parametrize(
    "words", [["add"], ["add", "outlet.example"], ["add", "https://a.example/", "https://b.example/"]]
)
def test_add_wants_an_address(words: list[str]) -> None:
    """One site is looked over at a time, by its address."""
    with pytest.raises(Misuse, match="the address of one site"):
        sources.run(cli._parser("sources", sources).parse_args(words))


@pytest.mark.slow
def test_what_is_not_due_is_not_asked(watira: Run) -> None:
    """When all is dealt with, a crawl asks nobody and says when it will; --now and a name ask all the same."""
    for _ in range(2):  # what answered badly the first time is due at once
        watira("crawl")
    idle = watira("crawl")
    assert (idle.returncode, idle.stdout) == (0, "")
    assert "nothing is due until" in idle.stderr
    assert "ufuq" in watira("crawl", "--source", "ufuq").stdout
    health = watira("sources", "health")
    assert "watched sources" in health.stderr


@pytest.mark.slow
def test_faults_in_the_catalogue_stop_the_start(environment: dict[str, str], watira: Run) -> None:
    """Of a daemon and a worker: settings and catalogue are checked before anything runs."""
    Path(environment["WATIRA_CRAWL_SOURCES_FILE"]).write_text("[broken")
    for words in (["daemon"], ["worker", "--concurrency", "2"]):
        failed = watira(*words)
        assert failed.returncode == 2
        assert "sources.toml" in failed.stderr
    assert "a number from 1 to 64" in watira("worker", "--concurrency", "0").stderr
