"""What a reading process makes of stored pages and texts."""

import psycopg

from demo.site import Newsroom
from schedules.rereading.reader import Answer, reread, retag
from schedules.settings import Settings
from storage.rereading import Stage, batch, positions
from storage.sources import registered
from tests.schedules.rereading.stock import EXTRACT, TAGS
from tests.schedules.test_line import crawl


def test_what_was_just_crawled_reads_the_same(
    settings: Settings, newsroom: Newsroom, connection: psycopg.Connection
) -> None:
    """Stored pages and texts give what the crawl stored: nothing that reading depends on got lost."""
    crawl(settings, newsroom)
    sources = registered(connection)
    pages = batch(connection, Stage.EXTRACT, positions(connection, EXTRACT)).items
    texts = batch(connection, Stage.TAGS, positions(connection, TAGS)).items
    assert len(pages) > len(texts) > 40
    for item in texts:
        assert retag(item, sources[item.source]) == Answer(), item
    for item in pages:
        answer = reread(item, sources[item.source])
        assert (answer.changed, answer.address, answer.article) == ((), "", None), item
        assert answer.reason == (item.rejected.reason if item.rejected else None)
