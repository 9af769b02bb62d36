"""Hosts in trouble."""

from datetime import UTC, datetime, timedelta

from crawler.hosts import FIRST_PAUSE, MOST_FAILURES, Hosts
from storage.hosts import HostState

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOST = "outlet.example"


def test_a_pause_after_failures_in_a_row() -> None:
    """A good answer between begins the count anew; then the host is left alone, and each pause is twice as long."""
    hosts = Hosts({})
    for _ in range(MOST_FAILURES - 1):
        hosts.failed(HOST, "time-out", NOW)
    hosts.answered(HOST)
    hosts.failed(HOST, "time-out", NOW)
    assert hosts.paused_until(HOST, NOW) is None
    for _ in range(MOST_FAILURES):
        hosts.failed(HOST, "time-out", NOW)
    first = hosts.paused_until(HOST, NOW)
    assert first is not None
    assert FIRST_PAUSE <= first - NOW < 1.2 * FIRST_PAUSE
    assert [state.reason for state in hosts.changed()] == ["time-out"]


def test_a_probe_decides() -> None:
    """After a pause one failure is enough for the next, longer one; a good answer ends the trouble."""
    hosts = Hosts({HOST: HostState(HOST, paused_until=NOW, pauses=1)})
    later = NOW + timedelta(seconds=1)
    assert hosts.paused_until(HOST, later) is None
    hosts.failed(HOST, "down", later)
    second = hosts.paused_until(HOST, later)
    assert second is not None
    assert second - later >= 2 * FIRST_PAUSE
    hosts.answered(HOST)
    assert hosts.paused_until(HOST, later) is None
    assert all(state.unremarkable for state in hosts.changed())


def test_a_clock_that_was_set_back() -> None:
    """A pause that would last more than a day is that of a wrong clock."""
    hosts = Hosts({HOST: HostState(HOST, paused_until=NOW + timedelta(days=3), pauses=1)})
    assert hosts.paused_until(HOST, NOW) is None


def test_refusals_slow_down() -> None:
    """Each refusal doubles the delay up to half a minute; crawls without any halve it again."""
    hosts = Hosts({})
    for _ in range(3):
        hosts.refused(HOST, "HTTP status 429", 0.5)
    assert hosts.delay(HOST) == 4.0
    for _ in range(9):
        hosts.refused(HOST, "HTTP status 429", 0.5)
    assert hosts.delay(HOST) == 30.0
    assert hosts.changed()[0].delay_seconds == 30.0
    following = Hosts({HOST: HostState(HOST, 4.0)})
    following.answered(HOST)
    assert following.changed()[0].delay_seconds == 2.0
    assert following.delay("other.example") == 0.0
