"""Values of options as users write them: days and numbers."""

import argparse
from datetime import UTC, date, datetime, time, tzinfo

# Beyond them a day has no instant in every zone, and no news.
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
_MOST_AT_A_TIME = 64


def day(text: str) -> date:
    """A date argument. Raises what argparse turns into a sentence."""
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-11-22") from error
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{text!r} lies outside the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return found


def count(text: str) -> int:
    """A whole number from 1 on. Raises what argparse turns into a sentence."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def concurrency(text: str) -> int:
    """A number of jobs to do at a time. Raises what argparse turns into a sentence."""
    if not text.isdecimal() or not 0 < int(text) <= _MOST_AT_A_TIME:
        raise argparse.ArgumentTypeError(f"a number from 1 to {_MOST_AT_A_TIME}, not {text!r}")
    return int(text)


def start_of(when: date, zone: tzinfo) -> datetime:
    """The first instant of a day in a zone, in UTC."""
    return datetime.combine(when, time.min, zone).astimezone(UTC)
