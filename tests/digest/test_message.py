"""The message of a digest: its addresses, headers and parts."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.message import AddressError, Content, address, build, identity, message_id

NOW = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)


def made(subject: str = "وتيرة: خبران", recipient: str = "reader@example.org") -> EmailMessage:
    """A message as a server would get it."""
    message = build(
        Content(subject, '<html lang="ar"><p>قصف</p><img src="cid:map"></html>', "قصف\n", {"map": b"PNG"}),
        digest_key="2026-11-22",
        sender="وتيرة <watira@example.net>",
        recipient=recipient,
        now=NOW,
    )
    parsed = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_the_headers_say_what_mail_programs_ask_for() -> None:
    """Subject and sender in Arabic, a date, how to leave, and that no person sent it."""
    message = made()
    assert message["Subject"] == "وتيرة: خبران"
    assert message["From"].addresses[0].display_name == "وتيرة"
    assert message["To"] == "reader@example.org"
    assert message["Date"].datetime == NOW
    assert message["List-Unsubscribe"] == "<mailto:watira@example.net?subject=unsubscribe>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "ar"
    assert message["MIME-Version"] == "1.0"


def test_text_comes_before_html_in_utf_8() -> None:
    """Mail programs show the last alternative that they can."""
    message = made()
    assert message.get_content_type() == "multipart/alternative"
    parts = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
    assert [part.get_content_type() for part in parts] == ["text/plain", "multipart/related"]
    assert parts[0].get_content_charset() == "utf-8"
    assert parts[0].get_content().strip() == "قصف"


def test_pictures_travel_with_the_html_and_are_named_in_it() -> None:
    """By an identifier that is this message's own, shown inline, nothing attached."""
    message = made()
    html, picture = [part for part in message.walk() if part.get_content_maintype() in ("image", "text")][1:]
    cid = picture["Content-ID"].strip("<>")
    assert cid.startswith("map.watira.")
    assert f'<img src="cid:{cid}">' in html.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert (picture.get_content_type(), picture.get_content_disposition()) == ("image/png", "inline")
    assert picture.get_payload(decode=True) == b"PNG"


def test_the_message_is_seven_bit_with_short_lines() -> None:
    """Any server can carry it (RFC 5321 allows 998 octets a line)."""
    raw = build(
        Content("قصف " * 60, "قصف" * 9000, "قصف" * 9000, {"map": bytes(9000)}),
        digest_key="k", sender="w@example.net", recipient="r@example.org", now=NOW,
    ).as_bytes()  # fmt: skip
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) <= 998


def test_the_message_id_stays_and_hides_the_recipient() -> None:
    """One per digest and recipient, however the address is spelled."""
    first = message_id("2026-11-22", "Reader@Example.org", "w@example.net")
    assert first == message_id("2026-11-22", "A Reader <reader@example.org>", "w@example.net")
    assert first != message_id("2026-11-23", "reader@example.org", "w@example.net")
    assert first != message_id("2026-11-22", "other@example.org", "w@example.net")
    assert "reader" not in first
    assert first.endswith("@example.net>")


@settings(max_examples=40)
@given(st.text(st.sampled_from("\r\n\x00\x0b\u2028: aBccق<>@."), max_size=60))
def test_no_subject_adds_a_header(subject: str) -> None:
    """Line breaks in a subject become blanks."""
    assert made(f"خبر {subject}").keys() == made().keys()


@pytest.mark.parametrize("written", ["reader@example.org", "Reader <reader@example.org>", "قارئ <reader@example.org>"])
def test_addresses_may_carry_a_name(written: str) -> None:
    """The bare address is what counts."""
    assert identity(written) == "reader@example.org"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "is no mail address"),
        ("reader", "is no mail address"),
        ("@example.org", "is no mail address"),
        ("a@example.org, b@example.org", "is no mail address"),
        ("a@example.org b@example.org", "is no mail address"),
        ("readers: a@example.org;x", "is no mail address"),
        ("<>", "is no mail address"),
        ('"', "is no mail address"),
        ("a@example.org\nBcc: b@example.org", "line break"),
        ("a@example.org\u202e", "invisible"),
        ("قارئ@example.org", "outside ASCII"),
        ("a@مثال.example", "xn--"),
        ("a" * 300 + "@example.org", "longer than 254"),
    ],
)
def test_what_is_no_single_address_is_refused_with_a_sentence(written: str, words: str) -> None:
    """The sentence names the address and says what would be right."""
    with pytest.raises(AddressError, match=words):
        address(written)


@given(st.text(st.sampled_from('\r\n\t ab@<>,;:."()\\[]=?_ق'), max_size=40))
def test_any_text_is_an_address_or_a_sentence(written: str) -> None:
    """Nothing else is raised, and an address has no line break."""
    try:
        found = address(written)
    except AddressError:
        return
    assert "\n" not in found.addr_spec
    assert made(recipient=written)["To"].addresses[0].addr_spec == found.addr_spec
