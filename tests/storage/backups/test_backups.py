"""Backups of real databases, restored: all rows are there, older schemas are brought up to date, nothing is lost."""

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from psycopg import Connection

from pipelines.errors import Misuse
from schedules import install
from storage import forgetting, queue, reader
from storage.backups import archive, dumping, restoring
from storage.backups.archive import BackupError
from storage.backups.restoring import Restored, restore
from storage.connect import connect
from storage.migrate import MIGRATIONS, migrate, pending
from storage.queue import Job, Kind
from storage.search import search
from tests.conftest import Server, everything
from tests.faults.conftest import wait_for
from tests.storage.samples import BODY, NOW, minutes, registered, rows, save, value

WORKS = "select status::text, worker_id from queue.procrastinate_jobs"
TAKE = "select procrastinate_fetch_job_v2(array['crawl']::varchar[], procrastinate_register_worker_v1())"


def backed_up(url: str, file: Path, *, embedded: bool = False, force: bool = False) -> archive.Manifest:
    """A backup of a database, by programs of the server's own version; `embedded`: by the newest."""
    return dumping.back_up(url, file, embedded=embedded, force=force, now=NOW)


def order(file: Path, *, embedded: bool = False, replace: bool = False) -> restoring.Order:
    """An order to restore a file."""
    return restoring.Order(file, embedded=embedded, replace=replace, now=NOW)


@contextmanager
def replaced(
    url: str, file: Path, postgres: Server, *, embedded: bool = False
) -> Iterator[tuple[Restored, Connection]]:
    """The backup in the place of what the database holds, which is dropped at the end."""
    done = restore(url, order(file, replace=True, embedded=embedded))
    try:
        with connect(url) as connection:
            yield done, connection
    finally:
        if done.kept:
            postgres.execute("drop database {}", done.kept)


def databases(connection: Connection) -> set[str]:
    """The databases of the server that are called like this one."""
    name = connection.info.dbname
    return {other for (other,) in rows(connection, "select datname from pg_database") if other.startswith(name)}


@pytest.mark.parametrize("embedded", [False, True])  # True: by the newest programs, on the oldest server
def test_all_is_there_again(database_url: str, postgres: Server, tmp_path: Path, *, embedded: bool) -> None:
    """All rows, and numbers that go on; nobody works on a job any more, what was forgotten since does not come back,
    the reader reads, and what was there in between is kept under another name."""
    file = tmp_path / "backup.zip"
    with connect(database_url) as connection:
        for number in (1, 2):
            save(registered(connection), url=f"https://alpha.example/{number}", body=f"{BODY} {number}")
        reader.grant(connection)
        queue.put(connection, [Job(Kind.CRAWL, "alpha"), Job(Kind.MAINTAIN)])
        connection.execute("set search_path to queue, public")
        connection.execute(TAKE)
        connection.execute("reset search_path")
        assert value(connection, "select count(*) from queue.procrastinate_jobs where status = 'doing'") == 1
        before = everything(connection)
    made = backed_up(database_url, file, embedded=embedded)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["backup.zip"]
    assert made.rows == {name: len(found) for name, found in before.items()}
    with connect(database_url) as connection:
        name = connection.info.dbname
        forgetting.forget_address(connection, "https://alpha.example/2", now=NOW)
        save(connection, url="https://alpha.example/later")
    postgres.execute("create database {}", f"{name}_restoring")  # a restore that was killed left it
    with pytest.raises(BackupError, match=r"holds something already .*article.*--replace"):
        restore(database_url, order(file))
    with replaced(database_url, file, postgres, embedded=embedded) as (done, connection):
        assert (done.migrations, done.forgotten > 0, done.reader) == ([], True, True)
        assert databases(connection) == {name, done.kept}
        assert rows(connection, WORKS) == [("todo", None), ("todo", None)]
        assert value(connection, "select count(*) from queue.procrastinate_workers") == 0
        assert rows(connection, "select id, url from article") == [(1, "https://alpha.example/1")]
        after = everything(connection)
        for table in ("public.source", "public.schema_migration", "public.commonplace"):
            assert after[table] == before[table]
        connection.execute("set role watira_reader")
        assert len(rows(connection, "select from articles")) == 1
        connection.execute("reset role")
        assert save(connection, url="https://alpha.example/new", body="نص جديد").article_id == 3


