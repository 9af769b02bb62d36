"""Places from lists that others publish: GeoNames SY.txt, OCHA's populated places (CSV), Who's On First (JSON Lines).

Each row becomes a place of our list's form, or a sentence that says why it cannot. Names that are common words, names
without an Arabic letter and rows outside Syria are left out without complaint: a list of ten thousand has many.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipelines import arabic
from pipelines.facts.unlisted_words import CUES, NO_NAMES, PARTS
from pipelines.gazetteer import Entry, entry

_ARABIC = re.compile(r"[\u0621-\u064a]{2}")
_MARKS = re.compile(r"[\u064b-\u0652\u0640]")

_GEONAMES_REGIONS = (
    "", "Al-Hasakah", "Latakia", "Quneitra", "Raqqa", "As-Suwayda", "Daraa", "Deir ez-Zor", "Rif Dimashq", "Aleppo",
    "Hama", "Homs", "Idlib", "Damascus", "Tartus",
)  # fmt: skip
_PCODES = (
    "", "Damascus", "Aleppo", "Rif Dimashq", "Homs", "Hama", "Latakia", "Idlib", "Al-Hasakah", "Deir ez-Zor", "Tartus",
    "Raqqa", "Daraa", "As-Suwayda", "Quneitra",
)  # fmt: skip
_ARABIC_REGIONS = {
    arabic.fold(name): region
    for name, region in {
        "الحسكة": "Al-Hasakah", "حلب": "Aleppo", "السويداء": "As-Suwayda", "دمشق": "Damascus", "درعا": "Daraa",
        "دير الزور": "Deir ez-Zor", "حماة": "Hama", "حمص": "Homs", "إدلب": "Idlib", "اللاذقية": "Latakia",
        "القنيطرة": "Quneitra", "الرقة": "Raqqa", "ريف دمشق": "Rif Dimashq", "طرطوس": "Tartus",
    }.items()
}  # fmt: skip
_FEATURES = {
    "AIRB": "airfield",
    "AIRF": "airfield",
    "AIRP": "airfield",
    "MILB": "base",
    "OILF": "oil_gas",
    "DAM": "site",
}

# Words that name villages in such lists and nothing in a newsroom's sentence; measured on real news.
_COMMON = NO_NAMES | PARTS | frozenset(CUES) | frozenset(
    arabic.words(
        "تحت فوق إسقاط بشرية بواسطة الرابعة الثالثة الثانية الأولى الخامسة قاسية خراب بيضاء سوداء حمراء خضراء جديد "
        "جديدة قديم كبير صغير طويل واسعة الطويل الجسر الجبل الوادي السد النهر البحر القصر القلعة الحرية الوحدة الثورة "
        "الحيوان الخان المصري العراقي التركي العلي الحمد محمد أحمد علي حسن حسين خالد محمود سعيد عباس تشرين آذار"
    )
)  # fmt: skip


_CUES = frozenset(arabic.words("محافظة مدينة منطقة ناحية قرية بلدة حي"))


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be used."""

    line: int
    reason: str


_Row = tuple[int, dict[str, object]]


def places_in(lines: Sequence[str], form: str) -> Iterator[Entry | Fault]:
    """The places of a list in one of the FORMATS, and its faults, in its order. Repeated ids: the first one."""
    seen: set[str] = set()
    for number, found in FORMATS[form](lines):
        if isinstance(found, str):
            yield Fault(number, found)
        elif found and found["id"] not in seen:
            seen.add(str(found["id"]))
            try:
                yield entry(found, imported=True)
            except ValueError as error:
                yield Fault(number, str(error))


def form_of(lines: Sequence[str]) -> str:
    """The format of a list, by its first line; empty: none of those known."""
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("{"):
        return "wof"
    if first.count("\t") >= _GEONAMES_COLUMNS - 1:
        return "geonames"
    return "ocha" if re.search(r"adm(in)?\d", first, re.IGNORECASE) else ""


_GEONAMES_COLUMNS = 19
_Found = Iterator[tuple[int, dict[str, object] | str | None]]


def _geonames(lines: Sequence[str]) -> _Found:
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\n").split("\t")
        if len(cells) < _GEONAMES_COLUMNS:
            if line.strip():
                yield number, f"has {len(cells)} columns, not {_GEONAMES_COLUMNS} as GeoNames has"
            continue
        kind = "locality" if cells[6] == "P" else _FEATURES.get(cells[7])
        if kind is None or cells[8] != "SY":
            continue
        region = _numbered(_GEONAMES_REGIONS, cells[10])
        names = _arabic_names([cells[1], *cells[3].split(",")])
        yield number, _place(f"geonames-{cells[0]}", kind, region, names, cells[4], cells[5], cells[2], "geonames")


