"""Read this first: the whole product, from the bytes of a page to an article or the reason why it is none.

Pure: no network, no database, no clock. A stage is a file and a function; adding one is two lines here and a `Reason`.
"""

from pipelines.article import Article, Kind, Page, Reading, Reason, Rejection, Source
from pipelines.fingerprint import fingerprint
from pipelines.language import Verdict, identify
from pipelines.lexicon import Lexicon
from pipelines.reading.extract import extract
from pipelines.understanding import local, understand

# Kinds of page that hold no article, with the reason that is recorded for them; the other kinds are stored.
_REJECTED_KINDS = {
    Kind.VIDEO: Reason.NOT_AN_ARTICLE,
    Kind.GALLERY: Reason.NOT_AN_ARTICLE,
    Kind.LISTING: Reason.NOT_AN_ARTICLE,
    Kind.PAYWALL: Reason.PAYWALL,
    Kind.CHALLENGE: Reason.CHALLENGE,
    Kind.ERROR: Reason.SERVER_ERROR,
    Kind.EMPTY: Reason.EMPTY,
}


def read(page: Page, source: Source, lexicon: Lexicon) -> Article | Rejection:
    """Read a fetched page: extract, language, fingerprint, tags and facts. Never raises for what a page contains."""
    return article_of(extract(page, source), source, lexicon)


def article_of(reading: Reading, source: Source, lexicon: Lexicon) -> Article | Rejection:
    """What a reading is about, or why it is no article: all that follows from a text, wherever it came from."""
    verdict = identify(f"{reading.title}\n{reading.body}")
    reason = _reason_against(reading, verdict)
    if reason:
        return Rejection(reading.url, source.key, reason, reading.kind, reading, verdict.language)
    understood = understand(reading.title, reading.body, lexicon, local(reading.published, source.timezone))
    return Article(
        source=source.key,
        reading=reading,
        language=verdict.language or "ar",
        fingerprint=fingerprint(reading.body),
        tagging=understood.tagging,
        facts=understood.facts,
    )


def _reason_against(reading: Reading, verdict: Verdict) -> Reason | None:
    """Why this reading is not an article, or None. What cannot be decoded or is no article is not judged by its
    language."""
    if reading.undecodable:
        return Reason.UNDECODABLE
    if reading.kind in _REJECTED_KINDS:
        return _REJECTED_KINDS[reading.kind]
    return Reason.NOT_ARABIC if verdict.language != "ar" else None
