"""Where a text says that nobody was hurt: "دون وقوع خسائر بشرية", "لم يصب أحد"; or that nobody is known to be."""

from collections.abc import Sequence

from pipelines.arabic import words
from pipelines.facts import toll_roles as role
from pipelines.facts.fact import Harm, Quantifier
from pipelines.facts.toll_groups import Found, Group
from pipelines.facts.toll_items import Item

# How many items may stand between a negation and what it denies.
_REACH = 7
_SIGNS = frozenset((role.UNHURT, role.NEGATION, role.UNKNOWN))
_ENDS = frozenset((role.UNKNOWN, role.PEOPLE))  # nothing behind these is denied
_OR = "او"  # folded
_WITHOUT = frozenset(words("دون بدون بلا من وبلا ودون وبدون"))  # they deny what stands behind, and no clause
_SAYING = frozenset(words("تشير يشير تذكر يذكر تحدد يحدد تكشف يكشف توضح يوضح ذكر تحديد معرفة الإشارة"))
_THAT = "ان"  # folded; "دون أن"
_DENIALS = ("نفي", "نفت", "نافيا", "نافيه", "لا صحه")  # folded


def denied_at(items: Sequence[Item], at: int) -> tuple[list[Found], int] | None:
    """What a negation before words for harm denies, and the index behind; None where nothing is denied."""
    item = items[at]
    if item.roles.isdisjoint(_SIGNS):
        return None  # as nearly all
    if role.UNHURT in item.roles:
        return _none(at, at + 1, (Harm.KILLED, Harm.WOUNDED)), at + 1
    for later in range(at + 1, min(at + 1 + _REACH, len(items))):
        harms = _harms(items, later)
        if harms:
            harms, behind = _with_those_joined(items, later, harms)
            if items[later].definite or any(role.TOLL in each.roles for each in items[at:later]):
                return [], behind  # nothing of "the losses" or "the number of losses" says that there were some
            return _none(at, behind, harms, known=role.UNKNOWN not in item.roles), behind
        if items[later].folded in _SAYING:
            return [], later + 1  # "من دون أن تشير إلى خسائر": what is not said is not denied
        if _is_denied(item, items[later]):
            return [], later + 1
        if items[later].value is not None or not items[later].roles.isdisjoint(_ENDS):
            return None
        if items[later].joined and item.folded in _WITHOUT and items[at + 1].folded != _THAT:
            return None  # "بلا هوادة وتوقع خسائر"
    return None


def _is_denied(negation: Item, item: Item) -> bool:
    """ "نفى الجيش مقتل 20": nothing is told of them by who denies it."""
    act = item.word(role.ACT)
    return negation.folded.endswith(_DENIALS) and act is not None and not act.verb


def _with_those_joined(items: Sequence[Item], at: int, harms: tuple[Harm, ...]) -> tuple[tuple[Harm, ...], int]:
    """ "قتلى أو جرحى", "خسائر بشرية وإصابات": all that is denied, and the index behind."""
    behind = at + 1
    while behind < len(items):
        following = behind + (items[behind].folded == _OR)
        if following == len(items) or not (following > behind or items[behind].joined):
            break
        more = _harms(items, following)
        if not more:
            break
        harms, behind = tuple(dict.fromkeys(harms + more)), following + 1
    return harms, behind


def _harms(items: Sequence[Item], at: int) -> tuple[Harm, ...]:
    """The kinds of harm that a word stands for where it is denied."""
    item = items[at]
    if role.LOSSES in item.roles:
        return (Harm.KILLED, Harm.WOUNDED)
    victim, act = item.word(role.VICTIM), item.word(role.ACT)
    if victim and victim.harm and not item.definite:
        return (victim.harm,)
    following = items[at + 1] if at + 1 < len(items) else None
    if act and act.harm and following and role.ANYONE in following.roles:
        return (act.harm,)
    return ()


def _none(first: int, behind: int, harms: tuple[Harm, ...], *, known: bool = True) -> list[Found]:
    quantifier = Quantifier.EXACT if known else Quantifier.NONE_KNOWN
    group = Group(first, behind, 0, quantifier, numbered=True)
    return [Found(group, harm) for harm in harms]
