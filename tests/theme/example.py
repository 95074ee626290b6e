"""The example of this project, built in a folder of its own, and one address for each template of the theme."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from conftest import ROOT, Project

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = "examples/how-a-book-was-made"

PAGES = {
    "index": "/",
    "index, second page": "/page/2/",
    "article": "/articles/rags-water-and-a-mould-how-paper-was-made/",
    "article in Markdown": "/articles/a-table-of-formats/",
    "article in another language": "/articles/das-lange-s/",
    "withdrawn": "/articles/how-to-date-a-book-by-its-paper/",
    "kit": "/articles/a-table-of-formats/reprint/",
    "kit in another language": "/articles/das-lange-s/reprint/",
    "series": "/series/book/",
    "series-kit": "/series/book/reprint/",
    "series-index": "/series/",
    "tag": "/tags/paper-making/",
    "category": "/categories/printing/",
    "author": "/authors/marian-holt/",
    "listings": "/tags/",
    "archive": "/archive/",
    "page": "/about/",
    "subscribe": "/subscribe/",
    "terms": "/reprint-terms/1/",
    "terms-versions": "/reprint-terms/",
    "search": "/search/",
    "check": "/check/",
    "404": "/404.html",
}


def build_example(folder: Path, *lines: str) -> Path:
    """The released example, built with further lines in its settings."""
    project = Project(folder)
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copytree(ROOT / EXAMPLE, folder / EXAMPLE, ignore=shutil.ignore_patterns("output", ".imprint"))
    settings = folder / EXAMPLE / "pelicanconf.py"
    settings.write_text("\n".join([settings.read_text("utf-8"), *lines, ""]), "utf-8")
    run = project.run("pelican", "-s", str(settings))
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / EXAMPLE / "output"
