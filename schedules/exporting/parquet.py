"""Rows as Apache Parquet, written as they come: what is in memory is one group of rows."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, BinaryIO

from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema, list_array
from arro3.io import write_parquet

from schedules.exporting.values import plain
from storage.views import Column

_GROUP_ROWS = 10_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_Values = list[Any]
_Make = Callable[[_Values], Array]


def write(columns: Sequence[Column], batches: Iterable[Sequence[Sequence[Any]]], out: BinaryIO) -> None:
    """A file of all rows, compressed with Zstandard; the columns have the types of the view."""
    schema = Schema([Field(column.name, _array(column.type, []).type) for column in columns])
    reader = RecordBatchReader.from_batches(schema, _record_batches(columns, batches, schema))
    write_parquet(reader, out, compression="zstd(3)", max_row_group_size=_GROUP_ROWS)


def _record_batches(
    columns: Sequence[Column], batches: Iterable[Sequence[Sequence[Any]]], schema: Schema
) -> Iterator[RecordBatch]:
    for rows in batches:
        values = zip(*rows, strict=True)
        arrays = [_array(column.type, list(each)) for column, each in zip(columns, values, strict=True)]
        yield RecordBatch.from_arrays(arrays, schema=schema)


def _array(kind: str, values: _Values) -> Array:
    """The values of a column of a type of PostgreSQL; what has no type of its own there is told in JSON."""
    return _MAKERS.get(kind, _json)(values)


def _made(kind: DataType) -> _Make:
    return lambda values: Array([None if value is None else plain(value) for value in values], type=kind)


def _numbers(values: _Values) -> Array:
    return Array([None if value is None else float(value) for value in values], type=DataType.float64())


def _times(values: _Values) -> Array:
    counted = [None if value is None else (value - _EPOCH) // _MICROSECOND for value in values]
    return Array(counted, type=DataType.int64()).cast(DataType.timestamp("us", tz="UTC"))


def _days(values: _Values) -> Array:
    counted = [None if value is None else (value - date(1970, 1, 1)).days for value in values]
    return Array(counted, type=DataType.int32()).cast(DataType.date32())


def _lists(values: _Values) -> Array:
    """Lists of texts; NULL, which no list of ours is, becomes an empty one."""
    offsets = [0]
    for value in values:
        offsets.append(offsets[-1] + len(value or ()))
    texts = [text for value in values for text in value or ()]
    return list_array(Array(offsets, type=DataType.int32()), Array(texts, type=DataType.string()))


def _json(values: _Values) -> Array:
    told = [None if value is None else json.dumps(plain(value), ensure_ascii=False) for value in values]
    return Array(told, type=DataType.string())


_MAKERS: dict[str, _Make] = {
    "text": _made(DataType.string()),
    "boolean": _made(DataType.bool()),
    "integer": _made(DataType.int64()),
    "bigint": _made(DataType.int64()),
    "real": _numbers,
    "double precision": _numbers,
    "numeric": _numbers,
    "interval": _made(DataType.float64()),
    "date": _days,
    "timestamp with time zone": _times,
    "text[]": _lists,
}
