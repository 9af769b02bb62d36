"""Values of the database as JSON and as cells of a table."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from schedules.cells import defused


def plain(value: Any) -> Any:
    """The value as JSON has it: times in ISO 8601, durations in seconds, whole numbers whole."""
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def cell(value: Any) -> str:
    """The value as a cell: NULL empty, times to the second in UTC, lists joined by semicolons, objects as JSON.

    A text that a spreadsheet would take for a formula has an apostrophe put before it.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return defused("; ".join(value))
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False)
    told = plain(value)
    return defused(told) if isinstance(told, str) else str(told)
