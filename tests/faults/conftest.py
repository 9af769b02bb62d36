"""What the tests of faults share: sites, a database server that may be stopped and killed, and processes of Watira."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from demo.mailbox import Mailbox
from schedules import install
from storage import binaries, cluster, locks, postmaster
from storage.cluster import Cluster
from storage.connect import connect
from storage.errors import DatabaseError
from tests.conftest import system_cluster
from tests.crawler.site import Site, article, page, slow

SITES, ARTICLES = 3, 5
HASTY = [sys.executable, "-m", "tests.faults.hasty"]  # the same program with a quicker pulse


def wait_for(condition: Callable[[], object], seconds: float = 300, what: str = "it") -> None:
    """Return when the condition holds; a database that does not answer meanwhile is waited for. Fails in the end."""
    end = time.monotonic() + seconds
    while True:
        with suppress(psycopg.Error, DatabaseError):
            if condition():
                return
        assert time.monotonic() < end, f"{what} did not happen in time"
        time.sleep(0.1)


class Server:
    """A server of its own on TCP with scram, as in a data centre."""

    def __init__(
        self, folder: Path, programs: binaries.Binaries | None = None, certificate: Path | None = None
    ) -> None:
        self._cluster: Cluster = system_cluster(folder, programs or binaries.embedded())
        self._stack = ExitStack()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        data = self._cluster.data
        kind = "hostssl" if certificate else "host"
        (data / "pg_hba.conf").write_text(f"local all all trust\n{kind} all all 127.0.0.1/32 scram-sha-256\n")
        self.url = f"postgresql://watira:unspeakable@127.0.0.1:{self.port}/faults"
        if certificate:
            shutil.copy(certificate, pem := data / "server.pem")
            pem.chmod(0o600)
            self._cluster.identity.own(pem)
            with (data / "postgresql.conf").open("a") as settings:
                settings.write("ssl = on\nssl_cert_file = 'server.pem'\nssl_key_file = 'server.pem'\n")
            self.url += f"?sslmode=verify-full&sslrootcert={certificate}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        lock = self._stack.enter_context(locks.attempt(self._cluster.server_lock))
        assert lock is not None
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(cluster._SETTINGS, "listen_addresses", "127.0.0.1")
            patch.setitem(cluster._SETTINGS, "port", str(self.port))
            cluster.launch(self._cluster, lock)
        self._stack.close()
        found = cluster.await_ready(self._cluster)
        with found.connect("postgres") as connection:
            connection.execute("alter role watira password 'unspeakable'")
            if not connection.execute("select 1 from pg_database where datname = 'faults'").fetchone():
                connection.execute("create database faults")

    def stop(self) -> None:
        """Stop it in order."""
        cluster.halt(self._cluster.folder, self._cluster.data)

    def kill(self) -> None:
        """Kill all its processes with -9."""
        first = postmaster.pid_of(self._cluster.data)
        assert first
        family = [psutil.Process(first), *psutil.Process(first).children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, 10)


class Scene:
    """Sites with articles, a database, and who works on it."""

    program = [sys.executable, "-m", "schedules"]  # noqa: RUF012 - with its usual pulse

    def __init__(self, folder: Path, mailbox: Mailbox, environment: dict[str, str]) -> None:
        self.folder, self.mailbox, self.environment = folder, mailbox, environment
        self.sites: list[Site] = []
        self.offered: set[str] = set()
        self.processes: list[subprocess.Popen[bytes]] = []

    def publish(self, name: str, seconds: float = 0.0, articles: int = ARTICLES) -> None:
        """Have each site announce new articles, each page of which takes so long."""
        for site in self.sites:
            paths = [f"/{name}/{number}" for number in range(articles)]
            for path in paths:
                site.answer(path, slow(seconds, page(article(f"{site.port}{path}"))))
            self.offered |= {site.url(path) for path in paths}
            site.feed([url.removeprefix(site.url("")) for url in sorted(self.offered) if url.startswith(site.url("/"))])

    def start(self, *words: str, program: list[str] = HASTY, out: Any = None) -> subprocess.Popen[bytes]:
        """Start a command; its output goes to a log of its own, or to `out`."""
        log = self.folder / f"log-{len(self.processes)}"
        with log.open("wb") as file:
            target = file if out is None else out
            process = subprocess.Popen(
                [*program, *words], cwd=install.PROJECT, env=self.environment, stdout=target, stderr=target
            )
        self.processes.append(process)
        return process

    def log(self, process: subprocess.Popen[bytes]) -> str:
        """What a process has logged."""
        return (self.folder / f"log-{self.processes.index(process)}").read_text(encoding="utf-8")

    def rows(self, statement: str) -> list[Any]:
        """What a query gives."""
        with connect(self.environment["DATABASE_URL"]) as connection:
            return connection.execute(statement.encode()).fetchall()

    def stored(self) -> set[str]:
        """The addresses of the articles that are stored."""
        return {url for (url,) in self.rows("select url from article")}

    def jobs(self) -> set[int]:
        """The jobs that wait or are being done."""
        return {number for (number,) in self.rows("select id from queue.procrastinate_jobs")}

    def state(self) -> str:
        """What the queue holds, who works, and the last lines of the logs, to be told when something hangs."""
        jobs = self.rows("select to_jsonb(job) from queue.procrastinate_jobs as job")
        lives = self.rows("select to_jsonb(life), now() from queue.procrastinate_workers as life")
        logs = [self.log(process)[-4000:] for process in self.processes]
        return "\n".join(map(str, [*jobs, *lives, *logs]))

    def check(self) -> None:
        """After a fault: no article lost or stored twice, no job stuck, no digest twice."""
        wait_for(lambda: self.stored() >= self.offered, what="all articles stored")
        jobs = self.jobs()  # others come while the clock goes on
        try:
            wait_for(lambda: not jobs & self.jobs(), what="the end of all jobs")
        except AssertionError as error:
            raise AssertionError(f"{error}: {sorted(jobs & self.jobs())} of\n{self.state()}") from error
        assert self.rows("select count(*), count(distinct url), max(revision) from article") == [
            (len(self.offered), len(self.offered), 1)
        ]
        recipients = [message["X-Envelope-To"] for message in self.mailbox.messages]
        assert len(recipients) == len(set(recipients))


def stop(process: subprocess.Popen[bytes]) -> None:
    """Tell a process to stop: it ends in order within ten seconds, and some for a busy machine."""
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 0


def readers(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The processes that read pages for another."""
    with suppress(psutil.NoSuchProcess):
        return [one for one in psutil.Process(process.pid).children() if "crawler.reading_worker" in one.cmdline()]
    return []


