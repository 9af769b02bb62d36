"""Prints the pages, feeds and sitemaps of one outlet. Pure: a request target in, an answer out."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demo.newsroom import almanac, statements
from demo.newsroom.desk import Announcer, Edition, House
from demo.newsroom.edition import Story, on_site, section_path

NOTICE = "محتوى تجريبي: الأخبار والأسماء والمواقع في هذه الصفحة مختلقة، كُتبت لتجربة برنامج وتيرة."
_ENCODINGS = {"classic": "cp1256"}
_FEED_TYPES = {
    "rss": "application/rss+xml",
    "rdf": "application/rdf+xml",
    "atom": "application/atom+xml",
    "sitemap": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the outlet answers to a request."""

    status: int
    body: bytes = b""
    content_type: str = "text/html"
    location: str = ""
    modified: datetime | None = None  # aware; set for channels, which answer 304 when nothing changed
    story: Story | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """One outlet's site on a given day, in a given edition, reached at `home` (no slash at its end)."""

    house: House
    home: str
    today: date
    edition: Edition

    @property
    def stories(self) -> tuple[Story, ...]:
        """All pages that some channel announces, newest first."""
        return on_site(self.house, self.today, self.edition)

    def answer(self, target: str) -> Answer:
        """The answer to a GET of that path and query."""
        place = self._place(target)
        if place == "/robots.txt":
            return self._robots()
        for channel in self.house.channels:
            if place == channel.path:
                return self._channel(channel)
        for story in self.stories:
            if place == self._place(story.path):
                return self._page(story)
        return self._other_page(place)

    def _place(self, target: str) -> str:
        """A request target in one form. Only the old site puts what it asks for into the query."""
        parts = urlsplit(target)
        place = unicodedata.normalize("NFC", unquote(parts.path))
        wanted = parse_qs(parts.query).get("id", [""])[0] if self.house.markup == "classic" else ""
        return f"{place}?id={wanted}" if wanted else place

    def _robots(self) -> Answer:
        maps = [f"Sitemap: {self.home}{one.path}" for one in self.house.channels if one.format == "sitemap"]
        lines = [f"# {NOTICE}", "User-agent: *", "Disallow: /private/", "", *maps, ""]
        return Answer(200, "\n".join(lines).encode(), "text/plain; charset=utf-8")

    def _channel(self, channel: Announcer) -> Answer:
        announced = [story for story in self.stories if channel.name in story.manuscript.channels]
        modified = max(story.updated for story in announced).astimezone(UTC)
        text = self._render(f"channels/{channel.format}.xml", channel=channel, stories=announced, modified=modified)
        return Answer(200, self._encode(text), f"{_FEED_TYPES[channel.format]}{self._charset}", modified=modified)

    def _page(self, story: Story) -> Answer:
        match story.manuscript.kind:
            case "gone":
                return self._missing()
            case "listing":
                return self._listing(story.title, self.stories)
            case _:
                return Answer(200, self._encode(self._article(story)), self._html_type, story=story)

    def _article(self, story: Story) -> str:
        others = [one for one in self._readable() if one != story]
        statement = {"wordpress": statements.wordpress_graph, "custom": statements.news_article}
        if story.manuscript.kind == "video":
            statement = {"wordpress": statements.video_object}
        said = statement[self.house.markup](story, self.house, self.home) if self.house.markup in statement else {}
        return self._render(f"{self.house.markup}/article.html", story=story, others=others, statement=said)

    def _other_page(self, place: str) -> Answer:
        if place == "/":
            return self._listing(self.house.slogan, self.stories)
        for section in self.house.sections:
            if place == self._place(section_path(self.house, section)):
                return self._listing(section.name, [one for one in self.stories if one.section == section])
        if f"{place}/" in (self._place(story.path) for story in self.stories):  # WordPress adds the slash
            return Answer(301, location=f"{self.home}{quote(place)}/")
        return self._missing()

    def _listing(self, heading: str, stories: Iterable[Story]) -> Answer:
        readable = self._readable()
        shown = [story for story in stories if story in readable]
        text = self._render(f"{self.house.markup}/front.html", heading=heading, shown=shown, others=readable)
        return Answer(200, self._encode(text), self._html_type)

    def _missing(self) -> Answer:
        text = self._render("missing.html")
        return Answer(404, self._encode(text), self._html_type)

    def _readable(self) -> list[Story]:
        """What front pages and cards link to."""
        return [story for story in self.stories if story.manuscript.kind in ("article", "flash", "video")]

    def _render(self, template: str, **values: Any) -> str:
        return (
            _environment()
            .get_template(template)
            .render(press=self, house=self.house, home=self.home, today=self.today, notice=NOTICE, **values)
        )

    @property
    def _charset(self) -> str:
        # The old site leaves the encoding to the XML declaration and to the meta tag, as such sites do.
        return "" if self.house.markup in _ENCODINGS else "; charset=utf-8"

    @property
    def _html_type(self) -> str:
        return f"text/html{self._charset}"

    def _encode(self, text: str) -> bytes:
        return text.encode(_ENCODINGS.get(self.house.markup, "utf-8"), "xmlcharrefreplace")


def interruption(kind: str) -> Answer:
    """What a site in trouble answers instead of a page: "server_error" (500) or "challenge" (a browser check, 200)."""
    text = _environment().get_template(f"{kind}.html").render(notice=NOTICE)
    return Answer(200 if kind == "challenge" else 500, text.encode(), "text/html; charset=utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.policies["json.dumps_function"] = json.dumps
    environment.filters |= {
        "rfc822": format_datetime,
        "utc": lambda at: at.astimezone(UTC),
        "levantine": almanac.levantine,
        "paired": almanac.paired,
        "egyptian": almanac.egyptian,
        "weekday": almanac.weekday,
        "picture": statements.picture,
    }
    environment.globals["section_path"] = section_path
    return environment
