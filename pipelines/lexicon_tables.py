"""Reading a lexicon file's tables, so that a mistake is told with file, table, key and what would be right."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipelines import arabic
from pipelines.errors import Misuse
from pipelines.lexicon_lines import line_of

DEFAULT = Path(__file__).with_name("lexicon")  # the files that come with the program

_ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")

# The longest phrase that is looked for. Longer ones never stand in two articles alike.
_MOST_WORDS = 6


class LexiconError(Misuse):
    """A lexicon file cannot be used: its text names the file, the table, the key and what would be right."""


class Table:
    """A table of a lexicon file. Each key is taken out once; what is left at the end is a misspelt key."""

    def __init__(self, file: str, name: str, content: object, text: str = "") -> None:
        """`content` is what TOML gave under `name`, `text` the whole file."""
        self._file, self.name, self._text = file, name, text
        if not isinstance(content, dict):
            raise self.error("", "should be a table: a line in square brackets, then `key = value` lines")
        self._left: dict[str, object] = dict(content)
        self._known: list[str] = []

    def error(self, key: str, problem: str, item: str = "") -> LexiconError:
        """The error to raise about a key of this table, or an item of its list; with an empty key, about the table."""
        at = ", ".join(part for part in (self.name and f"table [{self.name}]", key and f"key `{key}`") if part)
        line = line_of(self._text, self.name, key, item)
        return LexiconError(f"{self._file}{f':{line}' if line else ''}: {at}{': ' if at else ''}{problem}")

    def words(self, key: str, *, required: bool = False) -> list[str]:
        """A list of spellings, each of one to six words of letters or digits."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, 'should be a list of spellings in quotes, such as ["قصف", "غارة جوية"]')
        if required and not value:
            raise self.error(key, "is missing or empty; give at least one spelling")
        for item in value:
            if not 1 <= len(arabic.words(item)) <= _MOST_WORDS:
                raise self.error(key, f"“{item}” should have one to {_MOST_WORDS} words", item)
        repeated = [item for index, item in enumerate(value) if item in value[:index]]
        if repeated:
            raise self.error(key, f"“{repeated[0]}” stands there twice; leave one out", repeated[0])
        return value

    def verbs(self, key: str) -> list[tuple[str, str]]:
        """A list of verbs, each as "past present"."""
        pairs = [(item, arabic.words(item)) for item in self.words(key)]
        for item, words in pairs:
            if len(words) != 2 or not words[1].startswith("ي"):
                raise self.error(key, f"“{item}” should be two words, he did and he does, such as “قصف يقصف”", item)
        return [(words[0], words[1]) for _, words in pairs]

    def texts(self, key: str, lengths: tuple[int, ...], example: str) -> tuple[str, ...]:
        """A list of texts with one of these lengths, which has to be there."""
        value = self._take(key)
        if not isinstance(value, list) or len(value) not in lengths or not all(isinstance(one, str) for one in value):
            raise self.error(key, f"should be a list of texts, {example}")
        return tuple(value)

    def groups(self, key: str, allowed: tuple[str, ...]) -> tuple[frozenset[str], ...]:
        """A list of lists of a few words."""
        value = self._take(key, [])
        lists = value if isinstance(value, list) and all(isinstance(one, list) for one in value) else [[None]]
        for word in (word for group in lists for word in group):
            if word not in allowed:
                raise self.error(key, f"should be lists of {', '.join(allowed)}", str(word))
        return tuple(frozenset(group) for group in lists)

    def ids(self, key: str) -> tuple[str, ...]:
        """A list of ids; empty where the key is missing."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and _ID.fullmatch(one) for one in value):
            raise self.error(key, 'should be a list of ids in lower-case Latin letters, such as ["strike.drone"]')
        return tuple(value)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._left

    def weight(self, key: str) -> float:
        """A number from 0 to 1."""
        value = self._take(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.error(key, "should be a number from 0 to 1, such as 0.5")
        return float(value)

    def number(self, key: str) -> int:
        """A whole number, 0 or more."""
        value = self._take(key)
        if type(value) is not int or value < 0:
            raise self.error(key, "should be a whole number without quotes, such as 20")
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where the key is missing."""
        value = self._take(key, default=False)
        if not isinstance(value, bool):
            raise self.error(key, "should be true or false, without quotes")
        return value

    def day(self, key: str) -> date:
        """A date."""
        value = self._take(key)
        if type(value) is not date:
            raise self.error(key, "should be a date without quotes, such as 2024-12-08")
        return value

    def identifier(self, key: str, default: str | None = None) -> str:
        """An id: Latin letters in lower case and digits, parted by . _ or -."""
        value = self._take(key, default)
        if not isinstance(value, str) or not _ID.fullmatch(value):
            raise self.error(key, "should be an id in lower-case Latin letters, such as deir-ez-zor")
        return value

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of a few words."""
        value = self._take(key)
        if value not in allowed:
            raise self.error(key, f"should be one of {', '.join(allowed)}")
        return str(value)

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "should be a text in quotes")
        return value

    def optional(self, key: str, default: str = "") -> str:
        """A text, or `default` where the key is missing."""
        return self.text(key) if key in self._left else str(self._take(key, default))

    def one_of(self, key: str, allowed: tuple[int, ...]) -> int:
        """One of a few whole numbers; 0 where the key is missing."""
        value = self._take(key, 0)
        if value != 0 and (isinstance(value, bool) or value not in allowed):
            raise self.error(key, f"should be one of {', '.join(map(str, allowed))}")
        return int(str(value))

    def rest(self, *keys: str) -> None:
        """Pass over keys that another reader of the file checks."""
        for key in keys:
            self._take(key)

    def table(self, key: str) -> "Table":
        """The table [key]; the caller finishes it."""
        return Table(self._file, key, self._take(key), self._text)

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables [key.ID], or the items of [[key]], in their order."""
        value = self._take(key, {})
        items = list(enumerate(value, 1)) if isinstance(value, list) else None
        if items is None and not isinstance(value, dict):
            raise self.error(key, f"should be tables that begin with [{key}.ID]")
        named = items if items is not None else list(value.items()) if isinstance(value, dict) else []
        for name, content in named:
            table = Table(self._file, f"{key}.{name}", content, self._text)
            if items is None and not _ID.fullmatch(str(name)):
                raise table.error("", "the id behind the dot should be lower-case Latin letters, such as deir-ez-zor")
            table.key = str(name)
            yield table
            table.finish()

    key = ""  # the id behind the dot of the table's name

    def finish(self) -> None:
        """Complain about keys that nobody asked for."""
        if self._left:
            raise self.error(next(iter(self._left)), f"is not known; known keys are {', '.join(self._known)}")

    def _take(self, key: str, default: object = None) -> object:
        self._known.append(key)
        return self._left.pop(key, default)


def read(path: Path) -> Table:
    """The whole of a file, as one table without a name. LexiconError where it is missing or no TOML."""
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except OSError as error:
        raise LexiconError(
            f"{path.name}: cannot be read ({error.strerror}); it should stand in {path.parent}"
        ) from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path.name}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: {error}; check the quotes, commas and brackets there") from error
    return Table(path.name, "", content, text)
