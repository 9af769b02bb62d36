"""What a check came to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: `advice` is empty when all is well, `failed` when Watira cannot do its work."""

    name: str
    state: str
    advice: str = ""
    failed: bool = False
