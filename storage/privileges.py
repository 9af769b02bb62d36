"""As whom the server runs: PostgreSQL refuses to run as root.

A plain user runs it as himself. For root there is a user namespace in which root is called nobody: the server then
reaches all that root reaches, also below a home folder closed to others, and no user is added and no folder opened.
Where containers forbid namespaces, it runs as the system's user postgres or nobody, who must reach the data folder.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storage.errors import ServerError

# The user that root is called inside the namespace: nobody on every current system.
_NOBODY = 65534

_SYSTEM_USERS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Identity:
    """How a program is run: behind a prefix of other programs, and as another user where `uid` is given."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    @property
    def owner(self) -> int:
        """The user, as seen from here, who owns the files that the server writes."""
        return os.geteuid() if self.uid is None else self.uid

    def own(self, path: Path) -> None:
        """Give a file or folder that was just made to the user who runs the server."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def run(
        self, arguments: Sequence[str], *, output: int = subprocess.PIPE, pass_fds: Sequence[int] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end in a session of its own, with an environment that holds no settings or secrets.

        Its answer to everything it prints (both streams) is in `stdout`, or goes to the descriptor `output`.
        """
        return subprocess.run(
            [*self.prefix, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            cwd="/",
            env=_environment(),
            start_new_session=True,
            pass_fds=pass_fds,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
        )

    def start(self, arguments: Sequence[str], *, output: int, pass_fds: Sequence[int]) -> None:
        """Start a program that outlives us, in the background of a shell that ends: it is never our zombie."""
        detached = Identity((), self.uid, self.gid)
        detached.run(["/bin/sh", "-c", '"$@" &', "sh", *self.prefix, *arguments], output=output, pass_fds=pass_fds)


def _environment() -> dict[str, str]:
    """What PostgreSQL's programs need to know: neither PG* settings nor locales nor secrets reach them."""
    passed = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {"PATH": os.defpath, **passed, "LC_ALL": "C"}


def choose(data: Path) -> Identity:
    """As whom to run the server of a data folder, which may not exist yet."""
    if os.geteuid() != 0:
        return Identity() if _is_named(os.geteuid()) else _nameless()
    owner = data.stat() if data.exists() else None
    if owner is not None and owner.st_uid != 0:
        return Identity(uid=owner.st_uid, gid=owner.st_gid)
    inside = namespace()
    if inside is not None:
        return inside
    if owner is not None:
        raise ServerError(
            f"{data} belongs to root, PostgreSQL does not run as root, and user namespaces are forbidden here: give "
            f"the folder to another user (chown -R postgres: '{data}'), or set DATABASE_URL"
        )
    return system_user()


def namespace() -> Identity | None:
    """The identity inside a user namespace, or None where the system does not allow it."""
    name = _NOBODY if _is_named(_NOBODY) else next((user.pw_uid for user in pwd.getpwall() if user.pw_uid), _NOBODY)
    identity = Identity(("unshare", "--user", f"--map-user={name}", f"--map-group={name}"))
    try:
        return identity if identity.run(["true"]).returncode == 0 else None
    except FileNotFoundError:
        return None


def system_user() -> Identity:
    """The system's user for PostgreSQL, or nobody."""
    for name in _SYSTEM_USERS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Identity(uid=user.pw_uid, gid=user.pw_gid)
    raise ServerError(
        "PostgreSQL does not run as root, and there is neither a user postgres nor nobody: run watira as a plain "
        "user, or set DATABASE_URL"
    )


def check_reach(identity: Identity, program: str, folder: Path) -> None:
    """See that another user can run the programs and write in the data folder; raises `ServerError` if not."""
    if identity.uid is None:
        return
    user = pwd.getpwuid(identity.uid).pw_name if _is_named(identity.uid) else str(identity.uid)
    if _fails(identity, [program, "--version"]):
        raise ServerError(
            f"PostgreSQL does not run as root, and the user {user} cannot run {program}: put Watira where others "
            "may read it, run it as a plain user, or set DATABASE_URL"
        )
    if _fails(identity, ["test", "-w", str(folder)]):
        raise ServerError(
            f"PostgreSQL does not run as root, and the user {user} cannot reach {folder}: set WATIRA_HOME to a "
            "folder outside of homes that are closed to others (for example /var/lib/watira), or set DATABASE_URL"
        )


def _fails(identity: Identity, arguments: list[str]) -> bool:
    try:
        return identity.run(arguments).returncode != 0
    except PermissionError:
        return True


def _is_named(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _nameless() -> Identity:
    """For a user id without an account, as containers use: initdb wants a name, and a namespace has one."""
    inside = namespace()
    if inside is None:
        raise ServerError(
            f"the user id {os.geteuid()} has no account, and PostgreSQL needs one: add it to /etc/passwd, run as "
            "another user, or set DATABASE_URL"
        )
    return inside
