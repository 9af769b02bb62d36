"""The HTML keeps to what mail programs show: a written list, enough contrast in light and dark, a size."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from css_inline import CSSInliner
from lxml import html as lxml_html
from lxml.html import HtmlElement

from digest import render
from digest.contents import Digest, Watch
from digest.readers import Reader
from digest.wording import Language
from pipelines.article import Label
from tests.digest.samples import article, count, digest, event, figure, past

ALLOWED = tomllib.loads((Path(render.__file__).parent / "templates" / "allowed.toml").read_text(encoding="utf-8"))


def full(language: Language = "ar") -> Digest:
    """A digest that has everything that one can have."""
    articles = [
        article(1, revision=2, follows=True, owner="syrian_state"),
        article(2, source="b", source_name_ar="BBC News Arabic", duplicate_of=1),
        article(3, label=Label.BACKGROUND, title="قراءة في الضربات"),
        article(4, duplicate_of=99, title="تعزيزات إلى الشرق"),
        *(article(n, score=0.5) for n in range(10, 60)),
    ]
    return digest(
        articles,
        [count(), count("صامت", 0, 0)],
        Reader(language, operator=True),
        events=[event(1, assertion="claimed", attribution="ناطق"), event(10, lat=None, lon=None, precision="area")],
        figures=[figure(1, 3, None), figure(1, 5, harm="wounded")],
        past=past([2] * 12),
        watch=Watch((("sana", "refuses us", "ask"),), ("enab",)),
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_only_what_is_on_the_list_is_used(language: Language) -> None:
    """Elements, attributes and properties, those of the dark mode included."""
    page = lxml_html.document_fromstring(render.html(full(language)))
    for node in page.iter():
        assert node.tag in ALLOWED["elements"]
        known = {*ALLOWED["attributes"]["*"], *ALLOWED["attributes"].get(node.tag, [])}
        assert set(node.attrib) <= known, (node.tag, node.attrib)
    styles = [node.get("style", "") for node in page.iter()] + re.findall(
        r"{([^{}]*)}", page.findtext("head/style") or ""
    )
    used = {part.partition(":")[0].strip() for style in styles for part in style.split(";") if part.strip()}
    assert used <= {*ALLOWED["properties"]["everywhere"], *ALLOWED["properties"]["without_harm"]}
    assert (page.get("lang"), page.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    assert {image.get("src") for image in page.iter("img")} == {"cid:map", "cid:chart"}
    assert all(image.get("alt") for image in page.iter("img"))


@pytest.mark.parametrize("dark", [False, True])
def test_all_text_has_contrast(dark: bool) -> None:
    """At least 4.5 to 1 (WCAG 2.2, 1.4.3, level AA), in light and in dark."""
    made = render.html(full())
    if dark:
        opened = re.sub(r"@media \(prefers-color-scheme: ?dark\)\s*{(.*?})\s*}", r"\1", made, flags=re.DOTALL)
        assert opened != made
        made = CSSInliner(load_remote_stylesheets=False).inline(opened)
    texts = list(_texts(lxml_html.document_fromstring(made)))
    assert len(texts) > 100
    for words, ink, ground in texts:
        assert contrast(ink, ground) >= 4.5, (words, ink, ground)


def _texts(node: HtmlElement, ink: str = "#000000", ground: str = "#ffffff") -> Iterator[tuple[str, str, str]]:
    """Every text with its colour and what it stands on."""
    if not isinstance(node.tag, str) or node.tag == "head":
        return
    style = {
        part.partition(":")[0].strip(): part.partition(":")[2].replace("!important", "").strip()
        for part in node.get("style", "").split(";") if ":" in part
    }  # fmt: skip
    ink, ground = style.get("color", "#0000ee" if node.tag == "a" else ink), style.get("background", ground)
    if (node.text or "").strip():
        yield node.text.strip(), ink, ground
    for child in node:
        yield from _texts(child, ink, ground)
        if (child.tail or "").strip():
            yield child.tail.strip(), ink, ground


def contrast(one: str, other: str) -> float:
    """The ratio of two colours as WCAG defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_contrast_of_black_on_white_is_known() -> None:
    """So that the measure itself can be trusted."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_page_holds_its_pictures() -> None:
    """A preview needs no mail around it."""
    page = render.page(full())
    assert "cid:" not in page
    assert page.count('src="data:image/png;base64,') == 2
