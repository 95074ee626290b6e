"""The audit of a whole site: every file classified and judged, and the articles held against what was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from imprint.article.address import article_path, file_of, kit_path
from imprint.article.shown import shown_path
from imprint.audit.archive import judge_archive
from imprint.audit.classify import HOST_FILES, FileClass, classify
from imprint.audit.expected import Expected, expected_of
from imprint.audit.folder import written_files
from imprint.audit.judge import judge_feed, judge_page, judge_text
from imprint.audit.own_scripts import own_scripts, page_may_run_scripts
from imprint.audit.page import Page
from imprint.audit.resource_links import check_resource_links
from imprint.audit.rules_version import rules_version
from imprint.audit.site_catalogue import SITE_RULES
from imprint.audit.site_surface import Site
from imprint.audit.style.library import StyleLibrary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.article.site_rights import SiteRights
    from imprint.audit.folder import WrittenFile
    from imprint.findings import Finding
    from imprint.settings import Settings

__all__ = ["SiteReport", "audit_site"]

_ARTICLE_ADDRESS = re.compile(rb"/articles/([a-z0-9-]+)/")


@dataclass(frozen=True)
class SiteReport:
    """What an audit found in a folder.

    ``not_determined`` holds the findings that the network left open and the settings require;
    ``not_checked`` says what was left unchecked and the settings allow. ``digests`` maps each file
    to the SHA-256 of what was audited, and ``rules`` tells the version of the rules.
    """

    findings: tuple[Finding, ...]
    not_determined: tuple[Finding, ...]
    not_checked: tuple[str, ...]
    counts: Mapping[str, int]
    digests: Mapping[str, str]
    rules: str


def audit_site(folder: Path, library: Library, settings: Settings, rights: SiteRights, *, whole: bool = True) -> SiteReport:
    """Read ``folder`` back and hold it against the articles of ``library``.

    Every HTML page carries the site's or its article's notice and link, every feed entry and kit its
    article's; and the files, taken together, are what the articles ask for. Where the build broke off
    and the folder is not ``whole``, that is known, and only the files that are there are judged.
    """
    audit = _Audit(folder, library, settings, rights)
    for file in written_files(folder):
        audit.read(file)
    site = Site(library, settings, audit.classes, audit.problems, audit.entries, audit.mentions, audit.host_files)
    findings = audit.findings
    for rule in SITE_RULES if whole else ():
        findings += rule.findings(site, audit.shown)
    links = check_resource_links(library, settings)
    counts = {
        "articles": len(library.published),
        "pages": sum(kind is FileClass.PAGE for kind in audit.classes.values()),
        "feeds": sum(kind is FileClass.FEED for kind in audit.classes.values()),
        "entries": sum(map(len, audit.entries.values())),
        "kits": sum(f"{kit_path(article)}index.html".lstrip("/") in audit.classes for article in library.published),
        "files": len(audit.classes),
    }
    return SiteReport(
        findings=(*findings, *links.findings),
        not_determined=links.not_determined,
        not_checked=links.not_checked,
        counts=counts,
        digests=audit.digests,
        rules=rules_version(),
    )


@dataclass
class _Audit:
    """What the files have shown so far."""

    folder: Path
    library: Library
    settings: Settings
    rights: SiteRights
    findings: list[Finding] = field(default_factory=list)
    classes: dict[str, FileClass] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    entries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    mentions: dict[str, frozenset[str]] = field(default_factory=dict)
    host_files: dict[str, bytes] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shown = Path(shown_path(self.folder))
        self._prefix = str(self.shown / "x")[:-1]
        self.styles = StyleLibrary(self._file_at, self.settings.site_url)
        self.scripts = own_scripts(self._file_at, self.settings)
        self.of_site = Expected(notices=(self.rights.notice.raw,), links=(self.rights.resource_box.url,), indexed=False)
        self.article_of: dict[str, Article] = {}
        self.article_of_slug = {article.slug: article for article in self.library.published}
        for article in self.library.published:
            self.article_of[file_of(article_path(article))] = article
            self.article_of[kit_path(article).strip("/")] = article
        self.expected_of_entry = {article.id: expected_of(article) for article in self.library.published}
        self.withdrawn = frozenset(article.slug for article in self.library.articles if article.status == "withdrawn")
        self.unpublished = self.withdrawn | {article.slug for article in self.library.articles if article.status == "draft"}

    def read(self, file: WrittenFile) -> None:
        """Classify one file and judge it."""
        kind = classify(file.path)
        if kind is FileClass.SEAL:
            return
        self.classes[file.path] = kind
        self.digests[file.path] = file.digest
        if file.data is None:
            self.problems[file.path] = file.problem
            return
        if self.unpublished:
            self._note_mentions(file.path, file.data)
        if file.path in HOST_FILES:
            self.host_files[file.path] = file.data
        shown = f"{self._prefix}{file.path}"
        if kind is FileClass.PAGE:
            expected = self._expected(file.path)
            if page_may_run_scripts(file.path):
                expected = replace(expected, scripts=self.scripts)
            self.findings += judge_page(Page(shown, file.data, self.styles, address=f"/{file.path}"), expected)
        elif kind is FileClass.FEED:
            judged = judge_feed(shown, file.data, self.expected_of_entry, self.styles)
            self.findings += judged.findings
            self.entries[file.path] = tuple(entry.id for entry in judged.entries)
        elif kind is FileClass.KIT:
            self.findings += judge_text(shown, file.data, self._expected(file.path), self.styles)
        elif kind is FileClass.ARCHIVE:
            self.findings += judge_archive(shown, file.data, partial(self._expected_of_member, file.path), self.styles)

    def _expected(self, path: str) -> Expected:
        """What a page or a kit must carry: its article's rights, or the site's where it belongs to no article."""
        article = self.article_of.get(path) or self.article_of.get(path.rpartition("/")[0])
        return self.expected_of_entry[article.id] if article else self.of_site

    def _expected_of_member(self, archive: str, name: str) -> Expected | None:
        """What a member of a zip must carry. The zip of a kit holds its article's files; the zip of a series a folder an article."""
        article = self.article_of.get(archive.rpartition("/")[0])
        if article is None:
            article = self.article_of_slug.get(name.rpartition("/")[2].rpartition(".")[0])
        elif name.rpartition("/")[2].rpartition(".")[0] != article.slug:
            article = None
        return self.expected_of_entry[article.id] if article else None

    def _note_mentions(self, path: str, data: bytes) -> None:
        slugs = {match.decode("ascii") for match in _ARTICLE_ADDRESS.findall(data)} & self.unpublished
        slugs -= {path.split("/")[1]} if path.startswith("articles/") else set()
        if path.startswith("reprint/"):
            slugs -= self.withdrawn  # the changes feed tells of withdrawals
        if slugs:
            self.mentions[path] = frozenset(slugs)

    def _file_at(self, path: str) -> bytes | None:
        file = self.folder / path.lstrip("/")
        return file.read_bytes() if file.is_file() and not file.is_symlink() else None
