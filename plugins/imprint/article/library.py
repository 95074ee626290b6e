"""All series of a content folder, read and checked together."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from imprint.article.known_readings import KnownReadings
from imprint.article.manifest import faults
from imprint.article.manifest.read import MANIFEST_NAME
from imprint.article.series import SeriesReading, read_series
from imprint.article.shown import shown_below, shown_name, shown_path
from imprint.article.source_file import SourceFileError, read_source
from imprint.article.subjects import with_shared_forms
from imprint.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from imprint.article.model import Article, Series

__all__ = ["Library", "articles_without_manifest", "gathered", "read_library", "series_below"]

_BODY_LABEL = re.compile(rb"^[ \t]*Article[ \t]+Body[ \t]*:", re.IGNORECASE | re.MULTILINE)
_PAGES = "pages"
_MOST_BYTES = 16 << 20


@dataclass(frozen=True)
class Library:
    """Every series with its right articles, and every fault of the others.

    An article with an error is not in ``series``; its errors are in ``errors``. ``files`` counts the
    article files that were found, the wrong ones among them.
    """

    series: tuple[Series, ...]
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    files: int = 0

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles, drafts and withdrawn ones among them, series by series, in order."""
        return tuple(article for series in self.series for article in series.articles)

    @cached_property
    def published(self) -> tuple[Article, ...]:
        """The articles that readers and publishers get, series by series, in order."""
        return tuple(article for series in self.series for article in series.published)


def read_library(content: Path, site_url: str, known: KnownReadings | None = None) -> Library:
    """Read every folder below ``content`` that holds a ``series.toml``.

    ``site_url`` (absolute, no trailing slash) makes site-relative addresses of the manifests absolute.
    Series come in the order of their folders' paths. An unreadable content folder is a fault. A file that is ``known`` is not read again.
    """
    known = known or KnownReadings()
    root = os.fspath(content)
    readings: list[SeriesReading] = []
    findings: list[Finding] = []
    for found in series_below(root, shown_path(content)):
        if isinstance(found, Finding):
            findings.append(found)
        else:
            readings.append(read_series(*found, site_url, known))
    known.end_round()
    return gathered(readings, findings)


def series_below(root: str, shown: str, start: str = "") -> Iterator[tuple[str, str, str] | Finding]:
    """Every series folder below a content folder, as (folder, path below the content folder, path to show), or a fault.

    ``start`` is the path below the content folder to begin at. Hidden folders are left alone. A folder below a series is a fault unless it has a manifest of its own.
    """
    pending: list[tuple[str, bool]] = [(start, False)]
    while pending:
        path, inside = pending.pop()
        folder, name = (f"{root}/{path}", shown_below(shown, path)) if path else (root, shown)
        try:
            with os.scandir(folder) as entries:
                listing = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            yield Finding(faults.FILE_UNREADABLE, name, facts={"file": name, "reason": reason})
            continue
        is_series = path != "" and any(entry.name == MANIFEST_NAME for entry in listing)
        if is_series:
            yield folder, path, name
        elif inside:
            yield _stray_folder(name, "lies inside a series")
        elif path.partition("/")[0] != _PAGES:
            yield from articles_without_manifest(folder, name, [each.name for each in listing if each.is_file(follow_symlinks=False)])
        below = [entry for entry in listing if entry.is_dir(follow_symlinks=False) and entry.name[0] != "." and entry.name.isprintable()]
        pending.extend((shown_below(path, entry.name), is_series or inside) for entry in reversed(below))
        if not is_series:  # a series names what lies in it itself
            yield from _unusable_folders(name, listing)


