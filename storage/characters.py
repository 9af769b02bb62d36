"""What Postgres cannot hold in a text is taken out on the way in, so that a hostile page costs no row."""

import re
from collections.abc import Mapping
from typing import Any

# NUL is refused in text and jsonb; a lone surrogate has no UTF-8 form.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(value: Any) -> Any:
    """The value without characters that Postgres refuses: in a text, and in the texts of lists, tuples and mappings."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("", str(value))
    if isinstance(value, Mapping):
        return {storable(name): storable(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(item) for item in value]
    return value
