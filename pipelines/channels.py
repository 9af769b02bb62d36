"""The ways in which a site says what is new: the kinds of channel that a source may have."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feed:
    """RSS 2.0, RSS 1.0 (RDF), Atom or JSON Feed."""

    url: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A news sitemap, a plain sitemap whose entries carry lastmod, or an index of sitemaps."""

    url: str


@dataclass(frozen=True, slots=True)
class WordPress:
    """The list of posts of WordPress's REST interface, as in https://example.org/wp-json/wp/v2/posts."""

    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """A page that lists articles. As an archive its address may hold {page}, {year}, {month} and {day}."""

    url: str
    links: str = ""  # regular expression found in the addresses of articles; empty: told by the page's structure


Channel = Feed | Sitemap | WordPress | Section


def kind_of(channel: Channel) -> str:
    """What a channel is called in the database and in answers: feed, sitemap, wordpress or section."""
    return type(channel).__name__.lower()
