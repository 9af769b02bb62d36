"""The sources as a person reads them: lines that fit the screen, addresses whole, and the same as rows for machines."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from rich.table import Table
from rich.text import Text

from crawler.check import ChannelCheck
from pipelines.article import Reason, Source
from pipelines.channels import kind_of
from schedules.health import Trouble
from schedules.json_lines import Row

_INDENT = "  "
_LABEL = 9  # columns, of a detail's name


def overview(sources: Iterable[Source]) -> Table:
    """A row a source: how it is called, whether it is on, how sure its addresses are; its channels or why it is off."""
    table = Table("key", "name", "", "evidence", "channels / why off", box=None, header_style="bold", expand=True)
    for column, ratio in zip(table.columns, (None, 2, None, None, 3), strict=True):
        column.ratio, column.no_wrap = ratio, ratio is None
    for source in sources:
        state, last = ("on", _kinds(source)) if source.enabled else ("off", source.reason)
        table.add_row(*map(Text, (source.key, source.name_en, state, _level(source), last)))
    return table


def _kinds(source: Source) -> str:
    kinds = [kind_of(channel) for channel in source.channels]
    return ", ".join(f"{kinds.count(kind)} {kind}s" if kinds.count(kind) > 1 else kind for kind in dict.fromkeys(kinds))


def _level(source: Source) -> str:
    """How sure its addresses are, without what that rests on."""
    return source.evidence.partition(":")[0]


def details(source: Source, width: int) -> Iterator[str]:
    """All that the catalogue says of a source."""
    yield f"{source.key}: {source.name_en}, {source.name_ar}"
    yield from _detail("state", "on" if source.enabled else f"off: {source.reason}", width)
    yield from _detail("home", source.home, width)
    for channel in source.channels:
        yield from _detail(kind_of(channel), channel.url, width)
    for archive in source.archives:
        yield from _detail("archive", archive.url, width)
    for name, value in (("zone", source.timezone), ("owner", source.owner), ("evidence", source.evidence)):
        if value:
            yield from _detail(name, value, width)


def _detail(name: str, value: str, width: int) -> Iterator[str]:
    head = f"{_INDENT}{name:<{_LABEL}} "
    yield from folded(value, width, head, " " * len(head))


def folded(text: str, width: int, first: str, then: str) -> list[str]:
    """A text in lines of this width behind what each begins with; an address is never cut."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def checked(checks: Sequence[ChannelCheck], width: int) -> Iterator[str]:
    """What each channel answered: two lines, and what to do if anything."""
    for check in checks:
        newest = f", newest {check.newest:%Y-%m-%d %H:%M}" if check.newest else ""
        parts = f" and {check.parts} parts" if check.parts else ""
        answer = check.error or f"{'moved' if check.moved_to else 'ok'}, {check.items} items{parts}{newest}"
        yield from folded(answer, width, f"{check.source}: ", _INDENT)
        yield f"{_INDENT}{check.url}"
        yield from _advice(check.advice, width)


def looked_over(checks: Sequence[ChannelCheck], width: int) -> Iterator[str]:
    """What the channels of a new site answered; the usual places where nothing is are only named."""
    yield from checked([check for check in checks if check.reason is not Reason.GONE], width)
    missing = [check.url for check in checks if check.reason is Reason.GONE]
    if missing:
        yield from folded(" ".join(missing), width, "nothing at: ", _INDENT)


def troubles(found: Sequence[Trouble], width: int) -> Iterator[str]:
    """What is wrong with each, and what to do about it."""
    for one in found:
        yield from folded(one.what, width, f"{one.subject}: ", _INDENT)
        yield from _advice(one.advice, width)


def _advice(advice: str, width: int) -> Iterator[str]:
    if advice:
        yield from folded(advice, width, f"{_INDENT}→ ", _INDENT * 2)


def source_row(source: Source) -> Row:
    """What the catalogue says of a source, for machines."""
    return {
        "key": source.key,
        "name_ar": source.name_ar,
        "name_en": source.name_en,
        "home": source.home,
        "enabled": source.enabled,
        "reason": source.reason,
        "channels": [{"kind": kind_of(channel), "url": channel.url} for channel in source.channels],
        "archives": [archive.url for archive in source.archives],
        "timezone": source.timezone,
        "owner": source.owner,
        "evidence": source.evidence,
    }


def check_row(check: ChannelCheck) -> Row:
    """What a channel answered, for machines."""
    return {
        "source": check.source,
        "url": check.url,
        "error": check.error,
        "items": check.items,
        "parts": check.parts,
        "newest": check.newest.isoformat() if check.newest else None,
        "moved_to": check.moved_to or None,
        "advice": check.advice,
    }


def trouble_row(trouble: Trouble) -> Row:
    """What is wrong, for machines."""
    return asdict(trouble)
