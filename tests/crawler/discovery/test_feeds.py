"""Feeds in all three families, as sites write them and as attackers would."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.discovery.documents import MAX_ITEMS, FeedError
from crawler.discovery.feeds import read_feed, stated_ttl
from pipelines.article import Source
from tests.patience import patience

SOURCE = Source("outlet", "منبر", "Outlet", "https://outlet.example/")
CHANNEL = "https://outlet.example/ar/feed/"


def rss(items: str) -> bytes:
    """An RSS 2.0 feed with these items."""
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


def atom(entries: str) -> bytes:
    """An Atom feed with these entries."""
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()


def test_rss() -> None:
    """An item of RSS 2.0 gives address, plain title and time in UTC."""
    item = (
        "<item><title><![CDATA[عاجل: <b>قصف</b> &amp; نزوح]]></title>"
        "<link> https://outlet.example/1 </link><guid isPermaLink='false'>77</guid>"
        "<pubDate>Sun, 22 Nov 2026 10:30:00 +0300</pubDate></item>"
    )
    (link,) = read_feed(rss(item), CHANNEL, SOURCE)
    assert link.url == "https://outlet.example/1"
    assert link.title == "عاجل: قصف & نزوح"
    assert link.published_at == datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
    assert (link.updated_at, link.source, link.channel) == (None, "outlet", CHANNEL)
    assert link.guid == "77"


def test_rdf() -> None:
    """RSS 1.0 has its items beside the channel and its dates from Dublin Core."""
    body = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://outlet.example/"/>'
        b'<item rdf:about="https://outlet.example/1"><title>t</title><dc:date>2026-11-22T10:30:00Z</dc:date></item>'
        b'<item rdf:about="x"><link>https://outlet.example/2</link></item></rdf:RDF>'
    )
    first, second = read_feed(body, CHANNEL, SOURCE)
    assert (first.url, first.published_at) == ("https://outlet.example/1", datetime(2026, 11, 22, 10, 30, tzinfo=UTC))
    assert (second.url, second.published_at) == ("https://outlet.example/2", None)


def test_atom() -> None:
    """An Atom entry's page is its alternate link; a later `updated` is a change."""
    entry = (
        '<entry><title type="html">t</title><link rel="self" href="https://outlet.example/1.json"/>'
        '<link rel="alternate" href="https://outlet.example/1"/><id>tag:outlet.example,2026:1</id>'
        "<published>2026-11-22T10:00:00Z</published><updated>2026-11-22T11:00:00Z</updated></entry>"
        '<entry><link href="https://outlet.example/2"/><published>2026-11-22T10:00:00Z</published>'
        "<updated>2026-11-22T10:00:00Z</updated></entry>"
        "<entry><id>https://outlet.example/3</id><updated>2026-11-22T10:00:00Z</updated></entry>"
    )
    first, second, third = read_feed(atom(entry), CHANNEL, SOURCE)
    assert (first.url, first.updated_at) == ("https://outlet.example/1", datetime(2026, 11, 22, 11, tzinfo=UTC))
    assert (second.url, second.updated_at) == ("https://outlet.example/2", None)
    assert third.url == "https://outlet.example/3"
    assert third.published_at == third.updated_at == datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<link>/1</link>", "https://outlet.example/1"),
        ("<link>2.html</link>", "https://outlet.example/ar/feed/2.html"),
        ("<link>//cdn.example/3</link>", "https://cdn.example/3"),
        ("<guid>https://outlet.example/4</guid>", "https://outlet.example/4"),
        ("<guid isPermaLink='true'>https://outlet.example/5</guid>", "https://outlet.example/5"),
        ("<link/><guid>https://outlet.example/6</guid>", "https://outlet.example/6"),
        ("<link>https://outlet.example/سوريا</link>", "https://outlet.example/سوريا"),
        (
            '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="self" href="/no"/><link>/7</link>',
            "https://outlet.example/7",
        ),
    ],
)
def test_addresses(item: str, expected: str) -> None:
    """Relative links are resolved, and a permanent guid stands in for a missing link."""
    assert [link.url for link in read_feed(rss(f"<item>{item}</item>"), CHANNEL, SOURCE)] == [expected]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://outlet.example/1",
        "file:///etc/passwd",
        "http://[half",
        "http://",
        "https://outlet.example:99999/",
        "https://outlet.example/" + "x" * 3000,
        "https://outlet.example/a b",
        "",
    ],
)
def test_unusable_addresses(address: str) -> None:
    """Items with anything but a web address are left out, and a feed of such items alone is an error."""
    item = f"<item><link>{address}</link><guid isPermaLink='false'>1</guid></item>"
    good = "<item><link>https://outlet.example/good</link></item>"
    assert [link.url for link in read_feed(rss(item + good), CHANNEL, SOURCE)] == ["https://outlet.example/good"]
    with pytest.raises(FeedError, match="1 items"):
        read_feed(rss(item), CHANNEL, SOURCE)


