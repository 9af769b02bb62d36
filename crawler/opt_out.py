"""Words of a site against being kept or mined. Pure.

noarchive: X-Robots-Tag and `meta name="robots"` (Google's robots meta tag). TDM: the header and meta tag
tdm-reservation, and the site's file tdmrep.json (W3C TDM Reservation Protocol). In robots.txt: TDM-Reservation,
Noarchive with a path, and Content-Usage (IETF aipref) for bots, text and data mining, or everything.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_HEAD = 200_000  # bytes in which a page's head ends
_META = re.compile(rb"<meta\b[^>]{1,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_OURS = frozenset({b"robots", b"watira"})
_ROBOTS_LINE = re.compile(r"^\s*(tdm-reservation|noarchive|content-usage)\s*:\s*([^#\r\n]{0,500})", re.I | re.M)
_MOST_RESERVATIONS = 500
_LONGEST_LOCATION = 500  # characters
_USAGE = re.compile(r"^(?:(/\S*)\s+)?.*\b(?:bots|tdm|all)\s*=\s*n\b", re.IGNORECASE)


def opted_out(headers: Mapping[str, str], body: bytes) -> str:
    """The word of a page against being kept, by its headers (names in small letters) and its head; empty: none."""
    for line in headers.get("x-robots-tag", "").split(","):
        agent, _, said = line.strip().lower().rpartition(":")
        if said.strip() == "noarchive" and agent.strip() in ("", "watira", "*"):
            return "X-Robots-Tag: noarchive"
    if headers.get("tdm-reservation", "").strip() == "1":
        return "tdm-reservation: 1"
    return _in_head(body[:_HEAD])


def _in_head(head: bytes) -> str:
    for tag in _META.findall(head):
        given = {name.lower(): b"".join(values) for name, *values in _ATTRIBUTE.findall(tag)}
        name, content = given.get(b"name", b"").lower(), given.get(b"content", b"").lower()
        if name in _OURS and b"noarchive" in re.split(rb"[\s,]+", content):
            return f'meta name="{name.decode()}": noarchive'
        if name == b"tdm-reservation" and content.strip() == b"1":
            return 'meta name="tdm-reservation": 1'
    return ""


def robots_opt_outs(robots: str) -> tuple[tuple[str, str], ...]:
    """What a robots.txt says against keeping and mining: beginnings of paths with the words."""
    found = []
    for name, said in _ROBOTS_LINE.findall(robots):
        value = said.strip()
        kind = name.lower()
        usage = _USAGE.match(value) if kind == "content-usage" else None
        if kind == "tdm-reservation" and value == "1":
            found.append(("/", f"robots.txt: {name}: {value}"))
        elif kind == "noarchive" and value.startswith("/"):
            found.append((value.rstrip("*"), f"robots.txt: {name}: {value}"))
        elif usage:
            found.append((usage[1] or "/", f"robots.txt: {name}: {value}"))
    return tuple(found)


def path_opted_out(opt_outs: tuple[tuple[str, str], ...], url: str) -> str:
    """The word of a robots.txt that applies to an address; empty: none."""
    path = urlsplit(url).path or "/"
    return next((words for start, words in opt_outs if path.startswith(start)), "")


@dataclass(frozen=True, slots=True)
class Reservation:
    """What tdmrep.json says of the paths that a location stands for."""

    location: str  # as in robots.txt: a beginning of paths, * for anything, $ for the end
    reserved: bool


def tdm_reservations(file: bytes) -> tuple[Reservation, ...]:
    """The rules of a tdmrep.json, in its order; none where it is no such file."""
    try:
        said = json.loads(file)
    except (ValueError, RecursionError):
        return ()
    given = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
    found = ((one.get("location"), one.get("tdm-reservation")) for one in given[:_MOST_RESERVATIONS])
    return tuple(
        Reservation(location, value in (1, "1"))
        for location, value in found
        if isinstance(location, str) and 0 < len(location) <= _LONGEST_LOCATION and value in (0, 1, "0", "1")
    )


def reserved(rules: tuple[Reservation, ...], url: str) -> str:
    """The word of a tdmrep.json that applies to an address; empty: none.

    Whether the first or, as in robots.txt, the longest location that fits counts is understood in both ways: a
    reservation by either is one.
    """
    parts = urlsplit(url)
    path = unquote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    fitting = [rule for rule in rules if _fits(unquote(rule.location), path)]
    if not fitting:
        return ""
    longest = max(fitting, key=lambda rule: (len(rule.location), rule.reserved))
    rule = next((one for one in (fitting[0], longest) if one.reserved), None)
    return f"tdmrep.json: {rule.location}: tdm-reservation: 1" if rule else ""


def _fits(location: str, path: str) -> bool:
    """Whether a path is one of those that a location stands for; in time that grows with their lengths alone."""
    if not location.startswith(("/", "*")):
        location = f"/{location}"
    start, *parts = location.removesuffix("$").split("*")
    last = parts.pop() if parts and location.endswith("$") else None
    if not path.startswith(start):
        return False
    at = len(start)
    for part in parts:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return not location.endswith("$") or at == len(path)
