"""What is worked out of a word once, and remembered for when the word is met again: the news has few new words.

The words of a text are looked up together, by a loop of the interpreter's own; so what most words are not (the head of
a name, the begin of a term) costs next to nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from typing import Any, TypeVar

T = TypeVar("T")

_MOST = 200_000  # words; the Arabic of a year of news has about as many


class Remembered(dict[str, T]):
    """The answers of a function, by word. It forgets all of them once there are too many."""

    def __init__(self, work_out: Callable[[str], T]) -> None:
        super().__init__()
        self.work_out = work_out

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        self[word] = answer = self.work_out(word)
        return answer

    def of(self, words: Iterable[str]) -> Iterator[T]:
        """The answers for some words, in their order."""
        return map(self.__getitem__, words)

    def where(self, words: Iterable[str]) -> Iterator[int]:
        """The indices of the words whose answer is true."""
        return compress(count(), map(self.__getitem__, words))


class Question(Remembered[T]):
    """A question about a word that few words answer with something true.

    Readers have a dozen of them; all are asked of a text's hundreds of words at once (`Noticed`).
    """

    def __init__(self, work_out: Callable[[str], T]) -> None:
        super().__init__(work_out)
        self.number = len(_QUESTIONS)
        _QUESTIONS.append(self)
        _ANSWERED.clear()


class Noticed:
    """The words of a text that answer questions."""

    __slots__ = ("_indices",)

    def __init__(self, words: Iterable[str]) -> None:
        found: defaultdict[int, list[int]] = defaultdict(list)
        numbers = list(map(_ANSWERED.__getitem__, words))
        for index in compress(count(), numbers):
            for number in numbers[index]:
                found[number].append(index)
        self._indices: Mapping[int, Sequence[int]] = found

    def where(self, question: Question[T]) -> Sequence[int]:
        """The indices of the words that answer it with something true."""
        return self._indices.get(question.number, ())


def _answered(word: str) -> tuple[int, ...]:
    """The numbers of the questions that a word answers."""
    return tuple([question.number for question in _QUESTIONS if question.work_out(word)])


_QUESTIONS: list[Question[Any]] = []
_ANSWERED = Remembered(_answered)
