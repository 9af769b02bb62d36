"""Whatever a page holds, reading it ends soon and never raises."""

from datetime import UTC, date, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.newsroom.desk import houses
from demo.newsroom.press import Press
from pipelines import lexicon
from pipelines.article import Article, Page, Rejection, Source
from pipelines.flow import read
from pipelines.urls import canonical
from tests.patience import patience

SOURCE = Source("nahr", "صحيفة النهرين", "Nahrayn", "https://nahrayn.example/", timezone="Asia/Damascus")
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
URL = "https://nahrayn.example/news/1001"
TEXT = "قصفت المدفعية أحياء بلدة في ريف إدلب صباح اليوم وفق ما أفاد به سكان منها. "
END = f"<h1>عنوان خبر في خمس كلمات</h1><p>{TEXT * 5}</p></body></html>"


def link(number: int) -> str:
    """A link to another article."""
    return f'<a href="/n/{number}">عنوان خبر آخر من ست كلمات</a>'


def nested(tag: str, depth: int, inner: str) -> str:
    """Elements in elements; `tag` may have attributes."""
    return f"<{tag}>" * depth + inner + f"</{tag.split()[0]}>" * depth


HOSTILE = {
    "elements nested without end": nested("div", 100_000, TEXT),
    "inline elements nested": nested("b", 10_000, TEXT),
    "elements never closed": "<b>" * 50_000 + TEXT,
    "a million attributes": "<p " + " ".join(f"a{number}=1" for number in range(1_000_000)) + ">",
    "many attributes again and again": ("<p " + " ".join(f"a{n}=1" for n in range(400)) + ">نص</p>") * 100,
    "links without end": "<p>" + "".join(map(link, range(20_000))) + "</p>",
    "headlines nested": nested("div", 150, "".join(f"<div>{link(number)}</div>" for number in range(5_000))),
    "line breaks": "<p>" + f"{TEXT}<br>" * 5_000 + "</p>",
    "a long attribute": f"<p title='{'x' * 3_000_000}'>{TEXT}</p>",
    "statements of five megabytes": '<script type="application/ld+json">{"@type":"NewsArticle","a":['
    + ",".join(['{"@type":"Thing"}'] * 250_000)
    + "]}</script>",
    "statements nested": '<script type="application/ld+json">' + "[" * 200_000 + "</script>",
    "statements of commas": '<script type="application/ld+json">{"@type":' + " ," * 400_000 + "</script>",
    "a graph in a circle": '<script type="application/ld+json">{"@graph":[{"@id":"#a","@type":"NewsArticle",'
    '"author":{"@id":"#b"}},{"@id":"#b","@type":"Person","name":{"@id":"#a"}}]}</script>',
    "zeros": "<p>" + "\0" * 1_000_000 + "</p>",
    "entities": "<p>" + "&amp;" * 500_000 + "</p>",
    "entities that grow": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>' + "&b;" * 50_000,
    "digits": f"<time>{'1/' * 50_000}</time><span>{'12 ' * 50_000}</span><time>{'12:30 ' * 50_000}</time>",
    "brackets": f"<title>{'[' * 50_000}{'| ' * 50_000}</title><h1>{'([' * 50_000}</h1>",
    "blanks": "<p>" + " \n" * 1_000_000 + "</p>",
    "marks": "<p>" + "ـ" * 500_000 + "ا" + "\u064b" * 500_000 + "</p>",
    "times": "".join(f"<time>{day % 28 + 1}/1/2024 12:30</time>" for day in range(3_000)),
    "meta elements": "".join(f'<meta name="date" content="{number} x">' for number in range(20_000)),
    "headlines of the first level": "".join(f"<h1>عنوان {number} {TEXT}</h1>" for number in range(2_000)),
    "names without end": "".join(f'<div class="{"a-" * 200}{number}">{TEXT}</div>' for number in range(1_000)),
    "authors in authors": nested('div itemprop="author"', 200, TEXT * 200),
    "formatting left open": "<p>" + "".join(f"<b a={n}>" for n in range(3_000)) + "</p>" + f"<p>{TEXT}" * 1_500,
    "formatting, fewer": "".join(f"<b a={n}>" for n in range(95)) + f"<p>{TEXT}" * 3_000,
    "links in cells, closed": "".join(f"<table><td><a h={n}>" for n in range(4_000)) + "</td></table>" * 4_000,
    "links in objects": "".join(f"<object><a h={n}>{TEXT}" for n in range(5_000)) + "<p>x" * 15_000,
    "elements left open": "<x-y>" * 29_000 + "</span>" * 29_000 + TEXT,
    "options": "<select><button><selectedcontent></selectedcontent></button>" + f"<option>{TEXT}" * 20_000,
    "links in links": "".join(f"<a href=/><div>{TEXT}" for _ in range(1_000)),
    "lists in lists": nested("ul><li", 120, "".join(f"<li>{link(number)}</li>" for number in range(1_000))),
    "badly named elements": nested('div class="related share"', 200, f"<p>{TEXT}</p>" * 500),
    "broken letters": "<p>" + TEXT.encode()[:-3].decode("utf-8", "surrogateescape") * 100 + "</p>",
}


