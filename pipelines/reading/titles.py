"""The title of an article: its headline without the site's name.

Title elements end (or begin) with the site's name behind a separator.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain

from pipelines.arabic import words
from pipelines.article import Source
from pipelines.reading import json_ld
from pipelines.reading.elements import Element, all_text, attribute, text_before_elements
from pipelines.reading.parts import Parts
from pipelines.reading.statements import Statements, one_line
from pipelines.reading.trace import Trace

# A site's name is short; what stands behind a separator in a title and is longer belongs to the title. In words.
_LONGEST_SITE_NAME = 6
_SEPARATOR = re.compile(r"\s+[|\-–—:•·»«]+\s+|\s*\|\s*")
_LONGEST_TITLE = 400  # characters
_MOST_HEADINGS = 20  # of those that come first, which are looked at
# A visible headline of so many words is one; a shorter one must share so much with what the page states.
_WORDY, _AGREED = 4, 0.4
# What a headline stands in where a page has no headings, and so many characters of it at least.
_PLAIN = "span,div,td,font,b,strong,p,h5,h6,a"
_SHORTEST_PLAIN = 15


def headline(parts: Parts) -> str:
    """The visible headline: of the page's h1 elements the one nearest to what the title element says.

    Where none has the words of a headline (a logo, a section), a smaller heading that the title element begins with.
    """
    found = _texts(parts.headings)
    stated = one_line(parts.title)
    best = found[0] if found else ""
    if len(found) > 1 and stated:
        best = max(found, key=lambda text: (round(_likeness(text, stated), 2), -found.index(text)))
    short = len(words(best)) < _WORDY
    if short or (stated and stated != best and _is_logo(best, stated)):
        told = [words(text) for text in (stated, _open_graph(parts)) if text]
        smaller = chain(_texts(parts.smaller), _plain(parts, stated) if short else ())
        agreed = (text for text in smaller if any(_begins(title, words(text)) for title in told))
        alone = not best and len(words(stated)) <= _LONGEST_SITE_NAME
        return next(chain(agreed, _unlinked(parts.smaller) if alone else ()), best)
    return best


def _is_logo(text: str, stated: str) -> bool:
    """Whether a heading of many words may be the site's name: the title element ends with it, or is something else."""
    return stated.endswith(text) or (text not in stated and _likeness(text, stated) < _AGREED)


def _unlinked(headings: Sequence[Element]) -> Iterator[str]:
    """What the first headings say that are long enough for a headline and lead nowhere."""
    for element in headings[:_MOST_HEADINGS]:
        parent = element.parent
        if element.css_first("a") is None and (parent is None or parent.tag != "a"):
            text = one_line(all_text(element))
            if len(words(text)) > _WORDY and len(text) <= _LONGEST_TITLE:
                yield text


