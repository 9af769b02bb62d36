"""Places that no list holds, told by grammar: "قرية X", "بلدات X وY", "حقل X النفطي", "في كفر X", "X وY وZ".

They have no point of their own; their governorate is that of the nearest place that the sentence names. A noun of place
without ال before a word with ال is a construct: what follows is its name ("بلدة الدانا"), while adjectives repeat
the ال ("البلدة الحدودية").
"""

from collections.abc import Iterator
from typing import NamedTuple

from pipelines import arabic
from pipelines.facts.telling import Telling
from pipelines.facts.unlisted_words import (
    BEFORE,
    BEHIND_PLACES,
    CERTAIN_HEADS,
    CUES,
    HEADS,
    IN_ROWS,
    NAMED,
    NAMES_BY_ARTICLE,
    NO_NAMES,
    OF_ONE,
    ORDINARY_BEGINNINGS,
    ORDINARY_ENDINGS,
    PARTS,
    PLURAL_ENDINGS,
    REGIONS,
    SEVERAL,
)
from pipelines.remembered import Question, Remembered

_LONGEST_ROW = 12
_NOTHING = ("", "")
_JOINED = "كفر…"
_SHORT_HEAD, _PROCLITICS = 2, "وبل"  # letters of حي and تل, before which proclitics are not seen through elsewhere
_NO_NAMES = NO_NAMES | CUES.keys()
_BY_WAY_OF = arabic.words("عن طريق")
_PROVINCES = frozenset(arabic.words("مقاطعة ولاية"))
_IS_PROVINCE = Remembered(lambda word: not _PROVINCES.isdisjoint(arabic.stems(word)))

# Kinds whose nouns stand before adjectives and persons as often as before names: there ال tells the name.
_LOOSE_KINDS = frozenset({"airfield", "base", "crossing", "oil_gas", "site"})


class Unlisted(NamedTuple):
    """A row of words that names a place."""

    first: int
    behind: int
    bare: str  # its first word without proclitics, folded
    kind: str


def unlisted(told: Telling, named: dict[int, int], taken: set[int]) -> Iterator[Unlisted]:
    """The places that a text names and no list holds.

    `named` are the listed places: index of the first word, and of the word behind; `taken` all words of other names.
    """
    reader = _Reader(told, named, set(taken))
    for index in told.noticed.where(_OPENINGS):
        if index in reader.taken:
            continue
        word = told.words[index]
        cue, head = _OPENINGS[word] or _NOTHING
        behind = list(reader.behind_cue(index, cue)) if cue and not _is_verb(told, index) else []
        yield from behind
        if behind or not head:
            continue
        if head == _JOINED:
            yield from reader.joined_head(index, word)
        else:
            yield from reader.at_head(index, head)
    yield from reader.between()


def _opens(word: str) -> tuple[str, str] | None:
    """The cue that a word is, and the head of a compound name; empty: none. `_JOINED`: the whole name, as كفرنبل."""
    forms = arabic.stems(word)
    if len(word) == _SHORT_HEAD + 1 and word[0] in _PROCLITICS:
        forms = (*forms, word[1:])  # وتل, بحي
    cue = next((form for form in forms if form in CUES and not _has_article(word, form)), "")
    head = next((form for form in forms if form in CERTAIN_HEADS), "")
    head = head or (_JOINED if word.startswith(("كفر", "بكفر", "وكفر")) else "")
    return (cue, head) if cue or head else None


_OPENINGS = Question(_opens)


def _has_article(word: str, form: str) -> bool:
    return word.removesuffix(form).endswith(("ال", "لل"))


def _is_verb(told: Telling, index: int) -> bool:
    """Whether a word that folds to وادي is وأدى."""
    token = told.tokens[index]
    return token.folded == "وادي" and "أ" in told.text[token.start : token.end]


def _is_elsewhere(told: Telling, index: int, position: int) -> bool:
    """Whether a cue is none: "من ناحية أخرى", "عن طريق الصدفة", "بلدات ومدن"; or is one of a province abroad: "مدينة X
    بولاية"."""
    words = told.words
    if index and words[index - 1 : index + 1] == _BY_WAY_OF:
        return True
    if words[position].startswith("و") and words[position] not in HEADS:
        return True
    if any(_IS_PROVINCE.of(words[position + 1 : position + 3])):
        return True
    return index > 0 and words[index - 1] in ("من", "ومن") and "ناحيه" in words[index]


