"""Every file of a folder classified and judged, by as many processes as there are processors."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from imprint.article.address import VERSIONS_PATH, article_path, file_of, kit_path
from imprint.article.shown import shown_path
from imprint.audit.archive import judge_archive
from imprint.audit.article_texts import ArticleTexts
from imprint.audit.asset import asset_problem
from imprint.audit.classify import HOST_FILES, FileClass, classify
from imprint.audit.expected import Expected, expected_by_id, under_its_title
from imprint.audit.folder import WrittenFile, regular_file, written_file
from imprint.audit.judge import judge_feed, judge_page, judge_text
from imprint.audit.own_scripts import is_foreign_program, own_scripts, page_may_run_scripts
from imprint.audit.page import Page
from imprint.audit.records.archive_members import ArchiveMembers
from imprint.audit.records.reader import RecordReader
from imprint.audit.records.site_records import ended_articles
from imprint.audit.seen import Seen
from imprint.audit.shared_out import shared_out
from imprint.audit.site_targets import targets_within
from imprint.audit.style.library import StyleLibrary

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.article.site_rights import SiteRights
    from imprint.audit.following import Followed
    from imprint.settings import Settings

__all__ = ["FolderAudit"]

_ARTICLE_ADDRESS = re.compile(rb"/articles/([a-z0-9-]+)/")


@dataclass
class FolderAudit:
    """What every file of a folder is held against: the articles, as read from their texts, and the site's own rights.

    ``instead`` gives a file, by its site-relative path, that the folder will hold and does not hold yet. ``looked_at`` has the SHA-256 of the
    files on which the verdict on another one depends, ``None`` where there is none; ``unsteady`` says that one of them has changed meanwhile.
    ``expected_of_entry`` is what each published article asks for, by its id.
    """

    folder: Path
    library: Library
    settings: Settings
    rights: SiteRights
    instead: Callable[[str], bytes | None] | None = None
    expected_of_entry: Mapping[str, Expected] = field(default_factory=dict)
    looked_at: dict[str, str | None] = field(default_factory=dict, init=False)
    unsteady: bool = field(default=False, init=False)

    def __post_init__(self) -> None:  # noqa: D105 - what is made of the fields
        self.shown = Path(shown_path(self.folder))
        self._prefix = str(self.shown / "x")[:-1]
        self._folder = str(self.folder / "x")[:-1]
        self._beside: dict[str, bytes] = {}
        self._beside_in = ""
        self.styles = StyleLibrary(self._file_at, self.settings.site_url)
        self.scripts = own_scripts(self._file_at, self.settings)
        self.of_site = Expected(notices=(self.rights.notice.raw,), links=(self.rights.resource_box.url,), indexed=False)
        self._targets = targets_within(self.settings)
        self._met: set[bytes] = set()
        self.records = RecordReader(self.library, self.settings, self._file_at)
        self.article_of: dict[str, Article] = {}
        self.article_of_slug = {article.slug: article for article in self.library.published}
        for article in self.library.published:
            self.article_of[file_of(article_path(article))] = article
            self.article_of[kit_path(article).strip("/")] = article
        self.expected_of_entry = self.expected_of_entry or expected_by_id(self.library)
        self.unpublished, self.told = self._unpublished()

    def seen_of(self, entries: Iterable[tuple[str, os.DirEntry[str]]], followed: Followed | None = None) -> Seen:
        """What the files show; those that an audit has ``followed`` are judged already where they are as it saw them, every one."""
        entries = list(entries)
        if followed is not None:
            rest = self._seen_beyond(entries, followed.seen)
            if followed.holds(rest.digests):
                seen = followed.seen
                seen.add(rest)
                return seen
            self.styles = StyleLibrary(self._file_at, self.settings.site_url)
        return self._seen_beyond(entries, Seen())

    def _seen_beyond(self, entries: Iterable[tuple[str, os.DirEntry[str]]], known: Seen) -> Seen:
        """What the files show that are not known; of the others their digests alone.

        Feeds and zip files come last: most of what they carry was judged in a file of its own. Before them come the pages, for which
        style sheets are read, then the other files, and then those of which nothing but the digest is asked.
        """
        pages: list[tuple[str, os.DirEntry[str]]] = []
        others: list[tuple[str, os.DirEntry[str]]] = []
        kept: list[tuple[str, os.DirEntry[str]]] = []
        last: list[tuple[str, os.DirEntry[str]]] = []
        for entry in entries:
            kind = classify(entry[0])
            if kind in (FileClass.FEED, FileClass.ARCHIVE):
                last.append(entry)
            else:
                (kept if entry[0] in known.classes else pages if kind is FileClass.PAGE else others).append(entry)
        self.styles.proven |= known.proven
        seen = Seen()
        for files in ([*pages, *others, *kept], last):
            for shown in shared_out(partial(self._read_all, known), files):
                seen.add(shown)
            self.styles.proven |= seen.proven
        return seen

    def seen_of_pages(self, pages: Mapping[str, bytes]) -> Seen:
        """What some pages show that are given by their paths, as if they lay in the folder."""
        seen = Seen()
        for path, data in pages.items():
            self.read(WrittenFile(path, data), seen)
        return seen

    def _read_all(self, known: Seen, entries: Iterable[tuple[str, os.DirEntry[str]]]) -> Seen:
        seen = Seen()
        before = set(self.styles.proven)
        for entry in entries:
            file = written_file(*entry)
            if file.path in known.classes:
                seen.digests[file.path] = file.digest
            else:
                self.read(file, seen)
        seen.proven = self.styles.proven - before
        return seen

    def read(self, file: WrittenFile, seen: Seen) -> None:
        """Classify one file and judge it."""
        kind = classify(file.path)
        if kind is FileClass.SEAL:
            return
        if kind is FileClass.ASSET and file.data is not None and is_foreign_program(file.path, file.data):
            kind = FileClass.UNKNOWN
        problem = asset_problem(file.path, file.data) if kind is FileClass.ASSET and file.data is not None else file.problem
        seen.classes[file.path] = kind
        seen.digests[file.path] = file.digest
        if problem:
            seen.problems[file.path] = problem
        if file.data is None:
            return
        self._note(kind, file.path, file.data, seen)
        shown = f"{self._prefix}{file.path}"
        if kind is FileClass.PAGE:
            expected = self._expected(file.path)
            if page_may_run_scripts(file.path):
                expected = replace(expected, scripts=self.scripts)
            seen.findings += judge_page(Page(shown, file.data, self.styles, address=f"/{file.path}"), expected)
            seen.disagreements += self.records.page(file.path, file.data)
        elif kind is FileClass.FEED:
            judged = judge_feed(shown, file.data, self.expected_of_entry, self.styles)
            seen.findings += judged.findings
            seen.disagreements += self.records.feed(file.path, judged)
            seen.entries[file.path] = tuple(entry.id for entry in judged.entries)
        elif kind is FileClass.KIT:
            seen.findings += judge_text(shown, file.data, self._expected(file.path), self.styles)
        elif kind is FileClass.ARCHIVE:
            self._read_archive(shown, file.path, file.data, seen)

    def _note(self, kind: FileClass, path: str, data: bytes, seen: Seen) -> None:
        """Note what the rules of the site, and the other files of its folder, need to know of a file."""
        if self.unpublished and (slugs := self._mentions(path, data)):
            seen.mentions[path] = slugs
        if self._may_carry(kind, path) and (carried := self._texts.carried_by(data, self.article_of.get(path))):
            seen.carried[path] = carried
        if kind is FileClass.PAGE:
            for target in set(self._targets.findall(data)) - self._met:
                self._met.add(target)
                seen.targets.setdefault(unquote(target.decode("utf-8", "replace")), path)
        if path in HOST_FILES or path == "robots.txt":
            seen.host_files[path] = data
        if (kind is FileClass.KIT or kind is FileClass.RECORD) and path.startswith("articles/"):
            self._keep(path, data)
            self._look_at(path, seen.digests[path])

    def _read_archive(self, shown: str, path: str, data: bytes, seen: Seen) -> None:
        """Judge a zip file, and keep what the site's rules need to know of its members."""
        members = ArchiveMembers()
        seen.findings += judge_archive(shown, data, partial(self._expected_of_member, path), self.styles, members.note)
        if members.digests:
            seen.archives[path] = members

    def _expected(self, path: str) -> Expected:
        """What a page or a kit must carry: its article's rights, or the site's where it belongs to no article."""
        article = self._article_at(path)
        if article is None:
            return self.of_site
        expected = self.expected_of_entry[article.id]
        return under_its_title(expected, article) if path in self.article_of else expected

    def _may_carry(self, kind: FileClass, path: str) -> bool:
        """Whether the text of any article may be looked for in a file; a kit's files are held against their own, word by word and field by field."""
        return (kind is FileClass.PAGE or kind is FileClass.RECORD or path.lower().endswith(".svg")) and (
            path.rpartition("/")[0] not in self.article_of
        )

    def _article_at(self, path: str) -> Article | None:
        """The article to which a page or a file of a kit belongs; None where it belongs to none."""
        return self.article_of.get(path) or self.article_of.get(path.rpartition("/")[0])

    @cached_property
    def _texts(self) -> ArticleTexts:
        return ArticleTexts(self.library.articles)

    def _expected_of_member(self, archive: str, name: str) -> Expected | None:
        """What a member of a zip must carry. The zip of a kit holds its article's files; the zip of a series a folder an article."""
        article = self.article_of.get(archive.rpartition("/")[0])
        if article is None:
            article = self.article_of_slug.get(name.rpartition("/")[2].rpartition(".")[0])
        elif name.rpartition("/")[2].rpartition(".")[0] != article.slug:
            article = None
        return self.expected_of_entry[article.id] if article else None

    def _unpublished(self) -> tuple[frozenset[str], frozenset[str]]:
        """The slugs of the articles that are not published, and of those among them whose withdrawal the changes feed tells."""
        drafts = {article.id: article.slug for article in self.library.articles if article.status == "draft"}
        withdrawn = frozenset(article.slug for article in self.library.articles if article.status == "withdrawn")
        ended = ended_articles(self._file_at(VERSIONS_PATH)) if drafts else frozenset()
        return withdrawn.union(drafts.values()), withdrawn.union(drafts[name] for name in ended & drafts.keys())

    def _mentions(self, path: str, data: bytes) -> frozenset[str]:
        """The articles that are not published and to whose addresses a file refers where it should not."""
        slugs = {match.decode("ascii") for match in _ARTICLE_ADDRESS.findall(data)} & self.unpublished
        slugs -= {path.split("/")[1]} if path.startswith("articles/") else set()
        if path.startswith("reprint/"):
            slugs -= self.told
        return frozenset(slugs)

    def _file_at(self, path: str) -> bytes | None:
        """A file that another one must agree with; the files of the folder that is being read are at hand."""
        path = path.lstrip("/")
        if path in self._beside:
            return self._beside[path]
        data = regular_file(f"{self._folder}{path}")
        if data is None and self.instead is not None:
            data = self.instead(path)
        self._look_at(path, None if data is None else sha256(data).hexdigest())
        return data

    def _look_at(self, path: str, digest: str | None) -> None:
        self.unsteady = self.unsteady or self.looked_at.setdefault(path, digest) != digest

    def _keep(self, path: str, data: bytes) -> None:
        """Keep a file of an article's kit for the kit's page, which is held against it and comes last in their folder."""
        folder = path.rpartition("/")[0]
        if folder != self._beside_in:
            self._beside_in = folder
            self._beside.clear()
        self._beside[path] = data
