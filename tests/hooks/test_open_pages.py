"""What the preview shows at once is what a clean build makes, whatever was edited before."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from imprint.hooks.preview.build import OpenPages, build_preview, preview_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXAMPLE = ROOT / "examples" / "how-a-book-was-made"
ADDRESS = "http://127.0.0.1:8000"
PAGES = (
    "index.html",
    "page/2/index.html",
    "archive/index.html",
    "series/book/index.html",
    "tags/paper-making/index.html",
    "authors/marian-holt/index.html",
    "about/index.html",
    "search/index.html",
    "articles/rags-water-and-a-mould-how-paper-was-made/index.html",
    "articles/rags-water-and-a-mould-how-paper-was-made/reprint/index.html",
    "articles/a-table-of-formats/index.html",
    "articles/das-lange-s/index.html",
)


def text_of(content: Path, draw: random.Random) -> Path:
    return draw.choice(sorted(content.glob("book/*.txt")))


def another_word(content: Path, draw: random.Random) -> None:
    path = text_of(content, draw)
    path.write_text(path.read_text("utf-8").replace(" the ", f" the {draw.randrange(1000)}th ", 1), "utf-8")


def another_title(content: Path, draw: random.Random) -> None:
    path = text_of(content, draw)
    lines = path.read_text("utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("Title:"))
    lines[at + (lines[at] == "Title:" or lines[at] == "Title: ")] += f" {draw.randrange(1000)}"
    path.write_text("\n".join(lines), "utf-8")


def another_line_of_the_manifest(before: str, after: Callable[[random.Random], str]) -> Callable[[Path, random.Random], None]:
    def edit(content: Path, draw: random.Random) -> None:
        path = content / "book" / "series.toml"
        text = path.read_text("utf-8")
        lines = [number for number, line in enumerate(text.split("\n")) if line.startswith(before)]
        assert lines, before
        changed = text.split("\n")
        changed[draw.choice(lines)] = after(draw)
        path.write_text("\n".join(changed), "utf-8")

    return edit


def an_article_less(content: Path, draw: random.Random) -> None:
    text_of(content, draw).unlink()


def a_page_of_the_site(content: Path, draw: random.Random) -> None:
    path = content / "pages" / "about.md"
    path.write_text(path.read_text("utf-8") + f"\n\nMore, {draw.randrange(1000)}.\n", "utf-8")


def a_fault(content: Path, draw: random.Random) -> None:
    path = text_of(content, draw)
    path.write_text(path.read_text("utf-8").replace("Title", "Tilte", 1), "utf-8")


EDITS = {
    "a word": another_word,
    "a title": another_title,
    "a date": another_line_of_the_manifest("date =", lambda draw: f"date = 2025-0{draw.randrange(1, 9)}-11"),
    "a status": another_line_of_the_manifest("status =", lambda draw: f'status = "{draw.choice(["published", "draft"])}"'),
    "the title of the series": another_line_of_the_manifest("title =", lambda draw: f'title = "Books {draw.randrange(1000)}"'),
    "an article less": an_article_less,
    "a page": a_page_of_the_site,
    "a fault": a_fault,
}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_open_pages_are_those_of_a_clean_build(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    site = tmp_path / "examples" / EXAMPLE.name
    shutil.copytree(EXAMPLE, site, ignore=shutil.ignore_patterns("output", ".imprint"))
    monkeypatch.chdir(tmp_path)
    settings, work = site / "pelicanconf.py", site / ".imprint"
    assert build_preview(settings, work, ADDRESS).site
    open_pages = OpenPages(settings, work, ADDRESS)
    draw = random.Random(seed)  # noqa: S311 - edits that can be repeated

    names = draw.sample(sorted(EDITS), 4)
    for name in names:
        EDITS[name](site / "content", draw)
        template = tmp_path / "theme" / "templates" / "article.html"
        if name == "a title":
            template.write_text(template.read_text("utf-8").replace("</h1>", " *</h1>", 1), "utf-8")
        glance = open_pages.render(PAGES)

        built = build_preview(settings, work, ADDRESS)

        assert built.site, built.findings
        whole = {path: (preview_site(work) / path).read_bytes() for path in PAGES if (preview_site(work) / path).is_file()}
        assert glance.rendered == whole, (names, name)
        codes = [finding.kind.code for finding in built.findings]
        assert [code for code in (each.kind.code for each in glance.findings) if code not in codes] == []
