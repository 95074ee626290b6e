"""The sitemap: every page that is for readers, with the day of its last change (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from imprint.settings import Settings

__all__ = ["MOST_ADDRESSES", "SITEMAP_PATH", "SitePage", "sitemap"]

SITEMAP_PATH = "/sitemap.xml"
MOST_ADDRESSES = 10_000
"""The most addresses in one file. The protocol allows 50,000 and 50 MB, whichever comes first; long addresses reach the second."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page; ``path`` is site-relative, ``changed`` is ``None`` where nobody knows, as for a page without a date."""

    path: str
    changed: datetime | None


def sitemap(pages: Sequence[SitePage], settings: Settings) -> Iterator[tuple[str, bytes]]:
    """The files of the sitemap with their site-relative paths; from the second file on, the first is an index of the others.

    The dates are those of the articles, so that an unchanged site has an unchanged sitemap.
    """
    if len(pages) <= MOST_ADDRESSES:
        yield SITEMAP_PATH, _document("urlset", "url", pages, settings)
        return
    files: list[SitePage] = []
    for start in range(0, len(pages), MOST_ADDRESSES):
        part = pages[start : start + MOST_ADDRESSES]
        path = f"/sitemap-{len(files) + 1}.xml"
        files.append(SitePage(path, max((page.changed for page in part if page.changed), default=None)))
        yield path, _document("urlset", "url", part, settings)
    yield SITEMAP_PATH, _document("sitemapindex", "sitemap", files, settings)


def _document(root: str, element: str, pages: Sequence[SitePage], settings: Settings) -> bytes:
    site = escape(settings.site_url)
    rows = [
        f"<{element}><loc>{site}{escape(page.path)}</loc>"
        + (f"<lastmod>{page.changed.isoformat(timespec='seconds')}</lastmod>" if page.changed else "")
        + f"</{element}>\n"
        for page in pages
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{"".join(rows)}</{root}>\n'.encode()
