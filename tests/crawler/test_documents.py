"""What is asked of a source besides its channels."""

from datetime import UTC, datetime

from crawler.discovery.announcement import Window
from crawler.documents import MOST_PAGES, Document, archive_documents
from pipelines.channels import Section, Sitemap, WordPress

SINCE, UNTIL = datetime(2026, 1, 30, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)
WINDOW = Window(SINCE, UNTIL, 100)
HOST = "https://outlet.example/"


def urls(address: str) -> list[str]:
    """The addresses with which a walk through this archive begins."""
    found = archive_documents(Section(HOST + address), WINDOW, UNTIL)
    return [one.channel.url.removeprefix(HOST) for one in found]


def test_places_in_addresses() -> None:
    """An archive by month or day is asked for each of them, the latest first; others once."""
    assert urls("{year}/{month}/") == ["2026/03/", "2026/02/", "2026/01/"]
    assert urls("{year}-{month}-{day}")[:3] == ["2026-03-02", "2026-03-01", "2026-02-28"]
    assert urls("{year}-{month}-{day}")[-1] == "2026-01-29"  # a day is one of the site's zone
    assert urls("all") == ["all"]


def test_pages_of_a_list() -> None:
    """A list goes on to its next page as long as what it shows is of interest."""
    (first,) = archive_documents(Section(HOST + "news?p={page}", "/n/"), WINDOW, UNTIL)
    assert first.channel == Section(HOST + "news?p=1", "/n/")
    second = first.following(reached_window=True)
    assert second is not None
    assert (second.channel.url, second.page) == (HOST + "news?p=2", 2)
    assert second.following(reached_window=False) is None
    last = Document(second.channel, HOST, WINDOW, 1, second.listed, MOST_PAGES)
    assert last.following(reached_window=True) is None
    assert Document(Sitemap(HOST), HOST, WINDOW).following(reached_window=True) is None


def test_depth() -> None:
    """Indexes within indexes end soon; the pages of one list do not count as deeper."""
    one: Document | None = Document(Sitemap(HOST + "0.xml"), HOST, WINDOW)
    steps = 0
    while one:
        steps += 1
        one = one.part(Sitemap(f"{HOST}{steps}.xml"))
    assert steps == 4
    posts: Document | None = Document(WordPress(HOST + "posts"), HOST, WINDOW)
    for number in range(2, 30):
        assert posts is not None
        posts = posts.part(WordPress(f"{HOST}posts?page={number}"))
    assert posts is not None
    assert not posts.is_channel
