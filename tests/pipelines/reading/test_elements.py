"""Elements: their text, size and names, and taking them out."""

from lxml import etree

from pipelines.reading.elements import all_text, attributes, drop, has_at_most, name, name_words, size


def test_text_and_sizes_leave_out_what_stands_behind() -> None:
    """An element's text ends with the element; blanks and links are told apart."""
    tree = etree.fromstring("<div><p>نص <a>رابط</a> آخر</p>خلف</div>")
    assert all_text(tree[0]) == "نص رابط آخر"
    assert size(tree[0]) == 9


def test_sizes_are_compared_without_blanks_and_links() -> None:
    """As it stands, then rid of blanks, then of links: five signs are left of nine."""
    element = etree.fromstring("<p>نص <a>رابط</a>  آخر</p>")
    assert [has_at_most(largest, element) for largest in (12, 9, 5, 4)] == [True, True, True, False]


def test_a_dropped_element_leaves_the_text_behind_it() -> None:
    """Behind the parent's text, or behind the element before; the root stays."""
    tree = etree.fromstring("<div>أ<i>ب</i>ج<b/><i>د</i>ه</div>")
    for element in tree.findall("i"):
        drop(element)
    drop(tree)
    assert etree.tostring(tree, encoding="unicode") == "<div>أج<b/>ه</div>"


def test_component_names_are_names() -> None:
    """Frameworks name elements by attributes of their own where classes are hashes."""
    element = etree.fromstring('<div class="css-1x" data-component="tags-block" lang="ar"/>')
    assert name(attributes(element)) == "css-1x tags-block"


def test_names_are_taken_apart() -> None:
    """Hyphens, underscores and capitals separate the words of a name."""
    element = etree.fromstring('<div class="readMore post_TAGS" id="X"/>')
    assert name_words(element) == ("read", "more", "post", "tags", "x")
