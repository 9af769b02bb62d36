"""The catalogue, and what its loader says of a bad one."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import crawler
from crawler.sources import DEFAULT, SourceError, load
from pipelines.article import Rules
from pipelines.channels import Feed, Section, Sitemap, WordPress

GOOD = """
[outlet]
name_ar = "منبر"
name_en = "Outlet"
home = "https://outlet.example/"
feeds = ["https://outlet.example/feed/"]
timezone = "Asia/Damascus"
"""


def written(folder: Path, text: str) -> Path:
    """A catalogue with this text."""
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_our_own_packages_are_imported() -> None:
    """Scrapy looks for installed packages first: `crawler` must be the project's."""
    assert Path(next(iter(crawler.__path__))).resolve() == DEFAULT.parent


def test_the_catalogue() -> None:
    """Every outlet that publishes in Arabic: each with a channel, a zone and evidence; a disabled one says why."""
    sources = load()
    assert len(sources) == 90
    for source in sources.values():
        assert source.channels
        assert source.enabled or source.reason
        assert source.evidence.startswith(("high: ", "medium: ", "low: "))
        assert not source.enabled or not source.evidence.startswith("low")
        assert re.search("[\u0620-\u064a]", source.name_ar)
        ZoneInfo(source.timezone)
    urls = [channel.url for source in sources.values() for channel in source.channels]
    assert len(set(urls)) == len(urls)
    assert sum(source.enabled for source in sources.values()) == 41


def test_adding_a_source_touches_nothing_else(tmp_path: Path) -> None:
    """With one table more every other source is what it was, and the new one is whole."""
    longer = written(tmp_path, DEFAULT.read_text(encoding="utf-8") + GOOD)
    with_it = load(longer)
    assert with_it.pop("outlet").channels == (Feed("https://outlet.example/feed/"),)
    assert with_it == load()


def test_all_kinds_of_channels(tmp_path: Path) -> None:
    """Feeds, sitemaps, WordPress, section pages with and without a pattern; archives are told by their addresses."""
    more = """
wordpress = ["https://outlet.example/wp-json/wp/v2/posts"]
sections = ["https://outlet.example/news", {url = "https://outlet.example/war", links = "/war/[0-9]+"}]
archives = ["https://outlet.example/sitemap.xml", "https://outlet.example/wp-json/wp/v2/posts",
            "https://outlet.example/{year}/{month}/{day}/page/{page}"]
owner = "family"
evidence = "high: seen"
"""
    source = load(written(tmp_path, GOOD + more))["outlet"]
    assert source.channels[1:] == (
        WordPress("https://outlet.example/wp-json/wp/v2/posts"),
        Section("https://outlet.example/news"),
        Section("https://outlet.example/war", "/war/[0-9]+"),
    )
    assert [type(archive) for archive in source.archives] == [Sitemap, WordPress, Section]
    assert (source.owner, source.evidence) == ("family", "high: seen")


def test_a_table(tmp_path: Path) -> None:
    """Every key of a table arrives in the Source."""
    text = GOOD + 'sitemaps = ["https://outlet.example/map.xml"]\nenabled = false\nreason = "tired"\n'
    source = load(written(tmp_path, text))["outlet"]
    assert source.channels == (Feed("https://outlet.example/feed/"), Sitemap("https://outlet.example/map.xml"))
    assert (source.key, source.timezone, source.enabled, source.reason) == ("outlet", "Asia/Damascus", False, "tired")
    assert source.names == ("منبر", "Outlet")
    assert source.rules == Rules()