def _ocha(lines: Sequence[str]) -> _Found:
    reader = csv.DictReader(lines)
    columns = {key: _column(reader.fieldnames or (), pattern) for key, pattern in _OCHA_COLUMNS.items()}
    missing = [key for key, column in columns.items() if column is None]
    if missing:
        yield 1, f"has no column for {', '.join(missing)}; its columns are {', '.join(reader.fieldnames or ())}"
        return
    for row in reader:
        cell = {key: (row.get(column or "") or "").strip() for key, column in columns.items()}
        region = _numbered(_PCODES, cell["governorate"].removeprefix("SY")[:2])
        names = _arabic_names([cell["arabic name"]])
        code = re.sub(r"[^a-z0-9]+", "-", cell["code"].lower()).strip("-")
        identity = f"ocha-{code}" if code else ""
        yield (
            reader.line_num,
            _place(
                identity, "locality", region, names, cell["latitude"], cell["longitude"], cell["English name"], "ocha"
            ),
        )


_OCHA_COLUMNS = {
    "arabic name": r"^(adm(in)?4|pplp?|locality|community|name).*_?ar(abic)?$",
    "English name": r"^(adm(in)?4|pplp?|locality|community|name).*_?en(glish)?$",
    "code": r"^(adm(in)?4|pplp?|locality|community).*p?code$",
    "governorate": r"^adm(in)?1.*p?code$",
    "latitude": r"^(lat.*|.*_lat|y|point_y)$",
    "longitude": r"^(lon.*|.*_lon|x|point_x)$",
}


def _column(columns: Sequence[str], pattern: str) -> str | None:
    return next((name for name in columns if re.match(pattern, name.strip().lstrip("\ufeff"), re.IGNORECASE)), None)


def _whos_on_first(lines: Sequence[str]) -> _Found:
    rows: list[_Row] = []
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line) if line.strip() else {}
        except ValueError:
            yield number, "is no JSON"
            continue
        if isinstance(row, dict):
            rows.append((number, row))
    regions = {row.get("id"): _region_in_arabic(row) for _, row in rows if row.get("pt") == "region"}
    for number, row in rows:
        if row.get("pt") in ("locality", "neighbourhood", "campus"):
            yield number, _whos_place(row, regions)


def _whos_place(row: dict[str, object], regions: dict[object, str]) -> dict[str, object] | str | None:
    hierarchy, english = row.get("hier"), row.get("eng")
    region = regions.get(hierarchy.get("region_id"), "") if isinstance(hierarchy, dict) else ""
    names = _arabic_names(_texts(row.get("ara")))
    title = next(iter(_texts(english)), str(row.get("name") or ""))
    return _place(f"wof-{row.get('id')}", "locality", region, names, row.get("lat"), row.get("lon"), title, "wof")


def _region_in_arabic(row: dict[str, object]) -> str:
    folded = [arabic.fold(name).removeprefix(arabic.fold("محافظة ")) for name in _texts(row.get("ara"))]
    return next((_ARABIC_REGIONS[name] for name in folded if name in _ARABIC_REGIONS), "")


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _numbered(regions: Sequence[str], code: str) -> str:
    return regions[int(code)] if code.isdecimal() and int(code) < len(regions) else ""


def _arabic_names(names: Sequence[str]) -> list[str]:
    """The Arabic spellings of a place that are no common words, each once."""
    kept: dict[str, str] = {}
    for name in names:
        words = arabic.words(name)
        if len(words) > 1 and words[0] in _CUES:
            name, words = name.split(maxsplit=1)[-1], words[1:]
        common = len(words) == 1 and (words[0] in _COMMON or words[0].removeprefix("ال") in _COMMON)
        if _ARABIC.search(name) and not common and 0 < len(words) <= 6 and len("".join(words)) > 2:
            kept.setdefault(" ".join(words), _MARKS.sub("", name.strip()))
    return list(kept.values())


def _place(
    identity: str, kind: str, region: str, names: list[str], lat: object, lon: object, english: str, source: str
) -> dict[str, object] | str | None:
    """A row of our list; a sentence where figures are wrong; None where it has no usable name or lies elsewhere."""
    if not names or not region:
        return None
    try:
        point = {"lat": round(float(str(lat)), 5), "lon": round(float(str(lon)), 5), "precision_km": 2.0}
    except ValueError:
        return f"latitude and longitude should be numbers, not {str(lat)!r} and {str(lon)!r}"
    return {
        "id": identity,
        "kind": kind,
        "admin1": region,
        **point,
        "source": source,
        "name_en": english,
        "names": names,
    }


FORMATS: dict[str, Callable[[Sequence[str]], _Found]] = {"geonames": _geonames, "ocha": _ocha, "wof": _whos_on_first}
