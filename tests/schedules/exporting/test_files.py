"""The files that rows are written to, read by the programs that they are for."""

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from arro3.io import read_parquet

from schedules.exporting import objects, parquet, tables
from storage.views import Column

COLUMNS = (
    Column("id", "bigint", ""),
    Column("title", "text", ""),
    Column("at", "timestamp with time zone", ""),
    Column("day", "date", ""),
    Column("lat", "double precision", ""),
    Column("lon", "double precision", ""),
    Column("precision_km", "double precision", ""),
    Column("killed", "numeric", ""),
    Column("tags", "text[]", ""),
    Column("span", "jsonb", ""),
    Column("sure", "boolean", ""),
    Column("gap", "interval", ""),
)
NAMES = [column.name for column in COLUMNS]
AT = datetime(2026, 11, 18, 7, 30, tzinfo=UTC)
FIRST = (1, '=HYPERLINK("http://x.example","قصف")', AT, AT.date(), 35.5, 40.1, 2.0, Decimal(7), ["حمص", "إدلب"],
         {"start": 0}, True, timedelta(hours=1))  # fmt: skip
SECOND: tuple[Any, ...] = (2, 'قصف، "مدفعي"\nعلى القرية', None, None, None, None, None, None, [], None, None, None)
BATCHES: list[list[Sequence[Any]]] = [[FIRST], [SECOND], [FIRST] * 3]


def program(name: str) -> str:
    """A program that the test needs; skips where it is not installed."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def written(mark: bool = True) -> bytes:
    """The rows as CSV."""
    out = io.BytesIO()
    tables.write(NAMES, BATCHES, out, mark=mark)
    return out.getvalue()


def test_csv_has_a_mark_and_no_formula() -> None:
    """A line a row, quoted where need be; the mark can be left out."""
    assert written() == b"\xef\xbb\xbf" + written(mark=False)
    lines = list(csv.reader(io.StringIO(written().decode("utf-8-sig"), newline="")))
    assert [len(line) for line in lines] == [len(NAMES)] * 6
    assert lines[0] == NAMES
    assert lines[1][1:4] == [f"'{FIRST[1]}", "2026-11-18 07:30:00", "2026-11-18"]
    assert lines[2][1] == SECOND[1]
    assert lines[1][8] == "حمص; إدلب"


@pytest.mark.slow
def test_csv_opens_right_in_libreoffice(tmp_path: Path) -> None:
    """As UTF-8, which its dialogue takes from the mark: columns, times and numbers are such, a formula stays text."""
    soffice = program("soffice")
    (tmp_path / "rows.csv").write_bytes(written())
    words = [
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--infilter=CSV:44,34,76,1",
        "--convert-to",
        "fods",
    ]
    subprocess.run(
        [soffice, *words, "--outdir", str(tmp_path), str(tmp_path / "rows.csv")],
        check=True,
        capture_output=True,
        timeout=100,
    )
    sheet = (tmp_path / "rows.fods").read_text(encoding="utf-8")
    assert "<text:p>id</text:p>" in sheet  # the mark is no part of it
    assert "table:formula" not in sheet
    assert "HYPERLINK" in sheet
    assert "<text:p>قصف، &quot;مدفعي&quot;</text:p><text:p>على القرية</text:p>" in sheet
    assert 'office:value="35.5"' in sheet
    assert 'office:date-value="2026-11-18"' in sheet
    assert 'office:date-value="2026-11-18T07:30:00"' in sheet


def test_geojson_has_points_and_their_precision() -> None:
    """Longitude first; a row without a point has none; the rest is properties."""
    out = io.BytesIO()
    objects.write_features(NAMES, BATCHES, out)
    found = json.loads(out.getvalue())
    first, second = found["features"][:2]
    assert (found["type"], len(found["features"])) == ("FeatureCollection", 5)
    assert first["geometry"] == {"type": "Point", "coordinates": [40.1, 35.5]}
    assert first["properties"]["precision_km"] == 2.0
    assert first["properties"]["killed"] == 7
    assert not {"lat", "lon"} & {*first["properties"]}
    assert second["geometry"] is None
    empty = io.BytesIO()
    objects.write_features(NAMES, [], empty)
    assert json.loads(empty.getvalue())["features"] == []


def test_geojson_is_read_by_ogrinfo(tmp_path: Path) -> None:
    """As points in WGS 84, with the precision as a number."""
    with (tmp_path / "rows.geojson").open("wb") as out:
        objects.write_features(NAMES, BATCHES, out)
    told = subprocess.run(
        [program("ogrinfo"), "-so", "-al", str(tmp_path / "rows.geojson")], check=True, capture_output=True, text=True
    ).stdout
    assert "Feature Count: 5" in told
    assert "Geometry: Point" in told
    assert "WGS 84" in told
    assert "Extent: (40.100000, 35.500000) - (40.100000, 35.500000)" in told
    assert "precision_km: Real" in told


def test_json_lines_are_objects() -> None:
    """One a row, Arabic as it is."""
    out = io.BytesIO()
    objects.write_lines(NAMES, BATCHES, out)
    lines = out.getvalue().decode().splitlines()
    assert "إدلب" in lines[0]
    assert json.loads(lines[0])["at"] == "2026-11-18T07:30:00+00:00"
    assert len(lines) == 5


def test_parquet_keeps_types(tmp_path: Path) -> None:
    """Times, days, lists and what is not there; an empty one has its columns as well."""
    file = tmp_path / "rows.parquet"
    with file.open("wb") as out:
        parquet.write(COLUMNS, BATCHES, out)
    table = read_parquet(str(file)).read_all()
    rows = {name: table[name].to_pylist() for name in NAMES}
    assert rows["at"][:2] == [AT, None]
    assert rows["day"][0] == date(2026, 11, 18)
    assert rows["tags"][:2] == [["حمص", "إدلب"], []]
    assert rows["title"][1] == SECOND[1]
    assert (rows["killed"][0], rows["gap"][0], rows["sure"][0], rows["span"][0]) == (7.0, 3600.0, True, '{"start": 0}')
    assert all(rows[name][1] is None for name in NAMES if name not in ("id", "title", "tags"))
    assert len(rows["id"]) == 5
    with file.open("wb") as out:
        parquet.write(COLUMNS, [], out)
    assert read_parquet(str(file)).read_all().schema.names == NAMES
