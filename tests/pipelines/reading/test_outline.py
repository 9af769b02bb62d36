"""What a page shows before anything of it is judged."""

from pipelines.reading.outline import outline
from pipelines.reading.parts import Parts
from tests.pipelines.reading.samples import tree_of


def test_text_links_and_titles() -> None:
    """In one line; links as long as a headline; sizes without blanks."""
    page = (
        "<html><head><title>الموقع</title></head><body><h1>عنوان  الخبر</h1> "
        "<a href='/'>رابط طويل <b>من خمس</b> كلمات</a> <a href='/'>قصير</a></body></html>"
    )
    seen = outline(Parts(tree_of(page)), page.encode())
    assert seen.text == "عنوان الخبر رابط طويل من خمس كلمات قصير"
    assert seen.links == {"رابط طويل من خمس كلمات"}
    assert (seen.length, seen.linked, seen.unlinked) == (len(seen.text), 22, 10)
    assert seen.titles == ("الموقع", "عنوان  الخبر")
    assert not seen.wall


def test_the_markup_of_a_guard_counts_where_little_is_shown() -> None:
    """Whatever its case; an article may carry a form with a captcha."""
    guard = '<div class="G-ReCaptcha"></div>'
    assert outline(Parts(tree_of(guard)), guard.encode()).wall
    article = f"{guard}<p>{'كلمة ' * 600}</p>"
    assert not outline(Parts(tree_of(article)), article.encode()).wall
