"""How the figures of a sentence are meant: possible, of an earlier time, no longer true, and who says so."""

import re
from collections.abc import Sequence

from pipelines.arabic import words
from pipelines.facts import toll_roles as role
from pipelines.facts.toll_groups import Found
from pipelines.facts.toll_items import Item, Sentence
from pipelines.facts.toll_roles import Role

# How many items a cue reaches: before it and behind it.
_POSSIBLE_REACH = 7
_TOTAL_REACH = (18, 20)  # figures before "منذ مطلع العام", figures behind it
_MEASURED_REACH = 6
_MEASURE_REACH = 14
_PAST_REACH = (8, 12)
_NEXT_REACH = 3
_AFTER_REACH = 25
_EARLIER_REACH = 8
_DATED, _DATED_REACH = 3, 4  # words of "بعد ساعات من", items that tell what was before
_KNOWN_REACH = 7
_LEAD = 1  # the number of its last sentence
_OPENING_WORDS = 3  # a sentence's first items
_LONGEST_NAME = 6  # words
_THAT_THEY = frozenset(("انه", "انها", "انهم", "انهما"))  # folded
_BEHIND_NAMES = frozenset((role.ENDS, role.ACT, role.SAYS, role.TIME))
_DATING = frozenset((role.YEARS, role.MONTH))
_SOURCES = frozenset((role.SAYS, role.ACCORDING))
_AFTERS = frozenset((role.AFTER, role.AFTER_HARM))
_DATES, _YEARS = frozenset((role.PAST, role.MONTH)), range(1900, 2101)
_TOTALS, _POSSIBLE = frozenset((role.TOTAL,)), frozenset((role.HYPOTHETICAL,))
_SUPERSEDED = frozenset((role.SUPERSEDED,))
_TOLD = frozenset((role.SAYS, role.TOLL))
_NOTING = frozenset(words("مشيرا مشيرة مشيرين لافتا لافتة مؤكدا مؤكدة مضيفا مضيفة موضحا موضحة معلنا معلنة مبينا مبينة"))
_ADDING = frozenset(words("كما كذلك وكذلك أيضا وأيضا بينما فيما"))  # they add a deed to those told
_ALSO = frozenset(words("كذلك وكذلك أيضا وأيضا"))
_DEED = 3  # items, at least, that tell of a deed behind these
_WARS = frozenset(words("الحرب حرب حربا النزاع نزاع نزاعا الصراع صراع صراعا القتال"))
_OF_A_WAR = 5000  # killed, at least, in a war and in no event of it
_WHICH = frozenset(words("الذي التي والذي والتي"))
_COST = frozenset(words("أوقع أوقعت أسفر أسفرت أودى أودت أدى أدت خلف خلفت قتل تسبب تسببت حصد حصدت راح"))
_WAS = frozenset(words("كان كانت كانوا وكان وكانت وكانوا"))
_WHAT, _THAT, _AMONG = "ما", "ان", "بين"  # folded
_EVENTS = frozenset((role.ACT, role.THING))
_ASIDE = frozenset(words("حيث التي الذي الذين وهي وهو علما"))
_QUESTION = re.compile(r"[\"'”»)\] ]*[؟?]")


def _goes_on(item: Item) -> bool:
    """Whether a word behind a comma goes on with the news."""
    word = item.word(role.ACT) if item.joined else None
    return (word is not None and word.verb) or item.folded in _NOTING


