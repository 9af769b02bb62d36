"""Where land and borders run around Syria, and how degrees become pixels: from `outline.json`, see docs/digest.md."""

import json
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

Ring = tuple[tuple[float, float], ...]  # longitude and latitude, degrees

# What the map shows, degrees: Syria with a rim.
WEST, EAST, SOUTH, NORTH = 35.35, 42.65, 32.1, 37.55
_MIDDLE = cos(radians((SOUTH + NORTH) / 2))  # a degree of longitude is so much shorter there

# The Golan, which the outline has on the other side: Syrian territory, occupied (Security Council resolution 497).
# Drawn by hand along the line of 1923, to about a kilometre; on its other sides it lies within Syria.
GOLAN: Ring = (
    (35.62, 33.275), (35.69, 33.245), (35.645, 33.19), (35.635, 33.1), (35.63, 33.0), (35.615, 32.89), (35.65, 32.87),
    (35.665, 32.8), (35.625, 32.71), (35.67, 32.685), (35.78, 32.74), (35.9, 32.82), (35.95, 33.1), (35.86, 33.4),
    (35.79, 33.38), (35.72, 33.33),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outline:
    """Syria and what borders on it."""

    syria: tuple[Ring, ...]
    neighbours: tuple[Ring, ...]


@cache
def outline() -> Outline:
    """The outlines that come with Watira."""
    rows = json.loads((Path(__file__).parent / "outline.json").read_text(encoding="utf-8"))
    return Outline(*(tuple(tuple((x, y) for x, y in ring) for ring in rows[key]) for key in ("syria", "neighbours")))


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels, equirectangular about the middle of Syria: right to a hundredth over so small a land."""

    width: int  # pixels

    @property
    def per_degree(self) -> float:
        """Pixels of a degree of latitude."""
        return self.width / ((EAST - WEST) * _MIDDLE)

    @property
    def height(self) -> int:
        """Pixels."""
        return round((NORTH - SOUTH) * self.per_degree)

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """From the left and from the top."""
        return (lon - WEST) * _MIDDLE * self.per_degree, (NORTH - lat) * self.per_degree

    def kilometres(self, km: float) -> float:
        """Pixels of a distance; a degree of latitude is 111.2 km."""
        return km / 111.2 * self.per_degree
