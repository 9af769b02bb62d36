"""How events are coded: the lexicon and docs/events.md say the same."""

import pickle
import re
from pathlib import Path

from pipelines import lexicon
from pipelines.facts import toll_words

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "events.md"
ROW = re.compile(r"\| `([a-z._]+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|")


def test_the_document_has_the_coding_of_each_kind_of_event() -> None:
    """In the order of the lexicon, with the names of ACLED and PLOVER."""
    told = [match.groups() for match in ROW.finditer(DOCUMENT.read_text(encoding="utf-8"))]
    types = lexicon.default().events.types.values()
    assert told == [(one.id, " / ".join(one.acled) or "–", "/".join(one.plover) or "–") for one in types]


def test_the_document_names_each_category_of_people() -> None:
    """An analyst who looks for a category finds it there."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert not [name for name in toll_words.CATEGORIES if name != "person" and f"`{name}`" not in text]


def test_every_weapon_and_more_exact_kind_is_one_that_there_is() -> None:
    """What an open event may become is a kind of event."""
    words = lexicon.default().events
    assert set(words.by_weapon.values()) <= set(words.types)
    assert {kind for one in words.types.values() for kind in one.may_be} <= set(words.types)


def test_the_words_can_be_sent_to_another_process() -> None:
    """Reading processes may get them by pickling."""
    assert pickle.loads(pickle.dumps(lexicon.default())).events.types == lexicon.default().events.types


def test_who_takes_ground_decides_its_code() -> None:
    """ACLED tells a state that regains ground from others who take it."""
    taken = lexicon.default().events.types["territory"]
    assert taken.acled_of(("transitional_gov", "sdf")) == ("Battles", "Government regains territory")
    assert taken.acled_of(("assad_forces",)) == ("Battles", "Government regains territory")
    assert taken.acled_of(("isis",)) == taken.acled_of(("turkey",)) == taken.acled_of(()) == taken.acled
    clash = lexicon.default().events.types["clash"]
    assert clash.acled_of(("assad_forces",)) == clash.acled
