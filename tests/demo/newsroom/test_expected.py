"""What a right crawl finds: copies, twins, rejections, announcements."""

import re
import unicodedata
from datetime import UTC, date, datetime

from demo.newsroom.expected import LABELS, Announcement, Expectation, expectations

TODAY = date(2026, 3, 4)
_HAMZA = str.maketrans("أإآٱىة", "ااااية")


def _by_key(edition: str = "morning") -> dict[str, Expectation]:
    return {one.key: one for one in expectations(TODAY, "evening" if edition == "evening" else "morning")}


def _plain(text: str) -> str:
    """Without tashkeel and differences of hamza: what a copy has in common with the article it repeats."""
    letters = (letter for letter in unicodedata.normalize("NFC", text) if unicodedata.category(letter) != "Mn")
    return "".join(letters).translate(_HAMZA)


def test_exact_copies_have_the_words_of_the_first() -> None:
    """After tashkeel and hamza spelling are taken off, a retitled and a vocalised copy equal the first."""
    found = _by_key()
    copies = [one for one in found.values() if one.copy in ("retitled", "vocalised")]
    assert len(copies) == 2
    for copy in copies:
        first = found[copy.copy_of]
        assert _plain(copy.text) == _plain(first.text), copy.key
        assert (copy.outlet != first.outlet, copy.outcome) == (True, first.outcome)
        assert copy.published > first.published


def test_the_vocalised_copy_is_written_differently() -> None:
    """It has a mark on nearly every word and other hamza spellings than the first."""
    found = _by_key()
    copy, first = found["rmeilan-vocalised"], found["rmeilan-drones"]
    marked = [word for word in copy.text.split() if re.search("[\u064b-\u0652]", word)]
    assert len(marked) > 0.9 * len(copy.text.split())
    assert "الى" in _without_marks(copy.text)
    assert "إلى" in first.text


def _without_marks(text: str) -> str:
    return re.sub("[\u064b-\u0652\u0670]", "", text)


def test_the_retitled_copy_has_another_title() -> None:
    """Title and outlet differ, the text is the same to the letter; the credit is in a line of its own."""
    found = _by_key()
    assert found["sweida-retitled"].title != found["sweida-clashes"].title
    assert found["sweida-retitled"].text == found["sweida-clashes"].text
    assert found["sweida-retitled"].body.endswith("\nالمصدر: شبكة أفق الأنباء")
    assert found["south-lebanon"].body.endswith("\n(وكالات)")


def test_the_cut_copy_has_the_first_paragraphs_only() -> None:
    """Its body is the beginning of the other."""
    found = _by_key()
    cut, whole = found["reinforcements-cut"], found["m4-reinforcements"]
    assert whole.text.startswith(cut.text)
    assert len(cut.text) < 0.7 * len(whole.text)


def test_daily_statements_differ_in_place_and_figures_only() -> None:
    """Two statements of one day are the same but for places and digits, and neither is a copy of the other."""
    found = _by_key()
    one, other = found["daily-statement-idlib"].body, found["daily-statement-aleppo"].body
    places = re.compile(r"\d+|إدلب الجنوبي|حلب الشرقي|سفوهن والفطيرة|دير حافر ومسكنة")
    assert one != other
    assert places.sub("", one) == places.sub("", other)
    assert not found["daily-statement-idlib"].copy_of
    assert not found["daily-statement-aleppo"].copy_of


def test_what_is_stored_has_a_label() -> None:
    """Articles in Arabic are stored under a label; other languages, other pages and closed doors are not."""
    for one in _by_key("evening").values():
        assert one.stored == (one.outcome in LABELS)
        assert one.stored == (one.kind in ("article", "flash") and one.language == "ar"), one.key


def test_the_second_channel_appends_tracking_parameters() -> None:
    """A known article is announced again under an address that differs by utm parameters alone."""
    one = _by_key()["rmeilan-drones"]
    tracked = f"{one.path}?utm_source=khabour&utm_medium=rss&utm_campaign=syria"
    assert one.announced == (Announcement("/feed/", one.path), Announcement("/category/syria/feed/", tracked))


def test_everything_is_announced_somewhere() -> None:
    """A page that no channel announces could not be found."""
    assert all(one.announced for one in _by_key("evening").values())


def test_how_the_evening_differs() -> None:
    """New pages, one correction, and one page that only states a later time."""
    evening = _by_key("evening")
    assert {key for key, one in evening.items() if one.evening == "new"} == set(evening) - set(_by_key())
    assert [key for key, one in evening.items() if one.evening == "revised"] == ["aleppo-shelling"]
    assert [key for key, one in evening.items() if one.evening == "touched"] == ["oil-contract"]


def test_times_are_in_utc() -> None:
    """20:15 in Dubai is 16:15 UTC."""
    assert _by_key()["manbij-drone"].published == datetime(2026, 3, 3, 16, 15, tzinfo=UTC)
