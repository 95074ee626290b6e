"""What lies in the content folder and belongs to nothing: no build would publish it, and nobody would be told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from imprint.article.manifest.read import MANIFEST_NAME
from imprint.article.series_folder import irregular
from imprint.article.shown import shown_below, shown_name, shown_path
from imprint.findings import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["FAULTS", "irregular_files", "strays", "unread_pages"]

CONTENT_STRAY = Kind(
    "M303",
    "content-stray",
    "{path} is neither a series nor a page nor a file to copy",
    "move it into a series, or into one of {folders}; or take it out of the content folder",
    """Everything in the content folder is accounted for, so that nothing is left out of the site without a word.

A folder with a series.toml, itself or further down, is a series. PAGE_PATHS names the folders with the site's own pages,
and STATIC_PATHS those with files to copy as they are. What is none of these would silently not be published.
Names that begin with a dot are left alone.
""",
)

PAGE_NOT_READ = Kind(
    "M304",
    "page-not-read",
    "{path} lies among the pages and is none: pages are Markdown, their names end in {endings}",
    "write it in Markdown, or move it into one of {folders}, whose files are copied as they are; a file that a page shows or links to, with {{attach}} or {{static}}, can stay",
    """The site's own pages are Markdown. HTML and reStructuredText are not read, because they could carry script or read other files, and the ending is in small letters.

A file that is not read and that no page names would be left out of the site without a word. Names that begin with a dot, or that editors give to their copies (`about.md~`), are left alone.
""",
)

FAULTS = (CONTENT_STRAY, PAGE_NOT_READ)

_PAGE_ENDINGS = (".md", ".markdown", ".mkd", ".mdown", ".txt")


def strays(content: Path, folders: Collection[str]) -> Iterator[Finding]:
    """Each entry of the content folder that holds no series and is not in one of ``folders``, by their paths below it."""
    tops = {folder.partition("/")[0] for folder in folders}
    shown = shown_path(content)
    with os.scandir(content) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith(".") or entry.name in tops or (entry.is_dir() and _holds_series(entry.path)):
            continue
        path = shown_below(shown, entry.name)
        named = ", ".join(f"{shown}/{folder}" for folder in sorted(folders))
        yield Finding(CONTENT_STRAY, path, facts={"path": path, "folders": named})


def irregular_files(content: Path, folders: Collection[str]) -> Iterator[Finding]:
    """Each link, pipe, socket and device below one of ``folders``, which lie in ``content``: Pelican would follow or wait for it."""
    for folder in sorted(folders):
        stack = [(content / folder, shown_below(shown_path(content), folder))]
        while stack:
            path, shown = stack.pop()
            if path.is_symlink() or not path.is_dir():
                continue
            with os.scandir(path) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
            for entry in entries:
                below = shown_below(shown, shown_name(entry.name))
                if entry.is_dir(follow_symlinks=False):
                    stack.append((path / entry.name, below))
                elif not entry.is_file(follow_symlinks=False):
                    yield irregular(entry, below)


def unread_pages(content: Path, pages: Collection[str], copied: Collection[str]) -> Iterator[Finding]:
    """Each file in the folders of ``pages`` that is no page, lies in no folder that is ``copied`` and is named by no page."""
    found = sorted({each for folder in pages for each in (content / folder).rglob("*") if each.is_file() and not each.is_symlink()})
    others = [each for each in found if not each.name.endswith(_PAGE_ENDINGS) and not _is_left_alone(each.name)]
    others = [each for each in others if not any(each.is_relative_to(content / folder) for folder in copied)]
    if not others:
        return
    texts = [each.read_bytes() for each in found if each.name.endswith(_PAGE_ENDINGS)]
    shown = shown_path(content)
    folders = ", ".join(f"{shown}/{folder}" for folder in sorted(copied)) or "STATIC_PATHS"
    for each in others:
        if not any(os.fsencode(each.name) in text for text in texts):
            path = shown_below(shown, shown_name(str(each.relative_to(content))))
            yield Finding(PAGE_NOT_READ, path, facts={"path": path, "endings": ", ".join(_PAGE_ENDINGS), "folders": folders})


def _is_left_alone(name: str) -> bool:
    """Whether a file is hidden, or an editor's own copy."""
    return name.startswith((".", "#")) or name.endswith("~")


def _holds_series(folder: str) -> bool:
    return any(MANIFEST_NAME in names for _, _, names in os.walk(folder))
