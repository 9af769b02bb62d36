"""Lists of GeoNames, OCHA and Who's On First become places of our form; bad rows are named and passed over."""

import json

from pipelines.gazetteer import Entry
from pipelines.place_lists import Fault, form_of, places_in


def geonames(number: str, names: str, lat: str = "34.9", feature: str = "P\tPPL", region: str = "11") -> str:
    """A row of SY.txt."""
    rest = "\t\t\t\t0\t\t400\tAsia/Damascus\t2020-01-01"
    return f"{number}\tTell Test\tTell Test\t{names}\t{lat}\t36.8\t{feature}\tSY\t\t{region}{rest}"


def read(lines: list[str], form: str) -> tuple[list[Entry], list[Fault]]:
    """Places and faults of a list."""
    found = list(places_in(lines, form))
    return [f for f in found if isinstance(f, Entry)], [f for f in found if isinstance(f, Fault)]


def test_geonames() -> None:
    """Towns and airfields in Syria with their Arabic names; others are left out, bad rows are told."""
    lines = [
        geonames("1", "Tall Tist,تل تست,قرية تل تست,TALL"),
        geonames("2", "مطار تست", feature="S\tAIRB"),
        geonames("3", "جدول", feature="H\tSTM"),
        geonames("4", "Latin only"),
        geonames("5", "تحت"),
        geonames("6", "زلقوم", lat="north"),
        geonames("7", "زلقوم", lat="51.5"),
        geonames("8", "زلقوم", region="99"),
        geonames("1", "تل تست مكرر"),
        "short\trow",
        "",
    ]
    assert form_of(lines) == "geonames"
    places, faults = read(lines, "geonames")
    assert [(p.id, p.kind, p.admin1, p.names, p.source) for p in places] == [
        ("geonames-1", "locality", "Homs", ("تل تست",), "geonames"),
        ("geonames-2", "airfield", "Homs", ("مطار تست",), "geonames"),
    ]
    assert all(place.imported for place in places)
    assert [(fault.line, fault.reason.split()[0]) for fault in faults] == [(6, "latitude"), (7, "key"), (10, "has")]


def test_ocha() -> None:
    """Columns are found by their names, whichever edition of the table it is."""
    lines = [
        "ADM1_EN,ADM1_PCODE,ADM4_EN,ADM4_AR,ADM4_PCODE,LATITUDE_Y,LONGITUDE_X",
        "Idleb,SY07,Zalqum,زلقوم,C4001,35.9,36.6",
        "Idleb,SY07,Bad,شمروخ,C4002,,36.6",
        "Idleb,SY07,Nameless,,C4003,35.9,36.6",
    ]
    assert form_of(lines) == "ocha"
    places, faults = read(lines, "ocha")
    assert [(p.id, p.admin1, p.name_en, p.names) for p in places] == [("ocha-c4001", "Idlib", "Zalqum", ("زلقوم",))]
    assert [fault.line for fault in faults] == [3]
    _, faults = read(["a,b", "1,2"], "ocha")
    assert "has no column for arabic name" in faults[0].reason


def test_whos_on_first() -> None:
    """Localities in the governorate that the list's own regions name."""
    rows = [
        {"id": 9, "pt": "region", "ara": ["محافظة حمص"]},
        {"id": 1, "pt": "locality", "ara": ["زَلقوم", "زلقوم"], "eng": ["Zalqum"], "lat": 34.9, "lon": 36.8,
         "hier": {"region_id": 9}},
        {"id": 2, "pt": "locality", "ara": ["شمروخ"], "lat": 34.9, "lon": 36.8, "hier": {"region_id": 7}},
        {"id": 3, "pt": "county", "ara": ["شمروخ"], "hier": None},
        {"id": 4, "pt": "locality", "ara": None, "hier": None},
    ]  # fmt: skip
    lines = [json.dumps(row) for row in rows] + ["{", "[]", ""]
    assert form_of(lines) == "wof"
    places, faults = read(lines, "wof")
    assert [(p.id, p.admin1, p.names) for p in places] == [("wof-1", "Homs", ("زلقوم",))]
    assert [(fault.line, fault.reason) for fault in faults] == [(6, "is no JSON")]


def test_other_lists_are_not_known() -> None:
    """A list that is none of these has no format."""
    assert form_of(["name;lat;lon"]) == ""
    assert form_of([]) == ""
