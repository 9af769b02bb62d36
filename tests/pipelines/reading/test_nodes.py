"""Nodes know what they hold, and what was left out or dropped is no part of it."""

from pipelines.reading.names import Fate
from pipelines.reading.nodes import Growth, Node
from tests.pipelines.reading.samples import tree_of

PROSE = "كلام " * 30


def grow(markup: str, fates: dict[str, Fate] | None = None) -> Growth:
    """The nodes of a fragment, with the fate of each class."""
    tree = tree_of(f"<body>{markup}</body>")

    def decide(element: object, tag: str, attributes: dict[str, str]) -> Fate:
        return (fates or {}).get(attributes.get("class", ""), Fate.STAYS)

    body = tree.parser.body
    assert body is not None
    return Growth(body, tree.css_first("h1"), decide, 50)


def first(growth: Growth, tag: str) -> Node:
    """The node of this tag."""
    return next(node for node in growth.root.descendants() if node.tag == tag)


def test_sizes_leave_out_blanks_and_know_links() -> None:
    """In characters, with what stands in links apart."""
    growth = grow("<p> نص <a href='/'>رابط <b>آخر</b></a> خلف </p>")
    assert (growth.root.size, growth.root.linked) == (12, 7)
    assert [link.tag for link in growth.links] == ["a"]


def test_what_is_dropped_leaves_the_sizes_around_it_and_the_text_behind() -> None:
    """Once, however often it is dropped."""
    growth = grow("<div><p>أول</p>خلف<p>ثان</p></div>")
    first_of_two = growth.root.children[0].children[0]
    for _ in range(2):
        first_of_two.drop("a test")
    assert (growth.root.size, growth.root.text()) == (6, "خلفثان")
    assert first_of_two.gone
    assert not growth.root.gone
    assert [node.dropped for node in growth.root.dropped_inside()] == ["a test"]


def test_what_is_left_out_is_remembered_with_its_links_forgotten() -> None:
    """At once, or for having no prose unless it is large; invisible elements are not even asked about."""
    fates = {"x": Fate.LEFT_OUT, "w": Fate.STAYS_WITH_PROSE}
    growth = grow(
        "<div class='x'>أ</div>ب<div class='w'><a href='/'>ج</a></div><script>د</script>"
        f"<div class='w'>{PROSE}</div><div class='w'>{'كلمة <br>' * 40}</div>",
        fates,
    )
    assert [element.attributes["class"] for element in growth.left_out] == ["x", "w"]
    assert growth.links == []
    assert [node.has_prose for node in growth.root.children] == [True, False]
    assert growth.root.text().startswith("ب")


def test_pictures_and_times_are_noticed_from_outside() -> None:
    """So that nobody has to look for them again."""
    growth = grow("<div><p><img src='a'></p></div><section><time>أمس</time></section><h1>عنوان</h1>")
    div, section, heading = growth.root.children
    assert (div.pictured, div.timed, section.pictured, section.timed) == (True, False, False, True)
    assert growth.headline is heading
    assert growth.headings == [heading]


def test_prose_in_a_link_is_no_prose() -> None:
    """A long headline leads elsewhere; what stands behind the link does not."""
    assert not grow(f"<p><a href='/'>{PROSE}</a></p>").root.has_prose
    assert grow(f"<p><a href='/'>رابط</a>{PROSE}</p>").root.has_prose


def test_texts_apart_by_a_comment_are_one() -> None:
    """Frameworks put comments between the words of a sentence."""
    growth = grow(f"<p>{PROSE[:60]}<!-- -->{PROSE[60:120]}</p>")
    assert growth.root.children[0].content == [PROSE[:120]]
    assert growth.root.has_prose


def test_elements_without_end_become_text() -> None:
    """Deeper than any page is, what they hold is text of the innermost that is told apart."""
    growth = grow("<div>" * 2_000 + "<p>نص</p>خلف" + "</div>" * 2_000)
    assert growth.root.text() == "نصخلف"
    assert len(growth.nodes) < 300


def test_empty_attributes_are_empty() -> None:
    """Whatever the parser makes of them."""
    assert grow("<p class>نص</p>").root.children[0].kind == ("p", "")


def test_siblings_and_names() -> None:
    """The ones behind, and the words of a name."""
    growth = grow("<p>أ</p><p class='readMore' id='x'>ب</p><p>ج</p>")
    before, named, behind = growth.root.children
    behind.drop("a test")
    assert list(before.siblings()) == [named]
    assert list(growth.root.siblings()) == []
    assert (named.name, named.name_words, named.kind) == ("readMore x", ("read", "more", "x"), ("p", "readMore"))


def test_clearing_lets_go_of_everything() -> None:
    """No node keeps the one around it alive, so no cycle is left to the collector."""
    growth = grow("<div><p>أ</p></div>")
    paragraph = first(growth, "p")
    growth.clear()
    assert [node.parent for node in (paragraph, *growth.root.descendants())] == [None] * 3
