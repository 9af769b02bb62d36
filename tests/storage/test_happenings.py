"""What a digest reads of events, figures and the days before."""

from datetime import date

import pytest
from psycopg import Connection

from pipelines.article import Label
from storage.digests import articles_first_seen
from storage.happenings import DayRow, EventRow, FigureRow, events_first_seen, figures_first_seen, past
from tests.storage.samples import NOW, days, minutes, registered, save
from tests.storage.test_facts import FACTS

OTHER = "هبطت طائرات شحن في مطار المدينة بعد ظهر اليوم، ونقلت معدات كثيرة إلى المخازن القريبة منه."


@pytest.fixture
def database(connection: Connection) -> Connection:
    """A database that knows the sample sources."""
    return registered(connection)


def test_events_and_figures_of_a_period(database: Connection) -> None:
    """As the views have them; those of copies, of other subjects and of other times are left out."""
    article = save(database, facts=FACTS).article_id
    save(database, url="https://alpha.example/2", published_at=NOW + minutes(5), facts=FACTS)  # a copy
    save(database, url="https://alpha.example/3", body=OTHER, label=Label.RELATED, facts=FACTS)
    (found,) = events_first_seen(database, NOW, NOW + minutes(1))
    assert found == EventRow(
        id=found.id, article_id=article, type="strike.drone", day=date(2026, 11, 20), dated=True, part="night",
        actors_from=["iran_militias"], actors_to=["us_forces", "coalition"], place="kharab-al-jir-base",
        place_name="خراب الجير", admin1="Al-Hasakah", country="SY", lat=37.1, lon=42.1, precision="site",
        precision_km=2.0, attribution="المرصد", assertion="reported",
    )  # fmt: skip
    assert figures_first_seen(database, NOW, NOW + minutes(1)) == [
        FigureRow(article, found.id, "killed", 2, None, "civilian", ""),
        FigureRow(article, found.id, "wounded", 3, 3, "civilian", ""),
    ]
    assert events_first_seen(database, NOW + minutes(1), NOW + days(1)) == []


def test_days_before_are_counted_by_governorate(database: Connection) -> None:
    """Each of 24 hours up to the end; a copy is no event, and a day is watched that brought any article."""
    save(database, facts=FACTS, published_at=NOW - days(1))
    save(database, url="https://alpha.example/2", published_at=NOW - days(1) + minutes(5), facts=FACTS)  # a copy
    save(database, url="https://alpha.example/3", body=OTHER, published_at=NOW - days(3) - minutes(1))
    save(database, url="https://alpha.example/4", body=OTHER * 2, label=Label.OTHER, published_at=NOW - days(2))
    save(database, url="https://alpha.example/5", body="x", published_at=NOW - days(40))
    known = past(database, NOW + minutes(1))
    assert known.days == (DayRow(1, "Al-Hasakah", 1, known.days[0].killed), DayRow(3, "", 1, 0))
    assert known.watched == {0: 1, 1: 1, 2: 1, 3: 1}
    assert past(database, NOW).days == ()  # nothing was stored before


def test_a_story_that_goes_on_is_told_from_a_new_one(database: Connection) -> None:
    """An article follows others where its story had some before the period."""
    first = save(database).article_id
    save(database, url="https://beta.example/1", source="beta", now=NOW + days(1), published_at=NOW + minutes(9))
    (copy,) = articles_first_seen(database, NOW + days(1), NOW + days(2))
    assert (copy.duplicate_of, copy.follows, copy.story_id is not None) == (first, True, True)
    (told,) = articles_first_seen(database, NOW, NOW + days(1))
    assert (told.follows, told.source_name_en, told.origin) == (False, "Alpha", "agency وكاله")
