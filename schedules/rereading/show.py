"""What reading again would change, or changed, for a person: counts, then a few examples with their differences."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.text import Text

from schedules import report, terminal
from schedules.facts_told import reported
from schedules.rereading.tally import FIELDS, Tally
from schedules.rereading.word_diff import Piece, Sort, compare, excerpt
from storage.readings import Change
from storage.rereading import Stage

_MOST_TAGS = 10  # that are counted one by one
_MOST_EXAMPLES = 24
_MOST_LISTED = 8
_STYLES = {Sort.SAME: "", Sort.GONE: "red strike", Sort.COME: "green"}
_MARKS = {Sort.SAME: ("", ""), Sort.GONE: ("[-", "-]"), Sort.COME: ("{+", "+}")}
_TEXTS = ("title", "title_prefix", "deck", "body")
_DERIVED = ("evidence", "facts", "title_folded", "fingerprint")  # follow from what is shown, or from the rules alone


def show(tally: Tally, stage: Stage, *, done: bool, left_out: int = 0) -> None:
    """Print it; `done`: it was written, not only found."""
    out = report.console()
    for line in _summary(tally, stage, done=done, left_out=left_out):
        _print(out, line)
    for source, change in tally.examples[:_MOST_EXAMPLES]:
        _print(out, "")
        for row in _example(source, change):
            _print(out, row)


def _print(out: Console, line: str | Text) -> None:
    out.print(line, highlight=False, markup=False, soft_wrap=True)


def _summary(tally: Tally, stage: Stage, *, done: bool, left_out: int) -> Iterator[str]:
    would = "" if done else "would "
    yield f"{tally.articles:,} articles read again: {tally.changed:,} {would}change"
    yield from (
        f"  {name:<12} {tally.fields[name]:>9,}" for name in dict.fromkeys(FIELDS.values()) if tally.fields[name]
    )
    yield from _moves("labels", tally.moves)
    if stage is Stage.TAGS:
        yield from _tags(tally)
    yield from _named(
        tally, "refused", f"would be rejected now: {tally.refused.total():,}, kept as they are", tally.refused
    )
    address = f"would have another address: {tally.addresses:,}, kept, since others know them by it"
    yield from _named(tally, "addresses", address, Counter(dict.fromkeys(["x"], tally.addresses)), reasons=False)
    if left_out:
        what = "no text any more" if stage is Stage.TAGS else "no stored page"
        yield f"{left_out:,} articles have {what} and stay as they are"
    if tally.rejected:
        are = "are" if done else "would be"
        yield f"{tally.rejected:,} rejected pages read again: {tally.recovered:,} {are} articles now"
        yield from (f"    {terminal.readable(line)}" for line in tally.named.get("recovered", []))
        yield from _moves("rejected for another reason", tally.reasons)
    if tally.failed:
        yield f"could not be read: {tally.failed:,}, left as they are"
        yield from (f"    {terminal.readable(line)}" for line in tally.named["failed"])


def _named(tally: Tally, kind: str, head: str, counts: Counter[str], *, reasons: bool = True) -> Iterator[str]:
    if not counts.total():
        return
    why = ", ".join(f"{reason} {count:,}" for reason, count in counts.most_common()) if reasons else ""
    yield f"{head}{f' ({why})' if why else ''}"
    yield from (f"    {terminal.readable(line)}" for line in tally.named[kind])


def _moves(head: str, moves: Counter[tuple[str, str]]) -> Iterator[str]:
    if moves:
        yield f"{head}:"
        yield from (f"  {before} → {after}  {count:,}" for (before, after), count in moves.most_common())


def _tags(tally: Tally) -> Iterator[str]:
    for head, counts in (("tags gone", tally.tags_gone), ("tags come", tally.tags_come)):
        if counts:
            more = f", and {len(counts) - _MOST_TAGS} others" if len(counts) > _MOST_TAGS else ""
            yield f"{head}: {', '.join(f'{tag} {count:,}' for tag, count in counts.most_common(_MOST_TAGS))}{more}"


def _example(source: str, change: Change) -> Iterator[str | Text]:
    """An article with what changes in it."""
    stored, fresh = change.kept.values, change.fresh
    yield Text(f"{source}  {terminal.readable(change.kept.url)}  (id {change.kept.id})", "bold")
    if "title" not in change.changed:
        yield f"  {terminal.isolated(stored['title'])}"
    for column in [name for name in FIELDS if name in change.changed and name not in _DERIVED]:
        yield from _difference(column, stored[column], fresh[column])
    if "evidence" in change.changed:
        yield from _lists("evidence", *(map(_found, side["evidence"]) for side in (stored, fresh)))
    if "facts" in change.changed:
        yield from _lists("facts", *(reported(side["facts"]) for side in (stored, fresh)))


def _difference(column: str, before: Any, after: Any) -> Iterator[Text]:
    if column in _TEXTS:
        yield Text.assemble(f"  {column:<14}", _marked(excerpt(compare(before, after))))
        return
    gone, come = _apart(before, after) if isinstance(before, list) else (_plain(before), _plain(after))
    pieces = [Piece(sort, (text,)) for sort, text in ((Sort.GONE, gone), (Sort.COME, come)) if text]
    yield Text.assemble(f"  {column:<14}", _marked(pieces) if pieces else "in another order")


def _apart(before: Sequence[str], after: Sequence[str]) -> tuple[str, str]:
    """What only one of two lists has."""
    only = ([one for one in side if one not in other] for side, other in ((before, after), (after, before)))
    gone, come = map(", ".join, only)
    return gone, come


def _marked(pieces: Sequence[Piece]) -> Text:
    """Pieces in one line, with marks around what is gone and come, which are there where no colours are."""
    line = Text(" ").join(Text(piece.text.join(_MARKS[piece.sort]), _STYLES[piece.sort]) for piece in pieces)
    before, behind = terminal.isolates(line.plain)
    return Text.assemble(before, line, behind)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.4g}"
    return "" if value is None else str(value)


def _lists(name: str, stored: Iterable[str], fresh: Iterable[str]) -> Iterator[Text]:
    """What was found before and is not now, and the other way round."""
    before, after = (list(dict.fromkeys(side)) for side in (stored, fresh))
    gone = [one for one in before if one not in after][:_MOST_LISTED]
    come = [one for one in after if one not in before][:_MOST_LISTED]
    pieces = [Piece(sort, ("; ".join(found),)) for sort, found in ((Sort.GONE, gone), (Sort.COME, come)) if found]
    if pieces:
        yield Text.assemble(f"  {name:<14}", _marked(pieces))


def _found(evidence: Mapping[str, Any]) -> str:
    """A piece of evidence for a person."""
    return f"{evidence['term']}: {evidence['words']} ({evidence['where']})"
