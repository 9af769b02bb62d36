"""Readers for tests of the pool: a plain one, and one that does what the page says."""

import hashlib
import os
import re
import signal
import time
from html import unescape

from pipelines.article import Article, Kind, Label, Page, Reading, Reason, Rejection, Source, Tagging
from pipelines.urls import canonical


def plain(page: Page, source: Source) -> Article | Rejection:
    """The paragraphs of a page as an article; a page without any is EMPTY."""
    text = page.body.decode("utf-8", "replace")
    body = "\n".join(unescape(part) for part in re.findall(r"<p>(.*?)</p>", text, re.DOTALL))
    title = re.search(r"<title>(.*?)</title>", text)
    if not body:
        return Rejection(page.url, source.key, Reason.EMPTY, "no paragraph")
    reading = Reading(canonical(page.url), Kind.ARTICLE, title[1] if title else "", body=body)
    label = Label.ESCALATION if "قصف" in body else Label.OTHER
    return Article(source.key, reading, "ar", hashlib.sha256(body.encode()).digest(), Tagging(label, 1.0))


def obedient(page: Page, source: Source) -> Article | Rejection:
    """Does what the page's body says, else reads it plainly."""
    match page.body.split(b" ")[0]:
        case b"raise":
            raise RecursionError("a page of a thousand tables")
        case b"hang":
            time.sleep(3600)
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"exit":
            os._exit(3)
        case b"eat":
            bytearray(4 << 30)
        case b"pid":
            return Rejection(page.url, source.key, Reason.EMPTY, str(os.getpid()))
        case b"environment":
            return Rejection(page.url, source.key, Reason.EMPTY, " ".join(os.environ))
        case b"print":
            print("what a library prints")
    return plain(page, source)


def divide(one: float, other: float) -> float:
    """No page at all."""
    return one / other
