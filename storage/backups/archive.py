"""The file of a backup: a ZIP archive with a dump of the database and a manifest that says what is in it.

Both are plain, so that they can be had back without Watira: `database.dump.zst` is the custom format of pg_dump,
pressed with Zstandard. The manifest is written last, and an archive ends with its directory, so one that was cut short
is seen to be that.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import zstandard

from storage.errors import DatabaseError

FORMAT = "watira backup 1"

_DUMP, _MANIFEST = "database.dump.zst", "manifest.json"
_CHUNK = 1 << 20  # bytes
_LONGEST_MANIFEST = 10_000_000  # bytes
_LEVEL = 3
_BY_HAND = f"unzip -p FILE {_DUMP} | zstd -d | pg_restore --no-owner --no-privileges --dbname=DATABASE"

OnBytes = Callable[[int], None]


class BackupError(DatabaseError):
    """A backup cannot be made or restored; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup."""

    made_at: str  # ISO 8601, UTC
    server: int  # major version of PostgreSQL that it was made from
    pg_dump: int  # major version of the pg_dump that made it
    migrations: list[list[Any]]  # number, name and SHA-256 of each that the database had had
    rows: dict[str, int]  # of each table, by schema.name
    dump_bytes: int  # of the member as it stands in the archive
    dump_sha256: str
    unpacked_bytes: int


class _Measured:
    """Takes bytes on to a file, counting and hashing them."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.bytes = 0
        self.sha256 = hashlib.sha256()

    def write(self, chunk: bytes) -> int:
        """Write a piece."""
        self.bytes += len(chunk)
        self.sha256.update(chunk)
        return self._file.write(chunk)

    def flush(self) -> None:
        """Nothing is held back here."""


def write(
    file: IO[bytes], dump: IO[bytes], told: dict[str, Any], finished: Callable[[], None], on: OnBytes
) -> Manifest:
    """Write an archive of a dump that is read to its end; `finished` raises where the dump is not whole after all.

    `told` are the fields of the manifest that do not follow from the dump; `on` is told of every piece.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        unpacked = 0
        with archive.open(_member(_DUMP), "w", force_zip64=True) as member:
            measured = _Measured(member)
            with zstandard.ZstdCompressor(_LEVEL).stream_writer(measured, closefd=False) as press:  # type: ignore[arg-type]
                while chunk := dump.read(_CHUNK):
                    press.write(chunk)
                    unpacked += len(chunk)
                    on(len(chunk))
        finished()
        manifest = Manifest(
            **told, dump_bytes=measured.bytes, dump_sha256=measured.sha256.hexdigest(), unpacked_bytes=unpacked
        )
        text = json.dumps({"format": FORMAT, "by_hand": _BY_HAND, **asdict(manifest)}, ensure_ascii=False, indent=1)
        archive.writestr(_member(_MANIFEST), text)
    return manifest


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o600 << 16
    return info


def read(path: Path) -> Manifest:
    """The manifest of a backup. Raises `BackupError` for a file that is none, or not a whole one."""
    try:
        with zipfile.ZipFile(path) as archive:
            archive.getinfo(_DUMP)
            with archive.open(_MANIFEST) as member:
                told = json.loads(member.read(_LONGEST_MANIFEST))
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror or error}") from error
    except zipfile.BadZipFile as error:
        raise BackupError(_not_whole(path)) from error
    except (KeyError, ValueError, NotImplementedError, RuntimeError) as error:
        raise BackupError(f"{path} is no backup of Watira: `watira db backup FILE` makes one") from error
    return _checked(path, told)


def _not_whole(path: Path) -> str:
    with path.open("rb") as file:
        begins = file.read(4) == b"PK\x03\x04"
    if begins:
        return f"{path} is damaged, or was cut short: fetch it again from where it was copied, or take another backup"
    return f"{path} is no backup of Watira: `watira db backup FILE` makes one"


def _checked(path: Path, told: object) -> Manifest:
    if not isinstance(told, dict) or not str(told.get("format", "")).startswith("watira backup"):
        raise BackupError(f"{path} is no backup of Watira: `watira db backup FILE` makes one")
    if told["format"] != FORMAT:
        raise BackupError(f"{path} was made by a newer Watira ({told['format']}): bring Watira up to date (git pull)")
    try:
        return Manifest(**{name: told[name] for name in Manifest.__dataclass_fields__})
    except KeyError as error:
        raise BackupError(f"{path} is damaged: its manifest lacks {error}") from error


def verify(path: Path, manifest: Manifest, on: OnBytes) -> None:
    """See that the dump is the one that was written. Raises `BackupError`."""
    found = hashlib.sha256()
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_DUMP) as member:
            while chunk := member.read(_CHUNK):
                found.update(chunk)
                on(len(chunk))
    except (zipfile.BadZipFile, EOFError) as error:
        raise BackupError(f"{path} is damaged: {error}; take another backup") from error
    if found.hexdigest() != manifest.dump_sha256:
        raise BackupError(f"{path} is damaged: its SHA-256 is not the one that was written; take another backup")


@contextmanager
def unpacked(path: Path) -> Iterator[Iterator[bytes]]:
    """The dump of a backup in pieces, as pg_dump wrote it."""
    with (
        zipfile.ZipFile(path) as archive,
        archive.open(_DUMP) as member,
        zstandard.ZstdDecompressor().stream_reader(member) as reader,
    ):
        yield iter(lambda: reader.read(_CHUNK), b"")


def settle(folder: Path) -> None:
    """Have a file's new name in its folder survive a crash of the machine."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
