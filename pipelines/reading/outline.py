"""What a page's whole tree shows, before anything of it is judged."""

from dataclasses import dataclass

from pipelines.arabic import fold
from pipelines.reading.elements import all_text
from pipelines.reading.parts import Parts

# Markup of bot guards, in lower case.
_GUARDS = (
    b"cf-browser-verification", b"cf_chl_", b"challenge-error-text", b"challenge-form", b"_incapsula_resource",
    b"sucuri_cloudproxy", b"px-captcha", b"captcha-delivery", b"g-recaptcha", b"h-captcha", b"cf-turnstile",
    b"awswafcookiedomainlist", b"ddos-guard",
)  # fmt: skip
# Characters of visible text below which a page can be a wall.
WALL = 2_500
# Words of a link that is a headline; its characters that are compared.
_HEADLINE_WORDS, LONGEST_LINK = 4, 400


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page shows before anything is taken out of it."""

    text: str  # its text, all in one line
    links: frozenset[str]  # texts of links as long as a headline
    linked: int  # characters of its text in links
    wall: bool  # the markup of a bot guard is in it
    titles: tuple[str, ...]  # texts of title and h1
    in_cards: int = 0  # characters in the headlines of cards that were taken out

    @property
    def length(self) -> int:
        """Characters of its text."""
        return len(self.text)

    @property
    def unlinked(self) -> int:
        """Characters of its text outside of links, without blanks."""
        return len(self.text) - self.text.count(" ") - self.linked

    @property
    def visible(self) -> str:
        """Its text, the first 20,000 characters, folded."""
        return fold(self.text[:20_000])

    @property
    def headlines(self) -> tuple[str, ...]:
        """Texts of title and h1, folded."""
        return tuple(fold(title) for title in self.titles)


def outline(parts: Parts, markup: bytes) -> Outline:
    """The outline of a page without scripts and styles, parsed from this markup."""
    body = parts.body
    shown = "" if body is None else " ".join(all_text(body).split())
    linked, headlines = 0, set()
    for link in parts.links:
        listed = all_text(link).split()
        linked += len("".join(listed))
        if linked > len(shown):  # links in links without end
            break
        if len(listed) >= _HEADLINE_WORDS:
            headlines.add(" ".join(listed)[:LONGEST_LINK])
    return Outline(
        text=shown,
        links=frozenset(headlines),
        linked=linked,
        wall=len(shown) < WALL and _is_guarded(markup),
        titles=tuple(all_text(element) for element in [*parts.titles, *parts.headings][:4]),
    )


def _is_guarded(markup: bytes) -> bool:
    markup = markup.lower()
    return any(mark in markup for mark in _GUARDS)
