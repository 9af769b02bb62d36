"""What is not the article is taken out of the tree by its markup."""

import pytest
from lxml import html

from pipelines.reading.blocks import prune
from pipelines.reading.elements import name_words
from tests.pipelines.reading.samples import BODY, OTHER_HEADLINES, PARAGRAPHS, TITLE, links, paragraphs


def pruned(content: str) -> str:
    """The text of a page after pruning, line by line without the headline."""
    tree = html.document_fromstring(f"<html><body><h1>{TITLE}</h1><div>{content}</div></body></html>")
    heading = tree.find(".//h1")
    prune(tree, heading)
    return "\n".join(str(text).strip() for text in tree.itertext() if text.strip() and text != TITLE)


@pytest.mark.parametrize(
    "block",
    [
        "<nav>قائمة</nav>",
        "<aside>خبر جانبي</aside>",
        "<figure><img><figcaption>شرح الصورة</figcaption></figure>",
        '<div class="wp-caption"><p class="wp-caption-text">شرح الصورة</p></div>',
        '<blockquote class="twitter-tweet">تغريدة</blockquote>',
        '<div class="postShare">شارك</div>',
        '<section id="relatedNews">أخبار أخرى</section>',
        '<div class="read-more">المزيد</div>',
        '<div style="display: none">مخفي</div>',
        "<div hidden>مخفي</div>",
        '<div class="social-icons"><i>فيسبوك</i></div>',
        f"<div>{links(OTHER_HEADLINES[:3])}</div>",
        f'<p><a href="/1">{OTHER_HEADLINES[0]}</a></p>',
        "<script>var a = 'نص'</script>",
    ],
)
def test_what_is_not_the_article_goes_and_what_follows_stays(block: str) -> None:
    """Navigation, captions, embedded posts, cards, share bars and hidden texts go; the text behind them does not."""
    assert pruned(f"<p>{PARAGRAPHS[0]}</p>{block}{paragraphs(PARAGRAPHS[1:])}") == BODY


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="related sidebar">',
        '<form id="aspnetForm">',
        '<div class="social share">',
        '<div class="widget slider">',
        "<aside>",
    ],
)
def test_what_holds_the_article_stays_whatever_it_is_called(opening: str) -> None:
    """Themes name main containers badly: where most of the text is, the article is."""
    closing = f"</{opening[1:].split()[0].rstrip('>')}>"
    assert pruned(f"{opening}{paragraphs()}{closing}") == BODY


def test_prose_in_a_weakly_named_block_stays() -> None:
    """Some words name layout as often as purpose."""
    content = paragraphs(PARAGRAPHS[1:] * 2) + f'<div class="share">{PARAGRAPHS[0]}</div>'
    assert pruned(content).endswith(PARAGRAPHS[0])


def test_a_deck_under_the_headline_goes_and_links_in_sentences_stay() -> None:
    """The subtitle is apart from the text; a link within a sentence is part of it."""
    tree = html.document_fromstring(
        f"<h1>{TITLE}</h1><h2>عنوان فرعي</h2><p>قال <a href='/1'>{OTHER_HEADLINES[0]}</a> وأضاف كلاماً طويلاً</p>"
    )
    prune(tree, tree.find(".//h1"))
    text = "".join(str(part) for part in tree.itertext())
    assert "عنوان فرعي" not in text
    assert OTHER_HEADLINES[0] in text


def test_names_are_taken_apart() -> None:
    """Hyphens, underscores and capitals separate the words of a name."""
    assert name_words(html.fragment_fromstring('<div class="readMore post_TAGS" id="X"></div>')) == (
        "read",
        "more",
        "post",
        "tags",
        "x",
    )
    bare = html.document_fromstring("<p>نص</p>")
    prune(bare, None)
    assert "".join(str(part) for part in bare.itertext()) == "نص"
