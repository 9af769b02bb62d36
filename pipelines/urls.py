"""One address per article: the same article under tracking parameters, print and AMP variants or other escapes is one.

Addresses are compared by RFC 3986's syntax-based normalisation, plus what newsrooms and the networks that link to them
add to an address without changing what it shows.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, unquote_to_bytes, urljoin, urlsplit, urlunsplit

# Longer than any address that a news site publishes; browsers stop near 2,000 characters, percent-encoded slugs triple.
_LONGEST_URL = 8_192

# Parameters that say where a reader came from, by whoever adds them. Names are compared in lower case.
_TRACKING_PREFIXES = (
    "utm_",  # Google Analytics, and everybody after it
    "at_",  # BBC and other AT Internet users
    "mc_",  # Mailchimp
    "_hs",  # HubSpot
    "pk_", "mtm_", "matomo_",  # Matomo
    "ns_",  # comScore
)  # fmt: skip
_TRACKING = frozenset(
    {
        "fbclid", "igshid", "igsh", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid",
        "ttclid",
        "li_fat_id", "srsltid", "_ga", "_gl",  # ad clicks
        "traffic_source",  # Al Jazeera
        "__twitter_impression", "ocid", "cmpid", "cmp", "xtor", "sc_cid", "mkt_tok", "vero_id", "spm", "ncid",
        "nr_email_referer", "replytocom", "amp", "amp_js_v", "amp_gsa", "usqp", "noamp",
    }
)  # fmt: skip
# Parameters that choose another dress of the same article, with the values that do.
_VARIANTS = {
    "outputtype": re.compile("amp|print", re.I),
    "ot": re.compile("amp|print", re.I),  # Polopoly and its heirs
    "format": re.compile("^(?:simple|amp|print)$", re.I),
    "view": re.compile("^(?:print|amp)$", re.I),
    "print": re.compile("^(?:|1|true|yes|print|pdf)$", re.I),
    "printable": re.compile("^(?:|1|true|yes)$", re.I),
    "source": re.compile("^(?:rss|feed|amp)$", re.I),
    "from": re.compile("^(?:rss|feed)$", re.I),
    "ref": re.compile("^(?:rss|feed|amp)$", re.I),
}

_MOBILE_HOST = re.compile(r"^(?:m2?|mobile|amp|wap)\.(?=[^.]+\.[^.])")
_VARIANT_END = re.compile(r"(?<=[^/])(?:/amp|\.amp|/print)(/?)$", re.I)
_VARIANT_START = re.compile(r"^/amp(?=/[^/])", re.I)
_LINE_BREAKS = re.compile(r"[\t\r\n]")
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
# What stands bare in an address (RFC 3986: unreserved and reserved signs), what is an escape already, and the rest.
_BARE = re.compile(r"[A-Za-z0-9\-._~!$&'()*+,;=:@/?]*")
_TO_ESCAPE = re.compile(r"[^A-Za-z0-9\-._~!$&'()*+,;=:@/?%]+")
# Of what escapes stand for, all but letters and unreserved signs stays escaped.
_TO_KEEP_ESCAPED = re.compile(r"[\x00-,/:-@\[-^`{-}\x7f-\x9f\udc80-\udcff]+")
# Halves of surrogate pairs that stand for no byte.
_HALVES = re.compile(r"[\ud800-\udc7f\udd00-\udfff]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"^(?:\d+\.){3}\d+$|:")
_ARTICLE_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")
# Second-level labels under country codes below which sites register their names: co.uk, com.tr, gov.sy.
_SHARED_LABELS = frozenset({"co", "com", "net", "org", "gov", "edu", "ac", "mil", "info", "press"})
# Hosts of many independent sites.
_SHARED_HOSTS = frozenset({"blogspot.com", "wordpress.com", "github.io", "netlify.app", "web.app", "medium.com"})


@lru_cache(maxsize=10_000)  # a page's address is asked about several times while it is read and stored
def canonical(url: str) -> str:
    """The one address of what `url` shows; idempotent.

    What is no http address comes back as it is, without white space around it. Never raises.
    """
    url = _LINE_BREAKS.sub("", url).strip()[:_LONGEST_URL]
    for _ in range(8):  # decoding may uncover another escape; each round shortens the address or is the last
        following = _normalised(url)
        if following == url:
            break
        url = following
    return url


def same_site(a: str, b: str) -> bool:
    """Whether two addresses belong to one site: the same registered name, or the same IP address and port."""
    one, other = _split(canonical(a)), _split(canonical(b))
    if not one or not other:
        return False
    return _site(one) == _site(other) and _port(one) == _port(other)


def article_address(page_url: str, stated: str) -> str:
    """The canonical address of a page that states `stated` (rel=canonical, og:url) as its own.

    The statement is believed when it is on the same site and neither the home page, a section, nor another article's
    address.
    """
    own = canonical(page_url)
    try:
        claimed = canonical(urljoin(page_url, stated.strip()))
    except ValueError:
        return own
    here, there = _split(own), _split(claimed)
    if not here or not there or not same_site(own, claimed) or not _same_article(here, there):
        return own
    if here.hostname == there.hostname and here.scheme != there.scheme:
        return canonical(urlunsplit(there._replace(scheme=here.scheme)))
    return claimed


def _normalised(url: str) -> str:
    parts = _split(url)
    if parts is None:
        return url
    path = _variant_off(_escaped(parts.path)) or "/"
    return urlunsplit((parts.scheme, _host(parts), path, _query(parts.query), ""))


def _split(url: str) -> SplitResult | None:
    """The parts of an http address, or None when it is none."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or parts.port == 0:
            return None
    except ValueError:
        return None
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".") or (parts.hostname or "")
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = host.lower()
    if not _ADDRESS.search(host):
        host = _MOBILE_HOST.sub("", host)
    if ":" in host:
        host = f"[{host}]"
    return host if _port(parts) is None else f"{host}:{_port(parts)}"


