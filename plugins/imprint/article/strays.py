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

__all__ = ["FAULTS", "irregular_files", "strays"]

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

FAULTS = (CONTENT_STRAY,)


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


def _holds_series(folder: str) -> bool:
    return any(MANIFEST_NAME in names for _, _, names in os.walk(folder))
