"""What may be visited: public addresses and those allowed, over http and https, on the usual ports.

A site, or whoever writes its feed or a redirect, must not be able to point the crawler at the network that it runs
in. Addresses are checked twice: in the URL, before anything is asked; and after name resolution, by a resolver that
hands out only permitted addresses, so that what is checked is what is connected to.
"""

import asyncio
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from twisted.internet.address import IPv4Address as TwistedIPv4Address
from twisted.internet.address import IPv6Address as TwistedIPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.failures import ForbiddenAddress

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_RESOLVE_SECONDS = 20.0
_MAX_NAMES = 10_000  # of refused hosts that are remembered


@dataclass(frozen=True)
class Guard:
    """The rule for one crawl."""

    allow_networks: tuple[Network, ...] = ()  # besides all public addresses
    ports: tuple[int, ...] = (80, 443)  # empty: any
    refused_hosts: set[str] = field(default_factory=set)  # names that resolve to forbidden addresses only

    def permits(self, address: str | Address) -> bool:
        """Whether this IP address may be connected to."""
        try:
            outer = ip_address(address) if isinstance(address, str) else address
        except ValueError:
            return False
        inner = _innermost(outer)
        return _is_public(inner) or any(part in network for part in (outer, inner) for network in self.allow_networks)

    def objection(self, url: str) -> str | None:
        """Why this URL must not be asked, as far as the URL alone shows it; None: nothing speaks against it."""
        try:
            parts = urlsplit(url)
            port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
        except ValueError as error:
            return f"not a valid address: {error}"
        if parts.scheme not in _DEFAULT_PORTS:
            return f"scheme {parts.scheme or 'missing'!r}, only http and https are visited"
        if not parts.hostname or "@" in parts.netloc:
            return "credentials in the address" if parts.hostname else "no host"
        if self.ports and port not in self.ports:
            return f"port {port}, only {', '.join(map(str, self.ports))} are visited"
        literal = literal_address(parts.hostname)
        if literal and not self.permits(literal):
            return f"{literal} is not a public address"
        return None

    def permitted(self, host: str, addresses: Iterable[str]) -> list[str]:
        """Those of a name's addresses that may be connected to; remembers a name that has only others."""
        found = list(addresses)
        permitted = [address for address in found if self.permits(address)]
        if found and not permitted and len(self.refused_hosts) < _MAX_NAMES:
            self.refused_hosts.add(host.lower())
        return permitted


def literal_address(host: str) -> Address | None:
    """The IP address that the host is, in any spelling that a system's resolver understands; None for a name.

    The spellings of inet_aton(3): 127.1, 0177.0.0.1, 0x7f.1, 2130706433.
    """
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host.rstrip(".")))
    except (OSError, UnicodeEncodeError, ValueError):
        return None


def _innermost(address: Address) -> Address:
    """The IPv4 address inside an IPv6 address that only wraps one: mapped, 6to4, Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return address
    teredo = address.teredo
    inner = address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
    if inner is None and address in _NAT64:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    return inner or address


def _is_public(address: Address) -> bool:
    site_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or site_local)


class AddressGuard:
    """Downloader middleware, first in line: refuses what the URL alone shows to be forbidden."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the rule of the crawl from its spider: settings are copied, and the resolver knows this very rule."""
        return cls(crawler.spider.guard)  # type: ignore[union-attr]

    def process_request(self, request: Request) -> None:
        """Raise ForbiddenAddress, or let the request pass. Every redirect comes through here again."""
        objection = self._guard.objection(request.url)
        if objection:
            raise ForbiddenAddress(objection)


class NameGuard(AddressGuard):
    """Downloader middleware, last in line: tells a name with forbidden addresses from one that has none."""

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raise ForbiddenAddress where the resolver withheld every address, so that nobody tries again."""
        host = (urlsplit(request.url).hostname or "").lower()
        if isinstance(exception, CannotResolveHostError) and host in self._guard.refused_hosts:
            raise ForbiddenAddress(f"{host} has no public address")


@implementer(IHostResolution)
class _Resolution:
    """A name being resolved."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.task: asyncio.Task[None] | None = None

    def cancel(self) -> None:
        """Give up waiting."""
        if self.task:
            self.task.cancel()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Resolves names with the system's resolver and hands out only addresses that the guard permits.

    Twisted asks it for every connection, also where the host is an address already.
    """

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def resolveHostName(  # noqa: N802 (Twisted's name)
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: ARG002, N803
    ) -> Any:
        """Report the permitted addresses to the receiver; none at all if the name has none."""
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        resolution.task = asyncio.ensure_future(self._resolve(resolutionReceiver, hostName, portNumber, addressTypes))
        return resolution

    async def _resolve(self, receiver: Any, host: str, port: int, types: Sequence[type] | None) -> None:
        for address in self._guard.permitted(host, await _system_addresses(host)):
            kind = TwistedIPv6Address if ":" in address else TwistedIPv4Address
            if types is None or kind in types:
                receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()


async def _system_addresses(host: str) -> list[str]:
    """The addresses of a host by the system's resolver, each once; none if it has none or does not answer in time."""
    loop = asyncio.get_running_loop()
    try:
        found = await asyncio.wait_for(loop.getaddrinfo(host, None, type=socket.SOCK_STREAM), _RESOLVE_SECONDS)
    except (OSError, UnicodeError, TimeoutError):
        return []
    return list(dict.fromkeys(str(info[4][0]) for info in found))
