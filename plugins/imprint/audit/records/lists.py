"""What the site's own lists say of it: the list of its feeds (OPML 2.0) and the sitemap of its pages (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from imprint.article.address import OPML_PATH, article_path, feed_path, file_of
from imprint.audit.records.demand import Disagreement
from imprint.audit.site_surface import scopes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator

    from imprint.article.library import Library
    from imprint.settings import Settings

__all__ = ["list_of_feeds_disagreements", "sitemap_disagreements"]

_FEED, _PAGE = "feed-unlisted", "page-unlisted"
_SITEMAP = "sitemap.xml"
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