def test_media_titles_are_not_titles() -> None:
    """An element of the same name in another namespace is something else."""
    item = '<item xmlns:media="http://search.yahoo.com/mrss/"><media:title>photo</media:title><title>real</title><link>/1</link></item>'
    assert read_feed(rss(item), CHANNEL, SOURCE)[0].title == "real"


def test_order_and_repetition() -> None:
    """Links keep the feed's order, each address once."""
    items = "".join(f"<item><link>/{number}</link></item>" for number in (3, 1, 3, 2))
    assert [link.url[-1] for link in read_feed(rss(items), CHANNEL, SOURCE)] == ["3", "1", "2"]


def test_size() -> None:
    """Of an endless feed the first thousand items are taken."""
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(MAX_ITEMS + 500))
    assert len(read_feed(rss(items), CHANNEL, SOURCE)) == MAX_ITEMS


@pytest.mark.parametrize(
    "document",
    [
        rss("<item>" + "<a/>" * 1_900_000 + "</item>"),
        rss("<item>" + "<title/>" * 950_000 + "</item>"),
        rss("<item><title>" + "<a>b</a>" * 450_000 + "</title></item>"),
        rss("<item><title>" + "&x;" * 2_600_000 + "</title></item>"),
        rss("<item>" * 200 + "<a/>" * 990_000),
        rss("<item><link>" + "../" * 2_600_000 + "</link></item>"),
        rss("<item><link>/1</link></item>" * 1000).replace(b"<rss", b"<rss xml:base='" + b"x" * 4_000_000 + b"'"),
        rss(("<item>" + "<a/>" * 200 + "</item>") * 1000).replace(b"<rss", b"<rss xmlns='" + b"x" * 4_000_000 + b"'"),
    ],
    ids=range(8),
)
def test_hostile_documents_cost_little(document: bytes) -> None:
    """Whatever eight million bytes hold, they are read or refused within moments."""
    with patience(), suppress(FeedError):
        read_feed(document, CHANNEL, SOURCE)


def test_items_in_one_another() -> None:
    """Where a tag is not closed and the items behind it come to lie in it, each still has its own fields."""
    items = "<item><title>one</title><link>/1</link><a><item><title>two</title><link>/2</link></item></a></item>"
    assert [(link.url[-2:], link.title) for link in read_feed(rss(items), CHANNEL, SOURCE)] == [
        ("/1", "one"),
        ("/2", "two"),
    ]


def test_bases() -> None:
    """Links are seen from the nearest `xml:base`."""
    items = "<item xml:base='b/'><link>1</link></item><item><link>2</link></item>"
    document = rss(items).replace(b"<channel", b"<channel xml:base='https://other.example/a/'")
    assert [link.url for link in read_feed(document, CHANNEL, SOURCE)] == [
        "https://other.example/a/b/1",
        "https://other.example/a/2",
    ]


def test_empty_feed() -> None:
    """A feed without items is a feed."""
    assert read_feed(rss(""), CHANNEL, SOURCE) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "empty"),
        (b" \n\xef\xbb\xbf", "empty"),
        (b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body/></html>", "<html>"),
        (b"busy", "not XML"),
        (b"\x00\x01\x02\xff", "not XML"),
        (b'{"items": []}', "no JSON Feed"),
        (b"<urlset/>", "<urlset>"),
        (b"\x1f\x8bbroken", "gzip"),
    ],
)
def test_what_is_no_feed(body: bytes, message: str) -> None:
    """A challenge page, an empty body and other things served in a feed's place are errors that say so."""
    with pytest.raises(FeedError, match=message):
        read_feed(body, CHANNEL, SOURCE)


