"""What a page is, when it is no article."""

import pytest

from pipelines.article import Kind
from pipelines.reading.extract import extract
from tests.pipelines.reading.samples import (
    OTHER_HEADLINES,
    PARAGRAPHS,
    SOURCE,
    TITLE,
    URL,
    article,
    html,
    links,
    page,
    paragraphs,
)

MANY = [f"{text}، وتتمته طويلة بما يكفي لتكون جملة" for text in OTHER_HEADLINES[:6]]
SHORT = f"<p>{PARAGRAPHS[0]}</p>"
CHALLENGES = [
    html('<div id="challenge-error-text">Enable JavaScript and cookies to continue</div>', title="Just a moment..."),
    html(
        "<h1>example.org</h1><p>Checking your browser before accessing. Ray ID: 1</p>",
        title="Attention Required! | Cloudflare",
    ),
    html('<form class="g-recaptcha">تحقق</form>', title="تحقق"),
    html("<p>يرجى تفعيل جافا سكريبت في متصفحك ثم إعادة تحميل الصفحة للمتابعة</p>", title="الموقع"),
    html(
        "<h1>نحن نقدر خصوصيتك</h1><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك.</p><button>موافق</button>",
        title="الخصوصية",
    ),
    html("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>", title="موقع"),
    html("<p>Access to this page was denied to you.</p>", title="Access Denied"),
]
ERRORS = [
    html("<h1>404</h1><p>الصفحة التي تبحث عنها غير موجودة أو تم نقلها إلى مكان آخر.</p>", title="الموقع"),
    html("<h1>عذراً، حدث خطأ ما</h1><p>يرجى المحاولة في وقت آخر أو العودة إلى الصفحة الرئيسية.</p>", title="خطأ"),
    html("<h2>لا توجد نتائج</h2><p>نأسف، الخبر الذي تبحث عنه غير متوفر أو تم حذفه من الموقع.</p>", title="الموقع"),
    html("<p>Error establishing a database connection now and then</p>", title="Database Error"),
]


def kind(markup: str, url: str = URL, status: int = 200) -> Kind:
    """The kind of a page."""
    return extract(page(markup, url=url, status=status), SOURCE).kind


def ld(block: str) -> str:
    """A JSON-LD block."""
    return f'<script type="application/ld+json">{block}</script>'


@pytest.mark.parametrize("markup", CHALLENGES)
def test_a_wall_is_a_challenge(markup: str) -> None:
    """Bot guards, consent walls and pages that need a browser are temporary, whatever their status."""
    assert kind(markup) is Kind.CHALLENGE
    assert kind(markup, status=503) is Kind.CHALLENGE


@pytest.mark.parametrize("markup", ERRORS)
def test_an_error_page_with_status_200_is_an_error(markup: str) -> None:
    """Headline and title say that the page is not there, and there is little else."""
    assert kind(markup) is Kind.ERROR


def test_a_bad_status_makes_an_error_of_any_text() -> None:
    """What comes with 404 is not the article."""
    assert kind(article(), status=404) is Kind.ERROR


def test_an_article_about_errors_and_walls_is_an_article() -> None:
    """The same words in the headline of a long text are news; a guard's script in its markup is only a script."""
    extra = '<script src="/cdn-cgi/challenge-platform/x.js"></script><div class="g-recaptcha"></div>'
    assert (
        kind(
            article(
                title="خطأ في تقدير المسافة يؤدي إلى سقوط قذائف قرب البلدة", body=paragraphs(PARAGRAPHS * 1) + extra
            )
        )
        is Kind.ARTICLE
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://example.org",
        "https://example.org/ar/",
        "https://example.org/index.php",
        "https://example.org/tag/إدلب",
        "https://example.org/category/news/",
        "https://example.org/news/page/2",
        "https://example.org/%D9%88%D8%B3%D9%85/x",
    ],
)
def test_an_address_of_a_section_is_a_listing(url: str) -> None:
    """Home pages, tags, categories, authors, searches and their pages are no articles, whatever they show."""
    assert kind(article(), url=url) is Kind.LISTING


