"""Articles that an outlet moved to another address: its channel goes on calling them by the same name."""

from psycopg import Connection

from pipelines.article import Article, Page
from pipelines.compare import Text, same_article
from storage.characters import storable
from storage.links import identity
from storage.sql import query


def names(page: Page) -> tuple[str, ...]:
    """What to hold besides the address of a page while its article is stored."""
    guid = identity(page.link)
    return (f"guid {guid.hex()}",) if guid else ()


def stored_address(connection: Connection, url: str, article: Article, page: Page) -> str:
    """Where an article is stored that was found at an address: there, unless its channel has called it by the same name
    at another address, and the text is nearly the same."""
    guid = identity(page.link)
    if guid is None:
        return url
    row = connection.execute(query("article_with_guid"), {"guid": guid, "url": storable(url)}).fetchone()
    if row is None:
        return url
    before, title, body, fingerprint, body_removed = row
    reading = article.reading
    if body_removed:
        return before if article.fingerprint == fingerprint else url
    return before if same_article(Text(title, body), Text(reading.title, reading.body)) else url
