"""The records of a whole site, read as the audit reads its files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from lxml import etree

from imprint.article.address import VERSIONS_PATH, article_path, file_of, kit_path
from imprint.audit.records.archive_members import archive_disagreements
from imprint.audit.records.facts import RightsFacts, rights_facts
from imprint.audit.records.feed_rights import FeedDemands, entry_disagreements, feed_demands, scope_rights
from imprint.audit.records.feed_rights import head_disagreements as feed_head
from imprint.audit.records.kit_folder import KitFolder
from imprint.audit.records.lists import list_of_feeds_disagreements, search_index_disagreements, sitemap_disagreements
from imprint.audit.records.page_body import body_disagreements
from imprint.audit.records.page_head import head_demands, head_disagreements, linked_data_demands
from imprint.audit.records.site_records import released_versions, site_disagreements
from imprint.audit.records.terms import content_terms
from imprint.audit.site_surface import scopes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.audit.feed import FeedEntry
    from imprint.audit.judge import FeedVerdict
    from imprint.audit.records.demand import Demand, Disagreement
    from imprint.audit.seen import Seen
    from imprint.settings import Settings

__all__ = ["RecordReader"]

_ARCHIVES = "feeds/archives/"
_WHOLE = "all"


@dataclass
class RecordReader:
    """Holds every record against the articles. ``read`` gives a file by its path, relative to the site's folder.

    Where the content folder has no terms there is nothing to hold against, and the build has told that.
    """

    library: Library
    settings: Settings
    read: Callable[[str], bytes | None]

    def __post_init__(self) -> None:
        """Read the terms and the record of releases."""
        self.terms = content_terms(self.settings)
        self._released = released_versions(self.read(VERSIONS_PATH.lstrip("/"))) if self.terms else {}
        self._pages: dict[str, Article] = {}
        self._kits: dict[str, Article] = {}
        self._facts: dict[str, RightsFacts] = {}
        self._head: tuple[str, tuple[tuple[Demand, ...], tuple[Demand, ...]]] = ("", ((), ()))
        self._demands: dict[str, FeedDemands] = {}
        self._rights: dict[str, object] = {}
        self._agreeing: set[bytes] = set()
        self._series = {series.slug: series for series in self.library.series}
        self._by_id = {article.id: article for article in self.library.published}
        for article in self.library.published if self.terms else ():
            self._pages[file_of(article_path(article))] = article
            self._kits[file_of(kit_path(article))] = article

    @cached_property
    def _scopes(self) -> Mapping[str, tuple[Article, ...]]:
        return scopes_of(self.library)

    def page(self, path: str, data: bytes) -> Iterator[Disagreement]:
        """What an article's page says otherwise; and, with the page of a kit, the kit as a whole, whose other files are read for it."""
        if path in self._pages:
            yield from head_disagreements(path, data, *self._heads_of(self._pages[path]))
            yield from body_disagreements(path, data, self._facts_of(self._pages[path]))
        elif path in self._kits:
            folder, article = path.removesuffix("index.html"), self._kits[path]
            names = (*(f"{article.slug}{form}" for form in (".html", ".md", ".txt")), "ninjs.json", "check.json")
            others = {name: found for name in names if (found := self.read(folder + name)) is not None}
            yield from KitFolder(folder, self._facts_of(article), self._heads_of(article), {"index.html": data, **others}).disagreements()

    def feed(self, path: str, feed: FeedVerdict) -> Iterator[Disagreement]:
        """What a feed and its entries say otherwise; one that cannot be read is told by the rules of feeds."""
        if self.terms is None or feed.top is None:
            return
        kind = feed.kind
        for entry in feed.entries:
            if entry.id in self._by_id and entry.node is not None:
                yield from self._entry(path, kind, entry)
        scope = _scope_of(path)
        if self._scopes.get(scope):
            if scope not in self._rights:
                self._rights[scope] = scope_rights(self._scopes[scope])
            yield from feed_head(path, kind, feed.top, self._rights[scope], self.terms)

    def _entry(self, path: str, kind: str, entry: FeedEntry) -> Iterator[Disagreement]:
        """What an entry says otherwise. Most stand in three feeds, byte for byte, and are compared in the first."""
        known = blake2b(etree.tostring(entry.node), digest_size=16).digest() if kind != "json" else b""
        if known and known in self._agreeing:
            return
        if entry.id not in self._demands:
            self._demands[entry.id] = feed_demands(self._facts_of(self._by_id[entry.id]), self.settings)
        found = list(entry_disagreements(path, kind, entry, self._demands[entry.id]))
        yield from found
        if known and not found:
            self._agreeing.add(known)

    def disagreements(self, seen: Seen) -> tuple[Disagreement, ...]:
        """Everything found in the files, and what only all of them together show, file by file."""
        found = [*seen.disagreements]
        if self.terms is not None and self.library.published:
            found += archive_disagreements(seen.archives, seen.digests, self.library, self.terms)
            found += site_disagreements(self.read, self.library, self.settings, self.terms)
            found += list_of_feeds_disagreements(self.read, self.library, self.settings)
            found += search_index_disagreements(self.read, self.library, self.settings)
            found += sitemap_disagreements(self.read, self.library, self.settings, seen.classes)
        return tuple(sorted(found, key=lambda each: (each.path, each.line)))

    def _heads_of(self, article: Article) -> tuple[tuple[Demand, ...], tuple[Demand, ...]]:
        """What the head of an article's page, or of its kit's, and the JSON-LD in it must say; kept for the other of the two, which comes next."""
        if self._head[0] != article.id:
            facts = self._facts_of(article)
            self._head = (article.id, (head_demands(facts), linked_data_demands(facts)))
        return self._head[1]

    def _facts_of(self, article: Article) -> RightsFacts:
        if article.id not in self._facts:
            assert self.terms is not None, "without terms no article is asked for"
            released = self._released.get(article.id)
            self._facts[article.id] = rights_facts(article, self._series[article.series], self.settings, self.terms, released)
        return self._facts[article.id]


def _scope_of(path: str) -> str:
    """The scope of a feed document: empty for the whole site, else ``series/SLUG`` or ``categories/SLUG``."""
    below = path.removeprefix("feeds/")
    if path.startswith(_ARCHIVES):
        scope = path[len(_ARCHIVES) :].rpartition("/")[0]
    else:
        folder, slash, name = below.rpartition("/")
        scope = f"{folder}{slash}{name.partition('.')[0]}"
    return "" if scope == _WHOLE else scope
