"""The HTML as a browser lays it out: right to left, and no wider than the window."""

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from digest import render
from pipelines.article import Label
from tests.digest.samples import article, count, digest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium is installed (Debian: apt install chromium fonts-noto-core)"
    ),
]

# Measures the digest in a frame of the asked width and writes what it found where --dump-dom shows it.
_FRAME = """<!doctype html><meta charset="utf-8"><pre id="found"></pre>
<iframe id="mail" style="border:0;width:{width}px;height:900px" srcdoc="{page}"></iframe>
<script>
document.getElementById("mail").addEventListener("load", event => {{
  const page = event.target.contentDocument, root = page.documentElement;
  const title = page.querySelector("h3 bdi"), sheet = page.querySelector("h3").closest("td");
  const rest = title.getBoundingClientRect(), cell = sheet.getBoundingClientRect();
  const lines = [...page.querySelectorAll(".counts th")].map(th => th.getClientRects().length && th.clientHeight);
  document.getElementById("found").textContent = [
    root.scrollWidth, getComputedStyle(page.querySelector("h3")).direction,
    rest.right - cell.right > -30, Math.max(...lines), page.scripts.length].join(" ");
}});
</script>"""


def measured(page: str, width: int, folder: Path) -> list[str]:
    """Width of the content, direction, whether titles begin at the right edge, height of the table's head, scripts."""
    framed = folder / "framed.html"
    framed.write_text(_FRAME.format(width=width, page=html.escape(page)), encoding="utf-8")
    assert CHROMIUM is not None
    shown = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=3000", "--dump-dom", framed.as_uri(),
        ],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    found = re.search('<pre id="found">(.+?)</pre>', shown)
    assert found is not None
    return found[1].split()


@pytest.mark.parametrize("width", [360, 800])
def test_the_digest_reads_right_to_left_and_fits_the_window(width: int, tmp_path: Path) -> None:
    """Also with endless words, Latin at the beginning of a title, and markup in it."""
    articles = [
        article(1, title="F-16 تقصف مواقع قرب T4 <b>في ريف حمص</b>", body="x" * 500),
        article(2, source="b", source_name_ar="BBCNewsArabic" * 5, duplicate_of=1),
        article(3, title="ا" * 200, body="سقطت قذائف على أطراف البلدة. " * 20, published_at=None),
        article(4, label=Label.BACKGROUND, title="تحليل" * 60),
    ]
    page = render.html(digest(articles, [count("اسم طويل جداً لموقع إخباري" * 3, 12345, 1234, 123), count("x" * 60)]))
    scroll_width, direction, at_the_right, head_height, scripts = measured(page, width, tmp_path)
    assert int(scroll_width) <= width
    assert (direction, at_the_right, scripts) == ("rtl", "true", "0")
    assert int(head_height) < 40, "the heads of the table are broken into several lines"
