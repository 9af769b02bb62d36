"""Articles on their site: addresses, times, the two editions."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.newsroom.desk import Edition, House, houses, manuscripts
from demo.newsroom.edition import Story, on_site, slug, story

TODAY = date(2026, 3, 4)
HOUSES = {house.key: house for house in houses()}


def _all(edition: Edition, today: date = TODAY) -> dict[str, Story]:
    return {one.manuscript.key: one for house in houses() for one in on_site(house, today, edition)}


def test_addresses_are_stable_for_a_day_and_unique() -> None:
    """The evening edition has all of the morning's addresses; no two pages share one."""
    morning, evening = _all("morning"), _all("evening")
    assert {key: one.path for key, one in evening.items() if key in morning} == {
        key: one.path for key, one in morning.items()
    }
    assert len({(one.manuscript.outlet, one.path) for one in evening.values()}) == len(evening)


def test_addresses_differ_from_day_to_day() -> None:
    """What was announced yesterday is not announced again today, but for listing, video and internal pages."""
    today, tomorrow = _all("evening"), _all("evening", TODAY + timedelta(days=1))
    same = {key for key, one in today.items() if tomorrow[key].path == one.path}
    assert same == {"deir-ezzor-tag", "video-bridge", "private-draft"}


@pytest.mark.parametrize(
    ("key", "shape"),
    [
        ("rmeilan-drones", "/2026/03/03/هجوم-بثلاث-طائرات-مسيّرة-على-قاعدة"),
        ("deir-ezzor-tag", "/tag/دير-الزور/"),
        ("damascus-airstrike", "/ar/node/"),
        ("sweida-clashes", "/news/"),
        ("ghab-shelling", "/news.asp?id="),
    ],
)
def test_addresses_have_the_shape_of_their_publishing_system(key: str, shape: str) -> None:
    """WordPress carries date and slug, Drupal and the others a number."""
    assert unquote(_all("morning")[key].path).startswith(shape)


def test_everything_was_published_within_two_days() -> None:
    """Nothing is so old that a crawl of the last three days skips it; the evening's news are of today."""
    for one in _all("evening").values():
        assert timedelta(0) <= TODAY - one.published.date() <= timedelta(days=2)
        assert (one.manuscript.edition == "evening") == (one.published.date() == TODAY)
        assert one.updated >= one.published


def test_newest_first_in_the_outlets_zone() -> None:
    """Front pages and channels begin with the newest; clock times are those of the outlet's zone."""
    for house in houses():
        times = [one.published for one in on_site(house, TODAY, "evening")]
        assert times == sorted(times, reverse=True)
        assert all(at.tzinfo == ZoneInfo(house.timezone) for at in times)


def test_evening_changes_what_its_tables_say() -> None:
    """A correction has another title, text and time; a touched page has another time alone; the rest is as it was."""
    morning, evening = _all("morning"), _all("evening")
    changed = {key for key in morning if morning[key] != evening[key]}
    assert changed == {"aleppo-shelling", "oil-contract"}
    before, after = morning["aleppo-shelling"], evening["aleppo-shelling"]
    assert "ثلاثة قتلى" in before.title
    assert "خمسة قتلى" in after.title
    assert before.paragraphs[0] != after.paragraphs[0]
    assert (before.published, before.updated < after.updated) == (after.published, True)
    assert morning["oil-contract"].paragraphs == evening["oil-contract"].paragraphs
    assert morning["oil-contract"].updated < evening["oil-contract"].updated


def test_texts_name_the_days_of_their_publication() -> None:
    """4 March 2026 is a Wednesday: an article of the day before speaks of Tuesday."""
    texts = _all("morning")
    assert "صباح الثلاثاء" in texts["jabal-zawiya-shelling"].paragraphs[0]
    assert not any("{" in text for one in texts.values() for text in (one.title, *one.paragraphs))


def test_summary_and_headline() -> None:
    """A headline carries the prefix; a summary of a short text is the text."""
    flash = _all("morning")["mayadin-flash"]
    assert flash.headline == f"عاجل | {flash.title}"
    assert flash.summary == flash.paragraphs[0]
    assert _all("morning")["daraa-ied"].summary.endswith("…")


def test_direction_and_stated_language() -> None:
    """English runs from left to right; one Arabic page says of itself that it is English."""
    pages = _all("morning")
    assert (pages["english-report"].direction, pages["english-report"].lang) == ("ltr", "en")
    assert (pages["quneitra-incursion"].direction, pages["quneitra-incursion"].lang) == ("rtl", "en")


@given(st.text())
def test_slugs_are_short_and_plain(title: str) -> None:
    """A slug is at most 200 characters of ASCII, has no slash and no query, and ends in a whole character."""
    made = slug(title)
    assert len(made) <= 200
    assert made.isascii()
    assert not set(made) & set("/?#& \n")
    assert "\ufffd" not in unquote(made) or "\ufffd" in title


def test_a_long_slug_is_cut_at_two_hundred_bytes() -> None:
    """As WordPress does it: a six-byte letter that would pass the limit is left off."""
    assert len(slug("ب" * 50)) == 198


@pytest.mark.parametrize("house", houses(), ids=lambda house: house.key)
def test_a_manuscript_of_another_day_keeps_its_clock(house: House) -> None:
    """Days are counted back from today; the clock stays."""
    piece = replace(next(one for one in manuscripts() if one.outlet == house.key), days=2)
    at = story(piece, HOUSES[house.key], TODAY, "morning").published
    assert (at.date(), at.time()) == (date(2026, 3, 2), piece.clock)
