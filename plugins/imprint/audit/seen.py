"""What the files of a folder have shown to an audit, whichever process has read them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.audit.article_texts import CarriedText
    from imprint.audit.classify import FileClass
    from imprint.audit.records.archive_members import ArchiveMembers
    from imprint.audit.records.demand import Disagreement
    from imprint.findings import Finding

__all__ = ["Seen"]


@dataclass
class Seen:
    """What was found, and by each file's path what the rules of the site need to know.

    ``classes`` has the class of every file, ``problems`` why a file could not be read, ``entries`` the ids of a feed's
    entries in order, ``mentions`` the slugs of unpublished articles to whose addresses a file refers, ``carried`` the text
    of an article in a file that is not its own, ``host_files`` the bytes of what tells a host how to serve the site,
    ``targets`` the addresses within the site to which pages lead, each with one of those pages, ``archives`` what zip files
    hold, and ``digests`` the SHA-256 of each file.
    ``disagreements`` is what the records of rights say otherwise than the articles. ``proven`` holds what
    need not be judged again (:attr:`imprint.audit.style.library.StyleLibrary.proven`).
    """

    findings: list[Finding] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    classes: dict[str, FileClass] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    entries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    mentions: dict[str, frozenset[str]] = field(default_factory=dict)
    carried: dict[str, CarriedText] = field(default_factory=dict)
    host_files: dict[str, bytes] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    archives: dict[str, ArchiveMembers] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    proven: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, other: Seen) -> None:
        """Add what other files have shown, behind what these have."""
        self.findings += other.findings
        self.disagreements += other.disagreements
        for name in _BY_PATH:
            if shown := getattr(other, name):
                getattr(self, name).update(shown)


_BY_PATH = tuple(each.name for each in fields(Seen))[2:]
