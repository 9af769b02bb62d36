"""Reading a sentence from left to right: which counted people were killed, wounded, missing or captured.

* A word for the harm governs the people behind it: directly (مقتل خمسة جنود), or behind words that tell who, when and
  where (قتل فجر اليوم في البلدة ثلاثة أطفال). After the first people only such as "و" joins are governed still.
* A verb that stands behind people, as in "خمسة ضباط قتلوا", takes those.
* A word for such people carries the harm itself: 4 قتلى و7 جرحى.
* "بينهم" and the like make what is counted behind them part of the figure before.
* People behind words for who did it or for what was hit (على يد، استهدف) were not hurt.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.facts import toll_reach as reach
from pipelines.facts import toll_roles as role
from pipelines.facts import toll_signs as signs
from pipelines.facts.fact import Harm
from pipelines.facts.toll_denials import denied_at
from pipelines.facts.toll_groups import Found, Group, group_at
from pipelines.facts.toll_items import Item
from pipelines.facts.toll_reach import Governor
from pipelines.facts.toll_subjects import is_object, kept, may_be_subject, told_of
from pipelines.facts.toll_sums import earlier_toll, risen_at, toll_at, with_outdated
from pipelines.facts.toll_words import MARKED, Word

# How many items may stand between …
_LIST_REACH = 6  # "بينهم" or people, and the next people of that part
_SUBSET_REACH = 2  # "بينهم" and the first

_TOLD = ("وا", "هم", "هما", "هن")  # endings of words for the harm whose people stand before them
_PARTING = frozenset((role.SUBSET, role.NAMELY))

# What the reader stops at; other words are looked at only from these.
_READ = _PARTING.union((
    role.ACT, role.VICTIM, role.PEOPLE, role.OTHER, role.BEFORE, role.BETWEEN, role.VAGUE, role.OUT_OF, role.TOLL,
    role.UNHURT, role.NEGATION, role.UNKNOWN, role.ANYONE, role.RISE,
))  # fmt: skip


class Reader:
    """Reads one sentence; `found` is what it tells, in its order."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items, self.found = items, list[Found]()
        self._governor = Governor()
        self._pending: list[Group] = []
        self._parting = 0  # index of the first of these that is part of the others; 0: none is
        self._subset: int | None = None  # index of the item behind "بينهم" or behind the last people of that part
        self._namely = False  # it was "هم" or the like
        self._told = -1  # index of a toll whose number stood before it
        self._rises = False  # a toll, somewhere in the sentence

    def read(self) -> list[Found]:
        """What the sentence tells."""
        items, past = self._items, 0
        stops = [at for at, item in enumerate(items) if item.value is not None or not item.roles.isdisjoint(_READ)]
        self._rises = any(role.RISE in items[at].roles for at in stops)
        for at in stops:
            if at >= past:
                past = self._step(at)
        return with_outdated(self.found, self._items) if self._rises else self.found

    def _step(self, at: int) -> int:
        item = self._items[at]
        zero = denied_at(self._items, at)
        if zero:
            self.found += zero[0]
            self._governor = Governor()
            return zero[1]
        if not item.roles.isdisjoint(_PARTING) and self.found and not self._is_awaited(at):
            self._subset, self._namely = at + 1, role.NAMELY in item.roles
            return at + 1
        if self._among_victims(at):
            return at + 2
        if self.found and signs.begins_breakdown(self._items, at, self.found[-1].group):
            self._subset, self._namely = at, True
        risen = risen_at(self._items, at) if self._rises else None
        if risen:
            self._governor, self._told = risen
            self._subset = None
            return self._governor.behind
        toll = toll_at(self._items, at)
        if toll:
            self._governor, self._subset = toll._replace(took=at == self._told), None
            return toll.behind
        if role.ACT in item.roles:
            return self._act(at)
        earlier = earlier_toll(self._items, at, self._governor) if self._rises else None
        if earlier:
            self.found.append(earlier)
            return at + 2
        group, behind = group_at(self._items, at)
        if group:
            group, behind = signs.with_those_of_them(self._items, group, behind)
            self._place(group)
        return max(behind, at + 1)

    def _is_awaited(self, at: int) -> bool:
        """ "مصرع أحدهما": the one told of, not one of those before."""
        governor = self._governor
        return bool(governor.harms) and not governor.took and governor.behind == at

    def _among_victims(self, at: int) -> bool:
        """ "من بين القتلى ثلاثة أطفال", "والقتلى هم ثلاثة أطفال": they are part of these."""
        items, item = self._items, self._items[at]
        if at + 1 == len(items) or not (item.definite or role.BETWEEN in item.roles):
            return False
        following = items[at + 1]
        if role.BETWEEN in item.roles and following.definite:
            word = following.word(role.VICTIM)
        elif role.NAMELY in following.roles and item.definite:
            word = item.word(role.VICTIM)
        else:
            return False
        if not (word and word.harm):
            return False
        self._governor = Governor((word.harm,), at + 2, took=True)
        self._subset, self._namely = at + 2, False
        return True

    def _act(self, at: int) -> int:
        item = self._items[at]
        word = item.word(role.ACT)
        assert word is not None and word.harm  # noqa: S101, PT018 - the lexicon gives every act its harm
        before = self._items[at - 1] if at else None
        if before and role.ATTEMPT in before.roles:
            self._governor, self._pending = Governor(), []
            return at + 1
        if item.definite and item.behind - item.first == 1:
            return at + 1
        previous, verb = self._governor, signs.is_verb(self._items, at, word)
        if verb and self._pending and not (item.joined or word.needs == MARKED) and self._take_subject(at, word):
            return at + 1
        self._pending, self._subset = [], None
        if signs.is_of_one(self._items, at):
            self.found.append(Found(Group(at, at + 1, 1), word.harm, echo=True))
        together = previous.harms and not previous.took and not previous.toll and item.joined
        harms: tuple[Harm, ...] = (word.harm,)
        if together and at == previous.behind and not self._items[at - 1].folded.endswith(_TOLD):
            harms = tuple(dict.fromkeys((*previous.harms, word.harm)))
        harms = (Harm.KILLED,) if signs.lost_life(self._items, at, harms) else harms
        self._governor = Governor(harms, at + 1, verb, word.needs, took=word.definite)
        return at + 1

    def _take_subject(self, at: int, word: Word) -> bool:
        """The people before a verb are those it tells of, unless people stand right behind it."""
        assert word.harm  # noqa: S101 - see `_act`
        following, _ = group_at(self._items, at + 1) if at + 1 < len(self._items) else (None, 0)
        if following and is_object(self._items, following):
            return False
        told = told_of(self._items, at, self._pending, self._parting, word.harm, verb=True)
        if not told:
            return False
        self.found += told
        self._pending = []
        self._governor = Governor((word.harm,), at + 1, verb=True, needs=word.needs, took=True)
        return True

    def _place(self, group: Group) -> None:
        """Gives counted people to what governs them."""
        first = self._items[group.first]
        whole = signs.with_whole(self._items, group, self.found)
        if whole:
            self.found, self._subset = whole, None
            return
        if group.harm:
            self._place_victims(group, group.harm)
            return
        if signs.is_agent(self._items, group):
            return
        if self.found and signs.is_of_them(self._items, group):
            self.found.append(Found(group, self.found[-1].harm, subset=True))
            self._subset, self._namely = group.behind, False
            return
        if signs.fell(self._items, group):
            self._governor = Governor((Harm.KILLED,), group.first)
        if self._subset is not None and group.first - self._subset <= (_LIST_REACH if first.joined else _SUBSET_REACH):
            self._place_subset(group)
            return
        if reach.governs(self._governor, self._items, group):
            if signs.did_it(self._governor, self._items, group):
                self._governor = self._governor._replace(behind=group.behind)
            else:
                self._take(group)
        elif may_be_subject(self._items, group, going_on=bool(self._pending)):
            self._pending, self._parting = kept(self._items, self._pending, self._parting, group)

    def _place_victims(self, group: Group, harm: Harm) -> None:
        governor, first = self._governor, self._items[group.first]
        if group.value is None and not group.numbered and first.prefixed:
            return
        if signs.is_pair(self._items, group):
            self._place_pair(group, harm)
            return
        if self._describes(group, harm):
            return
        if group.definite and not group.numbered:
            last = self.found[-1].group if self.found else None
            if not (last and last.value is None and last.numbered and first.joined and last.behind == group.first):
                return
            group = replace(last, first=group.first, behind=group.behind, people=group.people, word=group.word)
        dies = Harm.KILLED in governor.harms and not governor.took and not governor.toll
        if dies and not first.joined and group.first - governor.behind <= 1:
            harm = Harm.KILLED  # "وفاة جريحين", "إعدام أسير"
        subset = self._subset == group.first and not first.joined
        toll = self._rises and signs.is_risen(self._items, group, self.found)
        self.found.append(Found(group, harm, subset=subset, toll=toll))
        self._subset = group.behind if subset else None
        self._governor = Governor((harm,), group.behind, took=True)
        self._pending = []

    def _describes(self, group: Group, harm: Harm) -> bool:
        """ "عشرون مقاتلا آخرون مفقودون": the word for the harm describes people counted before it."""
        last = self._pending[-1] if self._pending else None
        first = self._items[group.first]
        if not last or not last.numbered or group.numbered or group.definite or first.joined or first.prefixed:
            return False
        if group.first - last.behind > 1:
            return False
        self.found += told_of(self._items, group.first, self._pending, self._parting, harm, verb=False)
        self._governor, self._pending = Governor((harm,), group.behind, took=True), []
        return True

    def _place_pair(self, group: Group, harm: Harm) -> None:
        """ "عشرة عناصر بين قتيل وجريح": how many of each is not told; nor of how many, in "أوقعهم بين قتيل وجريح"."""
        last = self._pending[-1] if self._pending else None
        if last and last.numbered:
            self.found.append(Found(last.uncounted(), harm))
        elif signs.is_whole_pair(self._items, group):
            self.found.append(Found(signs.some(group), harm, echo=True))

    def _place_subset(self, group: Group) -> None:
        harm = self._governor.harms[0] if self._governor.harms else self.found[-1].harm
        if group.definite or (group.people is None and group.unknown and not reach.names_people(self._items, group)):
            return
        if self._namely and not group.numbered and group.word and group.word.category in ("", "person"):
            self._subset = group.behind
            return
        self.found.append(Found(group, harm, subset=True))
        self._subset, self._namely = group.behind, self._namely and not group.numbered

    def _take(self, group: Group) -> None:
        governor = self._governor
        self.found += signs.taken(self._items, group, governor, self.found)
        behind = signs.behind_name(self._items, group) if group.definite else group.behind
        self._governor = governor._replace(behind=behind, took=True)
        self._subset = None
        self._pending = []
