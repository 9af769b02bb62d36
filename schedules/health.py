"""What is wrong with the sources, and what to do about it, in words. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.channels import ChannelHealth
from storage.hosts import HostState
from storage.sources import SourceHealth

_GAP_SHOWN = timedelta(days=7)
_FAILING = 3  # bad answers in a row; fewer are a passing trouble


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something to look at."""

    subject: str  # a source's key, or a host
    what: str
    advice: str


def troubles(
    sources: Sequence[SourceHealth], channels: Sequence[ChannelHealth], hosts: Sequence[HostState], now: datetime
) -> list[Trouble]:
    """What is wrong now: of the enabled sources, their channels and hosts."""
    enabled = {source.key for source in sources if source.enabled}
    found = [trouble for source in sources if source.enabled for trouble in _of_source(source, now)]
    found += [trouble for channel in channels if channel.source in enabled for trouble in _of_channel(channel, now)]
    return found + [trouble for host in hosts for trouble in _of_host(host, now)]


def recovered(sources: Sequence[SourceHealth], since: datetime, until: datetime) -> list[str]:
    """The keys of the enabled sources that came out of trouble, from a time to before another, and stayed out of it."""
    return [
        source.key
        for source in sources
        if source.enabled and not source.trouble and source.recovered_at and since <= source.recovered_at < until
    ]


def _of_source(source: SourceHealth, now: datetime) -> Iterator[Trouble]:
    if source.trouble == "refused":
        advice = "ask the site for access with your contact address, or disable it; nothing is tried in a loop"
        yield Trouble(source.key, f"refuses us: {source.last_error}", advice)
    elif source.errors_in_a_row >= _FAILING:
        advice = f"`watira sources check {source.key}` says whether its addresses moved"
        yield Trouble(source.key, f"{source.errors_in_a_row} crawls failed in a row: {source.last_error}", advice)
    if source.silent:
        silence = _hours(now - (source.last_new_at or source.last_success_at or now))
        usual = f", usual are up to {_hours(source.usual_gap)}" if source.usual_gap else ""
        advice = f"look at its home page; `watira sources check {source.key}` shows how old its feed's newest item is"
        yield Trouble(source.key, f"nothing new for {silence}{usual}", advice)
    if source.shrinking and source.good_share is not None and source.usual_good_share is not None:
        what = f"{source.good_share:.0%} of its pages read well, usual are {source.usual_good_share:.0%}"
        advice = (
            "its pages may have a new structure: `watira explain URL` shows how one is read; CSS selectors can help"
        )
        yield Trouble(source.key, what, advice)


def _of_channel(channel: ChannelHealth, now: datetime) -> Iterator[Trouble]:
    if channel.errors_in_a_row >= _FAILING:
        when = f", good until {channel.last_good_at:%Y-%m-%d %H:%M}" if channel.last_good_at else ", never good"
        what = f"{channel.url}: {channel.error} ({channel.errors_in_a_row} times{when})"
        yield Trouble(channel.source, what, f"`watira sources check {channel.source}`")
    if channel.moved_to:
        yield Trouble(channel.source, f"{channel.url} has moved for good", f"write {channel.moved_to} in the catalogue")
    if channel.gap_at and now - channel.gap_at < _GAP_SHOWN:
        what = f"{channel.url}: items were pushed out unseen on {channel.gap_at:%Y-%m-%d %H:%M}"
        yield Trouble(channel.source, what, "they were looked for in its archives; name `archives` if it has none")


def _of_host(host: HostState, now: datetime) -> Iterator[Trouble]:
    if host.paused_until and host.paused_until > now:
        what = f"left alone until {host.paused_until:%Y-%m-%d %H:%M}: {host.reason}"
        yield Trouble(host.name, what, "it is tried again by itself; see whether the site is up")
    elif host.delay_seconds:
        what = f"asked only every {host.delay_seconds:g} s: {host.reason}"
        yield Trouble(host.name, what, "it is asked faster again when it stops refusing")


def _hours(span: timedelta) -> str:
    hours = span / timedelta(hours=1)
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"
