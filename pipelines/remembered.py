"""What is worked out of a word once, and remembered for when the word is met again: the news has few new words.

The words of a text are looked up together, by a loop of the interpreter's own; so what most words are not (the head of
a name, the begin of a term) costs next to nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import compress, count
from typing import TypeVar

T = TypeVar("T")

_MOST = 200_000  # words; the Arabic of a year of news has about as many


class Remembered(dict[str, T]):
    """The answers of a function, by word. It forgets all of them once there are too many."""

    def __init__(self, work_out: Callable[[str], T]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        self[word] = answer = self._work_out(word)
        return answer

    def of(self, words: Iterable[str]) -> Iterator[T]:
        """The answers for some words, in their order."""
        return map(self.__getitem__, words)

    def where(self, words: Iterable[str]) -> Iterator[int]:
        """The indices of the words whose answer is true."""
        return compress(count(), map(self.__getitem__, words))