class _Reader:
    """Reads names off a text; what it has read is taken and not read again."""

    def __init__(self, told: Telling, named: dict[int, int], taken: set[int]) -> None:
        self.told, self.named, self.taken = told, named, taken

    def behind_cue(self, index: int, cue: str) -> Iterator[Unlisted]:
        """The name behind a word such as قرية, and the rest of the row where several are announced."""
        kind, position = CUES[cue], index + 1
        if not self._follows(position) or _is_elsewhere(self.told, index, position):
            return
        found = self._name(position, self.told.words[position])
        if not found and cue in OF_ONE and self._is_like_a_plural(position):
            found = position + 1
        loose = (kind in _LOOSE_KINDS and cue not in NAMED) or cue in REGIONS
        if found and loose and not self._is_proper(position, cue in REGIONS):
            return
        if found and kind != "locality":
            yield self._take(index, found, cue, kind)
            return
        if found:
            yield self._take(position, found, self.told.words[position], kind)
        if cue in SEVERAL and (found or position in self.named):
            yield from self._row(found or self.named[position])

    def _is_like_a_plural(self, position: int) -> bool:
        """Whether a word is free and could be a plural, as the names of many villages: "بحنين"."""
        word = self.told.words[position]
        other = word.startswith(ORDINARY_BEGINNINGS) or not _NO_NAMES.isdisjoint(arabic.stems(word))
        behind = self.told.words[position + 1] if self._follows(position + 1) else ""
        alone = not behind or behind.startswith("ب") or behind in BEHIND_PLACES
        return word.endswith(PLURAL_ENDINGS) and not other and alone and self._is_free(position)

    def _is_proper(self, position: int, compound: bool) -> bool:
        word = self.told.words[position]
        return word in HEADS or (word.startswith("ال") and not compound)

    def at_head(self, index: int, head: str) -> Iterator[Unlisted]:
        """كفر X, تل X behind a preposition."""
        before = self.told.words[index - 1].removeprefix("و") if index else ""
        prefixed = self.told.words[index] in ("ب" + head, "وب" + head)
        if _has_article(self.told.words[index], head) or not (prefixed or before in BEFORE):
            return
        if self._follows(index + 1) and self._is_free(index + 1):
            found = self._name(index, head)
            if found and found > index + 1:
                yield self._take(index, found, head, "locality")

    def joined_head(self, index: int, word: str) -> Iterator[Unlisted]:
        """كفرX in one word."""
        bare = word[word.index("كفر") :]
        if len(bare) >= 6 and bare not in NO_NAMES and not bare.endswith(("وا", "هم", "ين", "ون", "ها")):
            yield self._take(index, index + 1, bare, "locality")

    def between(self) -> Iterator[Unlisted]:
        """A word between two places of a row: X وY وZ."""
        for behind in list(self.named.values()):
            if behind + 1 in self.named and self._is_item(behind) and self.told.words[behind + 1].startswith("و"):
                yield self._take(behind, behind + 1, self.told.words[behind][1:], "locality")

    def _row(self, position: int) -> Iterator[Unlisted]:
        for _ in range(_LONGEST_ROW):
            if position in self.named:
                position = self.named[position]
            elif self._is_item(position):
                bare = self.told.words[position][1:]
                found = self._name(position, bare)
                if not found:
                    return
                yield self._take(position, found, bare, "locality")
                position = found
            else:
                return

    def _is_item(self, position: int) -> bool:
        """Whether a word may go on with a row: "وX", "وعين X"."""
        if not self._follows(position) or position in self.taken:
            return False
        word = self.told.words[position]
        named = word[1:] in IN_ROWS or (self._can_name(word[1:]) and word[1:] not in CUES)
        return word.startswith("و") and len(word) >= 4 and named

    def _name(self, position: int, bare: str) -> int | None:
        """Index behind the name that begins at a word; None where it is none."""
        if position in self.taken or position in self.named or bare in PARTS:
            return None
        if bare in HEADS:
            if not self._follows(position + 1) or not self._is_free(position + 1):
                return None
            behind = position + 2
            if self.told.words[position + 1] in HEADS and self._follows(behind) and self._is_free(behind):
                behind += 1
            return self._with_parts(behind)
        if not self._can_name(bare):
            return None
        behind = position + 1
        if not bare.startswith("ال") and self._follows(behind) and self._is_construct(behind):
            behind += 1
        return self._with_parts(behind)

    def _with_parts(self, behind: int) -> int:
        while self._follows(behind) and self.told.words[behind] in PARTS and behind not in self.taken:
            behind += 1
        return behind

    def _is_construct(self, position: int) -> bool:
        """Whether a word goes on with a name as "النعسان" does in معارة النعسان, and is no adjective."""
        word = self.told.words[position]
        adjective = word.endswith(("ه", "ي")) and word not in PARTS
        return word.startswith("ال") and not adjective and self._is_free(position)

    def _is_free(self, position: int) -> bool:
        return (
            position not in self.taken
            and position not in self.named
            and self.told.words[position] not in NO_NAMES
            and self.told.words[position].isalpha()
        )

    def _can_name(self, bare: str) -> bool:
        if bare in NAMES_BY_ARTICLE:
            return True
        if not _NO_NAMES.isdisjoint(arabic.stems(bare)) or len(bare) < 3 or not bare.isalpha() or bare.isascii():
            return False
        if bare.startswith("ال"):
            return len(bare) > 4
        participle = len(bare) == 5 and bare[1] == "ا" and bare.endswith("ه")  # خاضعة, تابعة
        return not participle and not bare.endswith(ORDINARY_ENDINGS) and not bare.startswith(ORDINARY_BEGINNINGS)

    def _follows(self, position: int) -> bool:
        return position < len(self.told.words) and self.told.joined(position)

    def _take(self, first: int, behind: int, bare: str, kind: str) -> Unlisted:
        self.taken.update(range(first, behind))
        return Unlisted(first, behind, bare, kind)
