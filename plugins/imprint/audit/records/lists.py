"""What the site's own lists say of it: the list of its feeds (OPML 2.0), the sitemap of its pages (sitemaps.org, protocol 0.9), and the index of its search."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from lxml import etree

from imprint.article.address import OPML_PATH, SEARCH_INDEX_PATH, article_path, feed_path, file_of
from imprint.audit.records.demand import Disagreement
from imprint.audit.site_surface import scopes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.settings import Settings

__all__ = ["list_of_feeds_disagreements", "search_index_disagreements", "sitemap_disagreements"]

_FEED, _PAGE, _SEARCH = "feed-unlisted", "page-unlisted", "search-index-wrong"
_SITEMAP = "sitemap.xml"
_SEARCHED = 4
"""Strings of a row that the search looks through beside the title."""
_PART = re.compile(r"sitemap-\d+\.xml")
_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def list_of_feeds_disagreements(read: Callable[[str], bytes | None], library: Library, settings: Settings) -> Iterator[Disagreement]:
    """Each scope whose RSS feed the list leaves out, and each address in it that is no such feed."""
    path = OPML_PATH.lstrip("/")
    root = yield from _opened(read, path, _FEED)
    if root is None:
        return
    listed = {str(outline.get("xmlUrl")): outline.sourceline or 0 for outline in root.iterfind("body//outline[@xmlUrl]")}
    feeds = [settings.absolute(feed_path("rss", scope)) for scope in scopes_of(library)]
    for feed in feeds:
        if feed not in listed:
            yield Disagreement(_FEED, path, 0, {"problem": f"leaves out {feed}"})
    for address, line in listed.items():
        if address not in feeds:
            yield Disagreement(_FEED, path, line, {"problem": f"names {address}, which is no feed of this site"})


def sitemap_disagreements(
    read: Callable[[str], bytes | None], library: Library, settings: Settings, files: Collection[str]
) -> Iterator[Disagreement]:
    """Each article's page that the sitemap leaves out, and each address in it at which the site has no page. ``files`` are the site's, by their paths.

    That an article's page itself is missing is told by S103.
    """
    pages = {*files, *(file_of(article_path(article)) for article in library.published)}
    listed: set[str] = set()
    parts = [_SITEMAP]
    for path in parts:
        root = yield from _opened(read, path, _PAGE)
        if root is None:
            return
        is_index = path == _SITEMAP and root.tag == f"{_NAMESPACE}sitemapindex"
        for each in root.iterfind(f"{_NAMESPACE}*/{_NAMESPACE}loc"):
            address = (each.text or "").strip()
            own = address.removeprefix(settings.site_url)
            if own == address or (own.lstrip("/") if is_index else file_of(own)) not in pages:
                yield Disagreement(_PAGE, path, each.sourceline or 0, {"problem": f"names {address}, where this site has no page"})
            elif is_index:
                parts.append(own.lstrip("/"))
            listed.add(own)
    for article in library.published:
        if article_path(article) not in listed:
            yield Disagreement(_PAGE, _SITEMAP, 0, {"problem": f"leaves out {settings.absolute(article_path(article))}"})
    for path in files:
        if _PART.fullmatch(path) and path not in parts:
            yield Disagreement(_PAGE, path, 0, {"problem": "does not name this part"})


def search_index_disagreements(read: Callable[[str], bytes | None], library: Library, settings: Settings) -> Iterator[Disagreement]:
    """Each row of the search index that is not a published article's, each that says something else, and each article without one.

    The search page shows a row's address, title, summary and facts, the author among them; in the strings that follow it only looks for words.
    """
    path = SEARCH_INDEX_PATH.lstrip("/")
    try:
        rows = json.loads(data) if (data := read(path)) is not None else None
    except (ValueError, RecursionError) as error:
        yield Disagreement(_SEARCH, path, getattr(error, "lineno", 0), {"problem": f"cannot be read: {error}"})
        return
    if not isinstance(rows, list):
        yield Disagreement(_SEARCH, path, 0, {"problem": "is missing" if data is None else "is no list of rows"})
        return
    waiting = {settings.href(article_path(article)): article for article in library.published}
    for number, row in enumerate(rows, start=1):
        address = row[0] if isinstance(row, list) and row and isinstance(row[0], str) else None
        article = waiting.pop(address, None) if address is not None else None
        if article is None:
            told = f"has {address} in row {number}, which is no article's address or has a row already"
            yield Disagreement(_SEARCH, path, 0, {"problem": f"has no address in row {number}" if address is None else told})
        elif not _is_row_of(article, row):
            yield Disagreement(_SEARCH, path, 0, {"problem": f"does not say of {address} what the article says"})
    for address in waiting:
        yield Disagreement(_SEARCH, path, 0, {"problem": f"leaves out {address}"})


def _is_row_of(article: Article, row: list[object]) -> bool:
    """Whether a row with an article's address has its title, its summary and facts with its author, and else strings to look through."""
    match row:
        case [_, article.title, article.summary, [*facts], *fields]:
            return article.author in facts and len(fields) == _SEARCHED and all(isinstance(each, str) for each in (*facts, *fields))
    return False


def _opened(read: Callable[[str], bytes | None], path: str, code: str) -> Generator[Disagreement, None, etree._Element | None]:
    """The root of a list, returned; ``None`` where there is none that can be read."""
    data = read(path)
    if data is None:
        yield Disagreement(code, path, 0, {"problem": "is missing"})
        return None
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        yield Disagreement(code, path, error.lineno or 0, {"problem": f"cannot be read: {error.msg}"})
        return None
