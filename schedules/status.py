"""How the work goes: what runs, what waits, what was done, and what needs a person. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from storage.queue import Kind, LastRun, OpenJob
from storage.sources import SourceHealth
from storage.workers import WorkerState

_WAITED_TOO_LONG = timedelta(minutes=30)  # a job that anybody who works could do
_OVERDUE = timedelta(hours=1)  # a channel, or the digest
_IN_TROUBLE = timedelta(days=1)  # a source; what passes within a day needs nobody
_MOST_FAILED = 0.5  # of the sources crawled lately; then it is not the sites
_FEW = 4  # sources: of so few, failures say nothing


@dataclass(frozen=True, slots=True)
class DigestState:
    """How the last digest fared."""

    day: date
    sent: int
    owed: int  # to recipients whom it did not reach, or may not have


@dataclass(frozen=True, slots=True)
class Status:
    """What is known at a moment."""

    now: datetime
    workers: Sequence[WorkerState] = ()
    jobs: Sequence[OpenJob] = ()
    last: Mapping[str, LastRun] = field(default_factory=dict)
    crawled_and_failed: tuple[int, int] = (0, 0)  # sources, in the last two hours
    next_due: datetime | None = None  # of the enabled sources' channels; None: nothing is known
    digest_expected: date | None = None  # the day whose digest should be out; None: none is to be mailed
    digest: DigestState | None = None  # None: there was none
    troubled: Sequence[SourceHealth] = ()  # enabled sources in trouble

    @property
    def alive(self) -> list[WorkerState]:
        """Those who showed a sign of life lately."""
        return [worker for worker in self.workers if abs(worker.silent_seconds) < 60]

    @property
    def waiting(self) -> list[OpenJob]:
        """What could be done now and is not."""
        return [job for job in self.jobs if not job.doing and not job.later]

    @property
    def longest_wait(self) -> timedelta:
        """Of what could be done now."""
        return timedelta(seconds=max((job.seconds for job in self.waiting), default=0.0))


def needs(status: Status) -> list[str]:
    """What needs a person, and what to do."""
    return [*of_work(status), *of_outcomes(status), *of_digest(status), *of_sources(status)]


def of_work(status: Status) -> Iterator[str]:
    """Jobs that wait too long, and sources that are due while nobody works."""
    nobody = not status.alive
    if status.longest_wait > _WAITED_TOO_LONG:
        who = "nobody works" if nobody else "those who work do not keep up"
        what = (
            f"{len(status.waiting)} jobs wait, the longest for {status.longest_wait / timedelta(minutes=1):.0f} minutes"
        )
        yield f"{what}, and {who}: start `watira daemon` or `watira worker`, or see their logs"
    elif status.next_due and nobody and status.now - status.next_due > _OVERDUE:
        since = f"{status.next_due:%Y-%m-%d %H:%M} UTC"
        yield f"sources are due since {since} and nobody works: start `watira daemon`, or let cron call `watira crawl`"


def of_outcomes(status: Status) -> Iterator[str]:
    """Work that failed."""
    for kind, run in status.last.items():
        if kind != Kind.CRAWL and run.outcome in ("failed", "lost"):
            yield f"the last {kind} {run.outcome}: {run.error}"
    crawled, failed = status.crawled_and_failed
    if crawled >= _FEW and failed > _MOST_FAILED * crawled:
        yield f"of {crawled} sources crawled lately {failed} failed each time: see the log; is the disk full?"


def of_digest(status: Status) -> Iterator[str]:
    """A digest that is not out, or did not reach everybody."""
    expected, last = status.digest_expected, status.digest
    if expected and (last is None or last.day < expected):
        yield f"the digest of {expected} is not out: see the log of the daemon, or call `watira digest --send`"
    elif last and last.owed:
        yield f"the digest of {last.day} may not have reached {last.owed} recipients: `watira digest --send` says why"


def of_sources(status: Status) -> Iterator[str]:
    """Sources that stay in trouble."""
    long = [one.key for one in status.troubled if one.troubled_at and status.now - one.troubled_at > _IN_TROUBLE]
    if long:
        yield f"sources in trouble for more than a day: {', '.join(long)}; `watira sources health` says what to do"


def told(status: Status) -> dict[str, object]:
    """All as one JSON object."""
    last = status.digest
    return {
        "at": status.now.isoformat(),
        "workers": [
            {
                "kind": worker.kind,
                "host": worker.host,
                "process": worker.process,
                "concurrency": worker.concurrency,
                "started_at": worker.started_at.isoformat(),
                "silent_seconds": round(worker.silent_seconds, 1),
                "jobs": worker.jobs,
            }
            for worker in status.workers
        ],
        "doing": [_job(job) for job in status.jobs if job.doing],
        "waiting": len(status.waiting),
        "longest_wait_seconds": round(status.longest_wait.total_seconds(), 1),
        "waiting_for_next_try": sum(job.later for job in status.jobs),
        "last": {
            kind: {
                "outcome": run.outcome,
                "ended_at": run.ended_at.isoformat(),
                "done_at": run.done_at.isoformat() if run.done_at else None,
                "subject": run.subject,
                "error": run.error,
            }
            for kind, run in status.last.items()
        },
        "next_due_at": status.next_due.isoformat() if status.next_due else None,
        "last_digest": {"day": last.day.isoformat(), "sent": last.sent, "owed": last.owed} if last else None,
        "sources_in_trouble": {source.key: source.trouble for source in status.troubled},
        "needs": needs(status),
    }


def _job(job: OpenJob) -> dict[str, object]:
    return {
        "job": job.job,
        "kind": job.kind,
        "subject": job.subject,
        "host": job.host,
        "process": job.process,
        "seconds": round(job.seconds, 1),
        "attempts": job.attempts,
    }
