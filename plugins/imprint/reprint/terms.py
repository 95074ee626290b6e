"""The reprint terms: numbered versions, each a Markdown file, and none ever changed once it was released.

A publisher relies on the terms as they were when the article was taken. So each version keeps its
address, and its digest is in the record of releases: a released text that changes or goes is a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import markdown
import nh3

from imprint.article.address import TERMS_FOLDER, terms_path
from imprint.article.shown import shown_path
from imprint.article.source_file import SourceFileError, read_source
from imprint.findings import Finding, Kind
from imprint.render.inline import safe_html
from imprint.render.surface import Terms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from markupsafe import Markup as SafeHtml

    from imprint.feeds.record import Record
    from imprint.settings import Settings

__all__ = ["FAULTS", "TermsReading", "TermsVersion", "read_terms", "released_terms_faults"]

TERMS_MISSING = Kind(
    "K110",
    "terms-missing",
    "there are no reprint terms: {path} is not there",
    "write the terms for republication into {path}",
    """Every feed entry and every reprint kit names the terms under which it may be republished.
The terms are Markdown files, 1.md, 2.md and so on, in the folder reprint-terms of the content folder; the highest number is in force.
""",
)
TERMS_UNREADABLE = Kind(
    "K111",
    "terms-unreadable",
    "the reprint terms cannot be read: {problem}",
    "give each version a Markdown file in UTF-8 that is named with its number, such as 1.md, and begins with a heading such as '# Reprint terms'",
    TERMS_MISSING.explanation,
)
TERMS_CHANGED = Kind(
    "K112",
    "terms-changed",
    "version {version} of the reprint terms was released and has been changed since",
    "restore the released text, and write the new terms into {next}",
    """Publishers have taken articles under this version and may point to it, by its address and by the digest in their kits.
The record of releases holds the digest of each version. A text that no longer has it is refused, a typing error mended in it included.
""",
)
TERMS_GONE = Kind(
    "K113",
    "terms-gone",
    "version {version} of the reprint terms was released and is no longer there",
    "restore {path}; its address must stay for those who took articles under it",
    TERMS_CHANGED.explanation,
)

FAULTS = (TERMS_MISSING, TERMS_UNREADABLE, TERMS_CHANGED, TERMS_GONE)

_NAME = re.compile(r"([1-9][0-9]{0,5})\.md")
_MOST_BYTES = 1 << 20
_TITLE = re.compile(r"#[ \t]+(.+?)[ \t#]*\n")


@dataclass(frozen=True)
class TermsVersion:
    """One version of the terms; ``text`` is its Markdown with line feeds, ``path`` its source file as a person would type it."""

    number: int
    path: str
    text: str

    @cached_property
    def sha256(self) -> str:
        """The digest of the text in UTF-8, which is the file's own where it has line feeds and no byte order mark."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def title(self) -> str:
        """The words of the heading that the text begins with."""
        match = _TITLE.match(self.text)
        return match[1] if match else ""

    @cached_property
    def html(self) -> SafeHtml:
        """The text below its heading as HTML for the terms' page; markup that could run is taken out."""
        return safe_html(nh3.clean(markdown.markdown(_TITLE.sub("", self.text, count=1)), link_rel=None))


@dataclass(frozen=True)
class TermsReading:
    """All versions in order, and what is wrong with them; ``folder`` is the terms' folder as a person would type it."""

    versions: tuple[TermsVersion, ...]
    findings: tuple[Finding, ...]
    folder: str = f"content/{TERMS_FOLDER}"

    @property
    def digests(self) -> Mapping[int, str]:
        """The digest of each version's text, for the record of releases."""
        return {version.number: version.sha256 for version in self.versions}

    def in_force(self, settings: Settings) -> Terms:
        """The terms that this build's feeds and kits name: the version with the highest number.

        Raises :class:`IndexError` where there is none, which is among the findings then.
        """
        version = self.versions[-1]
        return Terms(version.number, settings.absolute(terms_path(version.number)), version.sha256)


def read_terms(content: Path) -> TermsReading:
    """Every version in the content folder; whatever else lies in the terms' folder is a finding."""
    folder = content / TERMS_FOLDER
    shown = shown_path(folder)
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []
    versions: list[TermsVersion] = []
    findings: list[Finding] = []
    for name in names:
        read = _read(folder / name, f"{shown}/{name}")
        if isinstance(read, Finding):
            findings.append(read)
        else:
            versions.append(read)
    if not names:
        path = f"{shown}/1.md"
        findings.append(Finding(TERMS_MISSING, path, facts={"path": path}))
    return TermsReading(tuple(sorted(versions, key=lambda version: version.number)), tuple(findings), shown)


def released_terms_faults(reading: TermsReading, record: Record) -> list[Finding]:
    """Each released version whose text was changed or taken away; ``record`` is that of the last release."""
    present = {str(version.number): version for version in reading.versions}
    findings = []
    for number, digest in record.terms.items():
        version = present.get(number)
        if version is None:
            path = f"{reading.folder}/{number}.md"
            findings.append(Finding(TERMS_GONE, path, facts={"version": number, "path": path}))
        elif version.sha256 != digest:
            following = f"{max(map(int, present)) + 1}.md"
            findings.append(Finding(TERMS_CHANGED, version.path, facts={"version": number, "next": following}))
    return findings


def _read(file: Path, shown: str) -> TermsVersion | Finding:
    match = _NAME.fullmatch(file.name)
    if match is None:
        return Finding(TERMS_UNREADABLE, shown, facts={"problem": "its name is not a number with .md"})
    try:
        data = read_source(str(file), _MOST_BYTES)
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (SourceFileError, UnicodeDecodeError) as error:
        return Finding(TERMS_UNREADABLE, shown, facts={"problem": str(error)})
    if not _TITLE.match(text):
        return Finding(TERMS_UNREADABLE, shown, 1, facts={"problem": "it does not begin with a heading of its own"})
    return TermsVersion(int(match[1]), shown, text)