@pytest.mark.parametrize("start", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_page_is_read_soon(start: str) -> None:
    """Alone and in front of an article, as text and as the bytes of it."""
    for body in (start, start + END):
        with patience():
            outcome = read(Page(URL, body.encode("utf-8", "surrogateescape"), NOW), SOURCE, lexicon.default())
        assert isinstance(outcome, Article | Rejection)


def test_a_huge_page_is_not_read() -> None:
    """Fifty megabytes are no article."""
    outcome = read(Page(URL, b"<p>" + b"a " * 25_000_000, NOW), SOURCE, lexicon.default())
    assert isinstance(outcome, Rejection)


@cache
def newsroom() -> tuple[bytes, ...]:
    """The pages of the sample newsroom."""
    presses = [Press(house, f"http://{house.address}:8000", date(2026, 3, 4), "morning") for house in houses()]
    return tuple(press.answer(story.path).body for press in presses for story in press.stories)


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A page of the newsroom, cut, doubled, turned round, or with something in it that does not belong there."""
    page = draw(st.sampled_from(newsroom()))
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(page)), st.integers(0, len(page)))))
        change = draw(st.sampled_from(["cut", "double", "turn", "put", "nest", "names"]))
        if change == "cut":
            page = page[:start] + page[end:]
        elif change == "double":
            page = page[:end] + page[start:]
        elif change == "turn":
            page = page[end:] + page[:end]
        elif change == "put":
            page = page[:start] + draw(st.binary(max_size=50)) + page[start:]
        elif change == "nest":
            page = (
                page[:start]
                + draw(st.sampled_from([b"<table>", b"<a>", b"<p>", b"</div>", b"<!--", b"<b>"])) * 9
                + page[start:]
            )
        else:
            page = page.replace(
                draw(st.sampled_from([b"class=", b"<p", b"</", b'"', b"datePublished", b"ar"])),
                draw(st.binary(max_size=8)),
            )
    return page


@settings(max_examples=100)
@given(body=spoilt())
def test_a_spoilt_page_keeps_every_promise(body: bytes) -> None:
    """An article or a reason; a clean body, a title in one line, a canonical address, evidence that maps back."""
    outcome = read(Page(URL, body, NOW), SOURCE, lexicon.default())
    reading = outcome.reading
    if reading is not None:
        assert canonical(reading.url) == reading.url
        assert all(line == line.strip() and line for line in reading.body.split("\n") if reading.body)
        assert not any(char < " " and char != "\n" for char in reading.body + reading.title)
        assert "\n" not in reading.title
    if isinstance(outcome, Article):
        assert outcome.reading.body
        for found in outcome.tagging.evidence:
            text = outcome.reading.title if found.where == "title" else outcome.reading.body
            assert text[found.start : found.end] == found.words
