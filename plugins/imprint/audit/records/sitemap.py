"""What the sitemap says of the site's pages (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from imprint.article.address import article_path, file_of
from imprint.audit.records.demand import Disagreement

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from imprint.article.library import Library
    from imprint.settings import Settings

__all__ = ["sitemap_disagreements"]

_SITEMAP = "sitemap.xml"
_CODE = "page-unlisted"
_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


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
        data = read(path)
        if data is None:
            yield Disagreement(_CODE, path, 0, {"problem": "is missing"})
            return
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        except etree.XMLSyntaxError as error:
            yield Disagreement(_CODE, path, error.lineno or 0, {"problem": f"cannot be read: {error.msg}"})
            return
        is_index = path == _SITEMAP and root.tag == f"{_NAMESPACE}sitemapindex"
        for each in root.iterfind(f"{_NAMESPACE}*/{_NAMESPACE}loc"):
            address = (each.text or "").strip()
            own = address.removeprefix(settings.site_url)
            if own == address or (own.lstrip("/") if is_index else file_of(own)) not in pages:
                yield Disagreement(_CODE, path, each.sourceline or 0, {"problem": f"names {address}, where this site has no page"})
            elif is_index:
                parts.append(own.lstrip("/"))
            listed.add(own)
    for article in library.published:
        if article_path(article) not in listed:
            yield Disagreement(_CODE, _SITEMAP, 0, {"problem": f"leaves out {settings.absolute(article_path(article))}"})
