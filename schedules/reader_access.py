"""Letting analysts in: the role `watira_reader` made, given a password, or given to a login that they have."""

import os
import sys
from getpass import getpass

from psycopg import Connection

from pipelines.errors import Misuse
from storage import reader

PASSWORD = "WATIRA_READER_PASSWORD"  # noqa: S105 - the name of a variable
_SHORTEST = 12  # characters: the server may listen on a network


def grant(connection: Connection, *, to: str = "", timeout_s: int = reader.TIMEOUT_S, embedded: bool) -> str:
    """Make the role and let somebody have it; answers what to tell. Raises `Misuse` and `reader.ReaderError`.

    The embedded server listens on no network and asks nobody for a password, so there the role needs none.
    """
    if to:
        reader.grant_to(connection, to, timeout_s=timeout_s)
        return f"{to!r} may read the views, and nothing else."
    password = None if embedded else _password()
    reader.grant(connection, password=password, login=True, timeout_s=timeout_s)
    how = "watira db psql --reader" if embedded else f"as user {reader.ROLE} with that password"
    return f"{reader.ROLE} may read the views, and nothing else: {how}"


def _password() -> str:
    """The password from the environment, or typed twice. Raises `Misuse` for none and for a short one."""
    given = os.environ.get(PASSWORD) or _asked()
    if len(given) < _SHORTEST:
        raise Misuse(f"the password for {reader.ROLE} must have {_SHORTEST} characters or more")
    return given


def _asked() -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise Misuse(
            f"{reader.ROLE} needs a password on this server: set {PASSWORD}, or name a login that exists with --to NAME"
        )
    password = getpass(f"Password for {reader.ROLE}: ")
    if getpass("Again: ") != password:
        raise Misuse("the two passwords differ")
    return password
