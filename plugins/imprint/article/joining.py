"""One article: what its file says, joined with what the manifest says; right, or every fault of it.

An article's entry in the manifest goes before its holder's, that before the series', and that before
the file itself. What nobody says is never guessed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from imprint.article.address import slug_of
from imprint.article.governing import governing_notice
from imprint.article.manifest import faults
from imprint.article.manifest.keys import Entry
from imprint.article.manifest.read import fold_holder
from imprint.article.model import Article, Paragraph, plain
from imprint.article.notice import find_notice
from imprint.article.resource_link import AddressError, box_around_link, default_box, own_box_around_link, usable_address
from imprint.article.subjects import changed_tags
from imprint.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from imprint.article.manifest.read import Manifest
    from imprint.article.model import Notice, Reading, ResourceBox, Status, Tag
    from imprint.findings import Kind

__all__ = ["PLACEHOLDER", "Source", "join"]

PLACEHOLDER = "Write the article here, in place of this sentence."
"""The body of a new article; an article with this body and nothing else is a draft."""

_IDS = UUID("3b8b6ab7-8a1c-5d53-9f0e-5f4d8c9a2e61")
"""The namespace of permanent ids. It never changes: every published id is made with it."""
_DEFAULT_LANG = "en"


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a series: its reading, its entry in the manifest and its place in the series.

    ``path`` is the file's path below the content folder. ``series`` is the slug of the series,
    ``date`` the date of an article whose entry gives none, or ``None``.
    """

    path: str
    reading: Reading
    entry: Entry
    series: str
    date: datetime | None


def join(source: Source, manifest: Manifest, site_url: str) -> tuple[Article | None, list[Finding]]:
    """The article, numbered 0, and the warnings; or ``None`` and every fault.

    The findings do not repeat those of the reading.
    """
    joining = _Joining(source, manifest, site_url)
    article = joining.article()
    failed = any(finding.kind.severity is Severity.ERROR for finding in joining.findings)
    return (None if failed else article), joining.findings


