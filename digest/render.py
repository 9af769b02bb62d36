"""A digest as mail: its subject, its HTML and its plain text of equal content.

The HTML is for mail clients: tables, styles inlined, nothing loaded from anywhere, at most 100 kB (Gmail cuts a message
at 102 kB). Stories that do not fit join the number of those left out, in both forms.
"""

from functools import lru_cache
from pathlib import Path

from css_inline import CSSInliner
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from digest import wording
from digest.compose import MOST_TITLES
from digest.contents import Digest
from digest.lines import isolated, right_to_left

MOST_BYTES = 100_000

_TEMPLATES = Path(__file__).parent / "templates"


def subject(digest: Digest) -> str:
    """The subject line; it holds no words from the web."""
    if not digest.collected:
        return f"وتيرة: لم يصل أي مقال – {digest.headline}"
    stories = wording.counted(digest.found, wording.STORIES)
    return f"وتيرة: {stories} عن التصعيد في سوريا – {digest.headline}"


def html(digest: Digest) -> str:
    """The HTML part, at most `MOST_BYTES` in UTF-8."""
    return _html(fitting(digest))


def text(digest: Digest) -> str:
    """The plain-text part, with the same stories as the HTML."""
    plain = _environment().get_template("digest.txt.j2").render(_words(fitting(digest)))
    return "\n".join(right_to_left(line.rstrip()) for line in plain.splitlines()) + "\n"


@lru_cache(maxsize=8)
def fitting(digest: Digest) -> Digest:
    """The digest with as many of its stories and titles as fit into the HTML part."""
    fitted, share = digest, 1.0
    while len(_html(fitted).encode()) > MOST_BYTES and share > 0.01:
        share *= 0.9
        fitted = digest.shortened(int(len(digest.stories) * share), int(MOST_TITLES * share))
    return fitted


def _html(digest: Digest) -> str:
    page = _environment().get_template("digest.html.j2").render(_words(digest))
    return _inliner().inline(page)


def _words(digest: Digest) -> dict[str, object]:
    return {"digest": digest, "subject": subject(digest), "zone": digest.zone}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["isolated"] = isolated
    return environment


@lru_cache(maxsize=1)
def _inliner() -> CSSInliner:
    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, minify_css=True)
