"""The check of what a person names: content folders, series folders, or single files with their manifest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.article.library import articles_without_manifest, gathered, series_below
from imprint.article.manifest.read import MANIFEST_NAME
from imprint.article.series import read_series
from imprint.article.series_folder import is_article_name
from imprint.article.shown import shown_below, shown_path
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from imprint.article.series import SeriesReading

__all__ = ["Checked", "check_paths"]

_SITE = "http://site.invalid"
"""Stands for the site's address, which no finding of this check shows or depends on."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. ``articles`` counts the article files checked, ``outside`` the named files that belong to no series."""

    findings: tuple[Finding, ...]
    articles: int
    outside: int


def check_paths(paths: Iterable[Path]) -> Checked:
    """Check folders and files.

    A folder is checked with all series in and below it. A file is checked with its series' manifest;
    the rest of the series is read, because order, dates and addresses depend on it, but only findings
    of the named files and of the manifest are told. A named manifest stands for its whole series.
    """
    folders: dict[Path, None] = {}
    files: dict[Path, set[str]] = {}
    found: list[Finding] = []
    outside = 0
    for path in paths:
        absolute = path.absolute()
        is_folder = absolute.is_dir()
        series = _series_around(absolute if is_folder else absolute.parent)
        if is_folder or (series and absolute.name == MANIFEST_NAME):
            folders[series or absolute] = None
        elif series:
            files.setdefault(series, set()).add(absolute.relative_to(series).as_posix())
        else:
            stray = list(articles_without_manifest(str(absolute.parent), shown_path(absolute.parent), [absolute.name]))
            found.extend(stray)
            outside += not stray
    readings: dict[str, SeriesReading] = {}
    for folder in folders:
        for each in _series_in(folder):
            if isinstance(each, Finding):
                found.append(each)
            elif each[0] not in readings:
                readings[each[0]] = read_series(*each, _SITE)
    articles = sum(reading.files for reading in readings.values())
    named: set[str] = set()
    for series, names in files.items():
        if str(series) not in readings:
            shown = shown_path(series)
            readings[str(series)] = read_series(str(series), series.name, shown, _SITE)
            named.update(shown_below(shown, name) for name in (*names, MANIFEST_NAME))
            articles += sum(map(is_article_name, names))
    library = gathered(list(readings.values()), found)
    whole = tuple(shown_below(shown_path(folder), "") for folder in folders)
    told = (each for each in (*library.errors, *library.warnings) if each.path in named or each in found or each.path.startswith(whole))
    return Checked(tuple(sorted(told, key=lambda each: each.sort_key)), articles, outside)


def _series_in(folder: Path) -> Iterable[tuple[str, str, str] | Finding]:
    """The series in and below a folder, which may be a series itself."""
    if _is_series(folder):
        return series_below(str(folder.parent), shown_path(folder.parent), folder.name)
    return series_below(str(folder), shown_path(folder))


def _series_around(folder: Path) -> Path | None:
    """The nearest folder, from this one upwards, that holds a manifest."""
    return next((each for each in (folder, *folder.parents) if _is_series(each)), None)


def _is_series(folder: Path) -> bool:
    return (folder / MANIFEST_NAME).exists() or (folder / MANIFEST_NAME).is_symlink()
