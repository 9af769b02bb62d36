"""The table for the catalogue that a survey of a site proposes. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from crawler.check import ChannelCheck
from crawler.survey import Survey
from pipelines.channels import Feed, Section, Sitemap, WordPress

_ZONES = {
    "sy": "Asia/Damascus", "iq": "Asia/Baghdad", "lb": "Asia/Beirut", "jo": "Asia/Amman", "ae": "Asia/Dubai",
    "sa": "Asia/Riyadh", "qa": "Asia/Qatar", "kw": "Asia/Kuwait", "eg": "Africa/Cairo", "tr": "Europe/Istanbul",
    "ir": "Asia/Tehran", "uk": "Europe/London", "fr": "Europe/Paris", "de": "Europe/Berlin", "ru": "Europe/Moscow",
    "ye": "Asia/Aden", "ps": "Asia/Hebron", "ly": "Africa/Tripoli", "ma": "Africa/Casablanca", "tn": "Africa/Tunis",
    "dz": "Africa/Algiers", "sd": "Africa/Khartoum", "om": "Asia/Muscat", "bh": "Asia/Bahrain",
}  # fmt: skip


def table(found: Survey, today: date, recent: datetime) -> str:
    """The table for the catalogue; a sitemap is a channel when it has something from `recent` on."""
    feeds, sitemaps = found.good(Feed), [one for one in found.good(Sitemap) if one.newest and one.newest > recent]
    posts, sections = found.good(WordPress), found.good(Section)
    name = _quoted(found.name or found.key)
    lines = [f"[{found.key}]", f"name_ar = {name}", f"name_en = {_quoted(found.key.capitalize())}"]
    lines.append(f"home = {_quoted(found.url)}")
    lines += [f"feeds = {_list(feeds[:1])}"] if feeds else []
    lines += [f"sitemaps = {_list(sitemaps[:1])}"] if sitemaps else []
    polled = bool(feeds or sitemaps)
    lines += [f"wordpress = {_list(posts[:1])}"] if posts and not polled else []
    lines += [f"sections = {_list(sections[:1])}"] if sections and not polled and not posts else []
    archives = [*(posts[:1] if polled else []), *found.indexes[:2]]
    lines += [f"archives = {_list(archives)}"] if archives else []
    country = (urlsplit(found.url).hostname or "").rpartition(".")[2]
    zone, sure = _ZONES.get(country, "Asia/Damascus"), country in _ZONES
    lines.append(f'timezone = "{zone}"' + ("" if sure else "  # a guess: write the zone that its newsroom works in"))
    lines.append(f'evidence = "high: looked over {today}"')
    return "\n".join(lines)


def _list(checks: Sequence[ChannelCheck]) -> str:
    return f"[{', '.join(_quoted(check.url) for check in checks)}]"


def _quoted(text: str) -> str:
    """A basic string of TOML."""
    plain = "".join(sign for sign in text if sign.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
