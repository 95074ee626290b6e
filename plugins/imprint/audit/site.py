"""The audit of a whole site: every file classified and judged, and the articles held against what was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.article.address import kit_path
from imprint.audit.classify import FileClass
from imprint.audit.folder import entries_below
from imprint.audit.folder_audit import FolderAudit
from imprint.audit.resource_links import check_resource_links
from imprint.audit.rules_version import rules_version
from imprint.audit.site_catalogue import SITE_RULES
from imprint.audit.site_surface import Site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from imprint.article.library import Library
    from imprint.article.site_rights import SiteRights
    from imprint.audit.expected import Expected
    from imprint.audit.following import Followed
    from imprint.findings import Finding
    from imprint.settings import Settings

__all__ = ["SiteReport", "audit_site"]


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


def audit_site(
    folder: Path,
    library: Library,
    settings: Settings,
    rights: SiteRights,
    *,
    whole: bool = True,
    followed: Followed | None = None,
    expected: Mapping[str, Expected] | None = None,
) -> SiteReport:
    """Read ``folder`` back and hold it against the articles of ``library``.

    Every HTML page carries the site's or its article's notice and link, every feed entry and kit its
    article's; and the files, taken together, are what the articles ask for. Where the build broke off
    and the folder is not ``whole``, that is known, and only the files that are there are judged. ``followed``
    is what an audit has seen that followed the build, and ``expected`` what each published article asks for, where that is worked out already.
    """
    audit = FolderAudit(folder, library, settings, rights, expected_of_entry=expected or {})
    seen = audit.seen_of(entries_below(folder), followed)
    disagreements = audit.records.disagreements(seen) if whole else ()
    site = Site(
        library,
        settings,
        seen.classes,
        seen.problems,
        seen.entries,
        seen.mentions,
        seen.carried,
        seen.host_files,
        seen.targets,
        disagreements,
    )
    findings = seen.findings
    for rule in SITE_RULES if whole else ():
        findings += rule.findings(site, audit.shown)
    links = check_resource_links(library, settings)
    counts = {
        "articles": len(library.published),
        "pages": sum(kind is FileClass.PAGE for kind in seen.classes.values()),
        "feeds": sum(kind is FileClass.FEED for kind in seen.classes.values()),
        "entries": sum(map(len, seen.entries.values())),
        "kits": sum(f"{kit_path(article)}index.html".lstrip("/") in seen.classes for article in library.published),
        "files": len(seen.classes),
    }
    return SiteReport(
        findings=(*findings, *links.findings),
        not_determined=links.not_determined,
        not_checked=links.not_checked,
        counts=counts,
        digests=seen.digests,
        rules=rules_version(),
    )
