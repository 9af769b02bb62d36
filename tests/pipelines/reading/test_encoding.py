"""Bytes become text in the encoding in which they make sense."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.reading.encoding import decode
from tests.pipelines.reading.samples import BODY

MARKUP = f"<html><title>خبر</title><p>{BODY}</p></html>".replace("ً", "").replace("،", ",")


def misread(text: str, encoding: str) -> str:
    """UTF-8 bytes read as an 8-bit encoding; what it leaves undefined as the byte itself."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso-8859-6"]
)
def test_an_undeclared_encoding_is_found(encoding: str) -> None:
    """Byte order marks, zeros and the shape of Arabic words tell the encoding."""
    decoded = decode(MARKUP.encode(encoding))
    assert decoded.text == MARKUP
    assert not decoded.undecodable


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1256", "no-such-encoding", "hex", "utf-16"])
def test_a_wrong_declaration_is_not_believed(declared: str) -> None:
    """The bytes decide, not what is said of them, in the header or in the page."""
    by_page = decode(f'<meta charset="{declared}">'.encode() + MARKUP.encode("cp1256"))
    by_header = decode(MARKUP.encode("cp1256"), {"content-type": f"text/html; charset={declared}"})
    assert by_page.text.endswith(MARKUP)
    assert (by_header.text, by_header.encoding) == (MARKUP, "windows-1256")


@pytest.mark.parametrize("encoding", ["cp1252", "cp1256", "latin-1"])
def test_text_misread_before_is_turned_back(encoding: str) -> None:
    """UTF-8 that was read as an 8-bit encoding, and stored so, is Arabic again; also after it happened twice."""
    once = misread(MARKUP, encoding)
    assert decode(once.encode()).text == MARKUP
    if encoding != "cp1256":
        assert decode(misread(once, encoding).encode()).text == MARKUP


def test_words_with_rare_letters_are_not_taken_for_misread_ones() -> None:
    """Real words of ط and ظ stay, as do French accents."""
    text = "ظل طبطب خطوط وظائف طائرات ظهرا طارق ظافر Øre é" * 3
    assert decode(text.encode()).text == text


def test_a_letter_cut_off_at_the_end_is_no_other_encoding() -> None:
    """UTF-8 with a broken letter or two is UTF-8."""
    decoded = decode(MARKUP.encode() + b"\xd8")
    assert decoded.encoding == "utf-8"
    assert decoded.text == MARKUP + "\ufffd"


def test_european_pages_keep_their_encoding() -> None:
    """Not everything in 8 bits is Arabic."""
    text = "Le président est arrivé à l'hôtel – voilà"
    assert decode(b'<meta charset="iso-8859-1">' + text.encode("cp1252")).text.endswith(text)
    assert decode(text.encode("cp1252")).encoding == "windows-1252"


@pytest.mark.parametrize("body", [os.urandom(3_000), "نص".encode("cp1256"), bytes(range(128, 256)) * 10])
def test_what_makes_no_sense_is_undecodable(body: bytes) -> None:
    """Noise, and too few bytes to tell, are said to be what they are."""
    assert decode(body, {"content-type": "text/html; charset=utf-8"}).undecodable


@settings(deadline=None)
@given(st.binary(max_size=500))
def test_no_bytes_make_it_raise(body: bytes) -> None:
    """Any bytes give a text."""
    decode(body, {"content-type": "text/html; charset=windows-1256"})
