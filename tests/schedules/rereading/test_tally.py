"""What reading again came to, in counts and examples."""

from typing import Any

import pytest

from pipelines.article import Label, Reason
from schedules.rereading.reader import Answer
from schedules.rereading.show import show
from schedules.rereading.tally import FIELDS, Tally
from storage.columns import of_article
from storage.readings import Kept, differences
from storage.rereading import Item, Rejected, Stage
from tests.storage.samples import NOW, Sample, minutes


def item(number: int = 1, **given: Any) -> Item:
    """A stored article."""
    url = f"https://alpha.example/{number}"
    return Item(number, "alpha", Kept(number, url, 1, number, of_article(Sample(url, **given).article())))


def answer(to: Item, **given: Any) -> Answer:
    """It is read as another sample."""
    assert to.kept
    fresh = of_article(Sample(to.kept.url, **given).article())
    return Answer(differences(to.kept.values, fresh), fresh | {"search": None})


def rejected(number: int = 1, reason: Reason = Reason.EMPTY) -> Item:
    """A stored page that was rejected."""
    return Item(number, "alpha", None, Rejected(f"https://alpha.example/{number}", reason))


def shown(tally: Tally, capsys: pytest.CaptureFixture[str], stage: Stage = Stage.EXTRACT, **given: Any) -> list[str]:
    """The lines that a person sees."""
    show(tally, stage, **{"done": False} | given)
    return capsys.readouterr().out.splitlines()


def test_every_column_of_a_reading_has_a_name() -> None:
    """A column that is compared is counted under a field."""
    assert set(FIELDS) == set(of_article(Sample().article()))


def test_changes_are_counted_by_field(capsys: pytest.CaptureFixture[str]) -> None:
    """Columns that belong together are one field; what stays is not shown."""
    tally = Tally()
    for number in range(3):
        tally.count(item(number), answer(item(number), published_at=None))
    tally.count(item(4), answer(item(4), title="عنوان آخر تماما"))
    tally.count(item(5), Answer())
    lines = shown(tally, capsys, left_out=2)
    assert lines[:5] == [
        "5 articles read again: 4 would change",
        "  title                1",
        "  published            3",
        "  folding              1",
        "2 articles have no stored page and stay as they are",
    ]
    assert tally.differs
    assert len(tally.examples) == 3  # two for the times, one for the title


def test_an_example_shows_what_differs(capsys: pytest.CaptureFixture[str]) -> None:
    """The address, the title, and each field as it was and as it would be."""
    tally = Tally(each=1)
    stored = item(7, body="قصف على قرية\nسطر زائد", tags=("ied", "clash"))
    tally.count(stored, answer(stored, body="قصف على بلدة", published_at=NOW + minutes(1), tags=("clash", "uav")))
    lines = shown(tally, capsys)
    assert lines[lines.index("") + 1 :] == [
        "alpha  https://alpha.example/7  (id 7)",
        "  قصف على القرية",
        "  body          قصف على [-قرية-] {+بلدة+} ¶ [-سطر زائد-]",
        f"  published_at  [-{NOW.isoformat()}-] {{+{(NOW + minutes(1)).isoformat()}+}}",
        "  tags          [-ied-] {+uav+}",
    ]


def test_labels_move_with_their_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    """How many went from which label to which, with examples of each and the words they rest on; tags by number."""
    tally = Tally(each=1)
    for number in range(3):
        stored = item(number, label=Label.OTHER, tags=("ied",))
        one = answer(stored, tags=("ied", "clash") if number else ("clash",))
        evidence = [{"term": "clash", "words": "اشتباكات", "where": "lead"}, *one.fresh["evidence"]]
        tally.count(stored, Answer((*one.changed, "evidence"), {**one.fresh, "evidence": evidence}))
    lines = shown(tally, capsys, Stage.TAGS)
    assert lines[: lines.index("")] == [
        "3 articles read again: 3 would change",
        "  label                3",
        "  tags                 3",
        "  evidence             3",
        "labels:",
        "  other → escalation  3",
        "tags gone: ied 1",
        "tags come: clash 3",
    ]
    assert "  label         [-other-] {+escalation+}" in lines
    assert "  evidence      {+clash: اشتباكات (lead)+}" in lines


def test_what_is_only_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Articles that would be rejected or have another address, pages that could not be read: named, and kept."""
    tally = Tally()
    for number in range(7):
        tally.count(item(number), Answer(reason=Reason.PAYWALL if number else Reason.EMPTY))
    tally.count(item(8), Answer(address="https://alpha.example/eight"))
    tally.count(item(9), Answer(failure="not read within 10 s"))
    assert not tally.differs
    assert shown(tally, capsys) == [
        "9 articles read again: 0 would change",
        "would be rejected now: 7, kept as they are (paywall 6, empty 1)",
        "    https://alpha.example/0  empty",
        *(f"    https://alpha.example/{number}  paywall" for number in range(1, 5)),
        "would have another address: 1, kept, since others know them by it",
        "    https://alpha.example/8  https://alpha.example/eight",
        "could not be read: 1, left as they are",
        "    https://alpha.example/9  not read within 10 s",
    ]


def test_pages_that_were_rejected_before(capsys: pytest.CaptureFixture[str]) -> None:
    """How many are articles now, and which are rejected for another reason."""
    tally = Tally()
    tally.count(rejected(1), Answer(article=Sample().article()))
    tally.count(rejected(2), Answer(reason=Reason.EMPTY))
    tally.count(rejected(3), Answer(reason=Reason.NOT_ARABIC))
    assert tally.differs
    assert shown(tally, capsys, done=True) == [
        "0 articles read again: 0 change",
        "3 rejected pages read again: 1 are articles now",
        "    https://alpha.example/1  قصف على القرية",
        "rejected for another reason:",
        "  empty → not_arabic  1",
    ]


def test_colours_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is gone is red and struck, what has come is green; the marks stay."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    tally = Tally()
    tally.count(item(), answer(item(), title="قصف على البلدة"))
    (line,) = [line for line in shown(tally, capsys) if line.startswith("  title  ") and "قصف" in line]
    assert "\x1b[9;31m[-القرية-]\x1b[0m" in line
    assert "\x1b[32m{+البلدة+}\x1b[0m" in line


def test_many_tags_are_summed(capsys: pytest.CaptureFixture[str]) -> None:
    """The most frequent are counted one by one."""
    tally = Tally(each=1)
    tally.count(item(), answer(item(), tags=tuple(f"tag{number}" for number in range(13))))
    assert any(line.endswith("and 3 others") for line in shown(tally, capsys, Stage.TAGS))


def test_the_same_tags_in_another_order(capsys: pytest.CaptureFixture[str]) -> None:
    """That is said, and nothing is marked."""
    tally = Tally()
    tally.count(item(tags=("a", "b")), answer(item(), tags=("b", "a")))
    assert "  tags          in another order" in shown(tally, capsys)
