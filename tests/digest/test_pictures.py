"""The map and the bars."""

from io import BytesIO

from PIL import Image

from digest.contents import Bar, Chart, Point
from digest.outline import EAST, GOLAN, NORTH, SOUTH, WEST, Projection, outline
from digest.pictures import SHAPES, chart_png, map_png
from pipelines.gazetteer import read
from pipelines.lexicon_tables import DEFAULT


def opened(png: bytes) -> Image.Image:
    """The picture in plain colours."""
    return Image.open(BytesIO(png)).convert("RGB")


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """The colour there."""
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return tuple(map(int, found))


def near(found: tuple[int, ...], colour: str) -> bool:
    """Whether a colour is one that was asked for; few colours are kept, so it may be a little off."""
    return all(abs(one - other) < 24 for one, other in zip(found, bytes.fromhex(colour[1:]), strict=True))


def has(image: Image.Image, colour: str) -> bool:
    """Whether a picture has a colour anywhere."""
    return any(near(found, colour) for _, found in image.getcolors(100_000) or [] if isinstance(found, tuple))


def inside(ring: tuple[tuple[float, float], ...], lon: float, lat: float) -> bool:
    """Whether a point lies in a ring: a ray to the east crosses its sides an odd number of times."""
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed


def test_the_outline_is_syrias() -> None:
    """The capitals of all governorates lie in it, and what is abroad does not; the Golan is added."""
    syria = (*outline().syria, GOLAN)
    capitals = [one for one in read(DEFAULT / "places.jsonl") if one.kind == "governorate"]
    assert len(capitals) == 14
    for one in capitals:
        assert any(inside(ring, one.lon or 0, one.lat or 0) for ring in syria), one.id
    abroad = {"Beirut": (35.5, 33.89), "Mosul": (43.13, 36.34), "Amman": (35.93, 31.95), "Antakya": (36.16, 36.2)}
    assert not any(inside(ring, *at) for ring in syria for at in abroad.values())
    assert any(inside(ring, 35.78, 33.0) for ring in syria)
    assert all(WEST < lon < EAST and SOUTH < lat < NORTH for ring in syria for lon, lat in ring)


def test_a_point_stands_where_it_belongs() -> None:
    """Filled with its colour where the place is exact, hollow where it is not; twice the pixels that are shown."""
    projection = Projection(1200)
    for exact in (True, False):
        image = opened(map_png((Point(0, 35.0, 40.4, "clash", exact, 10.0),)))
        assert image.size == (1200, projection.height)
        x, y = projection.pixel(40.4, 35.0)
        assert near(pixel(image, round(x), round(y)), SHAPES["clash"] if exact else "#ffffff")


def test_markers_do_not_hide_each_other() -> None:
    """Twenty events in one town are twenty numbers."""
    crowd = tuple(Point(number, 35.0, 40.4, shape, exact=True, radius_km=2.0) for number, shape in enumerate(SHAPES, 1))
    image = opened(map_png(crowd))
    assert all(has(image, colour) for colour in SHAPES.values())
    assert len(map_png(crowd * 9)) < 80_000


def test_bars_are_as_high_as_their_days() -> None:
    """The last one in a colour of its own; a day on which nothing was watched has none; the median is a line."""
    bars = tuple(Bar(f"{day}/11", None if day == 3 else day, 0) for day in range(1, 31))
    image = opened(chart_png(Chart(bars, 15.0, "", "")))
    assert image.size == (1200, 300)

    def height(place: int) -> int:
        x = round((34 + (600 - 10 - 34) / 30 * (place + 0.5)) * 2)
        return sum(near(pixel(image, x, y), "#8aa3a8") or near(pixel(image, x, y), "#9a3b12") for y in range(300))

    heights = [height(place) for place in range(30)]
    assert heights[2] < 3  # a dash
    assert heights[29] > heights[14] > heights[5] > 0
    assert abs(heights[29] - 2 * heights[14]) <= 12
    assert has(image, "#17616b")
    empty = chart_png(Chart((Bar("1/11", 0, 0), Bar("2/11", 1, 0)), None, "", ""))
    assert opened(empty).size == (1200, 300)
