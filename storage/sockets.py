"""The folder of the server's Unix socket: closed to other users, and with a path that a socket address can hold."""

import hashlib
import os
import stat
from pathlib import Path

from storage.errors import ServerError
from storage.privileges import Identity

PORT = 5432
_INSIDE, _SOCKET = "socket", f".s.PGSQL.{PORT}"

# Bytes of a socket's path: sun_path has 108 on Linux and 104 on macOS, the closing zero included.
_LONGEST = 103

_SHORT_FOLDER = Path("/tmp")  # noqa: S108 - what is there is believed only if it is ours and closed, see _is_private
_NAMES = 9


def make_folder(folder: Path, identity: Identity) -> Path:
    """A private folder for the socket of the server whose folder this is, made if need be.

    It lies in that folder when the path is short enough (and without a comma, at which libpq splits). Otherwise below
    /tmp, where a name that another user took first is passed over. Raises `ServerError` when all names are taken.
    """
    inside = folder / _INSIDE
    if fits(folder) and _claim(inside, identity):
        return inside
    name = f"watira-{os.geteuid()}-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}"
    for number in range(_NAMES):
        place = _SHORT_FOLDER / (f"{name}-{number}" if number else name)
        if _claim(place, identity):
            return place
    raise ServerError(f"{_SHORT_FOLDER}/{name}* belong to another user or are open to others: remove them")


def clear(folder: Path) -> None:
    """Remove the socket and its lock file, which a server that was killed leaves behind."""
    for name in (f"{_SOCKET}.lock", _SOCKET):
        (folder / name).unlink(missing_ok=True)


def remove(folder: Path) -> None:
    """Take away a folder below /tmp once its server has stopped."""
    if folder.parent == _SHORT_FOLDER and not any(folder.iterdir()):
        folder.rmdir()


def fits(folder: Path) -> bool:
    """Whether the socket of the server whose folder this is can lie in it."""
    return len(os.fsencode(folder / _INSIDE / _SOCKET)) <= _LONGEST and "," not in str(folder)


def _claim(folder: Path, identity: Identity) -> bool:
    """Make the folder; one that is there is good only if it is private. Its permissions are never changed."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return _is_private(folder, identity.owner)
    identity.own(folder)
    return True


def _is_private(folder: Path, owner: int) -> bool:
    """Whether this is a real folder, no link, of the user who runs the server, and closed to all others."""
    found = os.lstat(folder)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == owner and not stat.S_IMODE(found.st_mode) & 0o077
