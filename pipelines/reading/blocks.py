"""Leave out of a page's tree what is not the article: navigation, related cards, share bars, captions, embedded posts.

Elements are known by their HTML meaning first, then by the words of their class and id, which content management
systems share the world over. An element that holds a good part of the page's text is never left out for its name
alone: themes put such words on the body and on main containers, too.
"""

from collections.abc import Iterable

from pipelines.reading import deck
from pipelines.reading.cards import drop_link_lists
from pipelines.reading.elements import Element, ancestors, attributes, has_at_most, name
from pipelines.reading.names import Fate, fate
from pipelines.reading.nodes import Growth
from pipelines.reading.outline import Outline
from pipelines.reading.trace import Trace

# Elements that hold other things than the article, unless the whole page stands in one (as in the form of ASP.NET
# pages).
_SELDOM_TEXT = frozenset({"form", "button", "dialog", "menu", "video", "audio", "figcaption"})
# And those that frame a page, or hold other pages.
_FRAME = frozenset(
    {
        "nav", "aside", "footer", "amp-ad", "amp-consent", "amp-embed", "amp-facebook", "amp-instagram", "amp-sidebar",
        "amp-tiktok", "amp-twitter",
    }
)  # fmt: skip
_BY_TAG = _SELDOM_TEXT | _FRAME
_NEVER_LEFT_OUT = frozenset({"html", "body", "main"})
# Roles of accessible markup that name what is not the article.
_ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "dialog", "menu", "menubar", "toolbar"})
_TELLING = frozenset({"style", "rel", "hidden", "role"})
# An element with more than this share of the page's text outside links stays, whatever its name.
_LARGE_SHARE = 0.3
# What frames a page goes up to this share, where the headline stands outside of it: the frame of a flash of two lines
# is much larger than its article.
_FRAME_SHARE = 0.9


def prune(tree: Element, headline: Element | None, seen: Outline, named: Element | None = None) -> tuple[Growth, int]:
    """The nodes of what may be the article, as far as markup tells. Texts behind what is left out stay, and so does
    what is `named` as the text.

    With it, how much text stood in the headlines of cards, in characters: pages that are lists of articles have much.
    """
    body = tree.parser.body
    judge = _Judge([headline, named], seen.unlinked)
    growth = Growth(tree if body is None else body, headline, judge.decide, judge.largest)
    in_cards = drop_link_lists(growth)
    deck.drop(growth)
    return growth, in_cards


class _Judge:
    """Says of each element, from the outside in, whether it is left out."""

    def __init__(self, kept: Iterable[Element | None], unlinked: int) -> None:
        self._kept = {
            around.mem_id for element in kept if element is not None for around in (element, *ancestors(element))
        }
        self.largest = _LARGE_SHARE * unlinked
        self._largest_frame = _FRAME_SHARE * unlinked if self._kept else self.largest

    def decide(self, element: Element, tag: str, attributes: dict[str, str]) -> Fate:
        """What becomes of an element: what holds the headline or much of the page's text stays."""
        if not attributes and tag not in _BY_TAG:
            return Fate.STAYS
        if tag in _FRAME:
            told = Fate.FRAME
        elif tag in _SELDOM_TEXT or (not _TELLING.isdisjoint(attributes) and why_left_out(attributes)):
            told = Fate.LEFT_OUT
        else:
            told = fate(name(attributes)) if attributes else Fate.STAYS
        if told is Fate.STAYS or tag in _NEVER_LEFT_OUT or element.mem_id in self._kept:
            return Fate.STAYS
        if told is Fate.STAYS_WITH_PROSE:
            return told
        largest = self._largest_frame if told is Fate.FRAME else self.largest
        return Fate.LEFT_OUT if has_at_most(largest, element) else Fate.STAYS


def note(trace: Trace, growth: Growth) -> None:
    """Note what was left out and dropped, and why; to be called before the parser's tree is touched."""
    for element in growth.left_out:
        told = why_left_out(attributes(element))
        trace.drop(element, told or (f"<{element.tag}>" if element.tag in _BY_TAG else "by name"))
    for node in growth.root.dropped_inside():
        trace.drop(node.element, node.dropped)


def why_left_out(attributes: dict[str, str]) -> str:
    """How attributes say that their element is hidden, navigation, or the name of a section; "" where they do not."""
    if "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", ""):
        return "hidden"
    relation, role = attributes.get("rel", ""), attributes.get("role", "")
    if "category" in relation or relation == "tag":
        return "the name of a section"
    return f"role {role}" if role in _ROLES else ""
