"""Rid the lines of a text of what stands in the container but is not the article: boilerplate, captions, the title
again."""

import re
from collections.abc import Iterable

from pipelines import dates
from pipelines.arabic import fold, spaced, words
from pipelines.reading.promotions import is_of_site, leads_elsewhere
from pipelines.reading.trace import Trace

# Openers of lines that lead elsewhere or belong to the page, folded; a line is dropped for one only while it is short.
_OPENERS = (
    "اقرأ أيضا", "إقرأ أيضا", "اقرأ المزيد", "إقرأ المزيد", "اقرأ أكثر", "اقرئي أيضا", "اقرأ كذلك", "اقرا ايضا",
    "شاهد أيضا", "شاهد المزيد",
    "طالع أيضا", "تابع أيضا", "مواضيع ذات صلة", "موضوعات ذات صلة", "أخبار ذات صلة", "مقالات ذات صلة",
    "موضوعات متعلقة", "مواضيع متعلقة", "ذات صلة",
    "قد يهمك", "قد يعجبك", "للمزيد", "لمزيد من الأخبار", "لقراءة المزيد", "تابعونا على", "تابعنا على", "تابعوا",
    "تابع آخر", "لمتابعة آخر", "اشترك في",
    "اشترك الآن", "اشتركوا في", "انضم إلى", "انضموا إلى", "للاشتراك في", "سجل في", "شارك هذا", "شارك الخبر",
    "شارك المقال", "شارك على", "شارك عبر",
    "مشاركة", "شاركها", "شارك", "طباعة", "انسخ الرابط", "نسخ الرابط", "تم نسخ الرابط", "حقوق النشر",
    "جميع الحقوق محفوظة", "كافة الحقوق محفوظة",
    "التعليقات", "اترك تعليقا", "أضف تعليق", "إضافة تعليق", "الكلمات المفتاحية", "كلمات مفتاحية", "كلمات دلالية",
    "كلمات البحث",
    "وسوم", "الوسوم", "هاشتاغ",
    "إعلان", "الأكثر قراءة", "آخر الأخبار", "أخبار متعلقة", "نشرة بريدية", "النشرة البريدية", "مصدر الصورة",
    "صورة أرشيفية", "صورة تعبيرية", "أرشيفية",
    "(أرشيف", "تعبيرية", "حمل تطبيق", "حملوا تطبيق", "عبر تلغرام", "واتساب", "إذا كنت تعتقد أن المقال يحوي",
    "حجم الخط", "وقت القراءة", "مدة القراءة",
    "رابط مختصر", "الرابط المختصر", "رئيس مجلس الإدارة", "رئيس التحرير", "no stories found", "تم أضافة تعليقك",
    "read more", "advertisement",
    "يمكنكم متابعة", "تصوير", "عدسة", "كل الوسوم", "التالي", "السابق", "متابعة القراءة", "يمكنك قراءة",
    "ملفات تعريف الارتباط",
)  # fmt: skip
_FOLDED_OPENERS = tuple(tuple(words(opener)) for opener in _OPENERS)
_BY_FIRST = {first: [opener for opener in _FOLDED_OPENERS if opener[0] == first] for first, *_ in _FOLDED_OPENERS}
# Single words that open real sentences, too: dropped only where little follows.
_BARE = frozenset(opener for opener in _FOLDED_OPENERS if len(opener) == 1)
_LONGEST_BOILERPLATE = 90  # characters
_LONGEST_BARE = 5  # words
_UPDATED = tuple(
    tuple(words(opener))
    for opener in (
        "آخر تحديث",
        "تاريخ النشر",
        "نشر في",
        "نشرت في",
        "نشر بتاريخ",
        "تم النشر",
        "تحديث",
        "حرر في",
        "جدد في",
    )
)
# A time told as so long ago, and nothing else.
_AGO = re.compile(r"^(?:(?:اخر تحديث|تحديث|نشر)\W+)?(?:قبل|منذ)\s+(?:\d+\s+)?\w+(?:\s+واحده?)?\W*$")
# Words that are a label where they stand alone.
_LABELS = frozenset(
    tuple(words(label))
    for label in (
        "عاجل", "خبر عاجل", "استمع", "استمع إلى المقال", "استمع للمقال", "استمع إلى الخبر", "استمع للخبر", "اقرأ لي",
        "انشر الرابط", "نسخ", "حفظ", "الخط", "تكبير الخط", "تصغير الخط", "للتواصل معنا", "المصدر", "المصادر", "الكاتب",
        "هل أعجبك المقال", "هل أعجبك الخبر", "قيم هذا الخبر", "قيم الخبر", "جاري التحميل", "جار التحميل",
        "تحميل المزيد",
        "عرض المزيد", "عودة إلى الأعلى", "إلى الأعلى", "يتم الآن تحميل التعليقات", "دقيقة قراءة", "دقيقتان للقراءة",
        "دقيقتين قراءة", "كلمات البحث", "أرسل إلى صديق", "أرسل لصديق", "البريد الإلكتروني", "مواضيع مرتبطة", "مرتبط",
    )
)  # fmt: skip
# Names of networks: a line of these alone is a bar of buttons.
_NETWORKS = frozenset(
    " ".join(words(name))
    for name in (
        "فيسبوك", "فيس", "بوك", "تويتر", "إكس", "واتساب", "واتس", "اب", "تلغرام", "تليغرام", "تيليغرام", "تلجرام",
        "تيليجرام", "يوتيوب", "انستغرام", "لينكدإن", "بينتيريست", "ماسنجر", "facebook", "twitter", "x", "whatsapp",
        "telegram", "linkedin", "pinterest", "instagram", "youtube", "messenger", "email", "share", "tweet", "print",
        "copy", "link",
    )
)  # fmt: skip
_LONGEST_DATE_LINE = 70  # characters
_BROKEN_OFF = re.compile(r"[\s\[(،,]*(?:\.{2,}|…)[\s\])]*$")
_NUMBER = re.compile(r"^[\s\d.,٬٫/|:()\-]+$")
# A line repeated word for word is a second copy of the text (desktop and mobile) once it has so many words.
_REPEATABLE = 5


