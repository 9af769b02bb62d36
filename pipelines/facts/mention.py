"""The places that the words of a text may mean, before the text as a whole says which."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.cues import Cue, Extent, cue_before
from pipelines.facts.names import Abroad, Known, Name, Sureness
from pipelines.facts.telling import Telling
from pipelines.gazetteer import Entry

# Each by itself: Python 3.11 takes twenty times as long to look a member up by its class.
_IMPORTED, _SURE = Sureness.IMPORTED, Sureness.SURE
_UNSAID, _NEAR = Extent.UNSAID, Extent.NEAR

_BETWEEN_ITEMS = frozenset(" ،,-–—/\"'«»“”()\u00a0")


@dataclass(slots=True, eq=False)
class Mention:
    """A name of one or several places, where it stands, and the words that introduce it."""

    telling: Telling
    first: int  # index of its first word
    behind: int  # index of the word behind it
    bare: str  # its first word without proclitics, folded
    known: tuple[Known, ...]
    abroad: tuple[Abroad, ...]
    cue: Cue
    follows: bool = False  # it goes on a row of names with the mention before it

    @property
    def sentence(self) -> tuple[str, int]:
        """The sentence it stands in."""
        return self.telling.where, self.telling.sentences[self.first]

    @property
    def only(self) -> Entry | None:
        """The place it means beyond doubt, if there is one."""
        if self.abroad or not self.known:
            return None
        listed = self.known
        if len(listed) > 1:
            listed = tuple([known for known in listed if known.sureness is not _IMPORTED]) or listed
            if len({known.entry.id for known in listed}) != 1:
                return None
        sure = listed[0].sureness is _SURE or any(known.sureness is _SURE for known in listed[1:])
        return listed[0].entry if sure or self.cue.nearest not in (_UNSAID, _NEAR) else None


def mentions(telling: Telling) -> Iterator[Mention]:
    """Everything in a text that may name a place, in its order."""
    last: Mention | None = None
    for meanings, first, behind, bare in telling.spots:
        known, abroad = _places(meanings)
        if not known and not abroad:
            continue  # as most
        cue = cue_before(telling, first, bare)
        found = Mention(telling, first, behind, bare, known, abroad, cue)
        if last is not None and _continues(telling, last.behind, found):
            found.follows = True
            if cue.extent is _UNSAID is not last.cue.extent and _shares_cue(telling, last, found):
                found.cue = last.cue._replace(first=cue.first)
        yield found
        last = found


def _places(meanings: tuple[Name, ...]) -> tuple[tuple[Known, ...], tuple[Abroad, ...]]:
    """The places that a name may mean, here and abroad."""
    if len(meanings) == 1:  # as nearly all
        (meaning,) = meanings
        return (meaning,) if isinstance(meaning, Known) else (), (meaning,) if isinstance(meaning, Abroad) else ()
    known = tuple([meaning for meaning in meanings if isinstance(meaning, Known)])
    return known, tuple([meaning for meaning in meanings if isinstance(meaning, Abroad)])


def _shares_cue(telling: Telling, last: Mention, found: Mention) -> bool:
    """Whether the cue of an item holds for the next: "مدينة X وY" and "بلدات X، Y" do, "مدينة X، Y" does not."""
    return last.cue.several or telling.words[found.first].startswith("و")


def _continues(telling: Telling, behind: int, found: Mention) -> bool:
    """Whether a name is the next item of a row: "X وY", "X، Y", "X - Y", with its own cue or without."""
    start = found.cue.first if found.cue.extent is not _UNSAID else found.first
    if start != behind:
        return False
    between = telling.between(start)
    return _BETWEEN_ITEMS.issuperset(between) and (telling.words[start].startswith("و") or bool(between.strip()))
