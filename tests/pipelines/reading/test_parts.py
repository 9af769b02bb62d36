"""What is asked for by its tag is found in one walk."""

from pipelines.reading.parts import Parts
from tests.pipelines.reading.samples import tree_of


def test_elements_stand_in_the_order_of_the_page() -> None:
    """Smaller headings of all levels in one list; the first title element counts."""
    parts = Parts(
        tree_of(
            "<head><title>أ</title><meta name=x><link rel=y><script>z</script></head>"
            "<h3>ب</h3><h1>ج</h1><h2><a href=/>د</a></h2><svg><title>ه</title></svg>"
        )
    )
    assert [element.tag for element in parts.smaller] == ["h3", "h2"]
    found = (parts.titles, parts.headings, parts.metas, parts.relations, parts.scripts, parts.links)
    assert list(map(len, found)) == [2, 1, 1, 1, 1, 1]
    assert parts.title == "أ"


def test_a_page_without_a_title_has_an_empty_one() -> None:
    """No title element, or one that holds nothing."""
    assert Parts(tree_of("<p>نص</p>")).title == ""
    assert Parts(tree_of("<title></title><p>نص</p>")).title == ""
