"""Which rules a text is read with: a version that changes with the code and the words of `pipelines/`, and with the
user's own places."""

import hashlib
from functools import lru_cache
from pathlib import Path

import pipelines
from pipelines import lexicon

_FOLDER = Path(str(pipelines.__file__)).parent
_KINDS = frozenset({".py", ".toml", ".json", ".jsonl"})
_DIGITS = 12  # of 64: one version in a billion would be taken for another


@lru_cache(maxsize=1)
def version() -> str:
    """The version in force when this process first asked, which is the one that it goes by."""
    return current()


def current(folder: Path = _FOLDER) -> str:
    """The version of the files as they are now: the beginning of the SHA-256 of their names and contents."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _KINDS:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\n{len(content)}\n".encode() + content)
    own = lexicon.own_places()
    if own is not None and own.exists():
        digest.update(own.read_bytes())
    return digest.hexdigest()[:_DIGITS]
