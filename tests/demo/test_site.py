"""The newsroom as a visitor meets it over HTTP."""

import gzip
import http.client
import socket
from urllib.parse import urlsplit

import pytest

from demo.newsroom.desk import houses
from demo.site import Newsroom, Outlet
from tests.demo.visitor import TODAY, visit

_STATUS = {"gone": 404}


def _outlet(newsroom: Newsroom, key: str) -> Outlet:
    return next(one for one in newsroom.outlets if one.key == key)


def _address(newsroom: Newsroom, key: str) -> str:
    return next(url for url, one in newsroom.expectations().items() if one.key == key)


@pytest.mark.parametrize("edition", ["morning", "evening"])
def test_every_announced_address_answers_as_planned(newsroom: Newsroom, edition: str) -> None:
    """Articles answer 200, the removed one 404, and those in trouble their bad answer once."""
    newsroom.edition = "evening" if edition == "evening" else "morning"
    for url, one in newsroom.expectations().items():
        first, second = visit(url), visit(url)
        assert second.status == _STATUS.get(one.kind, 200), one.key
        assert first.status == (500 if one.first_answer == "server_error" else second.status), one.key
        assert (first.body == second.body) == (not one.first_answer), one.key


def test_announced_addresses_are_in_the_channels(newsroom: Newsroom) -> None:
    """Every expectation's announcement is in the channel that it names, in the outlet's encoding."""
    channels = {url: visit(url).body for one in newsroom.outlets for url in (*one.feeds, *one.sitemaps)}
    homes = {one.key: one.home.rstrip("/") for one in newsroom.outlets}
    for one in newsroom.expectations().values():
        for announcement in one.announced:
            body = channels[homes[one.outlet] + announcement.channel]
            assert announcement.target.replace("&", "&amp;").encode() in body, one.key


def test_outlets_describe_themselves(newsroom: Newsroom) -> None:
    """Homes, feeds and sitemaps are full addresses that answer; ports are the ones in use."""
    assert [one.key for one in newsroom.outlets] == [house.key for house in houses()]
    assert [len(one.feeds) + len(one.sitemaps) for one in newsroom.outlets] == [2, 2, 1, 1]
    for one in newsroom.outlets:
        assert visit(one.home).status == 200
        assert urlsplit(one.home).port in newsroom.ports


def test_feeds_answer_304_to_who_has_them(newsroom: Newsroom) -> None:
    """By ETag or by date; an ETag that differs outranks a date that would do."""
    for url in (*_outlet(newsroom, "khabour").feeds, *_outlet(newsroom, "ufuq").sitemaps):
        first = visit(url)
        etag, modified = first.headers["etag"], first.headers["last-modified"]
        assert visit(url, If_None_Match=etag)[::2] == (304, b"")
        assert visit(url, If_None_Match=f'"other", {etag}').status == 304
        assert visit(url, If_Modified_Since=modified).status == 304
        assert visit(url, If_Modified_Since="yesterday").status == 200
        assert visit(url, If_None_Match='"other"', If_Modified_Since=modified).status == 200


def test_a_new_edition_is_a_new_feed(newsroom: Newsroom) -> None:
    """What was unchanged in the morning is changed in the evening, without a restart."""
    feed = _outlet(newsroom, "riwaq").feeds[0]
    morning = visit(feed)
    newsroom.edition = "evening"
    evening = visit(feed, If_None_Match=morning.headers["etag"], If_Modified_Since=morning.headers["last-modified"])
    assert evening.status == 200
    assert evening.body != morning.body


def test_the_correction_is_at_the_same_address(newsroom: Newsroom) -> None:
    """The toll on the page rises from three to five."""
    url = _address(newsroom, "aleppo-shelling")
    morning = visit(url).body.decode()
    newsroom.edition = "evening"
    assert url == _address(newsroom, "aleppo-shelling")
    assert "ثلاثة قتلى" in morning
    assert "خمسة قتلى وأربعة عشر جريحاً" in visit(url).body.decode()


def test_evening_articles_are_not_there_in_the_morning(newsroom: Newsroom) -> None:
    """Their addresses answer 404 before."""
    newsroom.edition = "evening"
    new = [url for url, one in newsroom.expectations().items() if one.evening == "new"]
    assert len(new) >= 4
    assert {visit(url).status for url in new} == {200}
    newsroom.edition = "morning"
    assert {visit(url).status for url in new} == {404}


def test_pages_come_compressed_to_who_takes_it(newsroom: Newsroom) -> None:
    """gzip of the same bytes; small answers and other visitors get them plain."""
    home = _outlet(newsroom, "ufuq").home
    packed = visit(home, Accept_Encoding="gzip, deflate")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == visit(home).body
    assert "content-encoding" not in visit(f"{home}robots.txt", Accept_Encoding="gzip").headers


