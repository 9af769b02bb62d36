"""What was decided while a page was read, and why: for whoever asks "why did it take this paragraph?".

`extract(page, source, trace)` hands a `Trace` down; each step notes there what it decided. Without one (None, as when
pages are read in numbers) nothing is noted and nothing is paid: a step asks `if trace is not None` outside of its
loops. Notes are plain texts, cut short, so that they outlive the page's tree; their number is bounded.
"""

from dataclasses import dataclass, field
from typing import TypeVar

from pipelines.arabic import clean
from pipelines.article import Kind, Stated
from pipelines.reading.elements import Element, all_text, ancestors, attributes

# Notes of one sort that are kept; a page made to have more teaches nothing more.
_MOST = 1_000
# Characters of a text that are kept, enough to find it on the page; and of an element's name in a path.
_LONGEST, _LONGEST_NAME = 300, 60
# Steps of a path, the innermost ones, and classes of an element in it.
_STEPS, _CLASSES = 8, 3

_Note = TypeVar("_Note")


@dataclass(frozen=True, slots=True)
class Dropped:
    """An element that was left out before the text was looked for."""

    path: str  # where it stood, as `path_of` writes it
    reason: str  # such as "it is hidden", "its name says: related"
    text: str  # the beginning of what it held


@dataclass(frozen=True, slots=True)
class Chosen:
    """The element that was taken to hold the article's text."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class LineDropped:
    """A line of the page that is not in the body though its element was not left out."""

    line: str
    reason: str  # such as "outside of the container", "leads elsewhere", "only a date", "the title again"


@dataclass(frozen=True, slots=True)
class ExtractorSeen:
    """A way of reading that gave a text, and why it won or lost."""

    name: str  # structure, trafilatura, json-ld
    won: bool
    reason: str


@dataclass(frozen=True, slots=True)
class TitleSeen:
    """A title that the page states or shows, without the site's name where it was recognised."""

    origin: str  # such as h1, json-ld, og:title, title
    text: str
    won: bool


@dataclass(frozen=True, slots=True)
class TimeSeen:
    """A time that the page states; only those that were looked at, since reading ends with the first exact one."""

    role: str  # published or modified
    stated: Stated
    written: str  # as the page has it; "" where it is no text of the page
    won: bool
    reason: str  # why it won, helped, or lost


@dataclass(frozen=True, slots=True)
class KindSeen:
    """What the page was taken for."""

    kind: Kind
    reason: str


@dataclass(slots=True)
class Trace:
    """The notes of one reading, each sort in the order in which they were made."""

    dropped: list[Dropped] = field(default_factory=list)
    chosen: list[Chosen] = field(default_factory=list)
    lines: list[LineDropped] = field(default_factory=list)
    extractors: list[ExtractorSeen] = field(default_factory=list)
    titles: list[TitleSeen] = field(default_factory=list)
    times: list[TimeSeen] = field(default_factory=list)
    kinds: list[KindSeen] = field(default_factory=list)  # the last one is what was answered

    def drop(self, element: Element, reason: str) -> None:
        """An element is left out. To be called while it still stands in its tree."""
        _add(self.dropped, Dropped(path_of(element), reason, _cut(all_text(element))))

    def choose(self, element: Element, reason: str) -> None:
        """An element is the container."""
        _add(self.chosen, Chosen(path_of(element), reason))

    def line(self, line: str, reason: str) -> None:
        """A line is not taken."""
        _add(self.lines, LineDropped(_cut(line), reason))

    def extractor(self, name: str, reason: str, *, won: bool) -> None:
        """A way of reading won or lost."""
        _add(self.extractors, ExtractorSeen(name, won, reason))

    def title(self, origin: str, text: str, *, won: bool) -> None:
        """A candidate for the title."""
        _add(self.titles, TitleSeen(origin, _cut(text), won))

    def time(self, role: str, stated: Stated, written: str, reason: str, *, won: bool) -> None:
        """A candidate for the time of publication or change."""
        _add(self.times, TimeSeen(role, stated, _cut(written), won, reason))

    def kind(self, kind: Kind, reason: str) -> None:
        """What the page is; a later call overrules."""
        _add(self.kinds, KindSeen(kind, reason))


def path_of(element: Element) -> str:
    """Where an element stands, as a path of CSS: "div#main > article.post > div.entry-content".

    Without html and body; of a deep element, the innermost steps behind "… >".
    """
    steps = [element, *ancestors(element)]
    steps = [step for step in steps if step.tag not in ("html", "body")] or steps[:1]
    written = " > ".join(_step(step) for step in reversed(steps[:_STEPS]))
    return f"… > {written}" if len(steps) > _STEPS else written


def _step(element: Element) -> str:
    """An element as CSS selects it: its tag, its id, its first classes, its role in microdata."""
    said = attributes(element)
    name, classes = said.get("id", "").split(), said.get("class", "").split()
    prop = f"[itemprop={said['itemprop']}]" if said.get("itemprop") else ""
    written = "".join(f"#{part}" for part in name[:1]) + "".join(f".{part}" for part in classes[:_CLASSES])
    return f"{element.tag}{_shown(written, _LONGEST_NAME)}{_shown(prop, _LONGEST_NAME)}"


def _cut(text: str) -> str:
    return _shown(text[: 4 * _LONGEST], _LONGEST)


def _shown(text: str, length: int) -> str:
    """A text in one line, without invisible characters, at most `length` long."""
    line = clean(text).replace("\n", " ")
    return line if len(line) <= length else line[: length - 1] + "…"


def _add(notes: list[_Note], note: _Note) -> None:
    if len(notes) < _MOST:
        notes.append(note)