class _Joining:
    """Asks the manifest's levels for each thing in turn and collects what is missing."""

    def __init__(self, source: Source, manifest: Manifest, site_url: str) -> None:
        self.source, self.reading, self.manifest, self.site_url = source, source.reading, manifest, site_url
        self.findings: list[Finding] = []
        self.entry, self.series = source.entry, manifest.series
        self.levels: tuple[Entry, ...] = (self.entry, self.series)
        self.notices = self._notices()
        name = self.notices[-1].holder if self.notices else None
        self.holder_name = name or self.entry.copyright_holder or self.series.copyright_holder or ""
        self.holder = manifest.holders.get(fold_holder(self.holder_name)) or _NOTHING if self.holder_name else _NOTHING
        self.levels = (self.entry, self.holder, self.series)

    def article(self) -> Article | None:
        """The article, or ``None`` where what it cannot be without is missing."""
        entry, reading = self.entry, self.reading
        author = self._said("author") or reading.fields.get("author", "")
        box = self._resource_box(author)
        category = self._said("category") or reading.fields.get("category", "")
        status = self._status()
        date, modified = self._dates(status)
        title = entry.title or reading.title
        slug = entry.slug or slug_of(title)
        if not author and not self._wrong("author"):
            self._fault(faults.AUTHOR_MISSING, table=self._table(), manifest=self.manifest.path)
        if not category and not self._wrong("category"):
            self._fault(faults.CATEGORY_MISSING, manifest=self.manifest.path)
        if not slug:
            self._fault(faults.SLUG_UNUSABLE, value=title, reason="")
        if not (author and box and category and date and modified and slug and self.notices):
            return None
        return Article(
            id=entry.id or f"urn:uuid:{uuid5(_IDS, self.source.path)}",
            source=self.source.path,
            series=self.source.series,
            number=0,
            slug=slug,
            title=title,
            summary=entry.summary or reading.summary,
            author=author,
            author_url=self._said("author_url") or self._web_address(),
            category=category,
            date=date,
            modified=modified,
            lang=self._said("lang") or _DEFAULT_LANG,
            status=status,
            keywords=reading.keywords,
            tags=self._tags(),
            blocks=reading.blocks,
            notices=self.notices,
            resource_box=box,
            word_count=reading.word_count,
            reading=reading,
            source_url=entry.source_url or "",
            canonical_url=entry.canonical_url or "",
            withdrawn_reason=(self._said("reason") or "") if status == "withdrawn" else "",
            modified_note=entry.modified_note or "",
            permission=self._said("permission") or reading.reprint_terms or "",
        )

    def _said(self, name: str) -> str:
        """What the highest level says of a key, or an empty text."""
        for level in self.levels:
            value = getattr(level, name)
            if value is not None:
                assert isinstance(value, str)
                return value
        return ""

    def _place_of(self, name: str) -> tuple[str | int, ...]:
        """Where the highest level says it."""
        return next(((*level.place, name) for level in self.levels if getattr(level, name) is not None), self.entry.place)

    def _wrong(self, name: str) -> bool:
        """Whether a level says something of a key that could not be used; that is a finding already."""
        return any(name in level.wrong for level in self.levels)

    def _fault(self, kind: Kind, line: int = 0, excerpt: str = "", **facts: object) -> None:
        self.findings.append(Finding(kind, self.reading.path, line, 1 if line else 0, facts, excerpt))

    def _table(self) -> str:
        """The table in which a person would say something about this article's holder."""
        return f"[holder.{json.dumps(self.holder_name, ensure_ascii=False)}]" if self.holder_name else "the article's [[article]] table"

    def _notices(self) -> tuple[Notice, ...]:
        """All notices, the governing one last."""
        notices = self.reading.notices
        given = next((level for level in (self.entry, self.series) if level.copyright_notice or level.copyright_years), None)
        if notices:
            if given is self.entry and given.place:
                self.findings.append(self.manifest.finding(faults.NOTICE_UNUSED, given.place))
            governing = governing_notice(notices)
            return (*(each for each in notices if each is not governing), governing)
        notice = self._given_notice() if given else None
        if (
            notice is None
            and not given
            and not any(self._wrong(name) for name in ("copyright_notice", "copyright_holder", "copyright_years"))
        ):
            self._fault(faults.NOTICE_MISSING, manifest=self.manifest.path)
        return (notice,) if notice else ()

    def _given_notice(self) -> Notice | None:
        """The notice that the manifest gives, or ``None`` and a fault."""
        for level in (self.entry, self.series):
            key, line = "copyright_notice", level.copyright_notice
            if not line and level.copyright_years:
                holder = self.entry.copyright_holder or self.series.copyright_holder
                if not holder:
                    self._fault(faults.NOTICE_MISSING, manifest=self.manifest.path)
                    return None
                key, line = "copyright_years", f"Copyright {level.copyright_years} {holder}"
            if line:
                notice = find_notice(line)
                if notice is None or not notice.holder:
                    self.findings.append(self.manifest.finding(faults.NOTICE_UNREADABLE, (*level.place, key), value=line))
                    return None
                return replace(notice, line=0)
        return None

    def _resource_box(self, author: str) -> ResourceBox | None:
        url, anchor, text = self._said("resource_url"), self._said("resource_anchor"), self._said("resource_text")
        own = self.reading.own_box
        if not url and own and len(own.urls) == 1:
            try:
                url = usable_address(own.urls[0], "")
            except AddressError:
                url = ""
        if not url:
            if not self._wrong("resource_url"):
                self._link_unknown()
            return None
        if text:
            box = box_around_link(text, anchor or author, url)
            if box is None:
                place = self._place_of("resource_text")
                self.findings.append(self.manifest.finding(faults.RESOURCE_TEXT_WITHOUT_LINK, place, anchor=anchor or author))
            elif own and " ".join(own.text.split()) != box.text:
                self._fault(faults.BOX_UNUSED, own.line, own.text)
            return box
        if own:
            return own_box_around_link(own, anchor, url)
        return default_box(author, anchor, url) if author or anchor else None

    def _link_unknown(self) -> None:
        notice = self.notices[-1] if self.notices else None
        what = "this notice demands a live author link" if notice and notice.demands_live_link else "the article needs a live author link"
        line, excerpt = (notice.line, notice.raw) if notice else (0, "")
        self._fault(faults.RESOURCE_LINK_UNKNOWN, line, excerpt, what=what, table=self._table(), manifest=self.manifest.path)

    def _dates(self, status: Status) -> tuple[datetime | None, datetime | None]:
        date = self.entry.date or self.source.date
        if date is None:
            if not self._wrong("date") and not self._wrong("date_start"):
                self._fault(faults.DATE_MISSING, manifest=self.manifest.path)
            return None, None
        modified = self.entry.modified or date
        if modified < date and self.entry.date is None:
            reason = f"it lies before the date, {date.date()}"
            place = (*self.entry.place, "modified")
            self.findings.append(self.manifest.finding(faults.DATE_IMPOSSIBLE, place, key="modified", value=modified.date(), reason=reason))
        withdrawn = next((level.withdrawn for level in self.levels if level.withdrawn), None)
        if status == "withdrawn" and withdrawn and not isinstance(withdrawn, bool):
            modified = max(modified, withdrawn)
        return date, modified

    def _status(self) -> Status:
        status: Status = "published"
        for level in self.levels:
            if level.withdrawn or level.status:
                status = "withdrawn" if level.withdrawn else level.status or "published"
                break
        if [plain(block.text) for block in self.reading.blocks if isinstance(block, Paragraph)] == [PLACEHOLDER] and len(
            self.reading.blocks
        ) == 1:
            self._fault(faults.ARTICLE_UNWRITTEN, self.reading.blocks[0].line, PLACEHOLDER)
            return "withdrawn" if status == "withdrawn" else "draft"
        return status

    def _web_address(self) -> str:
        try:
            return usable_address(self.reading.fields.get("web_address", ""), "")
        except AddressError:
            return ""

    def _tags(self) -> tuple[Tag, ...]:
        mapped = {name: target for level in reversed(self.levels) for name, target in (level.keyword_map or {}).items()}
        dropped = [name for level in self.levels for name in level.tags_drop]
        added = [name for level in reversed(self.levels) for name in level.tags_add]
        if not (mapped or dropped or added):
            return self.reading.tags
        self.findings.extend(self._strangers())
        return changed_tags(self.reading.tags, mapped, dropped, added)

    def _strangers(self) -> Iterator[Finding]:
        """Tags that the article's own entry names and the article does not have."""
        own = {tag.slug for tag in self.reading.tags}
        file = self.entry.file
        for number, name in enumerate(self.entry.tags_drop):
            if slug_of(name) not in own:
                place = (*self.entry.place, "tags_drop", number)
                yield self.manifest.finding(faults.TAG_NOT_THERE, place, key="tags_drop", value=name, file=file)
        for name in self.entry.keyword_map or {}:
            if slug_of(name) not in own:
                place = (*self.entry.place, "keyword_map", name)
                yield self.manifest.finding(faults.TAG_NOT_THERE, place, key="keyword_map", value=name, file=file)


_NOTHING = Entry()
