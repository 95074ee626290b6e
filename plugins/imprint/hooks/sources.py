"""Everything a build reads before it writes a byte: the articles, the terms and the record of earlier releases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from imprint.article.address import HOST_FOLDER, TERMS_FOLDER
from imprint.article.library import read_library
from imprint.article.site_rights import site_rights
from imprint.article.strays import irregular_files, strays, unread_pages
from imprint.feeds.changed_ids import changed_ids
from imprint.feeds.corrections import moved_articles, next_record, undated_corrections
from imprint.feeds.record import Record
from imprint.findings import Finding
from imprint.hooks.build import Build
from imprint.publish.kept_record import last_record
from imprint.reprint.kits import kit_findings
from imprint.reprint.terms import read_terms, released_terms_faults
from imprint.settings import work_folder

if TYPE_CHECKING:
    from pathlib import Path

    from imprint.article.known_readings import KnownReadings
    from imprint.article.library import Library
    from imprint.article.model import Series
    from imprint.settings import Settings

__all__ = ["Sources", "read_sources"]


@dataclass(frozen=True)
class Sources:
    """What was read. ``build`` is ``None`` where there is nothing that could be built: the findings say why."""

    library: Library
    build: Build | None
    findings: tuple[Finding, ...]


def read_sources(settings: Settings, *, preview_of: Path | None = None, known: KnownReadings | None = None) -> Sources:
    """Read the content folder and the record of releases, and find every fault in them.

    ``preview_of`` is the released folder of a site that is only looked at: drafts are taken for published articles, and of the record only
    the terms count, because a preview's addresses are not the released ones and would make a correction of every article.
    An article's file that is ``known`` is not read again.
    """
    library = read_library(settings.content, settings.site_url, known)
    unfinished = frozenset(article.id for article in library.articles if article.status == "draft") if preview_of else frozenset()
    if unfinished:
        library = replace(library, series=tuple(_with_drafts(series) for series in library.series))
    rights, faults = site_rights(library, settings.site_holder)
    folders = (*settings.page_folders, *settings.copied_folders, TERMS_FOLDER, HOST_FOLDER)
    unopened = list(irregular_files(settings.content, folders))
    findings = [*library.errors, *faults, *strays(settings.content, folders), *unopened]
    findings += unread_pages(settings.content, settings.page_folders, settings.copied_folders)
    reading = read_terms(settings.content)
    last = last_record(replace(settings, release=preview_of, work=work_folder(preview_of)) if preview_of else settings)
    if isinstance(last, Finding):
        findings.append(last)
        last = Record()
    if preview_of:
        last = Record(terms=last.terms)
    findings += [*reading.findings, *released_terms_faults(reading, last)]
    build = None
    if rights is not None and reading.versions and not unopened:
        record = replace(next_record(last, library, reading.digests), provisional=not settings.record_releases)
        findings += [
            *undated_corrections(last, record, library),
            *moved_articles(last, library),
            *changed_ids(last, record, library),
            *kit_findings(library, settings, reading, record),
        ]
        build = Build(settings, library, rights, reading, record, unfinished)
    return Sources(library, build, tuple(findings))


def _with_drafts(series: Series) -> Series:
    return replace(
        series,
        articles=tuple(replace(article, status="published") if article.status == "draft" else article for article in series.articles),
    )
