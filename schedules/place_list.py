"""The user's own list of places: `places.jsonl` in the data folder, loaded beside the one that comes with Watira."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from pipelines import gazetteer, lexicon
from pipelines.gazetteer import Entry

_HEAD = """\
# Places imported with `watira places import`, one a line, in the form of pipelines/lexicon/places.jsonl. Their names
# count behind مدينة, قرية, ريف and the like, or where the sentence names their governorate. Lines may be changed or
# deleted; importing the same source again replaces its lines.
"""


def path_in(home: Path) -> Path:
    """Where the user's list stands."""
    return home / "places.jsonl"


def imported(home: Path) -> tuple[Entry, ...]:
    """The user's list; empty where there is none. LexiconError where it cannot be used."""
    path = path_in(home)
    return gazetteer.read(path, imported=True) if path.exists() else ()


def use(home: Path) -> None:
    """Have this process, and the reading processes that it starts, know the user's list, if there is one."""
    path = path_in(home)
    if path.exists():
        lexicon.add_places(path)
        os.environ["WATIRA_PLACES"] = str(path)


def replace(home: Path, source: str, entries: Sequence[Entry]) -> None:
    """Put the places of a source in the user's list, instead of those that it holds of that source.

    The file is written aside and moved into its place: it is never half there.
    """
    kept = [entry for entry in imported(home) if entry.source != source]
    path = path_in(home)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        aside.write_text(_HEAD + "".join(_lines([*kept, *entries])), encoding="utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _lines(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        row = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name != "imported"}
        yield json.dumps({key: value for key, value in row.items() if value not in ("", (), None)}, ensure_ascii=False)
        yield "\n"