def _unusable_folders(shown: str, listing: Iterable[os.DirEntry[str]]) -> Iterator[Finding]:
    """A fault for each entry of a folder that is no series that hides a series: by its name, or behind a symbolic link."""
    for entry in listing:
        if entry.is_dir(follow_symlinks=False) and not entry.name.isprintable():
            yield Finding(faults.NAME_UNUSABLE, shown_below(shown, shown_name(entry.name)), facts={"shown": shown_name(entry.name)})
        elif entry.is_symlink() and os.path.lexists(f"{entry.path}/{MANIFEST_NAME}"):
            name = shown_name(entry.name)
            yield Finding(faults.FILE_IRREGULAR, shown_below(shown, name), facts={"file": name, "what": "a symbolic link to a series"})


def articles_without_manifest(folder: str, shown: str, names: Iterable[str]) -> Iterator[Finding]:
    """A fault where one of these files, in a folder that is no series, is an article."""
    for name in names:
        if name.lower().endswith(".txt"):
            try:
                data = read_source(f"{folder}/{name}", _MOST_BYTES)
            except SourceFileError:
                continue
            if _BODY_LABEL.search(data.replace(b"\r", b"\n")):
                yield _stray_folder(shown, f"holds articles such as {name!r}")
                return


def _stray_folder(shown: str, what: str) -> Finding:
    advice = f"add {shown_below(shown, MANIFEST_NAME)} with a title and a category, or move the folder out of content"
    return Finding(faults.FOLDER_WITHOUT_MANIFEST, shown, facts={"what": what, "advice": advice})


def gathered(readings: Sequence[SeriesReading], found: Iterable[Finding] = ()) -> Library:
    """A library of series that were read one by one: what only shows when they are seen together is checked here."""
    twins = list(_twins(readings))
    wrong = {finding.path for finding in twins}
    articles = [article for reading in readings for article in reading.series.articles if article.reading.path not in wrong]
    changed = with_shared_forms(articles)
    series = tuple(_settled(each.series, changed, wrong) for each in readings if each.manifest.usable)
    ordered = sorted([*found, *(finding for reading in readings for finding in reading.findings), *twins], key=lambda each: each.sort_key)
    return Library(
        series,
        tuple(each for each in ordered if each.kind.severity is Severity.ERROR),
        tuple(each for each in ordered if each.kind.severity is Severity.WARNING),
        sum(reading.files for reading in readings),
    )


def _settled(series: Series, changed: Mapping[str, Article], wrong: AbstractSet[str]) -> Series:
    """A series as the library has it: with the tags' shared forms and without the articles that are twins of others."""
    if not changed and not wrong:
        return series
    articles = (changed.get(article.id, article) for article in series.articles if article.reading.path not in wrong)
    return replace(series, articles=tuple(articles))


def _twins(readings: Sequence[SeriesReading]) -> Iterator[Finding]:
    """Things that must differ across the library and do not: series, addresses, ids, files."""
    seen: dict[str, str] = {}
    for reading in readings:
        slug = reading.series.slug
        other = seen.setdefault(slug, reading.manifest.path)
        if slug and other != reading.manifest.path:
            yield reading.manifest.finding(faults.SERIES_TWIN, ("slug",), other=other, slug=slug)
    copies = set()
    digests: dict[bytes, str] = {}
    for reading in readings:
        for path, digest in reading.digests.items():
            other = digests.setdefault(digest, path)
            if other is not path:
                copies.add(path)
                yield Finding(faults.ARTICLE_TWIN, path, facts={"other": other})
    slugs: dict[str, str] = {}
    ids: dict[str, tuple[str, str]] = {}
    for reading in readings:
        for article in reading.series.articles:
            path = article.reading.path
            other = slugs.setdefault(article.slug, path)
            if other is not path and path not in copies:  # a copy has been told as one
                yield Finding(faults.SLUG_TWIN, path, facts={"other": other, "slug": article.slug})
            other, manifest = ids.setdefault(article.id, (path, reading.manifest.path))
            if other is not path and manifest != reading.manifest.path:  # within one manifest, the manifest's own check tells it
                yield Finding(faults.ID_TWIN, path, facts={"other": other, "id": article.id})
