"""Words in front of a title that announce its form or urgency: "عاجل", "بالفيديو" and the like, told apart from it."""

import re

from pipelines.arabic import clean, fold, words
from pipelines.reading.elements import Element, all_text, text_before_elements
from pipelines.reading.statements import one_line

# Words that announce a form or an urgency, not the news. In folded spelling; what follows must be a separator, except
# for بال….
_PREFIXES = (
    "عاجل", "خبر عاجل", "عاجل جدا", "بالفيديو", "بالصور", "بالصوره", "بالصور والفيديو", "بالفيديو والصور",
    "بالفيديو و الصور",
    "بالصوت والصوره", "بالاسماء", "بالارقام", "بالوثائق", "بالوثيقه", "بالتفاصيل", "بالخريطه", "بالانفوغراف",
    "فيديو", "فيديوغراف",
    "صور", "صوره", "فيديو وصور", "صور وفيديو", "شاهد", "شاهدوا", "شاهد بالفيديو", "شاهد بالصور", "انفوغراف",
    "انفوجراف", "انفوغرافيك",
    "خاص", "حصري", "حصريا", "تحديث", "متابعه", "محدث", "مباشر", "كاريكاتير", "تقرير", "تحليل", "راي", "بودكاست",
    "خريطه", "اسماء",
    "video", "breaking", "exclusive",
)  # fmt: skip
_BARE_PREFIXES = ("بالفيديو", "بالصور", "بالفيديو والصور", "بالصور والفيديو")
_PREFIX_END = re.compile(r"\s*(?:\.{2,}|…|[|:!\-–—/،,•])+\s*")
_OPENING = re.compile(r"^[\s\[({#\"“«*]*")
_CLOSING = re.compile(r"^[\s\])}\"”»*]+")


def split_prefix(text: str) -> tuple[str, str]:
    """A title as (prefix, rest): "عاجل | قصف…" gives ("عاجل", "قصف…").

    The prefix is as written, "" where there is none.
    """
    prefixes: list[str] = []
    for _ in range(3):
        prefix, rest = _first_prefix(text)
        if not prefix:
            break
        prefixes.append(prefix)
        text = rest
    return " ".join(prefixes), text


def marked_prefix(heading: Element | None, title: str) -> tuple[str, str]:
    """A title as (prefix, rest), where the prefix stands in an element of its own at the head of its heading."""
    first = None
    if heading is not None and not text_before_elements(heading).strip():
        first = next(heading.iter(), None)
    prefix = one_line(all_text(first)) if first is not None else ""
    rest = title[len(prefix) :].strip()
    if not prefix or not title.startswith(prefix) or " ".join(words(prefix)) not in _PREFIXES or len(words(rest)) < 2:
        return "", title
    return clean(prefix), rest


def _first_prefix(text: str) -> tuple[str, str]:
    opening = _OPENING.match(text)
    inner = text[opening.end() :] if opening else text
    end = _PREFIX_END.search(inner[:60])
    candidates = [(inner[: end.start()], inner[end.end() :])] if end else []
    bracket = re.match(r"([^\])}»”\"]{2,40})[\])}»”\"]", inner)
    if bracket and opening and opening.group().strip():
        candidates.insert(0, (bracket.group(1), inner[bracket.end() :]))
    first, _, rest = inner.partition(" ")
    if fold(first) in _BARE_PREFIXES:
        candidates.append((first, rest))
    for prefix, rest in candidates:
        rest = _PREFIX_END.sub("", _CLOSING.sub("", rest), count=1) if _PREFIX_END.match(rest) else rest.strip()
        if " ".join(words(prefix)) in _PREFIXES and len(words(rest)) >= 2:
            return clean(prefix), rest.strip()
    return "", text
