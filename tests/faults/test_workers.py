"""Several who work on one database over TCP: killed, hung, stopped, two at once; and digests being sent."""

import os
import signal
import socket
import subprocess
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import psutil
import psycopg
import pytest

from tests.faults.conftest import Scene, readers, stop, wait_for

pytestmark = pytest.mark.slow


def soon(seconds: float) -> str:
    """A time of the day in Damascus that comes in so many seconds."""
    return f"{datetime.now(ZoneInfo('Asia/Damascus')) + timedelta(seconds=seconds):%H:%M:%S}"


def test_killed_and_hung_workers(scene: Scene) -> None:
    """Two workers; one is killed in the middle of articles, one while a transaction is open, one hangs: the other does
    all, and once."""
    scene.publish("first", seconds=0.5)
    scene.start("daemon", "--concurrency", "1")
    wait_for(lambda: scene.rows("select 1 from worker"), what="a daemon that works")
    first, second = scene.start("worker"), scene.start("worker")
    wait_for(lambda: doing(scene, first), what="a job of the first worker")
    first.kill()
    scene.check()

    scene.publish("third")
    third = scene.start("worker")
    with psycopg.connect(scene.environment["DATABASE_URL"]) as blocking:
        blocking.execute("lock table link in share mode")  # whoever stores an article waits for it
        wait_for(lambda: doing(scene, third) or doing(scene, second), what="a transaction that waits")
        time.sleep(2)
        victim = third if doing(scene, third) else second
        victim.kill()
    scene.check()

    scene.publish("fourth", seconds=0.5)
    rest = second if victim is third else third
    wait_for(lambda: doing(scene, rest), what="a job of a worker")
    rest.send_signal(signal.SIGSTOP)
    scene.check()
    rest.send_signal(signal.SIGCONT)
    scene.publish("fifth")
    scene.check()
    assert rest.poll() is None
    assert scene.rows("select from run where outcome = 'lost'")
    scene.rows(  # it was given a job, and never heard of it
        "insert into queue.procrastinate_jobs (queue_name, task_name, lock, args, status, worker_id) select 'crawl',"
        " 'crawl_source', 'host x', '{\"subject\": \"outlet0\", \"order\": {}}', 'doing', id from worker"
        f" where process = {rest.pid} order by id desc limit 1 returning id"
    )
    scene.check()
    assert "without our knowing" in scene.log(rest)
    stop(rest)


def doing(scene: Scene, process: object) -> bool:
    """Whether a process is at a job."""
    statement = (
        "select from queue.procrastinate_jobs job join worker on worker.id = job.worker_id"
        f" where job.status = 'doing' and worker.process = {getattr(process, 'pid', 0)}"
    )
    return bool(scene.rows(statement))


def test_two_daemons(scene: Scene) -> None:
    """Started together, one with a pipe that nobody reads: each page is asked for once, the digest goes out once; one
    is told to stop under load, one's reading processes are killed and hung."""
    scene.environment |= {
        "WATIRA_DIGEST_AT": soon(40),
        "WATIRA_DIGEST_RECIPIENTS": "one@example.org,two@example.org",
        "FAULTS_INTERVAL": "8",
    }
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, b"x" * 4096)
    os.set_blocking(writing, True)
    scene.publish("first", seconds=0.2)
    daemons = [scene.start("daemon", out=writing), scene.start("daemon")]
    scene.check()
    for site in scene.sites:
        asked = [path for path in site.paths() if path != "/feed"]
        assert len(asked) == len(set(asked))
    wait_for(lambda: len(scene.mailbox.messages) == 2, what="a digest for two")
    scene.publish("second", seconds=0.5)
    killed = meet(daemons)
    killed.kill()
    meet(daemons, other_than=killed).suspend()
    loaded = next((one for one in daemons if doing(scene, one)), daemons[0])
    stop(loaded)
    scene.check()
    stop(next(one for one in daemons if one is not loaded))
    os.close(reading)
    os.close(writing)
    assert "never retrieved" not in scene.log(daemons[1])


def meet(processes: list[subprocess.Popen[bytes]], other_than: psutil.Process | None = None) -> psutil.Process:
    """A reading process of one of these."""
    found: list[psutil.Process] = []

    def look() -> bool:
        found[:] = [one for process in processes for one in readers(process) if one != other_than]
        return bool(found)

    wait_for(look, what="a reading process")
    return found[0]


class Slow:
    """A mail server that takes a message and says nothing more."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.taken = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        connection, _ = self.socket.accept()
        file = connection.makefile("rwb")
        file.write(b"220 slow\r\n")
        file.flush()
        for line in file:
            if line == b".\r\n":
                self.taken.set()
                return
            answer = b"354 go on" if line.upper().startswith(b"DATA") else b"250 well"
            if line[:4].upper() in (b"EHLO", b"HELO", b"MAIL", b"RCPT", b"DATA"):
                file.write(answer + b"\r\n")
                file.flush()


def test_killed_in_the_middle_of_a_digest(scene: Scene) -> None:
    """Who may have had it is not sent it again by itself; the others get it, once, from another process."""
    silent = Slow()
    recipients = {"WATIRA_DIGEST_AT": soon(30), "WATIRA_DIGEST_RECIPIENTS": "one@example.org,two@example.org"}
    port = scene.environment["WATIRA_MAIL_PORT"]
    scene.environment |= recipients | {"WATIRA_MAIL_PORT": str(silent.port)}
    scene.publish("first")
    daemon = scene.start("daemon")
    assert silent.taken.wait(200)
    daemon.kill()
    scene.environment["WATIRA_MAIL_PORT"] = port
    worker = scene.start("worker")
    scene.check()
    wait_for(lambda: scene.mailbox.messages, what="the digest of the other")
    assert [message["X-Envelope-To"] for message in scene.mailbox.messages] == ["two@example.org"]
    assert scene.rows("select recipient, state from delivery order by 1") == [
        ("one@example.org", "sending"),
        ("two@example.org", "sent"),
    ]
    status = scene.start("status", "--json", program=scene.program)
    assert status.wait(30) == 1
    assert "may not have reached 1 recipients" in scene.log(status)
    stop(worker)


def test_network_gone_and_clocks_set(scene: Scene) -> None:
    """No site answers; when they do again, and the clock jumps an hour ahead and back, what they offer comes."""
    scene.publish("first")
    daemon = scene.start("daemon")
    scene.check()
    for site in scene.sites:
        site.close()
    wait_for(lambda: scene.rows("select from source where errors_in_a_row > 0 offset 2"), what="trouble of all")
    wait_for(lambda: not scene.jobs(), what="the end of all tries")
    for site in scene.sites:
        site.open()
    scene.publish("second")
    clock = scene.folder / "clock"
    clock.write_text("3700")
    scene.check()
    clock.write_text("0")
    scene.publish("third")
    scene.check()
    assert scene.log(daemon).count("planning anew") == 2
    stop(daemon)
