"""The text of an article, by whichever way gives it."""

from lxml import html

from pipelines.reading.body import lines_of, text_of
from pipelines.reading.statements import statements
from tests.pipelines.reading.samples import BODY, PARAGRAPHS, paragraphs


def test_what_the_page_shows_comes_before_what_it_states() -> None:
    """A stated text has no paragraphs: it is taken only where it is much fuller."""
    stated = (
        f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{" ".join(PARAGRAPHS)}"}}</script>'
    )
    tree = html.document_fromstring(f"{stated}<article>{paragraphs()}</article>")
    found = text_of(tree, None, statements(tree, ""))
    assert (found.extractor, "\n".join(found.lines)) == ("structure", BODY)


def test_a_page_without_text_has_no_extractor() -> None:
    """Nothing found, nobody named."""
    tree = html.document_fromstring("<div></div>")
    assert text_of(tree, None, statements(tree, "")).extractor == ""


def test_lines_lose_bullets_and_blanks() -> None:
    """The items of a list are lines of the text."""
    assert lines_of("- أول\n\n  • ثان \n ثالث") == ("أول", "ثان", "ثالث")
