"""Loading a dump: pg_restore turns it into statements, psql runs them in one transaction.

The transaction is ended by us, once both have done their work: psql takes the end of what it reads for the end of the
work, also where whoever wrote was killed. Not pg_restore alone: since 17 it sends `SET transaction_timeout`, which an
older server takes for a fault.
"""

import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from storage.backups import archive
from storage.backups.archive import BackupError, OnBytes
from storage.backups.programs import complaint, environment
from storage.binaries import Binaries

_CHUNK = 1 << 20  # bytes
_TIMEOUT = b"SET transaction_timeout = 0;\n"
_KNOWS_TIMEOUT = 17  # major version of the server
_PSQL = (
    "--no-psqlrc",
    "--quiet",
    "--set=ON_ERROR_STOP=1",
    "--no-password",
    "--file=-",
)


def load(conninfo: str, file: Path, programs: Binaries, server: int, on: OnBytes) -> None:
    """Load the dump of a backup into an empty database, all of it or nothing. Raises `BackupError`."""
    restore = [programs.path("pg_restore"), "--no-owner", "--no-privileges", "--file=-"]
    quiet = subprocess.DEVNULL
    with (
        tempfile.TemporaryFile() as said,
        _program(restore, stdout=subprocess.PIPE, stderr=said) as reading,
        _program([programs.path("psql"), *_PSQL], stdout=quiet, stderr=said, env=environment(conninfo)) as running,
    ):
        try:
            whole = _passed(file, reading, running, server, on)
        except BaseException:
            running.kill()
            reading.kill()
            raise
        if not whole or reading.returncode or running.returncode:
            said.seek(0)
            raise BackupError(f"the backup could not be loaded: {complaint(said.read().decode(errors='replace'))}")


@contextmanager
def _program(words: list[str], **options: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that is written to, and waited for in the end; what it no longer takes is no fault of its own."""
    process = subprocess.Popen(words, stdin=subprocess.PIPE, **options)
    try:
        yield process
    finally:
        with suppress(BrokenPipeError), process:
            pass


def _passed(
    file: Path, reading: "subprocess.Popen[bytes]", running: "subprocess.Popen[bytes]", server: int, on: OnBytes
) -> bool:
    """Pass the dump to the one program and what that makes of it to the other; False: one of them gave up."""
    assert reading.stdin and reading.stdout and running.stdin  # noqa: S101, PT018 - they were asked for
    fault: list[BaseException] = []
    feeder = threading.Thread(target=_feed, args=(file, reading.stdin, on, fault), daemon=True)
    feeder.start()
    left_out = server < _KNOWS_TIMEOUT
    try:
        running.stdin.write(b"BEGIN;\n")
        while chunk := reading.stdout.read(_CHUNK):
            head = chunk.replace(_TIMEOUT, b"", 1) if left_out else chunk
            left_out = False
            running.stdin.write(head)
    except BrokenPipeError:
        running.wait()
        reading.kill()
        return False
    feeder.join()
    if fault:
        raise fault[0]
    if reading.wait():
        running.kill()
        running.wait()
        return False
    try:
        running.stdin.write(b"COMMIT;\n")
        running.stdin.close()
    except BrokenPipeError:
        return False
    running.wait()
    return True


def _feed(file: Path, pipe: IO[bytes], on: OnBytes, fault: list[BaseException]) -> None:
    """Write the dump to a pipe, in a thread of its own; what is wrong with the file is left in `fault`."""
    try:
        with archive.unpacked(file) as pieces, pipe:
            for piece in pieces:
                pipe.write(piece)
                on(len(piece))
    except BrokenPipeError:  # the program says why
        return
    except BaseException as error:  # noqa: BLE001 - it is raised again where the work is awaited
        fault.append(error)
