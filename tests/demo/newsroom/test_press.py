"""The printed pages, feeds and sitemaps."""

from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree, html

from demo.newsroom.desk import Edition, houses
from demo.newsroom.edition import Story, section_path
from demo.newsroom.press import NOTICE, Press, interruption

TODAY = date(2026, 3, 4)
HOUSES = {house.key: house for house in houses()}
_SHOWN = {"article", "flash"}


def _press(outlet: str, edition: Edition = "morning") -> Press:
    return Press(HOUSES[outlet], f"http://{HOUSES[outlet].address}:8000", TODAY, edition)


def _story(press: Press, key: str) -> Story:
    return next(one for one in press.stories if one.manuscript.key == key)


def _html(body: bytes) -> Any:
    """A page's tree; untyped, since what an XPath gives depends on the path."""
    return html.fromstring(body)


def _xml(body: bytes) -> Any:
    return etree.fromstring(body)


def _page(outlet: str, key: str, edition: Edition = "morning") -> Any:
    press = _press(outlet, edition)
    return _html(press.answer(_story(press, key).path).body)


@pytest.mark.parametrize("outlet", HOUSES)
@pytest.mark.parametrize("edition", ["morning", "evening"])
def test_every_article_is_on_its_page(outlet: str, edition: Edition) -> None:
    """Title and all paragraphs stand on the page once as text, amid 18 to 65 kB of markup."""
    press = _press(outlet, edition)
    for story in (one for one in press.stories if one.manuscript.kind in _SHOWN):
        answer = press.answer(story.path)
        tree = _html(answer.body)
        text = " ".join(tree.xpath("//body//text()"))
        assert answer.status == 200
        assert 18_000 < len(answer.body) < 65_000, story.manuscript.key
        assert story.headline in tree.xpath("string(//h1)")
        assert all(text.count(paragraph) == 1 for paragraph in story.paragraphs[1:]), story.manuscript.key
        assert story.paragraphs[0] in text


@pytest.mark.parametrize("outlet", HOUSES)
def test_every_page_says_that_it_is_a_sample(outlet: str) -> None:
    """In its footer and in its meta tags, also where there is no article."""
    press = _press(outlet)
    for target in ("/", press.stories[0].path, "/nowhere"):
        tree = _html(press.answer(target).body)
        assert tree.xpath("//meta[@name='notice']/@content") == [NOTICE]
        assert NOTICE in tree.xpath("string(//body)")


@pytest.mark.parametrize("outlet", HOUSES)
def test_front_page_and_sections_link_to_articles(outlet: str) -> None:
    """All readable pages are on the front page, those of a section on its own page."""
    press = _press(outlet)
    readable = {one for one in press.stories if one.manuscript.kind in (*_SHOWN, "video")}
    assert {one.path for one in readable} <= _links(press, "/")
    for section in press.house.sections:
        its_own = {one.path for one in readable if one.section == section}
        assert its_own <= _links(press, section_path(press.house, section))


def _links(press: Press, target: str) -> set[str]:
    answer = press.answer(target)
    assert answer.status == 200
    return {str(link).removeprefix(press.home) for link in _html(answer.body).xpath("//a/@href")}


@pytest.mark.parametrize("outlet", HOUSES)
def test_channels_are_xml_and_announce_what_is_theirs(outlet: str) -> None:
    """Each is well-formed and has an entry for each of its stories, titles with their prefix."""
    press = _press(outlet, "evening")
    for channel in press.house.channels:
        tree = _xml(press.answer(channel.path).body)
        announced = [one for one in press.stories if channel.name in one.manuscript.channels]
        entries = tree.xpath("//*[local-name()='item' or local-name()='entry' or local-name()='url']")
        titles = [entry.xpath("string(.//*[local-name()='title'])") for entry in entries]
        assert titles == [one.headline for one in announced]


def test_the_tracking_parameters_are_escaped_once() -> None:
    """The second channel's links read back as addresses with three parameters."""
    tree = _xml(_press("khabour").answer("/category/syria/feed/").body)
    links = tree.xpath("//item/link/text()")
    assert links
    assert all(link.endswith("/?utm_source=khabour&utm_medium=rss&utm_campaign=syria") for link in links)


def test_the_wordpress_feed_carries_the_text() -> None:
    """content:encoded has the paragraphs and the line that such feeds add at their end."""
    press = _press("khabour")
    tree = _xml(press.answer("/feed/").body)
    story = _story(press, "rmeilan-drones")
    place = [one.manuscript.key for one in press.stories].index("rmeilan-drones")
    text = _html(tree.xpath("//*[local-name()='encoded']/text()")[place]).text_content()
    assert all(paragraph in text for paragraph in story.paragraphs)
    assert "ظهرت المقالة" in text


def test_the_correction_changes_its_feed_entry() -> None:
    """The evening's Atom feed gives the same address another title and a later time of updating."""
    before, after = (_entry(_press("riwaq", edition)) for edition in ("morning", "evening"))
    assert before["link"] == after["link"]
    assert before["published"] == after["published"] == before["updated"]
    assert before["title"] != after["title"]
    assert after["updated"] == "2026-03-04T15:45:00+02:00"


def _entry(press: Press) -> dict[str, str]:
    """The correction's entry, by local name."""
    link = _story(press, "aleppo-shelling").path
    tree = _xml(press.answer("/ar/atom.xml").body)
    entry = next(one for one in tree if one.xpath("string(*[local-name()='link']/@href)") == link)
    return {etree.QName(child).localname: child.text or link for child in entry}