def test_an_article_below_a_section_is_an_article_where_it_says_so() -> None:
    """Some sites put the word for a section into the addresses of their articles."""
    news = ld('{"@type":"NewsArticle"}')
    assert kind(article(head=news), url="https://example.org/section/news/12345") is Kind.ARTICLE
    assert kind(article(head=news), url="https://example.org/ar/") is Kind.LISTING


def test_a_page_that_claims_to_be_a_collection_is_a_listing() -> None:
    """schema.org says so."""
    assert kind(article(head=ld('{"@type":"CollectionPage","name":"أخبار"}'))) is Kind.LISTING


def test_a_page_whose_text_is_links_is_a_listing() -> None:
    """Headlines that lead elsewhere are no text, also where the page calls itself an article."""
    cards = "".join(
        f'<div class="card"><h3><a href="/n/{n}">{text}</a></h3><p>{text}</p></div>'
        for n, text in enumerate(OTHER_HEADLINES)
    )
    assert kind(html(f"<main><h1>أخبار المحافظات اليوم</h1>{cards}</main>")) is Kind.LISTING
    assert kind(article(body=cards, head='<meta property="og:type" content="article">')) is Kind.LISTING


def test_a_flash_above_many_links_is_no_listing() -> None:
    """A headline that is no section's name, and a sentence that is not its repetition."""
    body = f"<div class='entry-content'><p>سقطت قذائف على البلدة قبل قليل</p></div><div>{links()}</div>"
    assert kind(html(f"<main><h1>{TITLE}</h1>{body}</main>")) is Kind.FLASH


def test_excerpts_that_lead_on_are_no_text() -> None:
    """A section may link each of its excerpts by a word."""
    cards = "".join(
        f"<div class='x'><b>{text}</b><i>مقتطف من {text}.</i><a href='/n'>التفاصيل</a></div>" for text in MANY
    )
    assert kind(html(f"<main><h1>أخبار المحافظات</h1>{cards}</main>")) is Kind.EMPTY


def test_an_article_among_many_links_is_an_article() -> None:
    """Links around the text do not make a listing of it."""
    assert (
        kind(html(f"<div>{links()}</div><main><h1>{TITLE}</h1>{paragraphs()}</main><div>{links()}</div>"))
        is Kind.ARTICLE
    )


@pytest.mark.parametrize(
    ("markup", "url", "expected"),
    [
        (article(body=SHORT, head='<meta property="og:type" content="video.other">'), URL, Kind.VIDEO),
        (article(body=SHORT, head=ld('{"@type":"VideoObject"}')), URL, Kind.VIDEO),
        (article(body=SHORT), "https://example.org/video/12345", Kind.VIDEO),
        (article(), "https://example.org/video/12345", Kind.ARTICLE),
        (article(body=SHORT), "https://example.org/gallery/12345", Kind.GALLERY),
        (article(body=SHORT, head=ld('{"@type":"ImageGallery"}')), URL, Kind.GALLERY),
        (article(head=ld('{"@type":"LiveBlogPosting"}')), URL, Kind.LIVE),
        (article(), "https://example.org/live/12345", Kind.LIVE),
        (article(title="لحظة بلحظة.. تطورات الوضع الميداني في ريف إدلب"), URL, Kind.LIVE),
        (article(body=SHORT, head=ld('{"@type":"NewsArticle","isAccessibleForFree":false}')), URL, Kind.PAYWALL),
        (article(body=SHORT + "<div>هذا المحتوى للمشتركين فقط</div>"), URL, Kind.PAYWALL),
        (article(body="<p>نص</p>"), URL, Kind.EMPTY),
        (article(body=SHORT), URL, Kind.FLASH),
        (html(SHORT, title=""), "https://example.org/x", Kind.EMPTY),
        (
            html(SHORT, title="", head='<meta property="og:type" content="article">'),
            "https://example.org/x",
            Kind.FLASH,
        ),
    ],
)
def test_media_pages_walls_and_short_texts_are_told_apart(markup: str, url: str, expected: Kind) -> None:
    """Claims and address make a video, a gallery or a live page of what has little text."""
    assert kind(markup, url) is expected
