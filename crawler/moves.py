"""Where an address has moved for good."""

from scrapy.http import Response

_PERMANENT = frozenset({301, 308})


def moved_to(response: Response) -> str | None:
    """The address of an answer to which permanent redirects alone led; None: there was none, or another."""
    reasons = response.meta.get("redirect_reasons", []) if response.request else []
    return response.url if reasons and all(reason in _PERMANENT for reason in reasons) else None
