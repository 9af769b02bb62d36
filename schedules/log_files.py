"""A log in a file that others may rename at any time, as logrotate does: the next line begins another of its name."""

import os
from pathlib import Path

from pipelines.errors import Misuse

_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT


class LogFile:
    """Where the lines of a log go. Nobody has to tell it that the file was renamed: it looks before each line."""

    def __init__(self, path: Path) -> None:
        """Open or begin the file, readable by its owner and group. Raises Misuse when that cannot be done."""
        self._path = path
        try:
            self._descriptor = os.open(path, _FLAGS, 0o640)
        except OSError as error:
            raise Misuse(
                f"cannot write the log {path} ({error.strerror}): make its folder, and let this user write there"
            ) from error

    def descriptor(self) -> int:
        """What to write the next line to; the file as it was when no other can be begun."""
        try:
            if not self._is_there():
                opened = os.open(self._path, _FLAGS, 0o640)
                os.close(self._descriptor)
                self._descriptor = opened
        except OSError:
            return self._descriptor
        return self._descriptor

    def _is_there(self) -> bool:
        """Whether the file of this name is the one that is open."""
        try:
            return os.path.samestat(self._path.stat(), os.fstat(self._descriptor))
        except FileNotFoundError:
            return False
