"""Time zones by their IANA names."""

from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def is_zone(name: str) -> bool:
    """Whether there is an IANA zone of this name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@cache
def zone_of(name: str) -> tzinfo:
    """The zone of an IANA name; an unknown name gives Asia/Damascus, the default of the settings."""
    return ZoneInfo(name if is_zone(name) else "Asia/Damascus")
