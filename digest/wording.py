"""The words of a digest in the reader's language: phrases, counted nouns, days, zones, ranges.

The words themselves are data, `words/ar.toml` and `words/en.toml`; each says what its classes of numbers mean.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from digest.tolls import Range

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")

_WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Wording:
    """How a language puts things."""

    language: Language
    words: dict[str, Any]

    @property
    def direction(self) -> str:
        """rtl or ltr."""
        return str(self.words["direction"])

    def phrase(self, key: str, **values: object) -> str:
        """A phrase, its values filled in as they are: none of them is read as a phrase."""
        return str(self.words["phrases"][key]).format(**values)

    def named(self, table: str, key: str) -> str:
        """The name of a value, such as a kind of event; the key itself where the language has none."""
        return str(self.words[table].get(key, key))

    def knows(self, table: str, key: str) -> bool:
        """Whether the language has a name for a value."""
        return key in self.words[table]

    def counted(self, number: int, noun: str) -> str:
        """A number (0 or more) with its noun: خبر واحد، خبران، 3 أخبار، 11 خبراً، 100 خبر."""
        forms = self.words["nouns"][noun]
        if number < 3:
            return str(forms[("none", "one", "two")[number]])
        return f"{number:,} {forms[_class(number % 100)]}"

    def joined(self, words: Iterable[str]) -> str:
        """Words one after the other, with the language's comma."""
        return str(self.words["comma"]).join(words)

    def range(self, figure: Range) -> str:
        """How many: 11; 8 to 11; at least 20."""
        if figure.most is None:
            return self.phrase("at_least", number=f"{figure.least:,}")
        if figure.most == figure.least:
            return f"{figure.least:,}"
        return self.phrase("between", least=f"{figure.least:,}", most=f"{figure.most:,}")

    def people(self, figure: Range) -> str:
        """The same with the noun that it asks for."""
        if figure.most is None:
            return self.phrase("at_least", number=self.counted(figure.least, "people"))
        if figure.most == figure.least:
            return self.counted(figure.least, "people")
        most = self.counted(figure.most, "people") if figure.most > 2 else f"{figure.most}"
        return self.phrase("between_people", least=figure.least, most=most)

    def full_day(self, day: date) -> str:
        """الأحد 22 تشرين الثاني 2026."""
        return f"{self.short_day(day)} {day.year}"

    def short_day(self, day: date) -> str:
        """الأحد 22 تشرين الثاني."""
        return f"{self.words['weekdays'][day.weekday()]} {day.day} {self.words['months'][day.month - 1]}"

    def moment(self, at: datetime) -> str:
        """A day and a clock time, in the zone that `at` carries: الأحد 22 تشرين الثاني، 07:00."""
        return self.phrase("moment", day=self.short_day(at.date()), clock=clock(at))

    def zone_name(self, zone: ZoneInfo) -> str:
        """توقيت دمشق; the IANA name where no other is known."""
        return self.phrase("zone", city=self.named("zones", zone.key))


def _class(rest: int) -> str:
    """The form after a number of 3 or more, which its last two digits decide."""
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest >= 11 else "other"


def clock(at: datetime) -> str:
    """14:05, in the zone that `at` carries."""
    return at.strftime("%H:%M")


@cache
def wording(language: Language) -> Wording:
    """The words of a language."""
    return Wording(language, tomllib.loads((_WORDS / f"{language}.toml").read_text(encoding="utf-8")))
