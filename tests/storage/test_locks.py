"""Locks on files: shared, alone, and gone with the process."""

import os
from pathlib import Path

import pytest

from storage.errors import ServerError
from storage.locks import attempt, hold, is_held


def test_lock_held_alone_is_not_given_twice(tmp_path: Path) -> None:
    """While one has it, an attempt gets nothing; afterwards it does."""
    path = tmp_path / "a.lock"
    assert not is_held(path)
    with hold(path):
        with attempt(path) as second:
            assert second is None
        assert is_held(path)
    with attempt(path) as alone:
        assert alone is not None
        assert is_held(path)
    assert not is_held(path)


def test_shared_lock_is_given_to_many_and_keeps_the_lone_one_away(tmp_path: Path) -> None:
    """Users of a server share their lock; only when all are gone can one have it alone."""
    path = tmp_path / "a.lock"
    with hold(path, shared=True):
        with hold(path, shared=True), attempt(path) as alone:
            assert alone is None
        assert is_held(path)
    assert not is_held(path)


def test_link_in_the_place_of_a_lock_is_refused(tmp_path: Path) -> None:
    """A lock file is never opened through a link, which could lead to a file of somebody else."""
    (tmp_path / "a.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ServerError, match=r"cannot open .*a\.lock"), hold(tmp_path / "a.lock"):
        pass
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_lock_made_by_root_belongs_to_the_folders_owner(tmp_path: Path) -> None:
    """A command of root must not shut the folder's owner out of his own locks."""
    os.chown(tmp_path, 65534, 65534)
    with hold(tmp_path / "a.lock"):
        assert (tmp_path / "a.lock").stat().st_uid == 65534
