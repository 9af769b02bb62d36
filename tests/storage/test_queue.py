"""The queue: what is put once, what lost workers did, and that procrastinate's tables are those of its package."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files

from psycopg import Connection

from storage import queue, workers
from storage.migrate import MIGRATIONS
from storage.queue import Job, Kind, Outcome, Run
from storage.workers import Identity

ALPHA, BETA = Job(Kind.CRAWL, "alpha", "host a"), Job(Kind.CRAWL, "beta", "host b")


def test_the_tables_are_procrastinates() -> None:
    """A release of procrastinate with other tables needs a migration: copy what is new in its `sql/migrations`."""
    theirs = files("procrastinate").joinpath("sql/schema.sql").read_text(encoding="utf-8").strip()
    ours = "\n".join(path.read_text(encoding="utf-8") for path in sorted(MIGRATIONS.glob("*.sql")))
    assert theirs in ours


def begin(connection: Connection, *, silent: float = 0.0) -> tuple[int, int]:
    """A worker that takes a job, and was last heard of so long ago; the numbers of both."""
    connection.execute("set search_path to queue, public")
    [(worker,)] = connection.execute("select procrastinate_register_worker_v1()").fetchall()
    [(job,)] = connection.execute(
        "select id from procrastinate_fetch_job_v2(array['crawl', 'other']::varchar[], %s)", [worker]
    ).fetchall()
    ago = timedelta(seconds=silent)
    connection.execute("update procrastinate_workers set last_heartbeat = now() - %s where id = %s", [ago, worker])
    connection.execute("reset search_path")
    workers.introduce(connection, worker, Identity("worker", "host", 1, 8, "watira worker x"))
    return worker, job


def test_a_job_is_put_once(connection: Connection) -> None:
    """Of a kind and subject one waits or is being done; another may be put when it is over."""
    assert len(queue.put(connection, [ALPHA, BETA])) == 2
    assert queue.put(connection, [ALPHA, BETA]) == []
    worker, job = begin(connection)
    assert queue.put(connection, [ALPHA]) == []
    doing, waiting = queue.open_jobs(connection)
    assert (doing.job, doing.worker, doing.host, doing.subject, doing.doing) == (job, worker, "host", "alpha", True)
    assert (waiting.subject, waiting.doing, waiting.later, waiting.host) == ("beta", False, False, None)
    assert queue.unfinished(connection, [job, waiting.job, 99]) == {job, waiting.job}
    connection.execute("delete from queue.procrastinate_jobs where id = %s", [job])
    assert len(queue.put(connection, [ALPHA])) == 1
    queue.withdraw(connection, [waiting.job])
    assert [open_job.subject for open_job in queue.open_jobs(connection)] == ["alpha"]
    assert queue.put(connection, []) == []


def test_one_host_at_a_time(connection: Connection) -> None:
    """A second source of the same host waits until the first is done."""
    queue.put(connection, [ALPHA, Job(Kind.CRAWL, "gamma", "host a"), BETA])
    begin(connection)
    _, second = begin(connection)
    assert [job.subject for job in queue.open_jobs(connection) if job.job == second] == ["beta"]


def test_what_lost_workers_did_is_put_back(connection: Connection) -> None:
    """Only where their last sign of life is the one that was seen; after several attempts it is given up."""
    queue.put(connection, [ALPHA])
    for attempt in range(1, workers.MOST_ATTEMPTS + 1):
        worker, job = begin(connection, silent=100)
        begun = workers.quiet(connection, 60)
        assert {number for number, _ in begun} == {worker}
        assert workers.take_stalled(connection, [(worker, datetime.now(UTC))]) == []  # it has shown another sign
        (taken,) = workers.take_stalled(connection, begun)
        assert (taken.job, taken.subject, taken.attempts) == (job, "alpha", attempt)
        assert taken.again == (attempt < workers.MOST_ATTEMPTS)
        assert workers.workers(connection) == []
    assert queue.open_jobs(connection) == []


def test_a_clock_that_was_set_back(connection: Connection) -> None:
    """A sign of life an hour in the future is as quiet as one of an hour ago."""
    queue.put(connection, [ALPHA])
    worker, _ = begin(connection, silent=-3600)
    assert {number for number, _ in workers.quiet(connection, 60)} == {worker}


def test_what_an_ended_worker_left(connection: Connection) -> None:
    """A worker that ended in disorder hands back by itself what it did, and a job without a worker is anybody's."""
    queue.put(connection, [ALPHA])
    worker, job = begin(connection)
    workers.hand_back(connection, [worker])
    assert [open_job.doing for open_job in queue.open_jobs(connection)] == [False]
    worker, job = begin(connection)
    connection.execute("delete from queue.procrastinate_workers where id = %s", [worker])
    assert [taken.job for taken in workers.take_stalled(connection, [])] == [job]


def test_what_a_worker_does_not_know_of(connection: Connection) -> None:
    """A job of which the queue says that a worker does it, and it does not, is handed back; another's is not."""
    queue.put(connection, [ALPHA, BETA])
    (worker, job), (other, others) = begin(connection), begin(connection)
    assert workers.doing(connection, worker) == {job}
    assert workers.hand_back_jobs(connection, worker, [job, others]) == {job}
    assert workers.hand_back_jobs(connection, worker, [job]) == set()
    assert {one.job: one.worker for one in queue.open_jobs(connection)} == {job: None, others: other}


def test_runs_are_kept_for_a_while(connection: Connection) -> None:
    """The last good attempt of each kind and subject stays however old it is."""
    now = datetime.now(UTC)
    outcomes = [(30, Outcome.DONE), (20, Outcome.DONE), (19, Outcome.FAILED), (1, Outcome.FAILED)]
    for days, outcome in outcomes:
        at = now - timedelta(days=days)
        queue.record(connection, Run(7, Kind.CRAWL, "alpha", "host", 1, at, at, outcome, "why", {"stored": days}))
    assert queue.runs(connection, [7, 8])[7].figures == {"stored": 1}
    last = queue.last_runs(connection)[Kind.CRAWL]
    assert (last.outcome, last.done_at) == ("failed", now - timedelta(days=20))
    assert queue.failed_crawls(connection, now - timedelta(days=2)) == (1, 1)
    assert queue.forget_runs(connection, now - timedelta(days=14)) == 1