class Scopes:
    """The cues of a sentence. `index` is its number in the body; -1 for the title. `near`: all days that it names are
    those of the news."""

    def __init__(
        self, sentence: Sentence, text: str, index: int, found: Sequence[Found], *, near: bool = False
    ) -> None:
        items = sentence.items
        self._text, self._tokens, self._items = text, sentence.tokens, items
        self._index = index
        self._roles = frozenset[Role]().union(*[item.roles for item in items])
        spans = self._of(_TOTALS)
        self._measured = [at for at in spans if self._is_measured(at)]
        self._total = [at for at in spans if at not in self._measured]
        years = [at for at, item in enumerate(items) if item.value and item.value in _YEARS]
        self._past = [at for at in (*self._of(_DATES), *years) if self._is_past(at)]
        self._after = [at for at in self._of(_AFTERS) if self._is_after(at)]
        behind_lead = enumerate(items) if index > _LEAD else ()
        self._known = [at for at, item in behind_lead if item.folded in _WHICH and self._is_known(at)]
        self._possible = [at for at in self._of(_POSSIBLE) if self._is_possible(at)]
        self._earlier = self._of(_SUPERSEDED)
        self._others = [
            at for at, item in enumerate(items) if item.roles and (role.ANOTHER in item.roles or item.folded in _ALSO)
        ]
        self._found = found
        behind = sentence.tokens[items[-1].behind - 1].end
        self._asks = _QUESTION.match(text, behind) is not None
        self._sources = self._of(_SOURCES)
        self._is_report = self._tells_of_a_span()
        opening = items[:_OPENING_WORDS]
        openings = [item.folded for item in opening if role.OPENING in item.roles]
        if any(item.folded == _AMONG for item in opening):  # "وكان من بين القتلى خمسة أطفال": of those told
            openings = []
        told = openings and self._roles.issuperset(_TOLD)
        self._opens = bool(openings) and (told or not (near and openings[0] in _WAS))

    def _of(self, roles: frozenset[Role]) -> list[int]:
        """The indices of the items in any of some roles; mostly there are none."""
        if self._roles.isdisjoint(roles):
            return []
        return [at for at, item in enumerate(self._items) if not item.roles.isdisjoint(roles)]

    def _tells_of_a_span(self) -> bool:
        """Whether a title, or a lead with all of its figures, tells what a span of time cost: that is the news then."""
        in_all = (any(self._sums_up(cue, one.group.first) for cue in self._total) for one in self._found)
        return self._index == -1 or (self._index == 0 and all(in_all))

    def _is_measured(self, at: int) -> bool:
        """ "الأعنف منذ سنوات" """
        return any(role.MEASURED in item.roles for item in self._items[max(0, at - _MEASURED_REACH) : at])

    def _is_known(self, at: int) -> bool:
        """ "الهجوم الذي أودى بحياة ثلاثين", behind the lead: an attack that readers know of."""
        return at + 1 < len(self._items) and self._items[at + 1].folded in _COST

    def _is_of_a_war(self) -> bool:
        return any(item.folded in _WARS for item in self._items)

    def _is_possible(self, at: int) -> bool:
        """Whether it is said here that something may be; "مسيرة يرجح أنها أمريكية" says so of the drone alone."""
        following = self._items[at + 1].folded if at + 1 < len(self._items) else ""
        return following not in _THAT_THEY

    def _is_after(self, at: int) -> bool:
        roles = self._items[at].roles
        near = self._items[at + 1].roles if at + 1 < len(self._items) else frozenset()
        if role.AFTER in roles:
            return True
        distance = at + 2 < len(self._items) and self._items[at + 1].value and role.UNIT in self._items[at + 2].roles
        return role.AFTER_HARM in roles and (role.ACT in near or bool(distance))

    def _is_past(self, at: int) -> bool:
        item = self._items[at]
        if role.PAST in item.roles:
            return True
        near = self._items[at - 1] if at else None
        if item.value is not None and item.value in _YEARS:
            return near is not None and not near.roles.isdisjoint(_DATING)
        if role.MONTH in item.roles:
            following = self._items[at + 1] if at + 1 < len(self._items) else None
            before = [entry for entry in self._items[max(0, at - 2) : at] if entry.value is not None]
            return not before and not (following and following.value is not None)
        return False

    def is_hypothetical(self, found: Found) -> bool:
        """Whether it is said to be possible only."""
        at = found.group.first
        return self._asks or (bool(self._possible) and any(0 <= at - cue <= _POSSIBLE_REACH for cue in self._possible))

    def is_background(self, found: Found) -> bool:
        """Whether it is of an earlier event, or a running total; so is what follows at once on one that is."""
        while not self._is_background(found):
            at = found.group.first
            near = [one for one in self._found if 0 <= at - one.group.behind <= _NEXT_REACH]
            if not near or any(item.folded in _NOTING for item in self._items[near[-1].group.behind : at]):
                return False
            found = near[-1]
        return True

    def _is_background(self, found: Found) -> bool:
        at = found.group.first
        if self._total and not self._is_report and any(self._sums_up(cue, at) for cue in self._total):
            return True
        if self._after and self._index != -1 and any(self._reaches(cue, at) for cue in self._after):
            return True
        if self._known and any(0 < at - cue <= _KNOWN_REACH for cue in self._known):
            return True
        if self._measured and any(self._began(cue, at) for cue in self._measured):
            return True
        if self._index > 0 and (found.group.value or 0) >= _OF_A_WAR and self._is_of_a_war():
            return True
        if self._opens and self._index > 0:
            return True
        if not self._past:
            return False  # as most
        if self._index < 1:
            before = max((one.group.behind for one in self._found if one.group.behind <= at), default=at)
            return any(before <= cue < at <= cue + _PAST_REACH[0] for cue in self._past)
        return any(-_PAST_REACH[0] <= at - cue <= _PAST_REACH[1] for cue in self._past)

    def _sums_up(self, cue: int, at: int) -> bool:
        """Whether a span of time is that of a figure; behind "، حيث" it is that of other things, behind "ليرتفع" of
        a toll that the figure adds to."""
        between = self._items[at + 1 : cue]
        aside = any((item.mark and item.folded in _ASIDE) or role.RISE in item.roles for item in between)
        return -_TOTAL_REACH[0] <= at - cue <= _TOTAL_REACH[1] and not aside

    def _began(self, cue: int, at: int) -> bool:
        """ "الأسوأ منذ أن قتل 50": what the news is measured against."""
        event = self._items[cue + 1] if 0 < at - cue - 1 < _MEASURE_REACH else None
        if event is None or (event.folded != _THAT and event.roles.isdisjoint(_EVENTS)):
            return False
        return not any(item.mark or item.joined for item in self._items[cue + 1 : at])

    def _reaches(self, cue: int, at: int) -> bool:
        """Whether "بعد هجوم" and the like look back on what is there; behind "، وقتل", "، مؤكدا" the news goes on, and
        behind what "وبعد ساعات من" begins a sentence with."""
        item = self._items[cue]
        if cue == 0 and item.behind - item.first >= _DATED and at - cue > _DATED_REACH:
            return False
        between = self._items[cue + 1 : at]
        return 0 <= at - cue <= _AFTER_REACH and not any(item.mark and _goes_on(item) for item in between)

    def is_superseded(self, found: Found) -> bool:
        """Whether it is an earlier state of the toll."""
        at = found.group.first
        return bool(self._earlier) and any(0 <= at - cue <= _EARLIER_REACH for cue in self._earlier)

    def is_of_others(self, found: Found) -> bool:
        """Whether it is of people told of for the first time: "كما قتل", "في حادثة أخرى"."""
        if found.group.value == 0:
            return self._is_of_another_deed(found)
        return bool(self._others) and self._others[0] < found.group.first

    def _is_of_another_deed(self, zero: Found) -> bool:
        """ "… دون إصابات، كما قصفت … دون إصابات": a deed stands between; none does in "فيما لم ترد أنباء عن إصابات"."""
        at = zero.group.first
        told = (one.group.behind for one in self._found if one.group.value == 0)
        before = max((behind for behind in told if behind <= at), default=0)
        return any(
            cue in self._others or self._items[cue].folded in _ADDING for cue in range(before, max(before, at - _DEED))
        )

    def attribution(self, found: Found) -> str:
        """Who says so, as written; empty: nobody is named."""
        before = [at for at in self._sources if at < found.group.first]
        for at in (*reversed(before), *self._sources[len(before) :]):
            name = self._name(at)
            if name:
                return name
        return ""

    def _name(self, cue: int) -> str:
        """The name behind a word of saying."""
        begin = cue + 1
        while begin < len(self._items) and (
            self._items[begin].folded == _WHAT or role.SAYS in self._items[begin].roles
        ):
            begin += 1  # "وفق ما ذكرت"
        at = begin
        while at < len(self._items) and at - begin < _LONGEST_NAME:
            item = self._items[at]
            if item.mark or not item.roles.isdisjoint(_BEHIND_NAMES) or item.value is not None:
                break
            at += 1
        if at == begin:
            return ""
        first, last = self._items[begin].first, self._items[at - 1].behind - 1
        name = self._text[self._tokens[first].start : self._tokens[last].end]
        return f"ال{name[2:]}" if name.startswith("لل") else name
