"""Addresses: one per article, whatever is hung onto it."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.urls import article_address, canonical, same_site

SLUG = "%D9%82%D8%B5%D9%81"  # قصف


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://WWW.Example.COM:443/a#part", "https://www.example.com/a"),
        ("http://example.com:80", "http://example.com/"),
        ("http://example.com:8080/a/", "http://example.com:8080/a/"),
        ("https://example.com/قصف", f"https://example.com/{SLUG}"),
        ("https://example.com/%d9%82%d8%b5%d9%81", f"https://example.com/{SLUG}"),
        ("https://example.com/%7Euser/%2Fa", "https://example.com/~user/%2Fa"),
        (f"https://example.com/{SLUG}%D9", f"https://example.com/{SLUG}%D9"),
        ("https://example.com/a?utm_source=x&id=2&fbclid=y&b=1", "https://example.com/a?id=2&b=1"),
        ("https://example.com/a?id=2&&", "https://example.com/a?id=2"),
        ("https://m.example.com/amp/news/1/", "https://example.com/news/1/"),
        ("https://amp.example.com/news/1/amp/", "https://example.com/news/1/"),
        ("https://example.com/news-1.amp", "https://example.com/news-1"),
        ("https://example.com/news/1?amp=1&outputType=amp", "https://example.com/news/1"),
        ("https://example.com/news/1/print?format=simple", "https://example.com/news/1"),
        ("https://example.com/a?format=json&print=2&ref=home", "https://example.com/a?format=json&print=2&ref=home"),
        ("https://خبر.com/", "https://xn--ngblk.com/"),
        ("https://user:secret@example.com/a", "https://example.com/a"),
        ("https://example.com./a", "https://example.com/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("http://m.co/a", "http://m.co/a"),
        ("  https://example.com/a b\n", "https://example.com/a%20b"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("http://[broken", "http://[broken"),
        ("http://example.com:99999/", "http://example.com:99999/"),
    ],
)
def test_variants_of_an_address_have_one_form(url: str, expected: str) -> None:
    """Case, port, fragment, tracking, escapes and the variants for AMP, print and mobile make no other article."""
    assert canonical(url) == expected


def test_a_host_name_that_is_no_idna_stays_in_lower_case() -> None:
    """A label too long for the name system cannot be turned into its ASCII form, and is no reason to fail."""
    assert canonical(f"http://{'ق' * 80}.com/A") == f"http://{'ق' * 80}.com/A"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    """Addresses come from the web: any text gives an answer, and the same one again."""
    assert canonical(canonical(text)) == canonical(text)


@settings(deadline=None)
@given(st.text(alphabet=[*string.ascii_letters, *"0123456789%/?&=.-#قصفًé \udc80̸"], max_size=50))
def test_the_form_is_its_own_form(path: str) -> None:
    """Canonical is idempotent, also for broken and nested escapes."""
    once = canonical(f"https://example.com/{path}")
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.com/a", "http://m.example.com/b", True),
        ("https://arabic.example.com/a", "https://example.com/", True),
        ("https://one.co.uk/", "https://two.co.uk/", False),
        ("https://a.one.com.tr/", "https://one.com.tr/", True),
        ("https://one.wordpress.com/", "https://two.wordpress.com/", False),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8002/", False),
        ("http://127.0.0.1/", "http://127.0.0.2/", False),
        ("https://example.com/", "ftp://example.com/", False),
    ],
)
def test_a_site_is_a_registered_name_or_an_address_with_its_port(one: str, other: str, same: bool) -> None:
    """Subdomains belong to one site, names under a shared suffix and other ports do not."""
    assert same_site(one, other) is same


@pytest.mark.parametrize(
    ("page", "stated", "expected"),
    [
        ("https://m.example.com/amp/12345", "https://www.example.com/news/12345", "https://www.example.com/news/12345"),
        ("https://example.com/news/12345?x=1", "/news/12345", "https://example.com/news/12345"),
        ("https://example.com/news/12345", "https://example.com/", "https://example.com/news/12345"),
        ("https://example.com/news/12345", "https://example.com/news/", "https://example.com/news/12345"),
        ("https://example.com/news/12345", "https://example.com/news/67890", "https://example.com/news/12345"),
        ("https://example.com/news/12345", "https://other.org/news/12345", "https://example.com/news/12345"),
        ("https://example.com/?p=77", "https://example.com/2026/a-b-c-d/", "https://example.com/2026/a-b-c-d/"),
        ("https://example.com/short", "https://example.com/politics", "https://example.com/short"),
        ("https://example.com/news.php?id=7", "https://example.com/news.php", "https://example.com/news.php?id=7"),
        ("https://example.com/news?sid=x", "https://example.com/news", "https://example.com/news"),
        ("https://example.com/news/12345", "http://example.com/news/12345", "https://example.com/news/12345"),
        ("https://example.com/news/12345", "", "https://example.com/news/12345"),
        ("https://example.com/news/12345", "http://[", "https://example.com/news/12345"),
        ("not an address", "https://example.com/a", "not an address"),
    ],
)
def test_a_stated_address_is_believed_when_it_can_be_the_pages_own(page: str, stated: str, expected: str) -> None:
    """A canonical link to the home page, a section, another article or another site is a fault of the page."""
    assert article_address(page, stated) == expected
