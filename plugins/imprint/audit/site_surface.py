"""The site as one surface: what lies in the folder, and what the articles say should lie there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from imprint.article.address import archive_path, article_path, feed_path, file_of, slug_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.audit.article_texts import CarriedText
    from imprint.audit.classify import FileClass
    from imprint.audit.records.demand import Disagreement
    from imprint.settings import Settings

__all__ = ["FEED_KINDS", "Site", "SiteEvidence", "scopes_of"]

FEED_KINDS = ("rss", "atom", "json")
_ARCHIVES = archive_path("", 1).removeprefix("/").partition("all")[0]


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """One file at which a rule of the site is broken, and the facts that its message needs; ``path`` is relative to the folder, ``line`` is 0 for all of it."""

    path: str
    facts: Mapping[str, object]
    line: int = 0


def scopes_of(library: Library) -> Mapping[str, tuple[Article, ...]]:
    """The articles of each feed scope: the whole site (``""``), each series and each category."""
    scopes: dict[str, list[Article]] = {"": list(library.published)}
    for series in library.series:
        if series.published:
            scopes[f"series/{series.slug}"] = list(series.published)
    for article in library.published:
        if article.category:
            scopes.setdefault(f"categories/{slug_of(article.category)}", []).append(article)
    return {scope: tuple(articles) for scope, articles in scopes.items()}


@dataclass(frozen=True)
class Site:
    """What an audit read from a folder, and the articles that it is held against.

    ``classes`` has the class of every file by its path, ``problems`` why a file could not be read,
    ``entries`` the ids of a feed document's entries in order, and ``mentions`` the slugs of the
    articles to whose addresses a file refers, for the files that refer to one that is not published,
    ``carried`` the text of an article in a file that is not its own,
    ``host_files`` the bytes of what tells a host how to serve the site, and ``targets`` the addresses within
    the site to which pages lead, each with one of those pages.
    ``disagreements`` is what the records of rights say otherwise than the articles.
    """

    library: Library
    settings: Settings
    classes: Mapping[str, FileClass]
    problems: Mapping[str, str]
    entries: Mapping[str, tuple[str, ...]]
    mentions: Mapping[str, frozenset[str]]
    carried: Mapping[str, CarriedText]
    host_files: Mapping[str, bytes]
    targets: Mapping[str, str]
    disagreements: tuple[Disagreement, ...] = ()

    @cached_property
    def article_files(self) -> Mapping[str, Article]:
        """The file of each published article's page."""
        return {file_of(article_path(article)): article for article in self.library.published}

    @cached_property
    def scopes(self) -> Mapping[str, tuple[Article, ...]]:
        """The articles of each feed scope: the whole site (``""``), each series and each category."""
        return scopes_of(self.library)

    def feed_documents(self, scope: str, kind: str) -> tuple[str, ...]:
        """The documents of one feed that are there: the one to subscribe to and, in Atom, its archives (RFC 5005)."""
        first = feed_path(kind, scope).lstrip("/")
        found = (first,) if first in self.entries else ()
        return (*found, *self._archives.get(scope or "all", ())) if kind == "atom" else found

    @cached_property
    def _archives(self) -> Mapping[str, tuple[str, ...]]:
        """The archive documents that are there, by scope."""
        archives: dict[str, list[str]] = {}
        for path in self.entries:
            if path.startswith(_ARCHIVES):
                archives.setdefault(path[len(_ARCHIVES) :].rpartition("/")[0], []).append(path)
        return {scope: tuple(paths) for scope, paths in archives.items()}
