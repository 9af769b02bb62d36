"""Readers of stored pages that stop, hang or die where a page says so."""

import os
import signal
import time

from pipelines.article import Source
from schedules.rereading import reader
from schedules.rereading.reader import Answer
from storage.rereading import Item

warm_up = reader.warm_up


def obedient(item: Item, source: Source) -> Answer:
    """Does what a comment in the page says, else reads it again."""
    assert item.page
    body = item.page.unpacked().body
    if b"<!-- hang -->" in body:
        time.sleep(3600)
    if b"<!-- die -->" in body:
        os.kill(os.getpid(), signal.SIGKILL)
    return reader.reread(item, source)
