"""The places that Watira knows in Syria, and lists of your own beside them.

  list [WORDS]   places whose name holds the words, in Arabic or English; all without words
  show ID        all that is known of one place
  import FILE    add a list to your own, places.jsonl in the data folder: GeoNames (SY.txt out of SY.zip), OCHA's
                 populated places (CSV, syr_pplp) or Who's On First (JSON Lines). Bad rows are named and skipped;
                 importing again replaces what came from the same publisher.

Imported names count only behind words such as قرية and ريف, or in a sentence that names their governorate, since a
large list holds many names that are common words. docs/places.md says how places are read.

examples:
  watira places list كفر
  watira places show deir-ez-zor
  watira places import ~/Downloads/SY.txt
  watira places import syr_pplp.csv --format ocha
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from pipelines import arabic, gazetteer
from pipelines.errors import Explained, Misuse
from pipelines.gazetteer import Entry
from pipelines.lexicon_tables import DEFAULT
from pipelines.place_lists import FORMATS, Fault, form_of, places_in
from schedules import place_list, report, settings
from schedules.terminal import isolated, say

_MOST_FAULTS = 20  # so many bad rows are named one by one
_LARGEST_FILE = 200_000_000  # bytes; SY.txt has 2 MB, the whole of GeoNames 1.5 GB


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which words, id or file."""
    parser.add_argument("action", choices=("list", "show", "import"), metavar="ACTION", help="list | show | import")
    parser.add_argument("words", nargs="*", metavar="WORDS|ID|FILE", help="what to look for, show or import")
    parser.add_argument("--format", choices=tuple(FORMATS), help="of the file; told by its first line if left out")


def run(options: argparse.Namespace) -> int:
    """0; `import`: 1 when no row could be used."""
    home = settings.load().home
    if options.action == "list":
        return _list(_known(home), " ".join(options.words))
    if len(options.words) != 1:
        wanted = "the id of one place" if options.action == "show" else "one file"
        raise Misuse(f"places {options.action} needs {wanted}; see watira places --help")
    if options.action == "show":
        return _show(_known(home), options.words[0])
    return _import(home, Path(options.words[0]).expanduser(), options.format or "")


def _known(home: Path) -> list[Entry]:
    return [*gazetteer.read(DEFAULT / "places.jsonl"), *place_list.imported(home)]


def _list(entries: Iterable[Entry], words: str) -> int:
    wanted = arabic.fold(words)
    table = Table("id", "kind", "governorate", "name", "English", "source", box=None, header_style="bold")
    for entry in entries:
        spelled = [*entry.names, *entry.doubtful, *entry.cued]
        if any(wanted in arabic.fold(name) for name in (*spelled, entry.name_en, entry.id)):
            table.add_row(
                *map(Text, (entry.id, entry.kind, entry.admin1, isolated(spelled[0]), entry.name_en, entry.source))
            )
    if not table.row_count:
        raise Explained(f"no place is named like “{words}”; watira places list shows all")
    for column in (table.columns[0], table.columns[-1]):  # ids are to be copied: none is cut
        column.min_width = max(map(cell_len, map(str, column.cells)))
    report.console().print(table)
    return 0


def _show(entries: Iterable[Entry], identity: str) -> int:
    found = next((entry for entry in entries if entry.id == identity), None)
    if found is None:
        raise Explained(f"there is no place {identity!r}; watira places list WORDS finds ids")
    table = Table(box=None, show_header=False)
    for key, value in asdict(found).items():
        if value not in ("", (), None, False):
            table.add_row(
                Text(key, "bold"), Text(isolated("، ".join(value) if isinstance(value, tuple) else str(value)))
            )
    report.console().print(table)
    return 0


def _import(home: Path, file: Path, form: str) -> int:
    lines = _lines(file)
    form = form or form_of(lines)
    if not form:
        raise Misuse(f"{file}: the first line tells no known format; say --format {'|'.join(FORMATS)}")
    found = list(places_in(lines, form))
    _complain(file, [fault for fault in found if isinstance(fault, Fault)])
    usable = [entry for entry in found if isinstance(entry, Entry)]
    if not usable:
        raise Explained(f"{file}: no row could be used as a place in Syria; the list of places stays as it is")
    place_list.replace(home, form, usable)
    by_governorate = ", ".join(f"{name} {count}" for name, count in sorted(Counter(e.admin1 for e in usable).items()))
    say(f"{len(usable)} places from {file.name} are in {place_list.path_in(home)} now ({by_governorate})")
    return 0


def _lines(file: Path) -> list[str]:
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise Misuse(f"{file}: is larger than {_LARGEST_FILE // 1_000_000} MB; import the list of Syria alone")
        return file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise Misuse(f"{file}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise Misuse(f"{file}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _complain(file: Path, faults: list[Fault]) -> None:
    for fault in faults[:_MOST_FAULTS]:
        say(f"{file.name}, line {fault.line}: {fault.reason}; skipped")
    if len(faults) > _MOST_FAULTS:
        say(f"{file.name}: {len(faults) - _MOST_FAULTS} more rows were skipped")
