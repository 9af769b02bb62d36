"""The fingerprint of a text: equal for copies that differ in spelling, punctuation, title or credit alone.

What is ignored: tashkeel, tatweel, hamza carriers and the other differences that folding removes; punctuation and white
space; short lines that credit an agency or a reporter, and short lines that belong to the page and not to the text
("read also", "share"). What counts: every other word and every number, since a new toll is a new text.
"""

import re
from functools import lru_cache
from hashlib import blake2b

from pipelines import arabic

_BYTES = 32

# A credit or a page's own line is short; a longer line that begins alike is a sentence.
_LONGEST_CREDIT_WORDS = 7
_LONGEST_PAGE_LINE_WORDS = 14

# Words that only credits hold: agencies, and how newsrooms name their own work.
_CREDITS = tuple(
    tuple(arabic.words(name))
    for name in (
        "سانا", "رويترز", "فرانس برس", "أ ف ب", "ا ف ب", "أف ب", "د ب أ", "أ ب", "أسوشيتد برس", "الأناضول", "سبوتنيك",
        "وكالات", "متابعات", "خاص", "نورث برس", "نوفوستي", "شينخوا", "بترا", "أ ش أ",
        "المصدر", "مراسل", "مراسلنا", "إعداد", "ترجمة", "ا ش ا", "عنب بلدي", "السومرية نيوز", "شفق نيوز",
        "سكاي نيوز",
    )
)  # fmt: skip

# How lines begin that a page puts around every text.
_PAGE_LINES = tuple(
    tuple(arabic.words(opening))
    for opening in (
        "اقرأ أيضا", "إقرأ أيضا", "اقرأ المزيد", "إقرأ المزيد", "اقرأ كذلك", "شاهد أيضا",
        "مواضيع ذات صلة", "قد يهمك", "للمزيد", "تابعونا على", "تابعنا على", "اشترك في", "انضم إلى",
        "للاشتراك في", "شارك هذا", "شارك الخبر", "مشاركة", "طباعة", "انسخ الرابط", "حقوق النشر",
        "جميع الحقوق محفوظة", "التعليقات", "اترك تعليقا", "الكلمات المفتاحية", "الوسوم", "وسوم",
        "هاشتاغ", "الأكثر قراءة", "آخر الأخبار", "النشرة البريدية", "مصدر الصورة", "صورة أرشيفية",
        "حمل تطبيق", "إعلان",
    )
)  # fmt: skip

_CLOSING_CHARACTERS = 120  # the last ones of a body, where its closing credit is looked for

# "دمشق - سانا:" before the first sentence, "(رويترز)" behind the last one.
_OPENING = re.compile(r"(?:[^\n:]{1,50}?(?::|\s[-–—]\s|\)\s*[-–—]?)\s*){1,2}")
_CLOSING = re.compile(r"[(\[][^()\[\]\n]{1,40}[)\]][\s.]*\Z|(?:المصدر|المصادر)\s*:[^\n:]{1,60}\Z")


def fingerprint(body: str) -> bytes:
    """32 bytes that stand for the words of a body, in their order; a body without words has a fingerprint, too."""
    words = own_words(body) or tuple(arabic.words(body))
    return blake2b(" ".join(words).encode(), digest_size=_BYTES).digest()


@lru_cache(maxsize=128)  # a text that is stored is asked for its words several times
def own_words(body: str) -> tuple[str, ...]:
    """The folded words of the text itself, without credits and lines of the page; it may have none."""
    lines = [words for line in _without_inline_credits(body).splitlines() if (words := arabic.words(line))]
    return tuple(word for words in lines if not _is_apart(words) for word in words)


def _without_inline_credits(body: str) -> str:
    body = body.strip()
    opening, closing = _OPENING.match(body), _CLOSING.search(body, max(0, len(body) - _CLOSING_CHARACTERS))
    if closing and _is_credit(arabic.words(closing.group())):
        body = body[: closing.start()]
    if opening and _is_credit(arabic.words(opening.group())):
        body = body[opening.end() :]
    return body


def _is_apart(words: list[str]) -> bool:
    """Whether a line is a credit, a line of the page, or a lone number (a counter of views)."""
    of_the_page = len(words) <= _LONGEST_PAGE_LINE_WORDS and any(_begins(words, opening) for opening in _PAGE_LINES)
    return of_the_page or _is_credit(words) or (len(words) == 1 and words[0].isdigit())


def _is_credit(words: list[str]) -> bool:
    """Whether a few words hold a credit, and no figure that might be news."""
    if len(words) > _LONGEST_CREDIT_WORDS or any(word.isdigit() for word in words):
        return False
    return any(_begins(words[index:], credit) for index in range(len(words)) for credit in _CREDITS)


def _begins(words: list[str], opening: tuple[str, ...]) -> bool:
    return tuple(words[: len(opening)]) == opening