def test_requests_are_logged(newsroom: Newsroom) -> None:
    """Host with port, path with query, status, in order."""
    home = _outlet(newsroom, "barid").home
    host = urlsplit(home).netloc
    visit(f"{home}robots.txt")
    visit(f"{home}nowhere?x=1")
    assert newsroom.requests == [(host, "/robots.txt", 200), (host, "/nowhere?x=1", 404)]


def test_head_gives_the_headers_alone(newsroom: Newsroom) -> None:
    """A HEAD request has the length of the page and no body, and spends no first answer."""
    url = urlsplit(_address(newsroom, "tishreen-dam"))
    connection = http.client.HTTPConnection(str(url.hostname), url.port, timeout=10)
    connection.request("HEAD", url.path)
    response = connection.getresponse()
    assert (response.status, response.read()) == (200, b"")
    assert int(response.headers["Content-Length"]) > 1000
    connection.close()
    assert visit(url.geturl()).status == 500


def test_wordpress_redirects_to_the_slash(newsroom: Newsroom) -> None:
    """The address without its last slash leads to the one with it."""
    url = _address(newsroom, "daraa-ied")
    answer = visit(url.rstrip("/"))
    assert answer.status == 301
    assert answer.headers["location"].lower() == url


def test_the_old_site_names_no_encoding_in_its_headers(newsroom: Newsroom) -> None:
    """The page's bytes are windows-1256, and only the page says so."""
    answer = visit(_address(newsroom, "jableh-drone"))
    assert answer.headers["content-type"] == "text/html"
    assert "الدفاعات الجوية".encode("cp1256") in answer.body


def test_the_same_port_gives_the_same_addresses() -> None:
    """A newsroom asked for a port has it again in the next run; while it is taken, another one serves."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with Newsroom(TODAY, port=port) as first:
        homes = [one.home for one in first.outlets]
        with Newsroom(TODAY, port=port) as beside:
            assert not set(homes) & {one.home for one in beside.outlets}
    with Newsroom(TODAY, port=port) as again:
        assert [one.home for one in again.outlets] == homes


@pytest.mark.parametrize("port", [0, 20617])
def test_without_a_wide_loopback_ports_tell_outlets_apart(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    """Where 127.0.0.11 cannot be bound, as on macOS, every outlet is on 127.0.0.1 with a port of its own."""
    usual = socket.socket.bind

    def narrow(this: socket.socket, address: tuple[str, int]) -> None:
        if address[0] != "127.0.0.1":
            raise OSError(49, "Can't assign requested address")
        usual(this, address)

    monkeypatch.setattr("socketserver.socket.socket.bind", narrow)
    with Newsroom(TODAY, port=port) as newsroom:
        assert {urlsplit(one.home).hostname for one in newsroom.outlets} == {"127.0.0.1"}
        assert len(newsroom.ports) == len(newsroom.outlets)


def test_a_loopback_without_ports_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """An OSError that names the address; what was bound before is free again."""
    usual = socket.socket.bind
    bound: list[socket.socket] = []

    def only_first(this: socket.socket, address: tuple[str, int]) -> None:
        if bound:
            raise OSError(98, "Address already in use")
        usual(this, address)
        bound.append(this)

    monkeypatch.setattr("socketserver.socket.socket.bind", only_first)
    with pytest.raises(OSError, match=r"no free port on 127\.0\.0\.1"):
        Newsroom(TODAY).start()
    assert bound[0].fileno() == -1


def test_a_fault_of_the_newsroom_is_shown(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """An exception while a page is printed is on standard error, not swallowed."""

    def broken(*_: object) -> None:
        raise ValueError("a broken press")

    monkeypatch.setattr(newsroom, "answer", broken)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        visit(newsroom.outlets[0].home)
    assert "ValueError: a broken press" in capfd.readouterr().err


def test_a_stopped_newsroom_answers_nobody() -> None:
    """Its ports are free, it has no outlets, and stopping it again does no harm."""
    newsroom = Newsroom(TODAY).start()
    home = urlsplit(newsroom.outlets[0].home)
    newsroom.stop()
    newsroom.stop()
    assert newsroom.outlets == ()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((str(home.hostname), home.port or 0), timeout=5).close()


def test_a_visitor_that_hangs_up_makes_no_noise(newsroom: Newsroom, capfd: pytest.CaptureFixture[str]) -> None:
    """A connection that is reset before its answer leaves no trace on standard error, and others are served."""
    home = urlsplit(_outlet(newsroom, "ufuq").home)
    for _ in range(5):
        visitor = socket.create_connection((str(home.hostname), home.port or 0), timeout=5)
        visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        visitor.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        visitor.close()
    assert visit(home.geturl()).status == 200
    assert capfd.readouterr().err == ""
