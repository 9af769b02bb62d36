"""The HTML as a browser lays it out: right to left, and no wider than the window."""

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from digest import render
from digest.contents import Digest, Watch
from digest.readers import Reader
from digest.wording import LANGUAGES
from pipelines.article import Label
from tests.digest.samples import article, count, digest, event, figure, past

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium is installed (Debian: apt install chromium fonts-noto-core)"
    ),
]

# Measures digests in frames of the asked widths and writes what it found where --dump-dom shows it, a line a frame.
_FRAMES = """<!doctype html><meta charset="utf-8"><pre id="found"></pre>{frames}
<script>
addEventListener("load", () => {{
  document.getElementById("found").textContent = [...document.querySelectorAll("iframe")].map(frame => {{
    const page = frame.contentDocument, root = page.documentElement;
    const title = page.querySelector("h3 bdi"), cell = page.querySelector("h3").closest("td");
    const rest = title.getBoundingClientRect(), edge = cell.getBoundingClientRect();
    const images = [...page.images], heads = [...page.querySelectorAll(".counts th")];
    return [
      root.scrollWidth, getComputedStyle(cell).direction, rest.right - edge.right > -60, rest.left - edge.left < 60,
      Math.max(...heads.map(th => th.clientHeight)), page.scripts.length,
      images.filter(image => image.naturalWidth).length, Math.max(...images.map(image => image.clientWidth))].join(" ");
  }}).join("\\n");
}});
</script>"""
_FRAME = '<iframe style="border:0;width:{width}px;height:900px" srcdoc="{page}"></iframe>'


def measured(pages: list[tuple[str, int]], folder: Path) -> list[list[str]]:
    """Of each page at a width: width of the content, direction, whether titles begin at the right or left edge, height
    of the tables' heads, scripts, images that are shown, and how wide."""
    framed = folder / "framed.html"
    frames = "".join(_FRAME.format(width=width, page=html.escape(page)) for page, width in pages)
    framed.write_text(_FRAMES.format(frames=frames), encoding="utf-8")
    assert CHROMIUM is not None
    shown = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=5000", "--dump-dom", framed.as_uri(),
        ],
        capture_output=True, text=True, check=True, timeout=120,
    ).stdout  # fmt: skip
    found = re.search('<pre id="found">(.+?)</pre>', shown, re.DOTALL)
    assert found is not None
    return [line.split() for line in found[1].splitlines()]


def long_day(reader: Reader) -> Digest:
    """With endless words, Latin at the beginning of a title, and markup in it."""
    articles = [
        article(1, title="F-16 تقصف مواقع قرب T4 <b>في ريف حمص</b>", body="x" * 500),
        article(2, source="b", source_name_ar="BBCNewsArabic" * 5, source_name_en="", duplicate_of=1),
        article(3, title="ا" * 200, body="سقطت قذائف على أطراف البلدة. " * 20, published_at=None),
        article(4, label=Label.BACKGROUND, title="تحليل" * 60),
        *(article(n, title="قصف" * 30, score=0.2) for n in range(5, 25)),
    ]
    return digest(
        articles,
        [count("اسم طويل جداً لموقع إخباري" * 3, 12345, 1234, 123), count("x" * 60)],
        reader,
        events=[event(1, attribution="y" * 90, assertion="claimed"), event(3, place="", place_name="z" * 90)],
        figures=[figure(1, 123456, 234567), figure(1, 9, None, harm="wounded")],
        past=past([1234] * 30, killed=2),
        watch=Watch((("a.example", "w" * 90, "ask"),)),
    )


def test_the_digest_reads_in_its_direction_and_fits_the_window(tmp_path: Path) -> None:
    """Arabic from the right, English from the left; at 360 and 800 pixels, with images and without."""
    pages = [
        (form(long_day(Reader(language, operator=True))), width)
        for language in LANGUAGES
        for form in (render.page, render.html)  # `cid:` is not found here: images are off
        for width in (360, 800)
    ]
    found = measured(pages, tmp_path)
    assert len(found) == 8
    for number, (page, width) in enumerate(pages):
        scroll_width, direction, at_the_right, at_the_left, head_height, scripts, images, image_width = found[number]
        arabic = number < 4
        assert int(scroll_width) <= width
        assert (direction, scripts) == ("rtl" if arabic else "ltr", "0")
        assert (at_the_right if arabic else at_the_left) == "true"
        assert int(head_height) < 40, "the heads of the table are broken into several lines"
        assert int(images) == (2 if "data:image" in page else 0)
        assert int(image_width) <= min(width, 600)
