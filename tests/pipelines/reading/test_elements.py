"""Elements: their text, size and names, and taking them out."""

from pipelines.reading.elements import Element, all_text, attributes, drop, has_at_most, name, name_words, size
from tests.pipelines.reading.samples import tree_of


def element_of(markup: str) -> Element:
    """The first element of a page's body."""
    found = tree_of(markup).css_first("body > *")
    assert found is not None
    return found


def test_text_and_sizes_leave_out_what_stands_behind() -> None:
    """An element's text ends with the element; blanks and links are told apart."""
    element = element_of("<p>نص <a>رابط</a> آخر</p>خلف")
    assert all_text(element) == "نص رابط آخر"
    assert size(element) == 9


def test_sizes_are_compared_without_blanks_and_links() -> None:
    """As it stands, then rid of blanks, then of links: five signs are left of nine."""
    element = element_of("<p>نص <a>رابط</a>  آخر</p>")
    assert [has_at_most(largest, element) for largest in (12, 9, 5, 4)] == [True, True, True, False]


def test_a_dropped_element_leaves_the_text_behind_it() -> None:
    """Behind the parent's text, or behind the element before; the root stays."""
    tree = element_of("<div>أ<i>ب</i>ج<b></b><i>د</i>ه</div>")
    for element in tree.css("i"):
        drop(element)
    assert tree.html == "<div>أج<b></b>ه</div>"
    root = tree_of("<p>نص</p>")
    drop(root)
    assert all_text(root) == "نص"


def test_component_names_are_names() -> None:
    """Frameworks name elements by attributes of their own where classes are hashes."""
    element = element_of('<div class="css-1x" data-component="tags-block" lang="ar"></div>')
    assert name(attributes(element)) == "css-1x tags-block"


def test_names_are_taken_apart() -> None:
    """Hyphens, underscores and capitals separate the words of a name."""
    element = element_of('<div class="readMore post_TAGS" id="X"></div>')
    assert name_words(element) == ("read", "more", "post", "tags", "x")
