"""Days as newsrooms write them."""

from datetime import date, datetime

import pytest

from demo.newsroom import almanac


@pytest.mark.parametrize(
    ("hour", "written"),
    [
        (0, "الأحد، ٢٢ نوفمبر ٢٠٢٦ - ١٢:٠٥ ص"),
        (11, "الأحد، ٢٢ نوفمبر ٢٠٢٦ - ١١:٠٥ ص"),
        (12, "الأحد، ٢٢ نوفمبر ٢٠٢٦ - ١٢:٠٥ م"),
        (16, "الأحد، ٢٢ نوفمبر ٢٠٢٦ - ٠٤:٠٥ م"),
    ],
)
def test_egyptian_clock_has_twelve_hours(hour: int, written: str) -> None:
    """Midnight is 12 ص, noon is 12 م, digits are Arabic-Indic."""
    assert almanac.egyptian(datetime(2026, 11, 22, hour, 5)) == written


def test_month_families() -> None:
    """The Levant's months stand alone or paired with Egypt's."""
    at = datetime(2026, 1, 3)
    assert almanac.levantine(at) == "3 كانون الثاني 2026"
    assert almanac.paired(at) == "3 كانون الثاني/يناير 2026"


def test_phrases_speak_of_the_day_of_publication() -> None:
    """An article of a Monday says الاثنين and, of the day before, الأحد."""
    assert almanac.phrases(date(2026, 11, 23)) == {"weekday": "الاثنين", "yesterday": "الأحد"}
