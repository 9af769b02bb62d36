"""Which addresses may be visited, in all the spellings that would get around a simpler check."""

import asyncio
from ipaddress import ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from twisted.internet.address import IPv4Address

from crawler.failures import ForbiddenAddress
from crawler.guards import AddressGuard, Guard, GuardedResolver, NameGuard, literal_address

STRICT = Guard()
LOOPBACK = Guard((ip_network("127.0.0.1/32"), ip_network("::1/128")), ())

FORBIDDEN = [
    "127.0.0.1",
    "127.66.66.66",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "not an address",
]


@pytest.mark.parametrize("address", FORBIDDEN)
def test_forbidden(address: str) -> None:
    """Private, local, reserved and documentation addresses are refused, also inside IPv6 wrappings."""
    assert not STRICT.permits(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"]
)
def test_public(address: str) -> None:
    """Public addresses are visited."""
    assert STRICT.permits(address)


def test_allowed_networks() -> None:
    """A network that the user allows is visited besides the public ones, and nothing beyond it."""
    assert LOOPBACK.permits("127.0.0.1")
    assert LOOPBACK.permits("::1")
    assert LOOPBACK.permits("::ffff:127.0.0.1")
    assert LOOPBACK.permits("8.8.8.8")
    assert not LOOPBACK.permits("127.0.0.2")


@pytest.mark.parametrize(
    ("url", "objection"),
    [
        ("https://outlet.example/1", None),
        ("http://outlet.example:80/1", None),
        ("https://8.8.8.8/", None),
        ("http://127.0.0.1/", "not a public address"),
        ("http://127.1/", "not a public address"),
        ("http://2130706433/", "not a public address"),
        ("http://0177.0.0.1/", "not a public address"),
        ("http://0x7f.1/", "not a public address"),
        ("http://127.0.0.1./", "not a public address"),
        ("http://[::1]/", "not a public address"),
        ("http://[::ffff:7f00:1]/", "not a public address"),
        ("https://outlet.example:8443/", "port 8443"),
        ("http://outlet.example:22/", "port 22"),
        ("ftp://outlet.example/", "scheme 'ftp'"),
        ("file:///etc/passwd", "scheme 'file'"),
        ("outlet.example", "scheme 'missing'"),
        ("https:///path", "no host"),
        ("http://outlet.example:80@127.0.0.1/", "credentials"),
        ("http://[::1", "not a valid address"),
        ("http://outlet.example:99999/", "not a valid address"),
    ],
)
def test_urls(url: str, objection: str | None) -> None:
    """What a URL alone shows to be forbidden is refused before anything is asked."""
    found = STRICT.objection(url)
    assert found is None if objection is None else found is not None and objection in found


def test_any_port() -> None:
    """Without a list of ports every port will do."""
    assert LOOPBACK.objection("http://127.0.0.1:4711/") is None


@given(st.text(max_size=60))
def test_any_url(text: str) -> None:
    """Whatever stands in a feed, the guard says yes or no."""
    for url in (text, f"http://{text}/", f"https://outlet.example/{text}"):
        STRICT.objection(url)
        literal_address(text)


def test_mixed_addresses() -> None:
    """Of a name's addresses the public ones are used; a name with private ones alone is remembered."""
    guard = Guard()
    assert guard.permitted("mixed.example", ["10.0.0.1", "8.8.8.8", "::1"]) == ["8.8.8.8"]
    assert guard.permitted("private.example", ["10.0.0.1"]) == []
    assert guard.permitted("unknown.example", []) == []
    assert guard.refused_hosts == {"private.example"}


class Receiver:
    """What Twisted puts at a resolver's other end."""

    def __init__(self) -> None:
        self.addresses: list[Any] = []
        self.complete = asyncio.Event()

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        """Nothing."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        """Keep it."""
        self.addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        """The end."""
        self.complete.set()


def resolved(guard: Guard, host: str, types: Any = None) -> list[tuple[str, int]]:
    """What the resolver hands out for a host."""

    async def ask() -> list[tuple[str, int]]:
        receiver = Receiver()
        GuardedResolver(guard).resolveHostName(receiver, host, 80, types)
        await asyncio.wait_for(receiver.complete.wait(), 25)
        return [(address.host, address.port) for address in receiver.addresses]

    return asyncio.run(ask())


def test_resolver() -> None:
    """What is connected to went through the guard: names, and literals in every spelling."""
    assert resolved(STRICT, "localhost") == []
    assert ("127.0.0.1", 80) in resolved(LOOPBACK, "localhost", [IPv4Address])
    assert resolved(STRICT, "2130706433") == []
    assert resolved(LOOPBACK, "2130706433") == [("127.0.0.1", 80)]
    assert resolved(STRICT, "127.66.66.66") == []
    assert resolved(STRICT, "8.8.8.8") == [("8.8.8.8", 80)]
    assert resolved(STRICT, "no-such-host.invalid") == []
    assert resolved(STRICT, "bad host name \x00") == []


def test_a_resolution_can_be_given_up() -> None:
    """Twisted may call off a resolution that takes too long."""

    async def ask() -> bool:
        resolution = GuardedResolver(STRICT).resolveHostName(Receiver(), "localhost")
        resolution.cancel()
        await asyncio.sleep(0)
        return bool(resolution.task.cancelled())

    assert asyncio.run(ask())


def test_middlewares() -> None:
    """A refused address ends a request at once; a name without any address is merely unknown."""
    guard = Guard(refused_hosts={"private.example"})
    AddressGuard(guard).process_request(Request("https://outlet.example/"))
    with pytest.raises(ForbiddenAddress):
        AddressGuard(guard).process_request(Request("http://10.0.0.1/"))
    missing = CannotResolveHostError("no results")
    NameGuard(guard).process_exception(Request("http://unknown.example/"), missing)
    NameGuard(guard).process_exception(Request("http://private.example/"), OSError())
    with pytest.raises(ForbiddenAddress):
        NameGuard(guard).process_exception(Request("http://private.example/"), missing)
