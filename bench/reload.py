"""How soon an open page shows an edit while ``imprint serve`` runs: python bench/reload.py [N ...].

A real chromium has the page of one article open. The article's file is saved with a new word; the clock stops when the
page's text holds it. For each size the median, the fastest and the slowest of the edits are printed in milliseconds.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from make_pack import make_pack
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
SETTINGS = """
import sys
sys.path.insert(0, {root!r})
from pelicanconf import *
PATH = "content"
THEME = {theme!r}
"""


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """The address of a preview of the site in ``folder``."""
    settings = folder / "settings.py"
    settings.write_text(SETTINGS.format(root=str(ROOT), theme=str(ROOT / "theme")), encoding="utf-8")
    command = [Path(sys.executable).with_name("imprint"), "serve", "--port", "0", "--settings", settings]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment) as process:
        try:
            told = ""
            assert process.stdout is not None
            for line in process.stdout:
                told += line
                if line.startswith("built in"):
                    break
            print(told.splitlines()[-1])
            yield re.search(r"http://\S+:\d+", told)[0]  # type: ignore[index] # the command prints its address
        finally:
            process.send_signal(signal.SIGINT)
            process.stdout.close()
            process.wait(timeout=60)


def measured(page: Page, address: str, folder: Path, edits: int) -> list[float]:
    """Seconds from saving the file to seeing the new word in the open page, for each edit."""
    file = folder / "content" / "bench" / "000007.txt"
    text = file.read_text(encoding="utf-8")
    title = text.splitlines()[1].lower()
    page.goto(f"{address}/articles/{re.sub('[^a-z0-9]+', '-', title)}/")
    before, body, after = text.partition("Begin with the Tools You Have")
    seconds = []
    for number in range(edits):
        time.sleep(1.0)  # a writer pauses between two saves, and the page settles
        word = f"edited{number:04}"
        started = time.perf_counter()
        file.write_text(f"{before}{word} {body}{after}", encoding="utf-8")
        page.wait_for_function(f"document.body.innerText.includes({word!r})", timeout=120_000, polling=10)
        seconds.append(time.perf_counter() - started)
    return seconds


def main() -> None:
    """Print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, nargs="*", default=[100, 1_000])
    parser.add_argument("--edits", type=int, default=12)
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for number in arguments.number:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                make_pack(number, folder / "content")
                with desk(folder) as address:
                    seconds = measured(browser.new_page(), address, folder, arguments.edits)
            median, least, most = (round(1000 * each(seconds)) for each in (statistics.median, min, max))
            print(f"{number:>7,} articles: {median:,} ms (fastest {least:,}, slowest {most:,}, {len(seconds)} edits)")
        browser.close()


if __name__ == "__main__":
    main()