def _begins(title: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a title begins with the words of a headline; or ends with them, behind a site's name."""
    count = len(said)
    behind = len(title) - count
    return count >= _WORDY and (title[:count] == said or (0 < behind <= _LONGEST_SITE_NAME and title[behind:] == said))


def _open_graph(parts: Parts) -> str:
    """The title that a page states for posts in social networks."""
    stated = (attribute(element, "content") for element in parts.metas if attribute(element, "property") == "og:title")
    return one_line(next(stated, ""))


def _plain(parts: Parts, stated: str) -> Iterator[str]:
    """Lines in elements made for no headline that the title element has as well, as on pages laid out by tables."""
    for element in parts.tree.css(_PLAIN):
        text = text_before_elements(element).strip()
        if len(text) >= _SHORTEST_PLAIN and text[:_SHORTEST_PLAIN] in stated:
            whole = one_line(all_text(element))
            if len(whole) <= _LONGEST_TITLE:
                yield whole


def _texts(headings: Sequence[Element]) -> list[str]:
    """What the first of these elements say, those left out that are empty or longer than titles are."""
    texts = [one_line(all_text(element)) for element in headings[:_MOST_HEADINGS]]
    return [text for text in texts if 0 < len(text) <= _LONGEST_TITLE]


def shown(element: Element) -> str:
    """What an element says, as a headline."""
    return one_line(all_text(element))[:_LONGEST_TITLE]


def heading(parts: Parts, text: str) -> Element | None:
    """The element of the headline `text`: an h1, or a smaller heading."""
    if not text:
        return None
    elements = chain(parts.headings, parts.smaller[:_MOST_HEADINGS])
    found = next((element for element in elements if one_line(all_text(element)) == text), None)
    if found is None:
        plain = (one for one in parts.tree.css(_PLAIN) if text_before_elements(one).strip()[:1] == text[:1])
        found = next((element for element in plain if one_line(all_text(element)) == text), None)
    return found


def title(said: Statements, visible: str, source: Source) -> str:
    """The best title: the visible headline where the page states it elsewhere too or states nothing, else what it
    states."""
    names = site_names(_names(said, source))
    seen = "" if _key(visible) in names else visible
    if len(words(seen)) >= _WORDY:
        return without_site_name(seen, names)
    stated = [without_site_name(text, names) for text in map(one_line, _stated(said)) if text]
    stated = [text for text in stated if text and _key(text) not in names]
    if seen and max((_likeness(seen, text) for text in stated), default=1.0) >= _AGREED:
        return without_site_name(seen, names)
    return stated[0][:_LONGEST_TITLE] if stated else one_line(visible)


def note(trace: Trace, said: Statements, visible: str, source: Source, prefix: str, title: str) -> None:
    """Note the titles that the page shows and states, and which of them is its title."""
    names = site_names(_names(said, source))
    won = " ".join(words(f"{prefix} {title}"))
    for origin, text in (("h1", visible), *zip(_ORIGINS, _stated(said), strict=True)):
        bare = without_site_name(one_line(text), names)
        if bare:
            trace.title(origin, bare, won=_key(bare) == won)


def _stated(said: Statements) -> tuple[str, ...]:
    """The titles that a page states, the best first."""
    return (
        json_ld.text(said.article, "headline") or json_ld.text(said.article, "name"),
        said.first("og:title"),
        said.first("twitter:title", "dc.title"),
        said.title,
    )


_ORIGINS = ("json-ld", "og:title", "twitter:title", "title")


def site_names(names: Iterable[str]) -> frozenset[str]:
    """Names as titles are searched for them."""
    return frozenset(key for key in map(_key, names) if key)


def without_site_name(text: str, names: frozenset[str]) -> str:
    """A title without the site's name in front or behind, `names` as `site_names` gives them.

    Also behind a bar or dash where it is short and stated as a name.
    """
    for _ in range(3):
        pieces = [(match.start(), match.end()) for match in _SEPARATOR.finditer(text)]
        cut = pieces and (_without_end(text, pieces, names) or _without_start(text, pieces, names))
        if not cut:
            break
        text = cut
    return text


def _without_end(text: str, separators: Sequence[tuple[int, int]], known: frozenset[str]) -> str:
    """The text in front of a known name; of the last bar, where what follows is short and what precedes a title."""
    for start, end in separators:
        if _key(text[end:]) in known and text[:start].strip():
            return text[:start].strip()
    if separators and "|" in text[slice(*separators[-1])]:
        start, end = separators[-1]
        if len(words(text[end:])) <= _LONGEST_SITE_NAME and len(words(text[:start])) > len(words(text[end:])):
            return text[:start].strip()
    return ""


def _without_start(text: str, separators: Sequence[tuple[int, int]], known: frozenset[str]) -> str:
    for start, end in separators:
        if _key(text[:start]) in known and text[end:].strip():
            return text[end:].strip()
    return ""


def _names(said: Statements, source: Source) -> list[str]:
    """What the site may call itself: the catalogue's names, and those that the page states."""
    names = [*source.names, said.first("og:site_name"), said.first("application-name", "apple-mobile-web-app-title")]
    sites = [
        item for item in said.objects if json_ld.types(item) & {"Organization", "NewsMediaOrganization", "WebSite"}
    ]
    names.extend(json_ld.text(item, "name") for item in sites)
    names.extend(json_ld.strings(said.article.get("publisher")))
    return [one_line(name) for name in names if name]


def _key(text: str) -> str:
    return " ".join(words(text))


def _likeness(one: str, other: str) -> float:
    """How much two titles share, 0 to 1; a title within a longer one counts by its own length."""
    if one == other:
        return 1.0
    a, b = words(one[:_LONGEST_TITLE]), words(other[:_LONGEST_TITLE])
    shared = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return shared / max(1, min(len(a), len(b)), len(a) // 2)
