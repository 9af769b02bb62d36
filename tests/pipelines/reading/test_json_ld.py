"""JSON-LD as pages really write it."""

import pytest

from pipelines.reading.json_ld import objects, strings, text, types

ARTICLE = '{"@type":"NewsArticle","headline":"قصف"}'


@pytest.mark.parametrize(
    "block",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph":[{{"@type":"WebPage"}},{ARTICLE}]}}',
        f'{{"@type":"WebPage","mainEntity":{ARTICLE}}}',
        ARTICLE.replace("}", ",}"),
        ARTICLE + ";",
        ARTICLE + ARTICLE.replace("قصف", "آخر"),
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        ARTICLE.replace('"', "&quot;"),
        '{"@type":"NewsArticle","headline":"قصف","description":"a "quoted" word"}',
        ARTICLE.replace("قصف", " قصف\n"),
        ARTICLE.replace("NewsArticle", "https://schema.org/NewsArticle"),
    ],
)
def test_an_article_is_found_in_any_dress(block: str) -> None:
    """Graphs, lists, nesting, trailing commas, wrappers, entities, raw line breaks and unescaped quotation marks."""
    found = [item for item in objects([block]) if "NewsArticle" in types(item)]
    assert text(found[0], "headline") == "قصف"


@pytest.mark.parametrize("block", ["", "null", "{", '{"headline":"x"}', "[1,2]", '"x"', "[" * 100_000, '{"a":' * 5_000])
def test_what_is_no_object_with_a_type_is_passed_over(block: str) -> None:
    """Scalars, fragments and endless nesting give nothing."""
    assert objects([block]) == []


def test_what_hangs_below_other_pages_is_left_out() -> None:
    """The items of a list of related articles are not this page's."""
    assert [types(item) for item in objects([f'{{"@type":"ItemList","itemListElement":[{ARTICLE}]}}'])] == [
        {"ItemList"}
    ]


def test_the_number_of_objects_is_bounded() -> None:
    """A page of endless objects is read to a limit."""
    assert len(objects([f"[{','.join([ARTICLE] * 2_000)}]"])) == 400
    assert len(objects([ARTICLE * 2_000])) == 400


def test_nesting_is_followed_to_a_limit() -> None:
    """Deep objects are beyond the reach of what a page needs."""
    deep = '{"x":' * 30 + ARTICLE + "}" * 30
    assert objects([deep]) == []


def test_texts_come_from_strings_lists_and_named_objects() -> None:
    """A field may be a text, some, or objects with a name, a value or an address."""
    assert strings(["a &amp; b", {"name": "c"}, {"@value": "d"}, {"@id": "e"}, {}, 5, [["f"]]]) == [
        "a & b",
        "c",
        "d",
        "e",
    ]
    assert strings(None) == []
    assert text({}, "headline") == ""
