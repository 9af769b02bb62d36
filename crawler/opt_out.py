"""Words of a site against being kept or mined. Pure.

noarchive: X-Robots-Tag and `meta name="robots"` (Google's robots meta tag). TDM: the header and meta tag
tdm-reservation (W3C TDM Reservation Protocol). In robots.txt: TDM-Reservation, Noarchive with a path, and
Content-Usage (IETF aipref) for bots, text and data mining, or everything.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

_HEAD = 200_000  # bytes in which a page's head ends
_META = re.compile(rb"<meta\b[^>]{1,1000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_OURS = frozenset({b"robots", b"watira"})
_ROBOTS_LINE = re.compile(r"^\s*(tdm-reservation|noarchive|content-usage)\s*:\s*([^#\r\n]{0,500})", re.I | re.M)
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
            found.append(("/", f"{name}: {value}"))
        elif kind == "noarchive" and value.startswith("/"):
            found.append((value.rstrip("*"), f"{name}: {value}"))
        elif usage:
            found.append((usage[1] or "/", f"{name}: {value}"))
    return tuple(found)


def path_opted_out(opt_outs: tuple[tuple[str, str], ...], url: str) -> str:
    """The word of a robots.txt that applies to an address; empty: none."""
    path = urlsplit(url).path or "/"
    return next((words for start, words in opt_outs if path.startswith(start)), "")
