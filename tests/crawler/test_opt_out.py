"""What counts as a word against being kept or mined."""

import pytest

from crawler.opt_out import opted_out, path_opted_out, robots_opt_outs


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
