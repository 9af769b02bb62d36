"""The source catalogue: `sources.toml` read and validated into `Source` values."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipelines.article import Rules, Source
from pipelines.channels import Channel, Feed, Section, Sitemap, WordPress
from pipelines.errors import Misuse
from pipelines.zones import is_zone

DEFAULT = Path(__file__).with_name("sources.toml")

_REQUIRED = ("name_ar", "name_en", "home", "timezone")
_TYPES: dict[str, type] = {
    "name_ar": str,
    "name_en": str,
    "home": str,
    "feeds": list,
    "sitemaps": list,
    "wordpress": list,
    "sections": list,
    "archives": list,
    "timezone": str,
    "owner": str,
    "evidence": str,
    "enabled": bool,
    "reason": str,
    "reading": dict,
}
_WANTED = {
    str: "a text in quotation marks",
    list: "a list of addresses in square brackets",
    bool: "true or false",
    dict: "a table of its own, [KEY.reading]",
}
_ADDRESSES = ("feeds", "sitemaps", "wordpress", "sections", "archives")
_PLACES = re.compile(r"\{(?:page|year|month|day)\}")
_KEY = re.compile(r"[a-z0-9_]+")
_MAX_URL = 2048  # characters; what browsers and proxies pass on


_RULES: dict[str, type] = {"container": str, "drop": list, "title": str, "time": str, "author": str}


class SourceError(Misuse):
    """The source catalogue is wrong; the text names file, table and key, and says what would be right."""


def load(path: Path | str = DEFAULT) -> dict[str, Source]:
    """The catalogue's sources by key, in the file's order. Raises SourceError."""
    path = Path(path)
    return {key: _source(path, key, table) for key, table in _tables(path).items()}


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{path}: is not valid TOML: {error}; each table and each key may stand there once"
        ) from error


def _source(path: Path, key: str, table: Any) -> Source:
    """One table as a Source. Raises SourceError for the first thing that is wrong with it."""
    where = f"{path}: [{key}]"
    if not isinstance(table, dict):
        raise SourceError(f"{path}: {key} stands outside a table; write it below a line such as [enabbaladi]")
    if not _KEY.fullmatch(key):
        raise SourceError(f"{where}: a source's key has small letters, digits and underscores only")
    _check_keys(where, table)
    _check_values(where, table)
    channels = tuple(_channels(where, table))
    if not channels:
        raise SourceError(f"{where}: needs feeds or sitemaps, wordpress or sections: a list with at least one address")
    return Source(
        key=key,
        name_ar=table["name_ar"],
        name_en=table["name_en"],
        home=table["home"],
        channels=channels,
        timezone=table["timezone"],
        enabled=table.get("enabled", True),
        reason=table.get("reason", ""),
        rules=_rules(f"{where}: reading", table.get("reading", {})),
        archives=tuple(archive(url) for url in table.get("archives", [])),
        owner=table.get("owner", ""),
        evidence=table.get("evidence", ""),
    )


def _channels(where: str, table: dict[str, Any]) -> Iterator[Channel]:
    yield from map(Feed, table.get("feeds", []))
    yield from map(Sitemap, table.get("sitemaps", []))
    yield from map(WordPress, table.get("wordpress", []))
    for section in table.get("sections", []):
        yield Section(section) if isinstance(section, str) else _section(where, section)


def _section(where: str, table: dict[str, Any]) -> Section:
    """A section page with a pattern of its links. Raises SourceError."""
    try:
        re.compile(table["links"])
    except (re.error, TypeError) as error:
        raise SourceError(f"{where}: sections: {table['links']!r} is no regular expression: {error}") from error
    return Section(table["url"], table["links"])


def archive(url: str) -> Channel:
    """The channel that an address of an archive is, told by the address."""
    path = urlsplit(url).path
    if "/wp-json/" in path:
        return WordPress(url)
    return Sitemap(url) if re.search(r"sitemap|\.xml(?:\.gz)?$", path, re.IGNORECASE) else Section(url)


def _rules(where: str, table: dict[str, Any]) -> Rules:
    """The CSS selectors by which a site's pages are read. Raises SourceError for what is none."""
    for name, value in table.items():
        if name not in _RULES:
            raise SourceError(f"{where}: unknown key {name!r}; the rules are {', '.join(_RULES)}")
        if type(value) is not _RULES[name] or not value:
            wanted = "a list of CSS selectors" if _RULES[name] is list else "a CSS selector in quotation marks"
            raise SourceError(f"{where}: {name} must be {wanted}, not {value!r}")
        for selector in value if isinstance(value, list) else [value]:
            fault = _selector_fault(selector) if isinstance(selector, str) else "it is no text"
            if fault:
                raise SourceError(
                    f"{where}: {name}: {selector!r} is no CSS selector ({fault}); write div.text or #story"
                )
    texts: dict[str, str] = {name: value for name, value in table.items() if name != "drop"}
    return Rules(drop=tuple(table.get("drop", ())), **texts)


def _selector_fault(selector: str) -> str:
    """What is wrong with a CSS selector; empty: nothing."""
    from pipelines.reading import rules  # here: the parser is large, and hardly any source has rules

    return rules.fault(selector)


def _check_keys(where: str, table: dict[str, Any]) -> None:
    for name, value in table.items():
        if name not in _TYPES:
            raise SourceError(f"{where}: unknown key {name!r}; a source has {', '.join(_TYPES)}")
        if type(value) is not _TYPES[name]:
            raise SourceError(f"{where}: {name} must be {_WANTED[_TYPES[name]]}, not {value!r}")
    for name in _REQUIRED:
        if not table.get(name, "").strip():
            raise SourceError(f"{where}: {name} is missing; write {name} = {_EXAMPLES[name]!r} or the like")


_EXAMPLES = {
    "name_ar": "عنب بلدي",
    "name_en": "Enab Baladi",
    "home": "https://www.enabbaladi.net/",
    "timezone": "Asia/Damascus",
}


def _check_values(where: str, table: dict[str, Any]) -> None:
    _check_url(f"{where}: home", table["home"])
    for name in _ADDRESSES:
        urls = [_url_of(where, entry) for entry in table.get(name, [])]
        for url in urls:
            _check_url(
                f"{where}: {name}", _PLACES.sub("1", url) if name == "archives" and isinstance(url, str) else url
            )
        if len(set(map(str, urls))) < len(urls):
            raise SourceError(f"{where}: {name} names an address twice; leave one of them out")
    if not is_zone(table["timezone"]):
        raise SourceError(f"{where}: timezone: there is no zone {table['timezone']!r}; write it as in Asia/Damascus")
    if not table.get("enabled", True) and not table.get("reason"):
        raise SourceError(f"{where}: reason is missing: say why the source is not enabled")


def _url_of(where: str, entry: object) -> object:
    """The address of an entry: the entry, or of a section with a pattern its `url`. Raises SourceError."""
    if not isinstance(entry, dict):
        return entry
    if set(entry) != {"url", "links"}:
        raise SourceError(f'{where}: {entry!r} must be an address, or {{url = "https://…", links = "pattern"}}')
    return entry["url"]


def _check_url(where: str, url: object) -> None:
    if not isinstance(url, str) or not _is_web_address(url):
        raise SourceError(f"{where}: {url!r} is no web address; write it as in https://www.example.org/feed/")


def _is_web_address(url: str) -> bool:
    """Whether this is an http or https address with a host, without white space and without credentials."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    known = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc and port != 0
    return bool(known) and len(url) <= _MAX_URL and not re.search(r"[\s\x00-\x1f\x7f<>\"{}]", url)
