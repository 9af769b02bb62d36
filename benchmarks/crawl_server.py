"""A site of many pages of real size, in a process of its own: the sample newsroom's articles, each at many addresses.

Each page has a newsroom article, a sentence of its own, and around it what fills real pages: scripts, styles, a menu,
teasers. One page in five tells it word for word, as copies of a wire do; in the others a third of the words are others,
drawn from the newsroom's, so that they are as many articles as in a real day and not one told a hundred times. Started
as a module it prints its address, and on its end the seconds of CPU time that it took.
"""

import asyncio
import json
import random
import resource
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any, Self

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run as a file, it finds the project
from demo.newsroom.expected import Expectation, expectations

PER_FEED = 250  # items
_COPIES = 5  # one page in so many has the words of a newsroom article
_OTHER_WORDS = 1 / 3  # of the words of the others
_PAGE_BYTES = 200_000  # average of 207 recorded pages
_SCRIPT = '{"@type":"Thing","name":"x","values":[1,2,3,4,5,6,7,8,9]},'
_TEASER = (
    '<li class="teaser"><a href="/section/{n}"><img src="/i/{n}.jpg" alt=""><span>خبر آخر من الصفحة</span></a></li>'
)


@cache
def _stories() -> tuple[Expectation, ...]:
    """The newsroom's articles that are stored."""
    return tuple(one for one in expectations(date(2026, 3, 4), "evening") if one.stored and one.kind == "article")


@cache
def _filling() -> tuple[str, str]:
    """What stands before and behind an article on a page of that size."""
    teasers = "".join(_TEASER.format(n=n) for n in range(120))
    room = _PAGE_BYTES - 2 * len(teasers.encode()) - 4000
    script = f"<script>var data = [{_SCRIPT * (room // len(_SCRIPT))}0];</script>"
    return f"<nav><ul>{teasers}</ul></nav>", f"<aside><ul>{teasers}</ul></aside>{script}"


def page(number: int, pages: int) -> bytes:
    """The page of this number, of so many."""
    story = _stories()[number // _COPIES % len(_stories())]
    before, behind = _filling()
    own = f"وهذه هي الرواية رقم {number} من هذا الخبر كما نشرتها الصفحة."
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in (*_told(story.body, number), own))
    title = escape(f"{story.title} ({number})")
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{_time(pages - number)}">'
        f"</head><body>{before}<main><article><h1>{title}</h1>{paragraphs}</article></main>{behind}</body></html>"
    ).encode()


@cache
def _words() -> tuple[str, ...]:
    """All words of the newsroom's articles, with their frequencies."""
    return tuple(word for story in _stories() for word in story.body.split())


def _told(body: str, number: int) -> list[str]:
    """The paragraphs of the page of this number."""
    paragraphs = body.split("\n")
    if number % _COPIES == 0:
        return paragraphs
    chance = random.Random(number)
    vocabulary = _words()
    return [
        " ".join(chance.choice(vocabulary) if chance.random() < _OTHER_WORDS else word for word in paragraph.split())
        for paragraph in paragraphs
    ]


def _time(minutes: int) -> str:
    """So long ago: a page a minute, about what ninety news sites publish, and the oldest first."""
    return (datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=minutes)).isoformat()


def feed(number: int, pages: int, home: str) -> bytes:
    """The feed of this number."""
    at = format_datetime(datetime.now(UTC) - timedelta(hours=1))
    numbers = range(number * PER_FEED, min((number + 1) * PER_FEED, pages))
    items = "".join(
        f"<item><title>خبر رقم {one}</title><link>{home}/news/{one}</link><pubDate>{at}</pubDate></item>"
        for one in numbers
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()


async def _serve(pages: int) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                path = request.split(" ", 2)[1]
                status, kind, body = _answer(path, pages, f"http://127.0.0.1:{port}")
                head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(head.encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(json.dumps({"home": f"http://127.0.0.1:{port}"}), flush=True)
    await asyncio.to_thread(sys.stdin.read)


def _answer(path: str, pages: int, home: str) -> tuple[str, str, bytes]:
    name, _, number = path.strip("/").partition("/")
    if name == "news" and number.isdigit() and int(number) < pages:
        return "200 OK", "text/html; charset=utf-8", page(int(number), pages)
    if name == "feed" and number.isdigit():
        return "200 OK", "application/rss+xml", feed(int(number), pages, home)
    return "404 Not Found", "text/plain", b"not here"


class Server:
    """The server in a process of its own, as a context manager; `cpu_seconds` is known at its end."""

    def __init__(self, pages: int) -> None:
        command = [sys.executable, __file__, str(pages)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.home = ""
        self.cpu_seconds = 0.0

    def __enter__(self) -> Self:
        self.home = self._read()["home"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self.cpu_seconds = self._read().get("cpu_seconds", 0.0)
        self._process.wait()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        return dict(json.loads(self._process.stdout.readline() or "{}"))


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"cpu_seconds": used.ru_utime + used.ru_stime}), flush=True)
