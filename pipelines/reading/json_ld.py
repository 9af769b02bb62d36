"""Read what a page says of itself in JSON-LD (schema.org), as sloppily as pages write it.

Real blocks have raw line breaks, trailing commas, HTML entities, comment wrappers, several objects in a row, or
quotation marks that nobody escaped. What cannot be read is passed over. Everything is bounded.
"""

import html
import json
import re
from collections.abc import Iterator
from itertools import islice

Json = dict[str, object]

_MOST_OBJECTS = 400
_DEEPEST = 12
_LARGEST_BLOCK = 1_000_000  # characters
_WRAPPERS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
# Fields saved from a block that is no JSON as a whole.
_FIELD = re.compile(r'"(?P<key>@type|headline|datePublished|dateModified)"\s{0,5}:\s{0,5}"(?P<value>[^"\\\n]{1,500})"')
_MOST_FIELDS = 100
# What hangs below these is about other pages.
_ELSEWHERE = frozenset(
    {"itemListElement", "hasPart", "comment", "citation", "relatedLink", "publisher", "isPartOf", "mentions", "about"}
)


def objects(blocks: list[str]) -> list[Json]:
    """All objects with a type in these script blocks, outer ones first, those about other pages left out."""
    found: list[Json] = []
    for block in blocks:
        for value in _values(block[:_LARGEST_BLOCK]):
            for item in _walk(value, _DEEPEST):
                found.append(item)
                if len(found) >= _MOST_OBJECTS:
                    return found
    return found


def types(item: Json) -> frozenset[str]:
    """The types of an object, without their namespace."""
    return frozenset(name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in strings(item.get("@type")))


def strings(value: object) -> list[str]:
    """The texts in a value that may be one, a list of some, or objects that carry one as `@value`, `name` or `@id`."""
    if isinstance(value, str):
        return [html.unescape(value).strip()] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value[:50] if not isinstance(item, list) for text in strings(item)]
    if isinstance(value, dict):
        return strings(value.get("@value") or value.get("name") or value.get("@id") or "")
    return []


def text(item: Json, key: str) -> str:
    """The first text of a field, "" where there is none."""
    return next(iter(strings(item.get(key))), "")


def _values(block: str) -> list[object]:
    """The JSON values of a block: read as it is, then mended, then field by field."""
    block = block.strip()
    if block[:1] + block[-1:] not in ("{}", "[]"):  # as nearly all are; looking for wrappers takes longer than reading
        block = _WRAPPERS.sub("", block).strip().rstrip(";")
    values = (
        _consecutive(block) or _consecutive(_TRAILING_COMMA.sub(r"\1", block)) or _consecutive(html.unescape(block))
    )
    if values:
        return values
    fields = {match["key"]: match["value"] for match in reversed(list(islice(_FIELD.finditer(block), _MOST_FIELDS)))}
    return [fields] if "@type" in fields else []


def _consecutive(block: str) -> list[object]:
    """The values that stand in a row in a block, up to the first that cannot be read."""
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    position = 0
    while position < len(block) and len(values) < _MOST_OBJECTS:
        try:
            value, position = decoder.raw_decode(block, position)
        except (ValueError, RecursionError):
            break
        values.append(value)
        position += len(block[position:]) - len(block[position:].lstrip(" \t\r\n,;"))
    return values


def _walk(value: object, depth: int) -> Iterator[Json]:
    """The typed objects in a value."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value[:_MOST_OBJECTS]:
            yield from _walk(item, depth - 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key, item in value.items():
            if key not in _ELSEWHERE and isinstance(item, dict | list):
                yield from _walk(item, depth - 1)
