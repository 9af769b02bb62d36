"""Serves the sample newsroom on loopback: each outlet on an address of its own, as a real site would answer."""

import gzip
import hashlib
import socketserver
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple, Self

from demo.newsroom.desk import Edition, House, houses
from demo.newsroom.expected import Expectation, expectations
from demo.newsroom.press import Answer, Press, interruption

# Ours on every system; the outlets' own addresses need all of 127.0.0.0/8 on the loopback interface (as on Linux).
_COMMON_LOOPBACK = "127.0.0.1"
_WORTH_COMPRESSING = 1000  # bytes
_STOPS_WITHIN_S = 0.05
_IDLE_S = 5  # a kept-alive connection that asks nothing for so long is closed


class Request(NamedTuple):
    """A request that was answered."""

    host: str  # address:port that was asked
    path: str  # with query, as received
    status: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """A site of the newsroom, as a source list would describe it."""

    key: str
    name_ar: str
    name_en: str
    home: str  # http://address:port/
    feeds: tuple[str, ...]  # full addresses
    sitemaps: tuple[str, ...]
    timezone: str


class Newsroom:
    """The sample newsroom as a context manager; between `start` and `stop` it answers on loopback.

    today: the day that the articles' times are relative to. edition: may be changed while it serves. port: the port
    that every outlet tries first, so that addresses stay the same from run to run; 0 takes any free one.
    """

    def __init__(self, today: date, edition: Edition = "morning", port: int = 0) -> None:
        self.today = today
        self.edition: Edition = edition
        self.requests: list[Request] = []
        self._port = port
        self._servers: list[_Server] = []
        self._interrupted: set[str] = set()  # paths that have given their first, bad answer
        self._lock = threading.Lock()

    def start(self) -> Self:
        """Bind all outlets and begin to answer. Raises OSError if loopback gives no port at all."""
        for place, house in enumerate(houses()):
            try:
                server = _bind(self, house, place)
            except OSError:
                self.stop()
                raise
            self._servers.append(server)
            name = f"newsroom-{house.key}"
            threading.Thread(target=server.serve_forever, args=(_STOPS_WITHIN_S,), name=name, daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop answering and free the ports. Harmless when it is not running."""
        while self._servers:
            server = self._servers.pop()
            server.shutdown()
            server.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets with their addresses; empty unless it is running."""
        return tuple(_outlet(server) for server in self._servers)

    @property
    def ports(self) -> tuple[int, ...]:
        """The ports in use, for a crawler that visits listed ports only."""
        return tuple(sorted({server.server_port for server in self._servers}))

    def expectations(self) -> dict[str, Expectation]:
        """What is right to make of each page of the edition, by its full address without tracking parameters."""
        homes = {server.house.key: server.home for server in self._servers}
        return {homes[one.outlet] + one.path: one for one in expectations(self.today, self.edition)}

    def answer(self, house: House, home: str, target: str) -> Answer:
        """What the outlet answers now to a GET of that target; a page in trouble answers badly the first time."""
        answer = Press(house, home, self.today, self.edition).answer(target)
        trouble = answer.story.manuscript.first_answer if answer.story else ""
        return interruption(trouble) if trouble and self._is_first(home + target) else answer

    def begin_again(self) -> None:
        """Have every page in trouble answer badly once more, and forget the requests."""
        with self._lock:
            self._interrupted.clear()
        self.requests.clear()

    def _is_first(self, address: str) -> bool:
        with self._lock:
            first = address not in self._interrupted
            self._interrupted.add(address)
            return first


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, newsroom: Newsroom, house: House, address: tuple[str, int]) -> None:
        self.newsroom = newsroom
        self.house = house
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Bind without the look-up of the address's name that HTTPServer makes and that may take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor that hangs up is no fault of the newsroom; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def host(self) -> str:
        return f"{self.server_name}:{self.server_port}"

    @property
    def home(self) -> str:
        """The site's address without a slash at its end."""
        return f"http://{self.host}"


def _bind(newsroom: Newsroom, house: House, place: int) -> _Server:
    """The outlet's server on the first address of the list that can be had."""
    failure: OSError | None = None
    for address in _addresses(house, newsroom._port, place):
        try:
            return _Server(newsroom, house, address)
        except OSError as error:
            failure = error
    raise OSError(f"the newsroom finds no free port on {_COMMON_LOOPBACK}") from failure


def _addresses(house: House, port: int, place: int) -> Iterator[tuple[str, int]]:
    yield house.address, port
    if port:
        yield house.address, 0
        yield _COMMON_LOOPBACK, port + place
    yield _COMMON_LOOPBACK, 0


def _outlet(server: _Server) -> Outlet:
    house = server.house
    return Outlet(
        key=house.key,
        name_ar=house.name_ar,
        name_en=house.name_en,
        home=f"{server.home}/",
        feeds=tuple(server.home + one.path for one in house.channels if one.format != "sitemap"),
        sitemaps=tuple(server.home + one.path for one in house.channels if one.format == "sitemap"),
        timezone=house.timezone,
    )


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "SampleNewsroom"
    timeout = _IDLE_S

    def do_GET(self) -> None:
        server = self.server
        answer = server.newsroom.answer(server.house, server.home, self.path)
        self._send(answer)

    def do_HEAD(self) -> None:
        server = self.server
        self._send(Press(server.house, server.home, server.newsroom.today, server.newsroom.edition).answer(self.path))

    def _send(self, answer: Answer) -> None:
        etag = f'W/"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
        unchanged = answer.modified is not None and self._has(etag, answer.modified)
        status = HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus(answer.status)
        body = b"" if unchanged else answer.body
        self.server.newsroom.requests.append(Request(self.server.host, self.path, int(status)))
        self.send_response(status)
        if answer.modified:
            self.send_header("ETag", etag)
            self.send_header("Last-Modified", format_datetime(answer.modified, usegmt=True))
        if answer.location:
            self.send_header("Location", answer.location)
        self._send_body(body, answer.content_type)

    def _send_body(self, body: bytes, content_type: str) -> None:
        self.send_header("Content-Type", content_type)
        self.send_header("Vary", "Accept-Encoding")
        if len(body) > _WORTH_COMPRESSING and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _has(self, etag: str, modified: datetime) -> bool:
        """Whether the asker has this version. If-None-Match outranks If-Modified-Since (RFC 9110, 13.2.2)."""
        stated = self.headers.get("If-None-Match")
        if stated is not None:
            return etag.removeprefix("W/") in (one.strip().removeprefix("W/") for one in stated.split(","))
        return modified <= _since(self.headers.get("If-Modified-Since", ""))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the overridden method's own name
        """Say nothing: requests are kept in `Newsroom.requests`."""


def _since(header: str) -> datetime:
    """The time of an If-Modified-Since header; the earliest of all times for one that is absent or unreadable."""
    try:
        return parsedate_to_datetime(header).astimezone(UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