def test_entities_are_not_expanded() -> None:
    """Neither a bomb of entities nor a file of ours comes out of a feed."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "xxxxxxxxxx"><!ENTITY f SYSTEM "file:///etc/passwd">{levels}]>'
    item = "<item><title>a&l11;b&f;c</title><link>/1</link></item><item><link href='&l11;'>/2</link></item>"
    links = []
    with patience(), suppress(FeedError):
        links = read_feed((doctype + rss(item).decode()[38:]).encode(), CHANNEL, SOURCE)
    assert all("root:" not in link.title and len(link.title) < 100 for link in links)


def test_encodings() -> None:
    """The encoding that the document declares is the one that is read."""
    feed = rss("<item><title>قصف</title><link>/1</link></item>").decode().replace("UTF-8", "windows-1256")
    assert read_feed(feed.encode("cp1256"), CHANNEL, SOURCE)[0].title == "قصف"


def test_dirt_before_the_document() -> None:
    """Blank lines and a byte order mark before the XML declaration are common and harmless."""
    body = b"\xef\xbb\xbf\r\n\n" + rss("<item><title>&nbsp;t</title><link>/1</link></item>")
    assert read_feed(body, CHANNEL, SOURCE)[0].title == "t"


@example(b"<:")  # recovered, it is an element with a name that is none
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes(noise: bytes) -> None:
    """Whatever the bytes are, reading gives links or a FeedError."""
    for body in (noise, b"<rss><channel><item><link>" + noise + b"</link></item></channel></rss>"):
        try:
            links = read_feed(body, CHANNEL, SOURCE)
        except FeedError:
            continue
        assert all(link.url.startswith(("http://", "https://")) for link in links)


LONG = "كلمات كثيرة في خبر طويل عن حلب " * 20


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://outlet.examplehttps://outlet.example/1", "https://outlet.example/1"),
        ("https://outlet.examplenews/1", "https://outlet.example/news/1"),
        ("https://www.outlet.examplenews/1", "https://www.outlet.example/news/1"),
        ("outlet.example/news/1", "https://outlet.example/news/1"),
        ("www.outlet.example/news/1", "https://www.outlet.example/news/1"),
        ("https://outlet.example.sy/1", "https://outlet.example.sy/1"),
        (
            "https://archive.example/web/https://outlet.example/1",
            "https://archive.example/web/https://outlet.example/1",
        ),
    ],
)
def test_glued_links(written: str, url: str) -> None:
    """Host and path, or two addresses, that a script glued together are taken apart; what looks alike is left."""
    assert read_feed(rss(f"<item><link>{written}</link></item>"), CHANNEL, SOURCE)[0].url == url


def test_titles_encoded_twice() -> None:
    """A title whose entities were encoded twice is read to the end."""
    item = "<item><title>&amp;quot;قصف&amp;quot; على &amp;amp; قرب حلب</title><link>/1</link></item>"
    assert read_feed(rss(item), CHANNEL, SOURCE)[0].title == '"قصف" على & قرب حلب'


@pytest.mark.parametrize("declared", ["UTF-8", "windows-1256", "iso-8859-1"])
@pytest.mark.parametrize("really", ["utf-8", "cp1256"])
def test_wrong_encodings(declared: str, really: str) -> None:
    """What the bytes are counts, where the declaration is wrong."""
    if (declared, really) == ("iso-8859-1", "cp1256"):
        pytest.skip("nothing in such a document tells")
    item = "<item><title>قصف مدفعي على قرية في ريف حلب الغربي</title><link>/1</link></item>"
    body = rss(item).decode().replace("UTF-8", declared).encode(really)
    assert read_feed(body, CHANNEL, SOURCE)[0].title == "قصف مدفعي على قرية في ريف حلب الغربي"


@pytest.mark.parametrize("dirt", [b"x", b"\n\n<!-- cache -->\n", b"Notice: Undefined index\n", b"\x00"])
def test_bytes_before_the_prolog(dirt: bytes) -> None:
    """What a server's script printed by mistake before the document does not spoil it."""
    assert len(read_feed(dirt + rss("<item><link>/1</link></item>"), CHANNEL, SOURCE)) == 1


def test_cut_off_feeds() -> None:
    """Of a feed that ends early what is whole is taken."""
    items = "".join(f"<item><title>خبر {n}</title><link>/{n}</link></item>" for n in range(9))
    whole = rss(items)
    cut = read_feed(whole[: whole.index("خبر 7".encode()) + 3], CHANNEL, SOURCE)
    assert [link.url[-1] for link in cut] == list("0123456")


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        ("22 تشرين الثاني 2026 - 10:30", 7),
        ("الأحد، ٢٢ نوفمبر ٢٠٢٦ 10:30", 7),
        ("2026-11-22 10:30:00", 7),
        ("Sun, 22 Nov 2026 10:30:00 GMT", 10),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(date: str, hour: int | None) -> None:
    """Arabic months and times without a zone are read in the source's; what is no date is none."""
    (link,) = read_feed(rss(f"<item><link>/1</link><pubDate>{date}</pubDate></item>"), CHANNEL, SOURCE)
    assert (link.published_at and link.published_at.hour) == hour


def test_whole_texts() -> None:
    """The text that a feed carries is taken along; an excerpt or an advertisement alone is not."""
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    sizes = ", ".join(f"/p-{width}.jpg {width}w" for width in range(100, 4100, 100))
    picture = f"<img srcset='{sizes}'><p>مقتطف قصير</p>"
    texts = (f"<p>{LONG}</p>", "<a href='/ad'><img src='/ad.jpg'></a>", "<p>مقتطف قصير</p>", picture)
    items = "".join(
        f"<item {spaces}><link>/{n}</link><content:encoded><![CDATA[{text}]]></content:encoded></item>"
        for n, text in enumerate(texts)
    )
    assert [link.content for link in read_feed(rss(items), CHANNEL, SOURCE)] == [texts[0], "", "", ""]


def test_stated_ttl() -> None:
    """RSS says in minutes how long it may be kept."""
    assert stated_ttl(rss("<ttl> 30 </ttl>")) == 1800
    assert stated_ttl(rss("<ttl>soon</ttl>")) is None