def _port(parts: SplitResult) -> int | None:
    """The port, None where it is the scheme's own."""
    return None if parts.port == _DEFAULT_PORTS[parts.scheme] else parts.port


def _escaped(text: str) -> str:
    """Percent-encoding one way: what may stand bare stands bare, the rest as upper-case escapes of NFC."""
    if _BARE.fullmatch(text):
        return text
    text = _ESCAPES.sub(lambda match: _decoded(match.group()), text)
    return _TO_ESCAPE.sub(lambda match: _escape(match.group()), unicodedata.normalize("NFC", text))


def _decoded(escapes: str) -> str:
    """Escapes as letters where they are letters; reserved signs and bytes cut from a letter stay escapes."""
    text = unquote_to_bytes(escapes).decode("utf-8", "surrogateescape")
    return _TO_KEEP_ESCAPED.sub(lambda match: _escape(match.group()), text)


def _escape(text: str) -> str:
    """A text as the escapes of its bytes; a byte cut from a letter as itself, half a surrogate pair as "?"."""
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = _HALVES.sub("?", text).encode("utf-8", "surrogateescape")
    return "%" + data.hex("%").upper()


def _variant_off(path: str) -> str:
    """The path without the marks of an AMP or print variant."""
    return _VARIANT_START.sub("", _VARIANT_END.sub(r"\1", path))


def _query(query: str) -> str:
    """The query without tracking and variant parameters, in its order."""
    pairs = (_escaped(pair) for pair in query.split("&") if pair)
    return "&".join(pair for pair in pairs if not _is_noise(pair))


def _is_noise(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    variant = _VARIANTS.get(name)
    return bool(variant and variant.search(value))


def _site(parts: SplitResult) -> str:
    """The registered name of a host, by the habits of name registries."""
    host = parts.hostname or ""
    labels = host.split(".")
    if _ADDRESS.search(host) or len(labels) <= 2:
        return host
    shared = ".".join(labels[-2:]) in _SHARED_HOSTS or (len(labels[-1]) == 2 and labels[-2] in _SHARED_LABELS)
    return ".".join(labels[-3:] if shared else labels[-2:])


def _same_article(here: SplitResult, there: SplitResult) -> bool:
    """Whether the address that a page states can be its own: no home page, no section above it, no other number."""
    if there.path.rstrip("/") == "" and not there.query:
        return False
    own, claimed = _numbers(here), _numbers(there)
    if own and claimed:
        return bool(own & claimed)
    if here.path.rstrip("/").startswith(there.path.rstrip("/") + "/"):
        return False  # a section above the page
    if here.path.rstrip("/") == there.path.rstrip("/"):
        return not (here.query and not there.query and any(char.isdigit() for char in here.query))
    return _is_slug(there)


def _numbers(parts: SplitResult) -> set[str]:
    return set(_ARTICLE_NUMBER.findall(_ESCAPES.sub(" ", f"{parts.path}?{parts.query}")))


def _is_slug(parts: SplitResult) -> bool:
    """Whether an address looks like an article's: a number, or a last part of several words."""
    last = parts.path.rstrip("/").rsplit("/", 1)[-1]
    return bool(re.search(r"\d{3}", f"{_ESCAPES.sub('', last)}{parts.query}")) or len(re.split(r"[-_]|%20", last)) > 2
