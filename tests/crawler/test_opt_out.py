"""What counts as a word against being kept or mined."""

import json

import pytest

from crawler.opt_out import opted_out, path_opted_out, reserved, robots_opt_outs, tdm_reservations


@pytest.mark.parametrize(
    ("headers", "head", "words"),
    [
        ({"x-robots-tag": "noindex, noarchive"}, "", "X-Robots-Tag: noarchive"),
        ({"x-robots-tag": "googlebot: noarchive"}, "", ""),
        ({"x-robots-tag": "watira: noarchive"}, "", "X-Robots-Tag: noarchive"),
        ({"tdm-reservation": "1"}, "", "tdm-reservation: 1"),
        ({"tdm-reservation": "0"}, "", ""),
        ({}, '<META content="index, NOARCHIVE" NAME="Robots">', 'meta name="robots": noarchive'),
        ({}, "<meta name=robots content=noarchive>", 'meta name="robots": noarchive'),
        ({}, '<meta name="googlebot" content="noarchive">', ""),
        ({}, '<meta name="robots" content="index,follow">', ""),
        ({}, '<meta name="tdm-reservation" content="1">', 'meta name="tdm-reservation": 1'),
        ({}, '<meta name="description" content="noarchive">', ""),
        ({}, "", ""),
    ],
)
def test_pages(headers: dict[str, str], head: str, words: str) -> None:
    """Headers and meta tags that speak to all or to us."""
    assert opted_out(headers, f"<html><head>{head}</head>".encode()) == words


@pytest.mark.parametrize(
    ("robots", "path", "out"),
    [
        ("TDM-Reservation: 1", "/a", True),
        ("tdm-reservation: 0", "/a", False),
        ("Noarchive: /secret/", "/secret/1", True),
        ("Noarchive: /secret/", "/a", False),
        ("User-agent: *\nContent-Usage: tdm=n\n", "/a", True),
        ("Content-Usage: /paid/ bots=n # no", "/paid/1", True),
        ("Content-Usage: /paid/ bots=n", "/free/1", False),
        ("Content-Usage: train-ai=n, search=y", "/a", False),
        ("Disallow: /x", "/a", False),
    ],
)
def test_robots(robots: str, path: str, out: bool) -> None:
    """Lines of robots.txt that reserve text and data mining or archiving; models to be trained are not our business."""
    assert bool(path_opted_out(robots_opt_outs(robots), f"https://outlet.example{path}")) is out


def _rules(*rules: tuple[object, object]) -> bytes:
    return json.dumps([{"location": location, "tdm-reservation": value} for location, value in rules]).encode()


@pytest.mark.parametrize(
    ("rules", "address", "out"),
    [
        ([("/", 1)], "", True),
        ([("/", 0)], "/a", False),
        ([("/", "1")], "/a", True),
        ([("/paid/", 1)], "/paid/1", True),
        ([("/paid/", 1)], "/free", False),
        ([("/*/paid/*.html$", 1)], "/ar/paid/1.html", True),
        ([("/*/paid/*.html$", 1)], "/ar/paid/1.html?x", False),
        ([("/a$", 1)], "/a", True),
        ([("/a$", 1)], "/ab", False),
        ([("/a*a$", 1)], "/a", False),
        ([("*.pdf", 1)], "/file.pdf", True),
        ([("/*a*b", 1)], "/xay", False),
        ([("paid/", 1)], "/paid/1", True),
        ([("/*id=", 1)], "/p?id=3", True),
        ([("/أخبار/", 1)], "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1", True),
        ([("/%D8%A3/", 1)], "/أ/1", True),
        ([("/", 1), ("/free/", 0)], "/free/1", True),
        ([("/free/", 0), ("/", 1)], "/free/1", False),
        ([("/", 0), ("/paid/", 1)], "/paid/1", True),
        ([("/a", 0), ("/a", 1)], "/a", True),
        ([(5, 1), ("", 1), ("/" + "a" * 600, 1), ("/", None), ("/", "yes"), ("/", [1])], "/a", False),
    ],
)
def test_tdmrep(rules: list[tuple[object, object]], address: str, out: bool) -> None:
    """Locations as in robots.txt; of two that fit, either the first or the longest may reserve."""
    words = reserved(tdm_reservations(_rules(*rules)), f"https://outlet.example{address}")
    assert bool(words) is out
    assert words.startswith("tdmrep.json: ") or not out


@pytest.mark.parametrize("file", [b"", b"<html>", b"{}", b"[1, [], null]", b"[" * 100_000, b'"\xff"', b"5"])
def test_what_is_no_tdmrep_reserves_nothing(file: bytes) -> None:
    """An error page served as one, or a bomb, says nothing."""
    assert tdm_reservations(file) == ()