@pytest.fixture(scope="session")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that tests may stop and kill; running between them."""
    server = Server(tmp_path_factory.mktemp("own"))
    server.start()
    yield server
    server.stop()


@contextmanager
def scene_in(folder: Path, server: Server | None) -> Iterator[Scene]:
    """A scene with an empty database of this server, or else the embedded one of its own."""
    with ExitStack() as stack:
        mailbox = stack.enter_context(Mailbox())
        sites = [stack.enter_context(Site()) for _ in range(SITES)]
        tables = [
            f'[outlet{number}]\nname_ar = "منبر"\nname_en = "Outlet"\nhome = "{site.url("")}"\n'
            f'feeds = ["{site.url("/feed")}"]\ntimezone = "Asia/Damascus"\n'
            for number, site in enumerate(sites)
        ]
        (folder / "sources.toml").write_text("\n".join(tables), encoding="utf-8")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LC_ALL": "C",
            "PYTHONUTF8": "1",
            "WATIRA_HOME": str(folder / "home"),
            "WATIRA_ALLOW_NETWORKS": "127.0.0.0/8",
            "WATIRA_CRAWL_SOURCES_FILE": str(folder / "sources.toml"),
            "WATIRA_CRAWL_DELAY_SECONDS": "0",
            "WATIRA_CRAWL_WORKERS": "1",
            "WATIRA_CRAWL_PORTS": ",".join(str(site.port) for site in sites),
            "WATIRA_CRAWL_EVERY_MINUTES": "0.1",
            "WATIRA_MAIL_HOST": mailbox.host,
            "WATIRA_MAIL_PORT": str(mailbox.port),
            "WATIRA_MAIL_SECURITY": "none",
            "WATIRA_MAIL_SENDER": "watira@example.org",
            "FAULTS_CLOCK": str(folder / "clock"),
        }
        if server:
            environment["DATABASE_URL"] = server.url
        scene = Scene(folder, mailbox, environment)
        scene.sites = sites
        try:
            yield scene
        finally:
            for process in scene.processes:
                process.kill()
                process.wait()


@pytest.fixture
def scene(tmp_path: Path, own_server: Server) -> Iterator[Scene]:
    """A scene on the server that may be stopped."""
    with connect(own_server.url.replace("/faults", "/postgres")) as connection:
        connection.execute("drop database if exists faults with (force)")
        connection.execute("create database faults")
    with scene_in(tmp_path, own_server) as made:
        yield made
