"""A news site on loopback that answers what a test tells it to, also badly, and remembers what it was asked."""

import gzip
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pipelines.article import Source
from pipelines.channels import Feed

Behaviour = Callable[["Handler"], None]


@dataclass
class Asked:
    """A request that the site got."""

    path: str
    headers: dict[str, str]


@dataclass
class Site:
    """The site: what it answers by path (the last answer of a list for ever), and what it was asked."""

    host: str = "127.0.0.1"
    answers: dict[str, list[Behaviour]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    most_at_once: int = 0
    _at_once: int = 0
    _port: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        self.open()
        self.answer("/robots.txt", page(b"not here", status=404))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> None:
        """Listen, on the port of before if there was one."""
        handler = type("BoundHandler", (Handler,), {"site": self})
        self._server = ThreadingHTTPServer((self.host, self._port), handler)
        self._server.daemon_threads = True
        self._port = self.port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Listen no more: whoever comes is refused."""
        self._server.shutdown()
        self._server.server_close()

    def secure(self, certificate: Path) -> None:
        """Speak TLS from now on, with the certificate and key of a file."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}:{self.port}{path}"

    def source(self, *paths: str, key: str = "outlet", **fields: Any) -> Source:
        """A source whose feeds are at these paths."""
        channels = tuple(Feed(self.url(path)) for path in paths or ("/feed",))
        return Source(key, "منبر", "Outlet", self.url("/"), channels, "Asia/Damascus", **fields)

    def answer(self, path: str, *behaviours: Behaviour) -> None:
        """Set what a path answers, one after the other."""
        self.answers[path] = list(behaviours)

    def feed(self, paths: list[str], **headers: str) -> None:
        """Serve a feed of these paths at /feed, and an article at each that has no answer yet."""
        self.answer("/feed", page(rss([self.url(path) for path in paths]), "application/rss+xml", 200, **headers))
        for path in paths:
            self.answers.setdefault(path, [page(article(path))])

    def paths(self) -> list[str]:
        """The paths asked for, in order, without the files for all crawlers."""
        return [asked.path for asked in self.asked if asked.path not in ("/robots.txt", "/.well-known/tdmrep.json")]

    def handle(self, handler: "Handler") -> None:
        """Answer a request."""
        with self._lock:
            self.asked.append(Asked(handler.path, {name.lower(): value for name, value in handler.headers.items()}))
            behaviours = self.answers.get(handler.path.partition("?")[0], [page(b"not here", status=404)])
            behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            behaviour(handler)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True
        finally:
            with self._lock:
                self._at_once -= 1


class Handler(BaseHTTPRequestHandler):
    """Gives each request to the site."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        """Answer."""
        self.site.handle(self)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing."""


def page(body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> Behaviour:
    """An answer with this body; knows "not modified" when it has an ETag."""

    def behave(handler: Handler) -> None:
        etag = headers.get("ETag")
        fresh = bool(etag) and handler.headers.get("If-None-Match") == etag
        handler.send_response(304 if fresh else status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if not fresh:
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(b"" if fresh else body)

    return behave


def redirect(target: str, status: int = 302) -> Behaviour:
    """An answer that sends on to another address."""
    return page(b"", status=status, Location=target)


def slow(seconds: float, then: Behaviour) -> Behaviour:
    """An answer that comes late."""

    def behave(handler: Handler) -> None:
        time.sleep(seconds)
        then(handler)

    return behave


def drip(seconds: float, pieces: int = 100) -> Behaviour:
    """A body that comes in small pieces with pauses between, for far too long."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for _ in range(pieces):
            handler.wfile.write(b"5\r\n<p>.\n\r\n")
            handler.wfile.flush()
            time.sleep(seconds)

    return behave


def cut(body: bytes, *, announced: int) -> Behaviour:
    """A body that ends before the announced length."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(announced))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return behave


def until_close(body: bytes, **headers: str) -> Behaviour:
    """A body without a length, which the closing connection ends."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        for name, value in {"Content_Type": "text/html", "Connection": "close", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return behave


def raw(*lines: str, body: bytes) -> Behaviour:
    """An answer with these lines of a head, however wrong, and a body as it is; then the connection closes."""

    def behave(handler: Handler) -> None:
        head = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *lines])
        handler.wfile.write(head.encode() + b"\r\n\r\n" + body)
        handler.close_connection = True

    return behave


def bomb(size: int) -> Behaviour:
    """A body that unpacks to `size` bytes."""
    packed = gzip.compress(bytes(size), 9)
    return page(packed, Content_Encoding="gzip")


def reset(handler: Handler) -> None:
    """No answer: the connection is closed."""
    handler.close_connection = True
    handler.connection.close()


def article(subject: str) -> bytes:
    """A page with an article of some sentences, different for each subject."""
    sentences = [
        f"أفاد مراسلنا بأن قصفاً مدفعياً طال أطراف قرية النموذج رقم {subject} في ريف حلب الغربي مساء أمس.",
        "وقال سكان محليون إن القصف أوقع أضراراً مادية في المنازل دون أن يبلغ أحد عن إصابات بين المدنيين.",
        f"وأضافت المصادر أن فرق الدفاع المدني وصلت إلى المكان وأزالت الأنقاض من الطريق العام المؤدي إلى {subject}.",
    ]
    body = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    title = f"قصف على قرية {escape(subject)} في ريف حلب"
    head = f'<meta charset="utf-8"><title>{title}</title><meta property="og:type" content="article">'
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head>{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def sitemap(urls: list[str], changed: datetime | None = None) -> bytes:
    """A sitemap of these addresses, changed an hour ago unless said otherwise."""
    at = (changed or datetime.now(UTC) - timedelta(hours=1)).isoformat()
    entries = "".join(f"<url><loc>{escape(url)}</loc><lastmod>{at}</lastmod></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'.encode()


def index(urls: list[str]) -> bytes:
    """An index of sitemaps."""
    entries = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'.encode()


def rss(urls: list[str], published: datetime | None = None) -> bytes:
    """An RSS feed of these addresses, published an hour ago unless said otherwise."""
    at = format_datetime(published or datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1))
    items = "".join(
        f"<item><title>{escape(url)}</title><link>{escape(url)}</link><pubDate>{at}</pubDate></item>" for url in urls
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()