def test_a_backup_while_articles_are_stored(
    connection: Connection, empty_database_url: str, database_url: str, tmp_path: Path
) -> None:
    """It is of one moment: what belongs together is there, or is not. The database was empty, so nothing is kept."""
    ending = threading.Event()
    registered(connection)

    def write() -> None:
        with connect(database_url) as other:
            number = 0
            while not ending.is_set():
                number += 1
                save(other, url=f"https://alpha.example/{number}", body=f"نص {number}", now=NOW + minutes(number))

    thread = threading.Thread(target=write)
    thread.start()
    try:
        wait_for(lambda: value(connection, "select count(*) from article") > 3)
        made = backed_up(database_url, tmp_path / "b.zip")
    finally:
        ending.set()
        thread.join()
    assert 3 < made.rows["public.article"] < value(connection, "select count(*) from article")
    done = restore(empty_database_url, order(tmp_path / "b.zip"))
    assert done.kept == ""
    with connect(empty_database_url) as other:
        stored = value(other, "select count(*) from article")
        assert stored == made.rows["public.article"] == value(other, "select max(id) from article")
        joined = (
            "article join page on page.id = page_id join gist on article_id = article.id join link using (article_id)"
        )
        assert value(other, f"select count(*) from {joined}") == stored
        assert databases(other) == {other.info.dbname}


@pytest.mark.parametrize("had", [1, 13])
def test_a_backup_of_an_older_schema(empty_database_url: str, postgres: Server, tmp_path: Path, had: int) -> None:
    """It is brought up to date, the oldest too, and its articles are found."""
    old = tmp_path / "old"
    old.mkdir()
    for path in sorted(MIGRATIONS.glob("*.sql"))[:had]:
        shutil.copy(path, old)
    with connect(empty_database_url) as connection:
        migrate(connection, old)
        connection.execute(
            "insert into source (key, name_ar, name_en, home, enabled) values ('alpha', '', '', '', true)"
        )
        connection.execute(
            "insert into article (source, url, kind, title, title_prefix, body, authors, credits, language, extractor,"
            " label, score, tags, evidence, fingerprint, first_seen_at, revised_at, fetched_at, title_folded, search)"
            " values ('alpha', 'https://alpha.example/1', 'article', 'قصف', '', 'قصف', '{}', '{}', 'ar', '', 'related',"
            " 0, '{}', '[]', sha256(''), now(), now(), now(), 'قصف', 'قصف:1A')"
        )
    made = backed_up(empty_database_url, tmp_path / "b.zip")
    assert len(made.migrations) == had
    with replaced(empty_database_url, tmp_path / "b.zip", postgres) as (done, connection):
        assert len(done.migrations) == len(list(MIGRATIONS.glob("*.sql"))) - had
        assert pending(connection) == []
        assert [one.url for one in search(connection, "قصف").hits] == ["https://alpha.example/1"]


