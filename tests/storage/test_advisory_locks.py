"""What two processes must not do at the same time."""

from time import sleep

from psycopg import Connection

from storage.advisory_locks import crawling
from storage.connect import connect


def test_a_source_is_crawled_by_one_session(connection: Connection, database_url: str) -> None:
    """A second crawl of the same source is told so; another source is free, and so is this one afterwards."""
    with connect(database_url) as other:
        with (
            crawling(connection, "alpha") as first,
            crawling(other, "alpha") as second,
            crawling(other, "beta") as third,
        ):
            assert (first, second, third) == (True, False, True)
        with crawling(other, "alpha") as later:
            assert later


def test_a_session_that_dies_frees_its_source(connection: Connection, database_url: str) -> None:
    """A killed crawl does not block the next one."""
    with connect(database_url) as other, crawling(other, "alpha"):
        other.close()
    assert any(_free(connection) for _ in range(100))


def _free(connection: Connection) -> bool:
    """Whether source alpha is free; waits a moment where it is not: a server process takes its time to go."""
    with crawling(connection, "alpha") as taken:
        if not taken:
            sleep(0.05)
        return taken
