"""Incidents in ACLED's columns."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipelines import lexicon
from pipelines.facts.acled import COLUMNS, PROVENANCE, row

INCIDENT: dict[str, Any] = {
    "id": 7,
    "day": date(2026, 11, 17),
    "date_precision": "night",
    "acled_event_type": "Explosions/Remote violence",
    "acled_type": "Air/drone strike",
    "actor_from": "israel",
    "actor_to": "transitional_gov",
    "actors_to": ["transitional_gov", "civilians"],
    "country": "SY",
    "admin1": "Deir ez-Zor",
    "place": "mayadin",
    "lat": 35.02,
    "lon": 40.45,
    "precision": "site",
    "killed": 3,
    "title": "غارة على الميادين",
    "words": "قصفت طائرات\nموقعا",
    "url": "https://a.example/1",
    "told_at": datetime(2026, 11, 17, 12, tzinfo=UTC),
    "attribution": "المرصد",
    "told_by": ["Alpha", "Beta"],
}


def coded(**changes: Any) -> dict[str, Any]:
    """The row of an incident that differs so."""
    return row(INCIDENT | changes, lexicon.default().names)


def test_an_incident_has_the_columns_and_says_whose_it_is() -> None:
    """Names, codes and precisions as ACLED writes them; every column is one of the file's."""
    found = coded()
    assert set(found) <= set(COLUMNS)
    assert (found["event_id_cnty"], found["year"], found["time_precision"], found["geo_precision"]) == (
        "WATIRA7",
        2026,
        1,
        1,
    )
    assert (found["actor1"], found["inter1"]) == ("Military Forces of Israel (2022-)", 8)
    assert (found["actor2"], found["inter2"], found["interaction"]) == ("Military Forces of Syria (2024-)", 1, 18)
    assert (found["iso"], found["country"], found["admin1"]) == (760, "Syria", "Deir ez Zor")
    assert (found["location"], found["latitude"], found["longitude"]) == ("Mayadin", 35.02, 40.45)
    assert (found["disorder_type"], found["civilian_targeting"]) == ("Political violence", "Civilian targeting")
    assert (found["source"], found["fatalities"]) == ("Alpha; Beta", 3)
    assert found["notes"] == "غارة على الميادين: قصفت طائرات موقعا [المرصد] https://a.example/1"
    assert found["timestamp"] == 1_794_916_800
    assert found["provenance"] == PROVENANCE


@pytest.mark.parametrize(
    ("changes", "column", "value"),
    [
        ({"actor_from": None}, "actor1", ""),
        ({"actor_from": None}, "interaction", 10),
        ({"actor_from": None, "actor_to": None}, "interaction", None),
        ({"actor_from": "somebody_new"}, "actor1", "somebody_new"),
        ({"actor_from": "somebody_new"}, "inter1", None),
        ({"killed": None}, "fatalities", 0),
        ({"place": None, "precision": None}, "geo_precision", 3),
        ({"place": "القرقور"}, "location", "القرقور"),
        ({"country": None, "admin1": None}, "iso", None),
        ({"country": "FR"}, "country", "France"),
        ({"date_precision": None}, "time_precision", 2),
        ({"acled_event_type": "Strategic developments", "actors_to": []}, "disorder_type", "Strategic developments"),
        ({"acled_event_type": "Strategic developments", "actors_to": []}, "civilian_targeting", ""),
        (
            {"acled_event_type": "Violence against civilians", "actors_to": []},
            "civilian_targeting",
            "Civilian targeting",
        ),
        ({"attribution": "", "words": "ك" * 900}, "notes", None),
    ],
)
def test_what_the_text_does_not_say_stays_empty(changes: dict[str, Any], column: str, value: object) -> None:
    """Nothing is made up; only fatalities are 0, as ACLED codes what is not reported."""
    found = coded(**changes)[column]
    if column == "notes":
        assert len(found) < 600
    else:
        assert found == value
