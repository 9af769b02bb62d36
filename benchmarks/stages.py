"""The stages of `pipelines.flow.read`, timed from outside: their functions are replaced by timed ones while measuring.

The product knows nothing of it. A stage's time is its own: what another stage takes within it is not counted twice.
"""

import importlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

# Each stage with the functions that it is made of, as module:name of the place that calls them.
STAGES = {
    "decode": ("pipelines.reading.extract:decode",),
    "parse": ("pipelines.reading.extract:parsed",),
    "headline": ("pipelines.reading.titles:headline", "pipelines.reading.titles:heading"),
    "statements": ("pipelines.reading.extract:statements",),
    "outline": ("pipelines.reading.extract:outline",),
    "title": ("pipelines.reading.titles:title", "pipelines.reading.title_prefixes:split_prefix"),
    "times": ("pipelines.reading.extract:times",),
    "prune": ("pipelines.reading.extract:prune",),
    "container": ("pipelines.reading.container:find",),
    "trafilatura": ("pipelines.reading.body:_by_trafilatura",),
    "choice of the text": ("pipelines.reading.extract:text_of",),
    "lines": ("pipelines.reading.extract:article_lines",),
    "kind": ("pipelines.reading.extract:kind_of",),
    "people": ("pipelines.reading.extract:authors", "pipelines.reading.extract:credits_of"),
    "language": ("pipelines.flow:identify",),
    "fingerprint": ("pipelines.flow:fingerprint",),
    "words": ("pipelines.text:read", "pipelines.understanding:passages"),
    "label": ("pipelines.understanding:tag",),
    "facts": ("pipelines.understanding:facts_of",),
}


@dataclass(slots=True)
class Stopwatch:
    """CPU time by stage, in nanoseconds."""

    spent: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STAGES, 0))
    _within: list[int] = field(default_factory=list)  # what inner stages took, for each stage that runs

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time added to the stage's."""

        def call(*arguments: object, **named: object) -> Any:
            self._within.append(0)
            began = time.thread_time_ns()
            try:
                return function(*arguments, **named)
            finally:
                whole = time.thread_time_ns() - began
                self.spent[stage] += whole - self._within.pop()
                if self._within:
                    self._within[-1] += whole

        return call


@contextmanager
def watched() -> Iterator[Stopwatch]:
    """A stopwatch that runs while pages are read within."""
    watch = Stopwatch()
    before = []
    try:
        for stage, places in STAGES.items():
            for place in places:
                module_name, _, name = place.partition(":")
                module = importlib.import_module(module_name)
                function = getattr(module, name)
                before.append((module, name, function))
                setattr(module, name, watch.timed(stage, function))
        yield watch
    finally:
        for module, name, function in before:
            setattr(module, name, function)
