"""The source catalogue: `sources.toml` read and validated into `Source` values."""

import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipelines.article import Feed, Rules, Sitemap, Source
from pipelines.errors import Misuse
from pipelines.reading import rules
from pipelines.zones import is_zone

DEFAULT = Path(__file__).with_name("sources.toml")

_REQUIRED = ("name_ar", "name_en", "home", "timezone")
_TYPES: dict[str, type] = {
    "name_ar": str,
    "name_en": str,
    "home": str,
    "feeds": list,
    "sitemaps": list,
    "timezone": str,
    "owner": str,
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
    feeds = tuple(Feed(url) for url in table.get("feeds", []))
    sitemaps = tuple(Sitemap(url) for url in table.get("sitemaps", []))
    if not feeds + sitemaps:
        raise SourceError(f"{where}: needs feeds or sitemaps: a list with at least one address")
    return Source(
        key=key,
        name_ar=table["name_ar"],
        name_en=table["name_en"],
        home=table["home"],
        channels=feeds + sitemaps,
        timezone=table["timezone"],
        enabled=table.get("enabled", True),
        reason=table.get("reason", ""),
        owner=table.get("owner", ""),
        rules=_rules(f"{where}: reading", table.get("reading", {})),
    )


def _rules(where: str, table: dict[str, Any]) -> Rules:
    """The CSS selectors by which a site's pages are read. Raises SourceError for what is none."""
    for name, value in table.items():
        if name not in _RULES:
            raise SourceError(f"{where}: unknown key {name!r}; the rules are {', '.join(_RULES)}")
        if type(value) is not _RULES[name] or not value:
            wanted = "a list of CSS selectors" if _RULES[name] is list else "a CSS selector in quotation marks"
            raise SourceError(f"{where}: {name} must be {wanted}, not {value!r}")
        for selector in value if isinstance(value, list) else [value]:
            fault = rules.fault(selector) if isinstance(selector, str) else "it is no text"
            if fault:
                raise SourceError(
                    f"{where}: {name}: {selector!r} is no CSS selector ({fault}); write div.text or #story"
                )
    texts: dict[str, str] = {name: value for name, value in table.items() if name != "drop"}
    return Rules(drop=tuple(table.get("drop", ())), **texts)


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
    for name in ("feeds", "sitemaps"):
        for url in table.get(name, []):
            _check_url(f"{where}: {name}", url)
        if len(set(table.get(name, []))) < len(table.get(name, [])):
            raise SourceError(f"{where}: {name} names an address twice; leave one of them out")
    if not is_zone(table["timezone"]):
        raise SourceError(f"{where}: timezone: there is no zone {table['timezone']!r}; write it as in Asia/Damascus")
    if not table.get("enabled", True) and not table.get("reason"):
        raise SourceError(f"{where}: reason is missing: say why the source is not enabled")


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
    return bool(known) and len(url) <= _MAX_URL and not re.search(r"[\s\x00-\x1f\x7f<>\"]", url)
