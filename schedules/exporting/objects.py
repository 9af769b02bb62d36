"""Rows as JSON: an object a line, or points on a map."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from schedules.exporting.values import plain

_HEAD = b'{"type": "FeatureCollection", "features": [\n'
_END = b"\n]}\n"

POINT = ("lon", "lat")  # the columns of a view that make a point, in GeoJSON's order


def write_lines(columns: Sequence[str], batches: Iterable[Iterable[Sequence[Any]]], out: BinaryIO) -> None:
    """JSON Lines: an object a row, by column."""
    for rows in batches:
        out.write(b"".join(_dumped(_object(columns, row)) + b"\n" for row in rows))


def write_features(columns: Sequence[str], batches: Iterable[Iterable[Sequence[Any]]], out: BinaryIO) -> None:
    """GeoJSON (RFC 7946): a feature a row, without a geometry where no point is known; the other columns, how exact the
    point is among them, are its properties."""
    out.write(_HEAD)
    between = b""
    for rows in batches:
        features = b",\n".join(_dumped(_feature(_object(columns, row))) for row in rows)
        out.write(between + features)
        between = b",\n"
    out.write(_END)


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = [row.pop(name) for name in POINT]
    geometry = None if None in point else {"type": "Point", "coordinates": point}
    return {"type": "Feature", "geometry": geometry, "properties": row}


def _object(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in zip(columns, row, strict=True)}


def _dumped(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
