"""Renew the pictures of the documentation from the site as it is: python docs/figures/renew.py.

The seed's site is built, looked at in Chromium, broken and built again; nothing is drawn by hand.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIGURES = Path(__file__).resolve().parent
ROOT = FIGURES.parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
ARTICLE = "/articles/it-certifications-do-your-clients-even-understand-them/"
TALL = {"width": 1280, "height": 1640}
DESK = {"width": 1000, "height": 860}
NARROW = {"width": 360, "height": 780}
TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; background: #171411; color: #e9e3d8; font: 42px/1.6 "DejaVu Sans Mono", monospace; }}
pre {{ margin: 0; padding: 64px 56px; white-space: pre-wrap; overflow-wrap: anywhere; }}
b {{ color: #f2a491; font-weight: 400; }}
</style><pre>{text}</pre>"""


def pictures(browser: Browser, address: str, manifest: Path) -> None:
    """The pages of a preview; at last one whose resource link is taken out."""
    for name, path, size, scheme in (
        ("home", "/", TALL, "light"),
        ("article", ARTICLE, TALL, "light"),
        ("article-narrow-dark", ARTICLE, NARROW, "dark"),
        ("kit", f"{ARTICLE}reprint/", TALL, "light"),
    ):
        page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of its words
        page.goto(address + path)
        page.add_style_tag(content="#imprint-preview { display: none }")
        page.screenshot(path=FIGURES / f"{name}.png")
        page.close()
    page = browser.new_page(viewport=DESK)  # type: ignore[arg-type] # width and height
    page.goto(address + ARTICLE)
    manifest.write_text(re.sub(r"(?m)^resource_url.*\n", "", manifest.read_text("utf-8")), "utf-8")
    note = page.locator(".imprint-note.error")
    note.wait_for()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(1000)
    page.screenshot(path=FIGURES / "preview.png")
    page.close()


def refused(browser: Browser, folder: Path) -> None:
    """What the terminal says of the build without a resource link."""
    command = [Path(sys.executable).with_name("pelican"), "content", "-s", "pelicanconf.py"]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    told = re.sub(r"(?s)^.*?\.txt:11: A201.*?imprint explain A201\n", "", run.stderr)
    text = re.sub(r"(M121 resource-link-unknown|Nothing was released)", r"<b>\1</b>", html.escape(f"$ make site\n{told}", quote=False))
    page = browser.new_page(viewport=TALL)  # type: ignore[arg-type] # width and height
    page.set_content(TERMINAL.format(text=text))
    page.screenshot(path=FIGURES / "refused.png")
    page.close()


def main() -> None:
    """Renew them all."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        for each in ("pelicanconf.py", "publishconf.py"):
            shutil.copy(ROOT / each, folder / each)
        for each in ("content", "theme"):
            shutil.copytree(ROOT / each, folder / each)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        command = [Path(sys.executable).with_name("imprint"), "serve", "--port", "0"]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
        ) as process:
            assert process.stdout is not None
            told = ""
            for line in process.stdout:
                told += line
                if line.startswith("built in"):
                    break
            found = re.search(r"http://\S+:\d+", told)
            assert found
            pictures(browser, found[0], folder / "content" / "it-certifications" / "series.toml")
            process.send_signal(signal.SIGINT)
        refused(browser, folder)
        browser.close()


if __name__ == "__main__":
    main()