def test_what_is_wrong_with_a_file_is_told_and_nothing_lost(
    connection: Connection, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Foreign, cut short, damaged, of a newer or another schema, or with a dump that breaks off: the database is as
    before, and no other is left."""
    save(registered(connection))
    file = tmp_path / "b.zip"
    backed_up(database_url, file)
    whole, before = file.read_bytes(), everything(connection)
    connection.close()

    def refused(why: str, content: bytes | None = None) -> None:
        if content is not None:
            file.write_bytes(content)
        with pytest.raises(BackupError, match=why):
            restore(database_url, order(file, replace=True))
        with connect(database_url) as other:
            assert everything(other) == before
            assert databases(other) == {other.info.dbname}

    refused("is no backup of Watira", b"PGDMP something else")
    refused("cut short", whole[: len(whole) // 2])
    file.unlink()
    refused("No such file")
    middle = len(whole) // 3
    refused("is damaged", whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    file.write_bytes(whole)
    plain = archive.read(file)
    wrongs: list[tuple[dict[str, Any], str]] = [
        ({"migrations": [*plain.migrations, [99, "later", ""]]}, "made by a newer Watira"),
        ({"migrations": [[1, "other", ""]]}, "schema that this Watira never had"),
        ({"rows": plain.rows | {"public.article": 7}}, "have not the rows of the backup: public.article"),
        ({"pg_dump": 99}, "PostgreSQL 99 or newer are needed"),
    ]
    for wrong, why in wrongs:
        with monkeypatch.context() as patch:
            changed = replace(plain, **wrong)
            patch.setattr(archive, "read", lambda _, changed=changed: changed)
            refused(why)
    with archive.unpacked(file) as pieces:
        dump = b"".join(pieces)
    (tmp_path / "dump").write_bytes(dump[: len(dump) * 2 // 3])
    told = {name: getattr(plain, name) for name in ("made_at", "server", "pg_dump", "migrations", "rows")}
    with (tmp_path / "dump").open("rb") as broken, file.open("wb") as target:
        archive.write(target, broken, told, lambda: None, lambda _: None)
    refused("could not be loaded")


def test_who_uses_the_database_is_named(connection: Connection, database_url: str, tmp_path: Path) -> None:
    """Nothing is restored under the hands of somebody."""
    backed_up(database_url, tmp_path / "b.zip")
    with pytest.raises(BackupError, match=r"in use \(watira\): stop daemon"):
        restore(database_url, order(tmp_path / "b.zip"))
    assert value(connection, "select count(*) from pg_database where datname like '%%_restoring'") == 0


def full_disk(_: int) -> None:
    """What writing raises where there is no room."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_files_that_may_not_be_written(database_url: str, empty_database_url: str, tmp_path: Path) -> None:
    """One that exists is kept unless told otherwise; a folder, a missing one and an empty database are told."""
    file = tmp_path / "b.zip"
    file.write_text("precious")
    with pytest.raises(Misuse, match="--force"):
        backed_up(database_url, file)
    assert file.read_text() == "precious"
    backed_up(database_url, file, force=True)
    assert archive.read(file).rows
    with pytest.raises(Misuse, match="is a folder"):
        backed_up(database_url, tmp_path)
    with pytest.raises(Misuse, match="there is no folder"):
        backed_up(database_url, tmp_path / "none" / "b.zip")
    with pytest.raises(BackupError, match=r"d\.zip could not be written: No space left on device"):
        dumping.back_up(database_url, tmp_path / "d.zip", embedded=False, force=False, now=NOW, on=full_disk)
    with pytest.raises(BackupError, match="nothing to back up"):
        backed_up(empty_database_url, tmp_path / "c.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]


def test_who_may_make_no_database(connection: Connection, database_url: str, postgres: Server, tmp_path: Path) -> None:
    """Then a database without tables is filled, and one with tables refused."""
    save(registered(connection))
    backed_up(database_url, tmp_path / "b.zip")
    name = f"{connection.info.dbname}_plain"
    postgres.execute("create role {} login", name)
    try:
        postgres.execute(f"create database {{}} owner {name}", name)
        url = psycopg.conninfo.make_conninfo(database_url, user=name, dbname=name)
        assert restore(url, order(tmp_path / "b.zip")).kept == ""
        with connect(url) as other:
            assert value(other, "select count(*) from articles") == 1
        with pytest.raises(BackupError, match="may not make databases"):
            restore(url, order(tmp_path / "b.zip", replace=True))
    finally:
        postgres.execute("drop database if exists {}", name)
        postgres.execute("drop role {}", name)


@pytest.mark.slow
def test_a_backup_that_is_killed_leaves_no_half_file(connection: Connection, database_url: str, tmp_path: Path) -> None:
    """Killed with -9, or pg_dump under it: nothing is under the file's name, and the next one does its work. The
    password stands on no command line."""
    connection.execute("create schema other")
    connection.execute("create table other.note (text text)")
    file = tmp_path / "b.zip"
    secret = psycopg.conninfo.make_conninfo(database_url, password="unspeakable")
    words = [sys.executable, "-m", "schedules", "db", "backup", str(file)]
    environment = os.environ | {"DATABASE_URL": secret, "WATIRA_HOME": str(tmp_path / "home")}

    def dumping_process() -> tuple["subprocess.Popen[bytes]", psutil.Process]:
        process = subprocess.Popen(words, cwd=install.PROJECT, env=environment, stderr=subprocess.PIPE)
        found: list[psutil.Process] = []

        def begun() -> bool:
            for child in psutil.Process(process.pid).children():
                with suppress(psutil.NoSuchProcess):  # another program of the server's that has just ended
                    found.extend([child] if "--snapshot=" in " ".join(child.cmdline()) else [])
            return bool(found)

        wait_for(begun, what="a pg_dump")
        return process, found[0]

    with connection.transaction():
        connection.execute("lock table other.note in access exclusive mode")  # pg_dump waits for it
        process, dump = dumping_process()
        assert "unspeakable" not in " ".join([*psutil.Process(process.pid).cmdline(), *dump.cmdline()])
        process.kill()
        process.communicate()
        dump.kill()
        assert [path.name for path in tmp_path.iterdir()] == ["b.zip.partial"]
        process, dump = dumping_process()
        dump.kill()
        _, said = process.communicate()
        assert process.returncode == 1
        assert b"pg_dump failed" in said
        assert b"unspeakable" not in said
        assert list(tmp_path.iterdir()) == []
    assert subprocess.run(words, cwd=install.PROJECT, env=environment, check=False).returncode == 0
    assert archive.read(file).rows


@pytest.mark.slow
def test_a_restore_that_is_killed_leaves_all_as_it_was(
    connection: Connection, database_url: str, empty_database_url: str, tmp_path: Path
) -> None:
    """Killed with -9 while tables are loaded: what is there is untouched, what was begun is never taken for whole, and
    the next one does its work."""
    connection.execute(
        "insert into page (url, fetched_at, status, headers, body, body_bytes, body_sha256)"
        " select repeat('u', 900), now(), 200, '{}', sha256(number::text::bytea), 1, sha256('')"
        " from generate_series(1, 20000) as number"
    )
    file = tmp_path / "b.zip"
    backed_up(database_url, file)
    words = [sys.executable, "-m", "schedules", "db", "restore", str(file)]
    environment = os.environ | {"DATABASE_URL": empty_database_url, "WATIRA_HOME": str(tmp_path / "home")}
    process = subprocess.Popen(words, cwd=install.PROJECT, env=environment, stderr=subprocess.PIPE)
    loading = "select from pg_stat_activity where datname like '%%_restoring' and application_name = 'psql'"
    wait_for(lambda: rows(connection, loading), what="a psql that loads")
    process.kill()
    process.communicate()
    with connect(empty_database_url) as other:
        fresh = f"{other.info.dbname}_restoring"
        assert rows(other, "select from pg_tables where schemaname = 'public'") == []
    idle = "select from pg_stat_activity where datname = %s"
    wait_for(lambda: not rows(connection, idle, fresh), what="the end of psql")
    with connect(psycopg.conninfo.make_conninfo(database_url, dbname=fresh)) as other:
        assert rows(other, "select from pg_tables where schemaname = 'public'") == []
    assert subprocess.run(words, cwd=install.PROJECT, env=environment, check=False).returncode == 0
    with connect(empty_database_url) as other:
        assert value(other, "select count(*) from page") == 20_000
        assert databases(other) == {other.info.dbname}
