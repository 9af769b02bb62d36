"""What a page is: an article, or one of the many things that come in its place.

Evidence, in order: what a wall or an error page says, what the page claims to be (schema.org, OpenGraph), the shape
of its address, how much of its text is links to other pages, and how much text of its own it has.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from pipelines.arabic import clean, fold, words
from pipelines.article import Kind
from pipelines.reading.outline import LONGEST_LINK, WALL, Outline
from pipelines.reading.statements import Statements

# Walls: what content networks and bot guards write on theirs, in folded spelling.
_CHALLENGE_TITLES = re.compile(
    r"just a moment|attention required|checking your browser|ddos.guard|access denied|are you a robot|robot check|"
    r"human verification|"
    r"verifying you are human|security check|please wait|one more step|"
    r"لحظه من فضلك|التحقق من المتصفح|جار التحقق|تحقق امني|"
    r"before you continue|قبل المتابعه الي|privacy settings|cookie consent|اعدادات الخصوصيه",
)
_CHALLENGE_TEXTS = re.compile(
    r"enable javascript and cookies|enable cookies|checking your browser|verify you are (?:a )?human|"
    r"needs to review the security of your|"
    r"unusual traffic|complete the (?:captcha|security check)|ray id|"
    r"you have been blocked|انت لست روبوت|لست روبوت|انك انسان|"
    r"تفعيل (?:ال)?جافا ?سكربت|تفعيل (?:ال)?جافا ?سكريبت|تفعيل javascript|enable javascript|"
    r"we value your privacy|we use cookies|accept all cookies|"
    r"نستخدم ملفات تعريف الارتباط|الموافقه علي جميع|نحن نقدر خصوصيتك",
)
_ERROR_TITLES = re.compile(
    r"(?:^|\W)(?:404|410|500|502|503|504)(?:\W|$)|not found|"
    r"page unavailable|internal server error|service unavailable|bad gateway|database error|"
    r"error establishing|غير موجوده?(?:\W|$)|الصفحه المطلوبه|لم يتم العثور|"
    r"تعذر العثور|خطا في|حدث خطا|عذرا|الصفحه غير متاحه|الصفحه غير متوفره|"
    r"under maintenance|تحت الصيانه|صيانه الموقع|critical error"
)
_PAYWALL_TEXTS = re.compile(
    r"للمشتركين فقط|خاص بالمشتركين|"
    r"محتوي للمشتركين|المحتوي متاح للمشتركين|اشترك (?:الان )?(?:لقراءه|لمتابعه القراءه|لاكمال)|لمتابعه القراءه اشترك|"
    r"لقراءه المقال كاملا|سجل الدخول لقراءه|subscribe to (?:read|continue)|subscribers only"
)
_LIVE_TITLES = re.compile(r"لحظه بلحظه|تغطيه مباشره|تغطيه مستمره|تغطيه حيه|لايف بلوق|متابعه حيه|live updates")

_LISTING_TYPES = frozenset(
    {"CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage", "AboutPage", "ContactPage"}
)
_GALLERY_TYPES = frozenset({"ImageGallery", "MediaGallery", "PhotoGallery"})
_HOME_PATH = re.compile(r"^/(?:[a-z]{2}/)?(?:index\.\w+|home)?/?$", re.I)
_LISTING_PATH = re.compile(
    r"/(?:tags?|topics?|category|categories|cat|sections?|authors?|writers?|search|archives?|hashtag|keywords?|"
    r"وسم|وسوم|تصنيف|كاتب|قسم|ارشيف|بحث)(?:/|$)|/page/\d+/?$",
    re.I,
)
_VIDEO_PATH = re.compile(
    r"/(?:videos?|vod|watch|tv-shows?|programs?|podcasts?|audio|فيديو|فيديوهات|برامج|بودكاست)(?:/|$)", re.I
)
_GALLERY_PATH = re.compile(
    r"/(?:galler(?:y|ies)|photos?|albums?|photo-?galler(?:y|ies)|images|pictures|infographics?|صور|البومات|البوم)(?:/|$)",
    re.I,
)
_LIVE_PATH = re.compile(r"/(?:live|liveblog|live-blog|live-updates)(?:/|-|$)", re.I)

# Characters of own text below which a page can be an error page.
_ERROR = 600
# Characters of own text beside cards that are no text of an article.
_NO_TEXT = 80
# Words of the longest headline of an error page, the site's name included.
_ERROR_WORDS = 8
# Characters of own text that make an article of a page that is mostly a video, pictures or a paywall.
_WITH_MEDIA, _BEFORE_WALL = 400, 900
# Links with headlines that a listing has, and how much of its text is such links.
_LISTING_LINKS, _LISTING_SHARE = 8, 0.4
# A flash has one or two sentences and at most so many words.
_FLASH_SENTENCES, _FLASH_WORDS = 2, 60
# A text of so many characters has more words than a flash.
_LONG = 4_000
# Fewer words than this are no text at all.
_FEWEST_WORDS = 4
_SENTENCE_END = re.compile(r"[.!؟?…]+(?:\s|$|[\"”»)])|\n")


def kind_of(url: str, status: int, said: Statements, seen: Outline, title: str, lines: Sequence[str]) -> Kind:
    """The kind of a page whose text was found to be `lines`."""
    own = sum(len(line) for line in lines)
    if _is_challenge(seen):
        return Kind.CHALLENGE
    if status >= 400 or _is_error(seen, own):
        return Kind.ERROR
    path = _path(url)
    if _is_listing(path, said, seen, lines):
        return Kind.LISTING
    if _is_paywall(said, seen, own):
        return Kind.PAYWALL
    return _media(path, said, own) or _article(path, said, title, lines)


def _is_challenge(seen: Outline) -> bool:
    """A wall: little text, with a guard's title, sentence or markup."""
    if seen.length >= WALL:
        return False
    titled = any(_CHALLENGE_TITLES.search(headline) for headline in seen.headlines)
    told = bool(_CHALLENGE_TEXTS.search(seen.visible))
    return (
        (titled and (told or seen.wall or seen.length < 400))
        or (told and seen.length < 1_200)
        or (seen.wall and seen.length < 400)
    )


