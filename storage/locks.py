"""Locks between processes, held on files of the server's folder.

They are `flock` locks: the kernel drops them when the last process that has the file open ends, however it ends, so
nothing is left to clean up after `kill -9`. Lock files are never removed, since a waiting process may hold them open.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import ServerError


@contextmanager
def hold(path: Path, *, shared: bool = False) -> Iterator[int]:
    """Hold the lock, waiting for it as long as another process has it. Yields the open file's descriptor."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def attempt(path: Path) -> Iterator[int | None]:
    """Hold the lock alone if nobody has it; otherwise yield None at once."""
    descriptor = _open(path)
    try:
        yield descriptor if _taken(descriptor) else None
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether a process has the lock."""
    if not path.exists():
        return False
    with attempt(path) as descriptor:
        return descriptor is None


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(path: Path) -> int:
    """Open a lock file, made for whoever owns its folder: root may be first in a folder of another user."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise ServerError(
            f"cannot open {path} ({error.strerror}): run watira as the user who owns {path.parent}, "
            "or set WATIRA_HOME to a folder of your own"
        ) from error
    owner = path.parent.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor
