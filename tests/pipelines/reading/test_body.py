"""The text of an article, by whichever way gives it."""

from pipelines.reading.blocks import prune
from pipelines.reading.body import Text, lines_of, text_of
from pipelines.reading.outline import outline
from pipelines.reading.parts import Parts
from pipelines.reading.statements import statements
from tests.pipelines.reading.samples import BODY, OTHER_HEADLINES, PARAGRAPHS, paragraphs, tree_of


def found_in(page: str) -> Text:
    """The text of a page."""
    tree = tree_of(page)
    said = statements(Parts(tree), "")
    growth, _ = prune(tree, None, outline(Parts(tree), page.encode()))
    return text_of(tree, growth, said)


def test_what_the_page_shows_comes_before_what_it_states() -> None:
    """A stated text has no paragraphs: it is taken only where it is much fuller."""
    stated = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{" ".join(PARAGRAPHS)}"}}</script>'
    )
    found = found_in(f"{stated}<article>{paragraphs()}</article>")
    assert (found.extractor, "\n".join(found.lines)) == ("structure", BODY)


def test_a_page_without_text_has_no_extractor() -> None:
    """Nothing found, nobody named."""
    assert found_in("<div></div>").extractor == ""


def test_where_structure_leaves_doubt_the_pruned_page_is_read_by_trafilatura() -> None:
    """What was left out or dropped is out of its sight, too."""
    scattered = "".join(f"<div class='x{number}'><div>{text}</div></div>" for number, text in enumerate(PARAGRAPHS))
    cards = "".join(f"<li><a href='/{number}'>{text}</a></li>" for number, text in enumerate(OTHER_HEADLINES[:3]))
    found = found_in(f"<nav>قائمة</nav><ul>{cards}</ul><article><p>{PARAGRAPHS[0][:90]}</p></article>{scattered}")
    assert found.extractor in ("trafilatura", "structure")
    assert OTHER_HEADLINES[0] not in "".join(found.lines)


def test_lines_lose_bullets_and_blanks() -> None:
    """The items of a list are lines of the text."""
    assert lines_of("- أول\n\n  • ثان \n ثالث") == ("أول", "ثان", "ثالث")