def _is_error(seen: Outline, own: int) -> bool:
    """A headline that says so in few words, and little text below it."""
    told = any(_ERROR_TITLES.search(headline) and len(words(headline)) <= _ERROR_WORDS for headline in seen.headlines)
    return told and own < _ERROR


def _is_paywall(said: Statements, seen: Outline, own: int) -> bool:
    """A text that ends where paying begins."""
    stated = str(said.article.get("isAccessibleForFree", "")).lower() in ("false", "no", "0")
    return own < _BEFORE_WALL and (stated or (own < _BEFORE_WALL / 2 and bool(_PAYWALL_TEXTS.search(seen.visible))))


def _is_listing(path: str, said: Statements, seen: Outline, lines: Sequence[str]) -> bool:
    """A page of links to articles: by its address, by what it claims to be, or because its text is links."""
    collection = bool(said.types & _LISTING_TYPES)
    if _HOME_PATH.search(path) or (_LISTING_PATH.search(path) and (collection or not said.article)):
        return True
    if collection and not said.article:
        return True
    if len(seen.links) < _LISTING_LINKS:
        return False
    own = sum(len(line) for line in lines)
    if seen.in_cards > own and not said.article and own < (_NO_TEXT if _claims_article(path, said) else _ERROR):
        return True
    if not lines:
        return False
    links = set(clean("\n".join(seen.links)).split("\n"))
    linked = sum(len(line) for line in lines if line[:LONGEST_LINK] in links)
    share = linked / sum(len(line) for line in lines)
    claims = bool(said.article) or said.og_type.startswith("article") or bool(said.first("article:published_time"))
    return share >= (_LISTING_SHARE if claims else _LISTING_SHARE / 2)


def _media(path: str, said: Statements, own: int) -> Kind | None:
    """A video, a gallery or a live page."""
    if "LiveBlogPosting" in said.types or _LIVE_PATH.search(path):
        return Kind.LIVE
    if own >= _WITH_MEDIA:
        return None
    if (
        said.types & _GALLERY_TYPES
        or _GALLERY_PATH.search(path)
        or said.og_type.startswith(("gallery", "image", "album"))
    ):
        return Kind.GALLERY
    claims_video = said.og_type.startswith(("video", "music", "audio")) or (
        "VideoObject" in said.types and not said.article
    )
    return Kind.VIDEO if claims_video or _VIDEO_PATH.search(path) else None


def _article(path: str, said: Statements, title: str, lines: Sequence[str]) -> Kind:
    """An article by the amount of its text; nothing where no text, or no sign of an article, is there."""
    body = "\n".join(lines)
    count = len(words(body[:_LONG]))
    if count < _FEWEST_WORDS:
        return Kind.EMPTY
    if _LIVE_TITLES.search(fold(title)):
        return Kind.LIVE
    if count <= _FLASH_WORDS and _sentences(body) <= _FLASH_SENTENCES:
        return Kind.FLASH if title or _claims_article(path, said) else Kind.EMPTY
    return Kind.ARTICLE


def _sentences(body: str) -> int:
    return sum(1 for part in _SENTENCE_END.split(body) if len(words(part)) >= 2)


def _claims_article(path: str, said: Statements) -> bool:
    return bool(said.article) or said.og_type.startswith("article") or bool(re.search(r"\d{4}", path))


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(parts.path) or ("/" if not parts.query else "")
