"""What the site itself offers for republication keeps its own terms, by the command and on the built page ``/check/``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLE = ROOT / "content" / "it-certifications" / "000_34954eeca70ab4b3.txt"
SLUG = "it-certifications-do-your-clients-even-understand-them"


def test_every_kit_file_and_feed_is_a_copy_that_keeps_the_terms(site: Path) -> None:
    kit = site / "articles" / SLUG / "reprint"
    surfaces = [kit / f"{SLUG}{suffix}" for suffix in (".html", ".md", ".txt", ".article.txt")]
    surfaces += [site / "feeds" / f"all.{suffix}" for suffix in ("rss.xml", "atom.xml", "json")]
    program = Path(sys.executable).with_name("imprint")
    run = subprocess.run(
        [
            program,
            "check-copy",
            "--site-url",
            "http://localhost:8000",
            "--record",
            site / "reprint" / "versions.json",
            "--article",
            ARTICLE,
            *surfaces,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count(": kept, ") == len(surfaces)
    assert run.stdout.count("version: the copy is of version 1, the current one") == len(surfaces)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it so
        del format, arguments


@pytest.mark.browser
def test_the_built_page_judges_a_pasted_kit(site: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed, so no browser was asked")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Debian's chromium is not installed, so no browser was asked")
    kit = (site / "articles" / SLUG / "reprint" / f"{SLUG}.html").read_text("utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server, playwright.sync_playwright() as driver:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(f"http://127.0.0.1:{server.server_port}/check/?article={SLUG}")
        outcomes = []
        for text in (kit, kit.replace("entry-level", "top-level")):
            page.fill("#copy", text)
            page.evaluate("document.getElementById('said').replaceChildren()")
            page.click("form#check button")
            page.wait_for_selector("#said h2")
            outcomes.append(page.get_attribute("#said h2", "data-outcome"))
        browser.close()
        server.shutdown()
        thread.join()
    assert (outcomes, problems) == (["kept", "broken"], [])
