"""Facts about articles as lexemes of the index, beside their words: place/idlib, actor/sdf, killed/000005, day/0/20000.

The function `article_facts` of the database makes them, in the same forms (migration 0012).
"""

from datetime import UTC, date, datetime, timedelta

from storage.asking.terms import AnyOf, Lexeme, Term, any_of

DIGITS = 6  # of a number of people; what has more stands there as the greatest
_MOST = 10**DIGITS - 1

# Days since 1970 stand in the index alone and in rows of 4, 16, … days.
_LEVELS = 6
_EPOCH = date(1970, 1, 1).toordinal()


def fact(kind: str, value: str) -> Lexeme:
    """A fact of this kind."""
    return Lexeme(f"{kind}/{value}")


def counted(kind: str, sign: str, number: int) -> Term:
    """A number of people that compares so with `number`: all beginnings of such numbers, few at that."""
    number = min(number, _MOST)
    first, last = {
        "=": (number, number),
        ">": (number + 1, _MOST),
        ">=": (number, _MOST),
        "<": (0, number - 1),
        "<=": (0, number),
    }[sign]
    found = [Lexeme(f"{kind}/{start}", prefix=len(start) < DIGITS) for start in _beginnings(first, last)]
    return any_of(found) if found else fact(kind, "none")


def _beginnings(first: int, last: int) -> list[str]:
    """The shortest beginnings that all numbers from first to last have, written with all digits, and no others."""
    found: list[str] = []
    while first <= last:
        size = 1
        while size * 10 <= last - first + 1 and first % (size * 10) == 0:
            size *= 10
        digits = str(first).zfill(DIGITS)
        found.append(digits[: DIGITS - len(str(size)) + 1])
        first += size
    return found


def day_number(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - _EPOCH


def start_of_day(number: int) -> datetime:
    """The first instant of a numbered day, in UTC."""
    return datetime.fromtimestamp(0, UTC) + timedelta(days=number)


def days(first: int, last: int) -> Term:
    """From one day to another, both included, as the fewest rows of days."""
    found: list[Term] = []
    while first <= last:
        level = 0
        while level + 1 < _LEVELS and first % 4 ** (level + 1) == 0 and first + 4 ** (level + 1) - 1 <= last:
            level += 1
        found.append(fact("day", f"{level}/{first // 4**level}"))
        first += 4**level
    return any_of(found) if found else AnyOf((fact("day", "none"),))
