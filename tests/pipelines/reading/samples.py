"""Pages in the markup families of Arabic news sites, with texts written for these tests."""

from datetime import UTC, datetime

from pipelines.article import Link, Page, Source
from pipelines.reading.elements import Element
from pipelines.reading.parsing import parsed

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)
URL = "https://news.example.org/2026/11/22/12345-qasf"
SOURCE = Source(key="sample", name_ar="وكالة العينة", name_en="Sample Agency", home="https://news.example.org/")

TITLE = "قصف مدفعي يستهدف محيط بلدة النموذج في ريف إدلب"
PARAGRAPHS = (
    "تعرض محيط بلدة النموذج في ريف إدلب الجنوبي صباح اليوم لقصف مدفعي متقطع، "
    "وفق ما أفاد به سكان من المنطقة لمراسلنا في المكان.",
    "وقال أحد السكان إن القذائف سقطت في أراض زراعية شرقي البلدة، "
    "وإن فرق الدفاع المدني توجهت إلى المكان فور توقف القصف.",
    "ولم ترد معلومات مؤكدة عن إصابات بشرية حتى ساعة إعداد الخبر، في حين لحقت أضرار مادية بعدد من المنازل القريبة.",
    "وتشهد المنطقة هدوءاً حذراً منذ أسابيع، تخللته خروقات متفرقة على خطوط التماس بحسب مراصد محلية.",
)
BODY = "\n".join(PARAGRAPHS)
OTHER_HEADLINES = tuple(f"عنوان خبر آخر طويل بما يكفي رقم {number} من أخبار الموقع" for number in range(1, 16))


def tree_of(markup: str) -> Element:
    """Markup as a tree."""
    root = parsed(markup.encode())
    assert root is not None
    return root


def paragraphs(texts: tuple[str, ...] = PARAGRAPHS, tag: str = "p") -> str:
    """Texts as elements."""
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def links(texts: tuple[str, ...] = OTHER_HEADLINES) -> str:
    """Headlines of other articles, as a list of links."""
    return "<ul>" + "".join(f'<li><a href="/n/{number}">{text}</a></li>' for number, text in enumerate(texts)) + "</ul>"


def page(
    markup: str | bytes,
    url: str = URL,
    status: int = 200,
    headers: dict[str, str] | None = None,
    link: Link | None = None,
) -> Page:
    """A fetched page with this markup."""
    body = markup.encode() if isinstance(markup, str) else markup
    return Page(url=url, body=body, fetched_at=NOW, status=status, headers=headers or {}, link=link)


def html(content: str, head: str = "", title: str = TITLE) -> str:
    """A whole document."""
    top = f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>{title}</title>{head}</head>'
    return f"{top}<body>{content}</body></html>"


def article(head: str = "", extra: str = "", title: str = TITLE, body: str | None = None) -> str:
    """A plain article page with a headline, something between it and the text, and the text."""
    return html(f"<main><article><h1>{title}</h1>{extra}{body or paragraphs()}</article></main>", head, title)


WORDPRESS = html(
    f"""<header><nav>{links()}</nav></header>
<div id="content" class="site-content has-sidebar"><article class="post-1 post type-post">
<h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta"><span class="byline">كتب: سالم النموذجي</span>
<time class="entry-date published" datetime="2026-11-22T10:30:00+03:00">نوفمبر 22, 2026</time></div>
<div class="entry-content">
<figure class="wp-image"><img src="a.jpg"><figcaption>صورة لا علاقة لها بالنص</figcaption></figure>
{paragraphs(PARAGRAPHS[:2])}
<p><strong>اقرأ أيضاً: عنوان خبر آخر لا يخص هذا الخبر</strong></p>
<p><a href="/n/9">هذا رابط إلى خبر آخر داخل النص نفسه</a></p>
{paragraphs(PARAGRAPHS[2:])}
<blockquote class="twitter-tweet"><p>تغريدة مضمنة في الصفحة ليست من نص الخبر أبداً.</p></blockquote>
<div class="sharedaddy sd-sharing-enabled">شارك هذا الموضوع على فيسبوك وتويتر</div>
<div class="jp-relatedposts">{links(OTHER_HEADLINES[:3])}</div></div>
<div class="tags-links">الوسوم: إدلب</div></article>
<aside class="widget">{links()}</aside></div>
<div id="comments">قال قارئ في تعليقه كلاماً طويلاً لا علاقة له بالخبر المنشور في هذه الصفحة.</div>
<footer>جميع الحقوق محفوظة</footer>""",
    head="""<meta property="og:type" content="article"><meta property="og:site_name" content="وكالة العينة">
<link rel="canonical" href="https://news.example.org/2026/11/22/12345-qasf/">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"Article","headline":"HEADLINE","author":{"@id":"#p1"},"datePublished":"2026-11-22T07:30:00+00:00",
"dateModified":"2026-11-22T08:00:00+00:00"},
{"@type":"WebSite","name":"وكالة العينة"},{"@type":"Person","@id":"#p1","name":"سالم النموذجي"}]}</script>""".replace(
        "HEADLINE", TITLE
    ),
    title=f"{TITLE} - وكالة العينة",
)

DRUPAL = html(
    f"""<div class="region region-header"><ul class="menu">{links()}</ul></div>
<div class="node node--type-article"><h1 class="page-title"><span>{TITLE}</span></h1>
<div class="field field--name-field-date"><div class="field__item">الأحد 22 تشرين الثاني 2026 - 10:30 ص</div></div>
<div class="field field--name-body field__item">{paragraphs()}</div></div>
<div class="view view-related-news"><div class="views-row">{links(OTHER_HEADLINES[:4])}</div></div>""",
    title=f"{TITLE} | وكالة العينة",
)

CUSTOM = html(
    f"""<form method="post" action="./news.aspx" id="form1"><div class="top">{links()}</div>
<h1>{TITLE}</h1><h2>عنوان فرعي قصير تحت العنوان الرئيس</h2><div class="dates">22/11/2026 10:30</div>
<div id="details">{"<br><br>".join(PARAGRAPHS)}</div><div class="readAlso">{links(OTHER_HEADLINES[:4])}</div></form>""",
    head="""<meta property="og:title" content="HEADLINE"><script type="application/ld+json">
{"@type":"NewsArticle","headline":"HEADLINE","datePublished":"2026-11-22T10:30:00",}</script>""".replace(
        "HEADLINE", TITLE
    ),
)
