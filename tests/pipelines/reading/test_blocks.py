"""What is not the article is taken out of the tree by its markup."""

import pytest

from pipelines.reading.blocks import prune, why_left_out
from pipelines.reading.layout import Layout
from pipelines.reading.nodes import Growth
from pipelines.reading.outline import outline
from pipelines.reading.parts import Parts
from tests.pipelines.reading.samples import BODY, OTHER_HEADLINES, PARAGRAPHS, TITLE, links, paragraphs, tree_of


def grown(page: str) -> Growth:
    """The nodes that are left of a page."""
    tree = tree_of(page)
    growth, _ = prune(tree, tree.css_first("h1"), outline(Parts(tree), page.encode()))
    return growth


def pruned(content: str) -> str:
    """The text of a page after pruning, line by line without the headline."""
    growth = grown(f"<html><body><h1>{TITLE}</h1><div>{content}</div></body></html>")
    return "\n".join(block.text for block in Layout(growth.root, growth.headline).blocks)


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
    text = grown(
        f"<h1>{TITLE}</h1><h2>عنوان فرعي</h2><p>قال <a href='/1'>{OTHER_HEADLINES[0]}</a> وأضاف كلاماً طويلاً</p>"
    ).root.text()
    assert "عنوان فرعي" not in text
    assert OTHER_HEADLINES[0] in text


def test_a_page_without_a_headline_or_a_body_is_pruned_as_well() -> None:
    """Nothing has to be there."""
    assert grown("<p>نص</p>").root.text() == "نص"


@pytest.mark.parametrize(
    ("attributes", "why"),
    [
        ({"hidden": ""}, "hidden"),
        ({"style": "display: none"}, "hidden"),
        ({"rel": "category tag"}, "the name of a section"),
        ({"role": "search"}, "role search"),
        ({"role": "main", "style": "color: red", "rel": "nofollow"}, ""),
    ],
)
def test_attributes_say_why(attributes: dict[str, str], why: str) -> None:
    """What is hidden, navigation or a section's name is told by its attributes."""
    assert why_left_out(attributes) == why
