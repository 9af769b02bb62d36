"""As whom the server's programs run."""

import os
import pwd
from pathlib import Path

import pytest

from storage import privileges
from storage.errors import ServerError
from storage.privileges import Identity


def test_programs_see_neither_settings_nor_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a program needs to be found is passed on."""
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("WATIRA_SMTP_PASSWORD", "unspeakable")
    names = {line.split("=")[0] for line in Identity().run(["env"]).stdout.splitlines()}
    assert names <= {"PATH", "LD_LIBRARY_PATH", "LC_ALL", "PWD", "_"}


def test_errors_are_part_of_the_answer() -> None:
    """What a program complains about is in its answer."""
    answer = Identity().run(["sh", "-c", "echo one; echo two >&2; exit 3"])
    assert (answer.returncode, answer.stdout) == (3, "one\ntwo\n")


def test_plain_user_is_himself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing special for a user with an account."""
    monkeypatch.setattr(os, "geteuid", lambda: 65534)
    assert privileges.choose(tmp_path) == Identity()
    assert Identity().owner == 65534


def test_user_without_account_needs_a_namespace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Containers run programs under numbers without a name; initdb wants one."""
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    monkeypatch.setattr(privileges, "namespace", lambda: Identity(("inside",)))
    assert privileges.choose(tmp_path) == Identity(("inside",))
    monkeypatch.setattr(privileges, "namespace", lambda: None)
    with pytest.raises(ServerError, match="4000000 has no account"):
        privileges.choose(tmp_path)


def test_root_serves_the_data_of_a_user_as_that_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """sudo on a user's data folder must not leave files that the user cannot read."""
    owner = tmp_path.stat()
    if owner.st_uid == 0:
        os.chown(tmp_path, 65534, 65534)
        owner = tmp_path.stat()
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert privileges.choose(tmp_path) == Identity(uid=owner.st_uid, gid=owner.st_gid)


def test_without_unshare_there_is_no_namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems without util-linux have no such program; where it is forbidden, it fails."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert privileges.namespace() is None


def test_forbidden_namespace_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Many containers have the program and forbid what it does."""
    (tmp_path / "unshare").write_text("#!/bin/sh\necho 'Operation not permitted' >&2\nexit 1\n")
    (tmp_path / "unshare").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert privileges.namespace() is None


def test_system_without_a_user_for_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither postgres nor nobody: the message names the ways out."""

    def unknown(name: str) -> pwd.struct_passwd:
        raise KeyError(name)

    monkeypatch.setattr(pwd, "getpwnam", unknown)
    with pytest.raises(ServerError, match=r"neither a user.*DATABASE_URL"):
        privileges.system_user()


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_programs_out_of_reach_are_named(tmp_path: Path) -> None:
    """A checkout below a closed home cannot be run by the system's user."""
    tmp_path.chmod(0o700)
    (tmp_path / "initdb").write_text("#!/bin/sh\n")
    (tmp_path / "initdb").chmod(0o755)
    with pytest.raises(ServerError, match=r"user nobody cannot run .*initdb"):
        privileges.check_reach(Identity(uid=65534, gid=65534), str(tmp_path / "initdb"), Path("/tmp"))
