"""The e-mail message of a digest: addresses, headers and its two parts.

Header fields after RFC 5322, RFC 2369 (List-Unsubscribe) and RFC 3834 (Auto-Submitted). The Message-ID is the same each
time the same digest is made for the same recipient, so that a mail program that gets it twice can show it once.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from pipelines.errors import Misuse

_LONGEST_ADDRESS = 254  # octets, RFC 5321 §4.5.3.1.3 with its erratum 1690


# The common subset of RFC 5322 §3.4: a dot-atom at a domain, bare or in angle brackets behind a name. Letters of other
# scripts match here, so that they can be refused with words of their own.
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
_BARE = rf"{_ATOM}(?:\.{_ATOM})*@\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)*"
_ADDRESS = re.compile(rf'(?P<bare>{_BARE})|(?P<name>"[^"<>\\]*"|[^"<>,;:@\\]*)<(?P<named>{_BARE})>')


class AddressError(Misuse):
    """A mail address that cannot be used: which one, why, and what would be right."""


def address(written: str) -> Address:
    """An address as a user writes it, `name@example.org` or `Name <name@example.org>`; raises `AddressError`."""
    if any(unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in written):
        raise AddressError(f"{written!r} holds a line break or an invisible character: write one address, on one line")
    found = _ADDRESS.fullmatch(written.strip())
    if found is None:
        raise AddressError(f"{written!r} is no mail address: write name@example.org or Name <name@example.org>")
    bare = found["named"] or found["bare"]
    if not bare.isascii():
        raise AddressError(f"{written!r} has letters outside ASCII: write the domain in its xn-- form")
    if len(bare) > _LONGEST_ADDRESS:
        raise AddressError(f"{written[:40]!r}… is longer than {_LONGEST_ADDRESS} characters: write a shorter address")
    user, _, domain = bare.partition("@")
    return Address((found["name"] or "").strip().strip('"'), user, domain)


def identity(written: str) -> str:
    """What makes two spellings of a recipient one: the bare address in lower case."""
    return address(written).addr_spec.lower()


def message_id(digest_key: str, recipient: str, sender: str) -> str:
    """The Message-ID of a digest for a recipient, who cannot be read from it."""
    digest = hashlib.sha256(f"{digest_key}\0{identity(recipient)}".encode()).hexdigest()
    return f"<watira.{digest[:40]}@{address(sender).domain}>"


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says."""

    subject: str
    html: str
    text: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # PNG by the name that the HTML has for it: `cid:NAME`
    language: str = "ar"


def build(content: Content, *, digest_key: str, sender: str, recipient: str, now: datetime) -> EmailMessage:
    """The message of the digest `digest_key` for one recipient; `now` (aware) is its Date. Raises `AddressError`."""
    message = EmailMessage(policy=SMTP)
    origin = address(sender)
    message["From"] = origin
    message["To"] = address(recipient)
    message["Subject"] = " ".join(content.subject.split())
    message["Date"] = now
    message["Message-ID"] = message_id(digest_key, recipient, sender)
    message["List-Unsubscribe"] = f"<mailto:{quote(origin.addr_spec, safe='@')}?subject=unsubscribe>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(content.text, charset="utf-8", cte="base64")
    own = {name: f"{name}.{message['Message-ID'][1:-1]}" for name in content.pictures}  # unique, as RFC 2392 asks
    html = content.html
    for name, cid in own.items():
        html = html.replace(f'src="cid:{name}"', f'src="cid:{cid}"')
    message.add_alternative(html, subtype="html", charset="utf-8", cte="base64")
    *_, body = message.iter_parts()
    for name, png in content.pictures.items():
        body.add_related(png, "image", "png", cid=f"<{own[name]}>", filename=f"{name}.png", disposition="inline")
    message["Content-Language"] = content.language  # last: with a part added, such headers move into the first part
    return message
