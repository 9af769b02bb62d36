"""How right the answers of a reader are, measured by means of their own: nothing of what is measured is used here.

Texts are compared as folded words: without tashkeel, tatweel and invisible controls, hamza carriers and Persian forms
as their plain letters, punctuation and white space left out.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import fmean

from benchmarks.recorded import Gold, Recorded

_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]"
)
_LETTERS = str.maketrans("أإآٱىیةکؤئ", "ااااييهكوي")
_SHINGLE = 4  # words
# A clock time without a zone is taken for right when read in any zone of the region: UTC to UTC+4.
_REGION = tuple(timedelta(hours=hours) for hours in range(5))
_MINUTE = timedelta(minutes=1)
_DAY = len("2026-11-22")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader makes of a page."""

    body: str = ""
    title: str = ""
    title_prefix: str = ""  # what was cut from the title
    published: str = ""  # ISO 8601
    is_article: bool | None = None  # an article in Arabic; None: this reader does not say


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares from 0 to 1; None where that was not measured."""

    body: float  # F1 over shingles, averaged over pages and then over sites
    worst: float  # F1 of the worst page
    titles: float
    instants: float
    days: float
    articles: float | None  # balanced accuracy of article or not


def score(pages: Sequence[Recorded], gold: Mapping[str, Gold], answers: Mapping[str, Answer]) -> Scores:
    """How right the answers are, over the pages that `gold` tells of; a page without an answer counts as empty.

    Raises ValueError where gold tells of none of the pages.
    """
    judged = [page for page in pages if page.file in gold]
    if not judged:
        raise ValueError("none of the pages is in the gold file")
    pairs = [(gold[page.file], answers.get(page.file, Answer())) for page in judged]
    bodies = [shared(right.text, answer.body) for right, answer in pairs]
    by_site = defaultdict(list)
    for page, body in zip(judged, bodies, strict=True):
        by_site[page.site].append(body)
    return Scores(
        body=fmean(fmean(values) for values in by_site.values()),
        worst=min(bodies),
        titles=fmean(same_title(right.title, answer) for right, answer in pairs),
        instants=fmean(same_instant(right.published, answer.published) for right, answer in pairs),
        days=fmean(same_day(right.published, answer.published) for right, answer in pairs),
        articles=_articles(pages, answers),
    )


def words(text: str) -> list[str]:
    """The folded words of a text."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_LETTERS).lower()
    return re.findall(r"\w+", plain)


def shared(right: str, given: str) -> float:
    """F1 over the bags of four-word shingles of two texts; 0 where either is empty."""
    wanted, found = _shingles(right), _shingles(given)
    hits = sum((wanted & found).values())
    return 2 * hits / (sum(wanted.values()) + sum(found.values())) if hits else 0.0


def same_title(right: str, answer: Answer) -> bool:
    """Whether the title is the same after folding, with or without its prefix."""
    return words(right) in (words(answer.title), words(f"{answer.title_prefix} {answer.title}"))


def same_instant(right: str, given: str) -> bool:
    """Whether a time is the same to the minute. Where only a day is known, the day will do."""
    wanted, found = _time(right), _time(given)
    if wanted is None or found is None:
        return False
    if len(right) <= _DAY:
        return wanted.date() == found.date()
    if wanted.tzinfo:
        return found.tzinfo is not None and abs(wanted - found) < _MINUTE
    if not found.tzinfo:
        return abs(wanted - found) < _MINUTE
    return any(abs(wanted.replace(tzinfo=UTC) - offset - found) < _MINUTE for offset in _REGION)


def same_day(right: str, given: str) -> bool:
    """Whether the day is the same as written, or the instant is."""
    return _time(given) is not None and (given[:_DAY] == right[:_DAY] or same_instant(right, given))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    listed = words(text)
    starts = range(max(1, len(listed) - _SHINGLE + 1)) if listed else ()
    return Counter(tuple(listed[start : start + _SHINGLE]) for start in starts)


def _time(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _articles(pages: Iterable[Recorded], answers: Mapping[str, Answer]) -> float | None:
    """The mean of the right share of the articles and of the other pages; None where one side or the answer is not
    told."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for page in pages:
        said = answers.get(page.file, Answer(is_article=False)).is_article
        if said is None:
            return None
        if page.is_article is not None:
            right[page.is_article].append(said == page.is_article)
    return fmean(map(fmean, right.values())) if all(right.values()) else None
