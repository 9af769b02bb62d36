"""The digest's pictures as PNG: the map of Syria and the bars of thirty days. Pure.

They hold no letters, so that no Arabic has to be shaped: Latin digits only. Drawn larger and made smaller, which
smooths edges; their own light ground keeps them legible in a dark mail program.
"""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw, ImageFont

from digest.contents import Chart, Digest, Point
from digest.outline import GOLAN, Projection, outline

MAP_WIDTH, CHART_WIDTH = 600, 600  # pixels as shown; the pictures have twice as many
CHART_HEIGHT = 150
_TWICE, _SMOOTH = 2, 2
_COLOURS = 64

_SEA, _LAND, _SYRIA, _BORDER = "#dbe7ec", "#eeeeea", "#ffffff", "#7d8a8d"
_INK, _FAINT, _BAR, _LAST, _MEDIAN = "#1d2a2d", "#c9d1d2", "#8aa3a8", "#9a3b12", "#17616b"
SHAPES = {"air": "#9a3b12", "ground": "#6b4a00", "clash": "#12343b", "blast": "#7a1f5c", "other": "#4f5b5e"}


def pictures(digest: Digest) -> dict[str, bytes]:
    """The pictures of a digest by their names in its HTML."""
    made = {"map": map_png(digest.placed)}
    return made | {"chart": chart_png(digest.chart)} if digest.chart else made


@lru_cache(maxsize=16)
def map_png(points: tuple[Point, ...]) -> bytes:
    """The map, the least important event drawn first."""
    projection = Projection(MAP_WIDTH * _TWICE * _SMOOTH)
    image = Image.new("RGB", (projection.width, projection.height), _SEA)
    draw = ImageDraw.Draw(image)
    _lands(draw, projection)
    places = _apart([projection.pixel(point.lon, point.lat) for point in points])
    order = sorted(range(len(points)), key=lambda i: -(points[i].number or 999))
    for i in order:
        if not points[i].exact:
            _extent(draw, projection, points[i])
    for i in order:
        _marker(draw, points[i], *places[i])
    return _png(image)


def _lands(draw: ImageDraw.ImageDraw, projection: Projection) -> None:
    for ring in outline().neighbours:
        draw.polygon([projection.pixel(*at) for at in ring], fill=_LAND, outline=_FAINT, width=3)
    golan = [projection.pixel(*at) for at in GOLAN]
    draw.polygon(golan, fill=_SYRIA)
    draw.line(golan[:11], fill=_BORDER, width=5)
    for ring in outline().syria:
        pixels = [projection.pixel(*at) for at in ring]
        draw.polygon(pixels, fill=_SYRIA)
        draw.line([*pixels, pixels[0]], fill=_BORDER, width=5)


def _extent(draw: ImageDraw.ImageDraw, projection: Projection, point: Point) -> None:
    """A dashed circle around the area in which an event lies."""
    x, y = projection.pixel(point.lon, point.lat)
    radius = projection.kilometres(point.radius_km)
    for start in range(0, 360, 12):
        draw.arc((x - radius, y - radius, x + radius, y + radius), start, start + 7, fill=_FAINT, width=4)


def _apart(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places moved so far that no marker hides another, along a spiral."""
    kept: list[tuple[float, float]] = []
    for x, y in places:
        moved = (x, y)
        for step in range(200):
            if all((moved[0] - a) ** 2 + (moved[1] - b) ** 2 >= (13 * _TWICE * _SMOOTH) ** 2 for a, b in kept):
                break
            angle, far = step * 0.7, 4.0 * step
            moved = (x + far * cos(angle), y + far * sin(angle))
        kept.append(moved)
    return kept


def _marker(draw: ImageDraw.ImageDraw, point: Point, x: float, y: float) -> None:
    """A shape: filled for an exact place, hollow for an approximate one, with the number of its story."""
    size = (9.5 if point.number else 5.0) * _TWICE * _SMOOTH
    colour = SHAPES[point.shape]
    draw.polygon(_corners(point.shape, x, y, size + 4), fill="#ffffff")
    draw.polygon(_corners(point.shape, x, y, size), fill=colour if point.exact else "#ffffff", outline=colour, width=7)
    if point.number:
        ink = "#ffffff" if point.exact else colour
        down = size * 0.25 if point.shape == "air" else 0
        draw.text(
            (x, y + down), str(point.number), fill=ink, font=_font(10.5), anchor="mm", stroke_width=1, stroke_fill=ink
        )


def _corners(shape: str, x: float, y: float, size: float) -> list[tuple[float, float]]:
    """A triangle, a square, a disc, a diamond, or a hexagon, of about one area."""
    sides, turn, grown = {
        "air": (3, -pi / 2, 1.55), "ground": (4, pi / 4, 1.25), "clash": (40, 0.0, 1.0), "blast": (4, 0.0, 1.3),
    }.get(shape, (6, 0.0, 1.05))  # fmt: skip
    around = (turn + 2 * pi * corner / sides for corner in range(sides))
    return [(x + size * grown * cos(angle), y + size * grown * sin(angle)) for angle in around]


@lru_cache(maxsize=16)
def chart_png(chart: Chart) -> bytes:
    """The bars, the earliest day on the left; the median of the days compared with as a line."""
    unit = _TWICE * _SMOOTH
    image = Image.new("RGB", (CHART_WIDTH * unit, CHART_HEIGHT * unit), "#ffffff")
    draw = ImageDraw.Draw(image)
    left, right, top, bottom = 34 * unit, (CHART_WIDTH - 10) * unit, 16 * unit, (CHART_HEIGHT - 22) * unit
    most = max([1, *(bar.events or 0 for bar in chart.bars)])
    step, height = (right - left) / len(chart.bars), bottom - top
    for level in {0, most, most // 2} if most > 1 else {0, 1}:
        y = bottom - height * level / most
        draw.line((left, y, right, y), fill=_FAINT, width=unit)
        draw.text((left - 5 * unit, y), str(level), fill=_INK, font=_font(11), anchor="rm")
    for place, bar in enumerate(chart.bars):
        x, last = left + place * step, place == len(chart.bars) - 1
        if bar.events is None:
            draw.line((x + step * 0.3, bottom - 4 * unit, x + step * 0.7, bottom - 4 * unit), fill=_INK, width=unit)
        elif bar.events:
            box = (x + step * 0.15, bottom - height * bar.events / most, x + step * 0.85, bottom)
            draw.rectangle(box, fill=_LAST if last else _BAR)
        if last or place % 7 == (len(chart.bars) - 1) % 7:
            draw.text((x + step / 2, bottom + 5 * unit), bar.label, fill=_INK, font=_font(11), anchor="ma")
    if chart.median is not None:
        y = bottom - height * min(chart.median, most) / most
        for x in range(left, right, 8 * unit):
            draw.line((x, y, x + 4 * unit, y), fill=_MEDIAN, width=2 * unit)
    return _png(image)


@lru_cache(maxsize=4)
def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The font that comes with the library: all machines draw the same digits."""
    return ImageFont.load_default(size * _TWICE * _SMOOTH)


def _png(image: Image.Image) -> bytes:
    """The picture at twice the pixels that are shown, in few colours."""
    smooth = image.resize((image.width // _SMOOTH, image.height // _SMOOTH), Image.Resampling.BOX)
    file = BytesIO()
    smooth.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