def article_lines(lines: Iterable[str], *titles: str) -> tuple[str, ...]:
    """The lines that are the article's own text, in order.

    The last remaining line stays even where it repeats the title (a flash).
    """
    lines = tuple(lines)
    kept = [line for line in lines if not _is_boilerplate(line)]
    kept = _without_excerpt(_once(kept))
    repeated = [words(title) for title in titles]
    rest = [line for position, line in enumerate(kept) if position > 3 or words(line) not in repeated]
    return tuple(map(spaced, rest or kept[:1]))


def note(trace: Trace, found: Iterable[str], kept: Iterable[str]) -> None:
    """Note the lines that were found and not kept."""
    kept = set(kept)
    for line in found:
        if line not in kept:
            trace.line(line, "leads elsewhere, is only a date or label, or repeats the title")


def _is_boilerplate(line: str) -> bool:
    if is_of_site(line):
        return True
    if len(line) >= _LONGEST_BOILERPLATE:
        return False
    listed = tuple(words(line))
    if not listed or listed in _LABELS or _is_bar(listed) or _NUMBER.match(fold(line)):
        return True
    if leads_elsewhere(line, listed[0]) or any(_opens(listed, opener) for opener in _BY_FIRST.get(listed[0], ())):
        return True
    return len(line) <= _LONGEST_DATE_LINE and _is_date_line(line, listed)


def _is_bar(listed: tuple[str, ...]) -> bool:
    """Whether words are a bar of buttons: names of networks, or one letter in several sizes."""
    return _NETWORKS.issuperset(listed) or (len(listed) > 1 and len(listed[0]) == len(set(listed)) == 1)


def _opens(listed: tuple[str, ...], opener: tuple[str, ...]) -> bool:
    if listed[: len(opener)] != opener:
        return False
    return opener not in _BARE or len(listed) <= _LONGEST_BARE


def _is_date_line(line: str, listed: tuple[str, ...]) -> bool:
    """Whether a line is only the time of publication."""
    if len(listed) <= 6 and _AGO.match(fold(line)):
        return True
    announced = any(listed[: len(opener)] == opener for opener in _UPDATED)
    return (announced or len(listed) <= 9) and bool(dates.parse(line, "UTC")) and _is_nothing_else(line, announced)


def _is_nothing_else(line: str, announced: bool) -> bool:
    """Whether a line with a date has no sentence around it."""
    return announced or dates.is_bare(line)


def _without_excerpt(lines: list[str]) -> list[str]:
    """The lines without an excerpt at their head that breaks off what the next ones say in full."""
    if not lines or not lines[0].rstrip("]) ").endswith(("..", "…")):
        return lines
    cut = _BROKEN_OFF.sub("", lines[0])
    if cut and any(line.startswith(cut) for line in lines[1:4]):
        return lines[1:]
    return lines


def _once(lines: list[str]) -> list[str]:
    """The lines without later copies of long ones."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line in seen and len(line.split()) >= _REPEATABLE:
            continue
        seen.add(line)
        kept.append(line)
    return kept
