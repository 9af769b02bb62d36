"""A digest as mail: its subject, its HTML and its plain text of equal content.

The HTML is for mail clients: tables, styles inlined, nothing loaded from anywhere, at most 100 kB (Gmail cuts a message
at 102 kB). Its two pictures travel with the mail and are named by Content-ID; a file of its own holds them within. What
does not fit joins the number of what is left out, in both forms.
"""

from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from css_inline import CSSInliner
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from digest import pictures
from digest.contents import Digest
from digest.lines import isolated, right_to_left

MOST_BYTES = 100_000

_TEMPLATES = Path(__file__).parent / "templates"
_GLYPHS = {"air": "▲", "ground": "■", "clash": "●", "blast": "◆", "other": "⬢"}


def subject(digest: Digest) -> str:
    """The subject line; it holds no words from the web."""
    words = digest.words
    if not digest.collected:
        return words.phrase("subject_empty", headline=digest.headline)
    return words.phrase("subject", events=words.counted(digest.found, "events"), headline=digest.headline)


@lru_cache(maxsize=8)
def html(digest: Digest) -> str:
    """The HTML part, at most `MOST_BYTES` in UTF-8; pictures as `cid:map` and `cid:chart`."""
    return _html(fitting(digest))


def page(digest: Digest) -> str:
    """The same as a page that holds its pictures."""
    made = html(digest)
    for name, png in pictures.pictures(fitting(digest)).items():
        made = made.replace(f'src="cid:{name}"', f'src="data:image/png;base64,{b64encode(png).decode()}"')
    return made


@lru_cache(maxsize=8)
def text(digest: Digest) -> str:
    """The plain-text part, with the same content as the HTML."""
    plain = _environment().get_template("digest.txt.j2").render(_words(fitting(digest)))
    lines = [line.rstrip() for line in plain.splitlines()]
    if digest.words.direction == "rtl":
        lines = [right_to_left(line) for line in lines]
    return "\n".join(lines) + "\n"


@lru_cache(maxsize=8)
def fitting(digest: Digest) -> Digest:
    """The digest with as many of its stories and headlines as fit into the HTML part."""
    fitted, share = digest, 1.0
    while len(_html(fitted).encode()) > MOST_BYTES and share > 0.01:
        share *= 0.9
        fitted = digest.shortened(share)
    return fitted


def _html(digest: Digest) -> str:
    page = _environment().get_template("digest.html.j2").render(_words(digest))
    return _inliner().inline(page)


def _words(digest: Digest) -> dict[str, object]:
    words = digest.words
    return {
        "digest": digest,
        "subject": subject(digest),
        "say": words.phrase,
        "counted": words.counted,
        "joined": words.joined,
        "shapes": words.words["shapes"],
        "lang": words.language,
        "dir": words.direction,
        "start": "right" if words.direction == "rtl" else "left",
        "glyphs": _GLYPHS,
        "colours": pictures.SHAPES,
        "placed": {point.number for point in digest.placed},
    }


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
