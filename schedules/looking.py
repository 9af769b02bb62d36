"""How the work goes, as the database has it now."""

from datetime import date, datetime, timedelta

from psycopg import Connection

from schedules import mailing
from schedules.settings import Settings
from schedules.status import DigestState, Status
from storage import channels, digests, queue, workers
from storage.sources import health

_LATELY = timedelta(hours=2)
_AFTER_ITS_HOUR = timedelta(hours=1)  # a digest has so long to go out


def look(connection: Connection, setting: Settings, now: datetime) -> Status:
    """What is known at a moment."""
    return Status(
        now=now,
        workers=workers.workers(connection),
        jobs=queue.open_jobs(connection),
        last=queue.last_runs(connection),
        crawled_and_failed=queue.failed_crawls(connection, now - _LATELY),
        next_due=channels.first_due(connection),
        digest_expected=_expected(connection, setting, now),
        digest=_last_digest(connection),
        troubled=[source for source in health(connection) if source.enabled and source.trouble],
    )


def _expected(connection: Connection, setting: Settings, now: datetime) -> date | None:
    """The day whose digest should be out by now; before the first one ever, none is."""
    if not mailing.ready(setting) or digests.last_period_end(connection) is None:
        return None
    local = (now - _AFTER_ITS_HOUR).astimezone(setting.zone)
    return local.date() if f"{local:%H:%M:%S}" >= setting.digest.at else local.date() - timedelta(days=1)


def _last_digest(connection: Connection) -> DigestState | None:
    last = digests.last_digest(connection)
    if last is None:
        return None
    states = [delivery.state for delivery in digests.deliveries(connection, last.id)]
    sent = states.count(digests.DeliveryState.SENT)
    return DigestState(last.day, sent, len(states) - sent)