def test_the_sitemap_states_later_changes() -> None:
    """A page that is only touched in the evening has another lastmod and nothing else new."""
    morning, evening = (_press("ufuq", edition).answer("/sitemap-news.xml").body for edition in ("morning", "evening"))
    assert b"2026-03-04T16:10:00+04:00" not in morning
    assert b"<lastmod>2026-03-04T16:10:00+04:00</lastmod>" in evening


def test_the_old_site_is_in_windows_1256() -> None:
    """Its bytes are no UTF-8; only the meta tag and the XML declaration name the encoding."""
    press = _press("barid")
    page, feed = press.answer(press.stories[0].path), press.answer("/rss.asp")
    assert "charset" not in page.content_type
    assert b"charset=windows-1256" in page.body
    assert press.stories[0].paragraphs[0] in page.body.decode("cp1256")
    with pytest.raises(UnicodeDecodeError):
        page.body.decode()
    assert feed.body.startswith(b'<?xml version="1.0" encoding="windows-1256"?>')


@pytest.mark.parametrize(("outlet", "said"), [("khabour", True), ("riwaq", False), ("ufuq", True), ("barid", False)])
def test_who_states_what_in_json_ld(outlet: str, said: bool) -> None:
    """WordPress and the custom system do; Drupal and the old site show a date in words only."""
    press = _press(outlet)
    tree = _html(press.answer(press.stories[0].path).body)
    assert bool(tree.xpath("//script[@type='application/ld+json']")) == said
    assert bool(tree.xpath("//meta[@property='article:published_time']")) == said


def test_drupal_shows_the_date_in_words() -> None:
    """In the field created, with Arabic-Indic digits and a twelve-hour clock; a change is shown as well."""
    morning, evening = (_page("riwaq", "aleppo-shelling", edition) for edition in ("morning", "evening"))
    created = "string(//*[contains(@class, 'field--name-created')])"
    assert morning.xpath(created) == evening.xpath(created) == "الثلاثاء، ٣ مارس ٢٠٢٦ - ٠٩:٣٠ ص"
    assert not morning.xpath("//*[contains(@class, 'field--name-changed')]")
    assert "الأربعاء، ٤ مارس ٢٠٢٦ - ٠٣:٤٥ م" in evening.xpath("string(//*[contains(@class, 'field--name-changed')])")


def test_pages_state_their_language_rightly_but_for_one() -> None:
    """An Arabic article whose template says en, and an English one."""
    assert _page("ufuq", "quneitra-incursion").xpath("/html/@lang") == ["en"]
    assert _page("ufuq", "sweida-clashes").xpath("/html/@lang") == ["ar"]
    assert _page("riwaq", "english-report").xpath("/html/@dir") == ["ltr"]


def test_what_stands_amid_the_text() -> None:
    """A quoted post, a line that recommends another article, and the credit of a copied one."""
    page = _page("khabour", "rmeilan-drones")
    assert page.xpath("//div[contains(@class, 'entry-content')]/blockquote[@class='twitter-tweet']")
    assert page.xpath("string(//p[@class='more-inline'])").startswith("اقرأ أيضاً: ")
    assert "المصدر: شبكة أفق الأنباء" in _page("khabour", "sweida-retitled").text_content()


def test_a_video_page_is_about_its_video() -> None:
    """It has a player and says so in og:type."""
    page = _page("khabour", "video-bridge")
    assert page.xpath("//meta[@property='og:type']/@content") == ["video.other"]
    assert page.xpath("//iframe[contains(@src, '/player/')]")


def test_the_listing_page_lists() -> None:
    """The tag page that a feed announces by mistake has many links and no text of its own."""
    page = _page("khabour", "deir-ezzor-tag")
    assert len(page.xpath("//li[contains(@class, 'post-item')]")) > 10
    assert page.xpath("string(//h1)") == "دير الزور"


def test_closed_and_missing_doors() -> None:
    """The removed page and unknown addresses answer 404; robots.txt closes /private/ and names the sitemap."""
    press = _press("khabour")
    assert press.answer(_story(press, "removed-story").path).status == 404
    assert press.answer("/2026/03/04/nothing/").status == 404
    assert _press("barid").answer("/news.asp").status == 404
    assert b"Disallow: /private/" in press.answer("/robots.txt").body
    assert _story(press, "private-draft").path.startswith("/private/")
    assert b"Sitemap: http://127.0.0.13:8000/sitemap-news.xml" in _press("ufuq").answer("/robots.txt").body


def test_one_page_answers_to_many_spellings_of_its_address() -> None:
    """Hex of either case, decoded letters and tracking parameters lead to the same page; WordPress adds the slash."""
    press = _press("khabour")
    path = _story(press, "rmeilan-drones").path
    page = press.answer(path).body
    assert press.answer(unquote(path)).body == page
    assert press.answer(f"{path.upper()}?utm_source=x").body == page
    redirect = press.answer(path.rstrip("/"))
    assert (redirect.status, redirect.location.lower()) == (301, press.home + path)
    assert redirect.location.isascii()


def test_interruptions() -> None:
    """A challenge comes with status 200 and no article; a server error with 500."""
    challenge, error = interruption("challenge"), interruption("server_error")
    assert (challenge.status, error.status) == (200, 500)
    assert b"<title>Just a moment...</title>" in challenge.body
