"""What is wrong with the sources, in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schedules.health import recovered, troubles
from storage.channels import ChannelHealth
from storage.hosts import HostState
from storage.sources import SourceHealth

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WELL = SourceHealth(
    key="outlet",
    name_ar="منبر",
    name_en="Outlet",
    enabled=True,
    state="ok",
    last_success_at=NOW,
    last_new_at=NOW - HOUR,
    articles=9,
    rejected=0,
    errors_in_a_row=0,
    owner="",
    last_error=None,
    usual_gap=5 * HOUR,
    silent=False,
    good_share=0.9,
    usual_good_share=0.9,
    shrinking=False,
    trouble="",
    troubled_at=None,
    recovered_at=None,
)
CHANNEL = ChannelHealth("outlet", "https://o.example/feed", "feed", 200, "", 0, NOW, NOW, NOW, NOW, None, None)


@pytest.mark.parametrize(
    ("fields", "what", "advice"),
    [
        (
            {"trouble": "refused", "last_error": "refused: 403", "errors_in_a_row": 1},
            "refuses us: refused: 403",
            "access",
        ),
        ({"errors_in_a_row": 3, "last_error": "gone"}, "3 crawls failed in a row: gone", "sources check outlet"),
        (
            {"silent": True, "last_new_at": NOW - 9 * HOUR},
            "nothing new for 9 hours, usual are up to 5 hours",
            "home page",
        ),
        ({"silent": True, "last_new_at": NOW - 72 * HOUR, "usual_gap": None}, "nothing new for 3 days", "home page"),
        ({"shrinking": True, "good_share": 0.3}, "30% of its pages read well, usual are 90%", "explain"),
    ],
)
def test_sources(fields: dict[str, Any], what: str, advice: str) -> None:
    """Each trouble says what is wrong and what to do; a disabled source has none."""
    sick = replace(WELL, **fields)
    (trouble,) = troubles([sick], [], [], NOW)
    assert (trouble.subject, trouble.what) == ("outlet", what)
    assert advice in trouble.advice
    assert troubles([replace(sick, enabled=False), WELL], [CHANNEL], [], NOW) == []


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"errors_in_a_row": 3, "error": "gone"}, "gone (3 times, good until 2026-11-22 12:00)"),
        ({"errors_in_a_row": 3, "error": "gone", "last_good_at": None}, "never good"),
        ({"moved_to": "https://o.example/rss"}, "moved for good"),
        ({"gap_at": NOW - 24 * HOUR}, "pushed out unseen on 2026-11-21 12:00"),
    ],
)
def test_channels(fields: dict[str, Any], what: str) -> None:
    """Channels that fail, moved, or show too little."""
    (trouble,) = troubles([WELL], [replace(CHANNEL, **fields)], [], NOW)
    assert what in trouble.what
    assert troubles([], [replace(CHANNEL, **fields)], [], NOW) == []


def test_hosts() -> None:
    """Hosts that are left alone or slowed down."""
    paused = HostState("o.example", paused_until=NOW + HOUR, pauses=1, reason="time-out")
    slow = HostState("p.example", delay_seconds=4.0, reason="HTTP status 429")
    found = troubles([], [], [paused, slow, HostState("q.example")], NOW)
    assert [one.what for one in found] == [
        "left alone until 2026-11-22 13:00: time-out",
        "asked only every 4 s: HTTP status 429",
    ]


def test_recoveries_are_named_for_a_time() -> None:
    """A source that came out of trouble is named in the time in which it did, and in no other."""
    back, day_ago = replace(WELL, recovered_at=NOW - HOUR), NOW - 24 * HOUR
    others = [WELL, replace(back, trouble="silent"), replace(back, enabled=False)]
    others += [replace(back, recovered_at=at) for at in (NOW - 30 * HOUR, NOW)]
    assert recovered([back, *others], day_ago, NOW) == ["outlet"]
    assert recovered([replace(back, recovered_at=day_ago)], day_ago, NOW) == ["outlet"]
