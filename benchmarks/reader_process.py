"""One reader in a fresh process of its own, asked in lines and answering in JSON lines; and the other end of that.

So no reader profits from what another one has warmed up, pays for its garbage, or hides its memory. Time is CPU time
of the process. Whatever a reader prints is thrown away, and it finds no way to the network.
"""

import json
import logging
import os
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from benchmarks import readers, recorded
from benchmarks.scores import Answer
from crawler.memory import spared

PROJECT = Path(__file__).resolve().parent.parent
_NOWHERE = "http://127.0.0.1:9"  # the discard port: nothing answers there
_MEGABYTE = 1024 * 1024
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, getrusage(2)


class ReaderFailed(Exception):
    """A reader's process ended, or could not be started."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The resident memory of a process at its highest, in megabytes."""

    imported: float  # once everything was imported and the pages were in memory
    peak: float  # in the end

    @property
    def growth(self) -> float:
        """What reading added."""
        return self.peak - self.imported


class ReaderProcess:
    """A reader that is ready to be asked; use it as a context manager. Raises `ReaderFailed`."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), _NOWHERE)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.reader_process", name, str(folder.resolve())],
            cwd=PROJECT,
            env=os.environ | proxies | {"PYTHONHASHSEED": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(BrokenPipeError):
            self._process.communicate()

    def warm_up(self) -> tuple[dict[str, Answer], int]:
        """Read every page once, untimed: the answers by file, and on how many pages the reader failed."""
        rows = self._ask("answers")
        return {row["file"]: Answer(**row["answer"]) for row in rows["answers"]}, rows["failures"]

    def round(self) -> float:
        """Read every page once: CPU seconds."""
        return float(self._ask("round")["seconds"])

    def memory(self) -> Memory:
        """How much memory it took so far."""
        return Memory(**self._ask("memory"))

    def _ask(self, question: str) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.write(f"{question}\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise ReaderFailed(f"{self.name}: its process ended when asked for {question}")
        return dict(json.loads(line))


def serve(name: str, folder: Path, questions: TextIO, answers: TextIO) -> None:
    """Answer until the questions end."""
    pages = recorded.pages(folder)
    read = readers.READERS[name].load()
    with spared():  # for all readers alike, as Watira's reading processes do
        imported = _peak()
        for question in questions:
            match question.strip():
                case "answers":
                    reply = _answers(read, pages)
                case "round":
                    reply = {"seconds": _round(read, pages)}
                case _:
                    reply = {"imported": imported, "peak": _peak()}
            answers.write(json.dumps(reply) + "\n")
            answers.flush()


def _answers(read: readers.Read, pages: Sequence[recorded.Recorded]) -> dict[str, Any]:
    rows, failures = [], 0
    for page in pages:
        try:
            rows.append({"file": page.file, "answer": asdict(read(page.body, page.url))})
        except Exception:  # noqa: BLE001 - readers raise whatever they like: that page is not answered
            failures += 1
    return {"answers": rows, "failures": failures}


def _round(read: readers.Read, pages: Sequence[recorded.Recorded]) -> float:
    began = time.process_time()
    for page in pages:
        with suppress(Exception):
            read(page.body, page.url)
    return time.process_time() - began


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT / _MEGABYTE


def main(name: str, folder: str) -> None:
    """Serve on standard input and output, which the reader itself does not get to see."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    serve(name, Path(folder), sys.stdin, answers)


if __name__ == "__main__":
    main(*sys.argv[1:3])
