"""What a page may do to its reader ends in a reading; a fault of the program is told as one."""

import pytest
from lxml import etree
from selectolax.lexbor import SelectolaxError

from pipelines.article import Kind
from pipelines.reading import body, extract
from pipelines.reading.trace import Trace
from tests.pipelines.reading.samples import PARAGRAPHS, SOURCE, article, page

# Too short, and without a headline, for structure alone to be believed.
UNSURE = f"<div><p>{PARAGRAPHS[0]}</p></div>"


def raising(error: Exception) -> object:
    """A function that raises."""

    def raises(*_: object, **__: object) -> object:
        raise error

    return raises


@pytest.mark.parametrize("error", [TypeError("of ours"), AttributeError("of ours"), KeyError("of ours"), IndexError()])
def test_a_fault_of_ours_does_not_look_like_an_empty_page(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """It goes to whoever asked: in a crawl it becomes a page that failed, with its type."""
    monkeypatch.setattr(extract, "times", raising(error))
    with pytest.raises(type(error)):
        extract.extract(page(article()), SOURCE)


@pytest.mark.parametrize("error", [SelectolaxError("of the parser"), RecursionError()])
def test_what_a_page_may_cause_leaves_it_empty(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """A parser that gives up, and elements in elements without end."""
    monkeypatch.setattr(extract, "times", raising(error))
    assert extract.extract(page(article()), SOURCE).kind is Kind.EMPTY


@pytest.mark.parametrize("error", [TypeError("of theirs"), AttributeError(), etree.ParserError("empty"), ValueError()])
def test_a_fault_of_trafilatura_costs_no_text(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """It is a program of others, and only one way of reading: what structure found stays, and the trace says so."""
    monkeypatch.setattr(body, "bare_extraction", raising(error))
    trace = Trace()
    reading = extract.extract(page(UNSURE), SOURCE, trace)
    assert PARAGRAPHS[0] in reading.body
    failed = [seen.reason for seen in trace.extractors if not seen.won]
    assert failed == [f"it failed: {type(error).__name__}: {error}"]
