"""All feeds of a site: for the whole of it, for each series and for each category."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from imprint.article.address import OPML_PATH, VERSIONS_PATH, archive_path, category_path, changes_path, feed_path, series_path, slug_of
from imprint.feeds.atom import History, atom_entry, atom_feed
from imprint.feeds.changes import changes_atom, changes_json
from imprint.feeds.channel import Channel, rights_of
from imprint.feeds.entry import entry_of
from imprint.feeds.json_feed import json_feed, json_item
from imprint.feeds.opml import opml
from imprint.feeds.record import record_bytes
from imprint.feeds.rss import rss_feed, rss_item
from imprint.render.characters import legal
from imprint.render.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.feeds.entry import Entry
    from imprint.feeds.record import Record
    from imprint.render.surface import Terms
    from imprint.settings import Settings

__all__ = ["Scope", "all_feeds", "scopes"]


@dataclass(frozen=True)
class Scope:
    """A feed and its articles, oldest first."""

    channel: Channel
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class _Prepared:
    """An entry in the forms of the three formats, each made when it is first asked for."""

    entry: Entry
    settings: Settings

    @cached_property
    def atom(self) -> bytes:
        return atom_entry(self.entry)

    @cached_property
    def rss(self) -> bytes:
        return rss_item(self.entry, self.settings)

    @cached_property
    def json(self) -> str:
        return json_item(self.entry)


@dataclass(frozen=True)
class _Document:
    """What is written together: an archive, or the feed itself in its three formats, for which ``archive`` is 0.

    ``articles`` are oldest first. ``archived`` of them stand in an archive already, so the feed's Atom form leaves them out.
    """

    scope: Scope
    articles: Sequence[Article]
    archive: int
    archives: int
    archived: int = 0


def scopes(library: Library, settings: Settings, terms: Terms) -> tuple[Scope, ...]:
    """The whole site, then each series, then each category by name; a scope without a published article has no feed."""
    everything = sorted(library.published, key=_age)
    if not everything:
        return ()
    site = Channel(
        settings=settings,
        terms=terms,
        scope="",
        title=legal(settings.site_name),
        description=phrases(settings.lang).for_republication,
        lang=settings.lang,
        page=settings.absolute("/"),
        rights=legal(rights_of(everything, settings.lang)),
    )
    found = [_scope(site, everything)]
    by_series: dict[str, list[Article]] = {}
    by_category: dict[str, list[Article]] = {}
    for article in everything:
        by_series.setdefault(article.series, []).append(article)
        if slug_of(article.category):
            by_category.setdefault(slug_of(article.category), []).append(article)
    for series in library.series:
        if series.slug in by_series:
            channel = replace(
                site,
                scope=f"series/{series.slug}",
                title=legal(f"{series.title} – {settings.site_name}"),
                description=legal(series.summary) or site.description,
                lang=series.lang,
                page=settings.absolute(series_path(series.slug)),
                rights=legal(rights_of(by_series[series.slug], series.lang)),
            )
            found.append(_scope(channel, by_series[series.slug]))
    for slug, articles in sorted(by_category.items()):
        channel = replace(
            site,
            scope=f"categories/{slug}",
            title=legal(f"{articles[0].category} – {settings.site_name}"),
            page=settings.absolute(category_path(slug)),
            rights=legal(rights_of(articles, settings.lang)),
        )
        found.append(_scope(channel, articles))
    return tuple(found)


def all_feeds(library: Library, settings: Settings, terms: Terms, record: Record) -> Iterator[tuple[str, bytes]]:
    """Every feed document with its site-relative path: feeds, archives, OPML, changes and the record itself.

    ``record`` is that of this build (:func:`imprint.feeds.corrections.next_record`). Documents come in the order of
    their newest article, and an entry is kept only until the last document that needs it, so that a large
    site is never whole in memory a second time.
    """
    found = scopes(library, settings, terms)
    rank = {article.id: number for number, article in enumerate(found[0].articles)} if found else {}
    documents = sorted((each for scope in found for each in _documents(scope)), key=lambda each: rank[each.articles[-1].id])
    uses = Counter(article.id for each in documents for article in each.articles)
    prepared: dict[str, _Prepared] = {}
    for each in documents:
        for article in each.articles:
            if article.id not in prepared:
                prepared[article.id] = _Prepared(entry_of(article, settings, terms, record), settings)
        yield from _written(each, [prepared[article.id] for article in reversed(each.articles)])
        for article in each.articles:
            uses[article.id] -= 1
            if not uses[article.id]:
                del prepared[article.id]
    if found:
        updated = max(article.modified for article in found[0].articles)
        yield OPML_PATH, opml(legal(settings.site_name), [scope.channel for scope in found], updated)
    yield changes_path("atom"), changes_atom(settings, terms, record)
    yield changes_path("json"), changes_json(settings, terms, record)
    yield VERSIONS_PATH, record_bytes(record)


def _age(article: Article) -> tuple[object, ...]:
    """The order of articles by date, total also among articles of one moment."""
    return (article.date, article.number, article.series, article.id)


def _scope(channel: Channel, articles: list[Article]) -> Scope:
    complete = len(articles) <= channel.settings.feed_max_items
    return Scope(replace(channel, complete=complete), tuple(articles))


def _documents(scope: Scope) -> Iterator[_Document]:
    """The archives, oldest first, each full, so that a new article alters none of their entries; then the feed of the newest articles.

    An archive takes a third of what a document may hold, and the first two are split off together: the feed
    is never nearly empty, and every archive has a neighbour to link to.
    """
    most, count = scope.channel.settings.feed_max_items, len(scope.articles)
    size = max(1, most // 3)
    archives = max(0, -((most - count) // size))
    if archives == 1 and count > 2 * size:
        archives = 2
    for number in range(1, archives + 1):
        yield _Document(scope, scope.articles[(number - 1) * size : number * size], number, archives)
    newest = scope.articles[-most:]
    yield _Document(scope, newest, 0, archives, archived=len(newest) - (count - archives * size))


def _written(document: _Document, entries: list[_Prepared]) -> Iterator[tuple[str, bytes]]:
    """The documents' paths and bytes; ``entries`` are newest first."""
    channel = document.scope.channel
    updated = max(map(attrgetter("modified"), document.articles))
    path = archive_path(channel.scope, document.archive) if document.archive else feed_path("atom", channel.scope)
    current = entries[: len(entries) - document.archived]
    changed = max(entry.entry.article.modified for entry in current)
    yield path, atom_feed(channel, [entry.atom for entry in current], changed, _history(document, path))
    if not document.archive:
        yield feed_path("rss", channel.scope), rss_feed(channel, [entry.rss for entry in entries], updated)
        yield feed_path("json", channel.scope), json_feed(channel, [entry.json for entry in entries])


def _history(document: _Document, path: str) -> History:
    """The links of RFC 5005, section 4: from the feed back to the newest archive and so on to the oldest."""
    channel = document.scope.channel
    number, last = document.archive, document.archives
    older = number - 1 if number else last
    newer = number + 1 if 0 < number < last else 0
    address = {each: channel.settings.absolute(archive_path(channel.scope, each)) for each in (older, newer) if each}
    return History(channel.settings.absolute(path), bool(number), address.get(older, ""), address.get(newer, ""))
