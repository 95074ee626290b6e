"""What lies in the folder of a series: every file is an article, the manifest, an exception with a reason, or a fault."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.article.manifest import faults
from imprint.article.manifest.read import MANIFEST_NAME
from imprint.article.shown import shown_below, shown_name
from imprint.findings import Finding

if TYPE_CHECKING:
    from imprint.article.manifest.read import Manifest

__all__ = ["ARTICLE_SUFFIXES", "FolderListing", "irregular", "is_article_name", "list_series_folder"]

ARTICLE_SUFFIXES = (".txt", ".md")
_IRREGULAR = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True)
class FolderListing:
    """The names of the articles of one folder, by name, and what should not be there."""

    articles: tuple[str, ...]
    findings: tuple[Finding, ...]


def is_article_name(name: str) -> bool:
    """Whether a file is an article as far as its name goes; the case of the ending does not matter, and hidden files are none."""
    return name.lower().endswith(ARTICLE_SUFFIXES) and not name.startswith(".")


def irregular(entry: os.DirEntry[str], shown: str) -> Finding:
    """What is no regular file and no folder; it is never opened."""
    mode = entry.stat(follow_symlinks=False).st_mode
    what = next((words for test, words in _IRREGULAR if test(mode)), "a special file")
    return Finding(faults.FILE_IRREGULAR, shown, facts={"file": shown_name(entry.name), "what": what})


def list_series_folder(folder: str, shown: str, manifest: Manifest) -> FolderListing:
    """List a folder without opening any of its files. ``shown`` is the folder as a person would type it."""
    articles: list[str] = []
    findings: list[Finding] = []
    used = set()
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if not name.isprintable():
                findings.append(Finding(faults.NAME_UNUSABLE, shown_below(shown, shown_name(name)), facts={"shown": shown_name(name)}))
                continue
            ignore = manifest.ignored_by(name) if manifest.ignores else None
            if ignore:
                used.add(ignore.place)
            elif entry.is_file(follow_symlinks=False):
                if is_article_name(name):
                    articles.append(name)
                elif name != MANIFEST_NAME:
                    findings.append(
                        Finding(faults.FILE_NO_ARTICLE, shown_below(shown, name), facts={"file": name, "manifest": manifest.path})
                    )
            elif not entry.is_dir(follow_symlinks=False):  # the folders below are the library's matter
                findings.append(irregular(entry, shown_below(shown, name)))
    findings.extend(
        manifest.finding(faults.IGNORE_UNUSED, each.place, pattern=each.file or each.pattern)
        for each in manifest.ignores
        if each.place not in used and (each.file or each.pattern)
    )
    return FolderListing(tuple(sorted(articles)), tuple(findings))
