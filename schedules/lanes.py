"""Which sources may not be crawled at the same time, on whatever machines: those that share a host. Pure."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from pipelines.article import Source


def lanes(sources: Iterable[Source]) -> dict[str, str]:
    """For each source by its key the lane that it is crawled in: a host, the first of all that its lane asks."""
    joined: dict[str, str] = {}
    hosts = {source.key: _hosts(source) for source in sources}
    for names in hosts.values():
        first = min(_root(joined, name) for name in names)
        for name in names:
            joined[_root(joined, name)] = first
    return {key: _root(joined, min(names)) for key, names in hosts.items()}


def _root(joined: dict[str, str], name: str) -> str:
    while joined.get(name, name) != name:
        name = joined[name]
    return name


def _hosts(source: Source) -> set[str]:
    """The hosts that a crawl of the source asks first; those with and without www are one site."""
    addresses = [source.home, *(channel.url for channel in (*source.channels, *source.archives))]
    return {urlsplit(one).netloc.lower().removeprefix("www.") for one in addresses if one} or {source.key}