def test_rules_for_reading(tmp_path: Path) -> None:
    """A table of selectors below the source's own."""
    rules = '[outlet.reading]\ncontainer = "div.story"\ndrop = [".box", "#more"]\ntitle = "h2"\n'
    source = load(written(tmp_path, GOOD + rules))["outlet"]
    assert source.rules == Rules(container="div.story", drop=(".box", "#more"), title="h2")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + "[outlet.reading]\nbody = 'p'\n", r"\[outlet\]: reading: unknown key 'body'; the rules are container"),
        (GOOD + "[outlet.reading]\ndrop = 'p'\n", "drop must be a list of CSS selectors, not 'p'"),
        (GOOD + "[outlet.reading]\ntitle = ''\n", "title must be a CSS selector in quotation marks"),
        (GOOD + "[outlet.reading]\ntime = 'div['\n", r"time: 'div\[' is no CSS selector \(.+\); write div.text"),
        (GOOD + "[outlet.reading]\ndrop = [1]\n", "drop: 1 is no CSS selector"),
        (GOOD + "reading = 'p'\n", "reading must be a table of its own"),
        (GOOD + 'timezon = "x"\n', r"\[outlet\]: unknown key 'timezon'; a source has .*timezone"),
        (GOOD.replace('name_ar = "منبر"\n', ""), r"\[outlet\]: name_ar is missing; write name_ar ="),
        (GOOD.replace('"Outlet"', '" "'), r"name_en is missing"),
        (GOOD.replace('"Outlet"', "7"), r"name_en must be a text in quotation marks, not 7"),
        (GOOD + "enabled = 1\n", r"enabled must be true or false"),
        (GOOD + "sitemaps = 'https://outlet.example/'\n", r"sitemaps must be a list"),
        (GOOD + "sections = [{url = 'https://a.example/'}]\n", r"must be an address, or \{url"),
        (GOOD + "sections = [{url = 'https://a.example/', links = '('}]\n", "'\\('  ?is no regular expression"),
        (GOOD + "sections = [{url = 'a.example', links = 'x'}]\n", "sections: 'a.example' is no web address"),
        (GOOD + "archives = ['https://a.example/{month}/{side}']\n", "archives: .* is no web address"),
        (GOOD + "sitemaps = [1]\n", r"sitemaps: 1 is no web address"),
        (
            GOOD.replace("https://outlet.example/feed/", "outlet.example/feed"),
            r"feeds: 'outlet.example/feed' is no web",
        ),
        (GOOD.replace("https://outlet.example/feed/", "ftp://outlet.example/"), r"feeds: 'ftp:.* is no web address"),
        (GOOD.replace("https://outlet.example/feed/", "https://a:b@outlet.example/"), r"feeds: .* is no web address"),
        (GOOD.replace("https://outlet.example/feed/", "https://outlet.example:x/"), r"feeds: .* is no web address"),
        (GOOD.replace('["https', '["https://outlet.example/feed/", "https'), r"feeds names an address twice"),
        (GOOD.replace('home = "https:', 'home = "http s:'), r"home: .* is no web address"),
        (GOOD.replace("Asia/Damascus", "Asia/Dimashq"), r"timezone: there is no zone 'Asia/Dimashq'"),
        (GOOD.replace("Asia/Damascus", "../etc/passwd"), r"timezone: there is no zone"),
        (GOOD.replace('feeds = ["https://outlet.example/feed/"]\n', ""), r"needs feeds or sitemaps"),
        (GOOD + "enabled = false\n", r"reason is missing"),
        (GOOD + GOOD, r"is not valid TOML: .*outlet.*each table and each key may stand there once"),
        (GOOD.replace("[outlet]", "[Out-let]"), r"\[Out-let\]: a source's key has small letters"),
        ("name = 'x'\n" + GOOD, r"name stands outside a table"),
        ("[outlet", r"is not valid TOML"),
    ],
)
def test_faults(tmp_path: Path, text: str, message: str) -> None:
    """A fault stops the start, naming file, table and key, and what would be right."""
    with pytest.raises(SourceError, match=message) as caught:
        load(written(tmp_path, text))
    assert str(caught.value).startswith(str(tmp_path / "sources.toml"))


def test_missing_file(tmp_path: Path) -> None:
    """A catalogue that is not there is named."""
    with pytest.raises(SourceError, match="cannot be read"):
        load(tmp_path / "none.toml")
