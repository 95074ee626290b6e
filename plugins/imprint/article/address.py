"""Where each thing stands on the site: the one source of every address.

A path is site-relative, begins with ``/`` and, for a page, ends with ``/``. It is part of what is
promised to publishers, so it depends on slugs alone. Slugs are lower-case ASCII letters, digits and
hyphens, at most 80 bytes, and unique within their kind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unidecode import unidecode

if TYPE_CHECKING:
    from imprint.article.model import Article

__all__ = [
    "HOST_FOLDER",
    "OPML_PATH",
    "RSL_PATH",
    "SEARCH_INDEX_PATH",
    "TERMS_FOLDER",
    "VERSIONS_PATH",
    "archive_path",
    "article_path",
    "author_path",
    "category_path",
    "changes_path",
    "feed_path",
    "file_of",
    "kit_path",
    "series_kit_path",
    "series_path",
    "slug_of",
    "tag_path",
    "terms_path",
]

MAX_SLUG_BYTES = 80
FEED_SUFFIXES = {"rss": "rss.xml", "atom": "atom.xml", "json": "json"}
HOST_FOLDER = "host"
"""The folder of the content with what the host reads; its files stand at the root of the site."""
TERMS_FOLDER = "reprint-terms"
"""The folder of the content with the reprint terms, ``1.md``, ``2.md`` and so on; their pages have the same name."""
RSL_PATH = "/rsl.xml"
"""The terms for automated use."""
OPML_PATH = "/feeds/all.opml"
"""The list of all feeds."""
SEARCH_INDEX_PATH = "/search/index.json"
"""What the search page searches."""
VERSIONS_PATH = "/reprint/versions.json"
"""The record of what was released: each article's version and digest, each version of the terms, each change."""


def slug_of(name: str) -> str:
    """The slug of a title, a tag or a name; empty where the name has no letter and no digit.

    Apostrophes vanish, every other run of characters that are no ASCII letter or digit after
    transliteration becomes one hyphen, and a slug that is too long is cut at a hyphen.
    """
    text = name if name.isascii() else unidecode(name)
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")
    if len(slug) <= MAX_SLUG_BYTES:
        return slug
    return slug[: MAX_SLUG_BYTES + 1].rpartition("-")[0] or slug[:MAX_SLUG_BYTES]


def article_path(article: Article) -> str:
    """The article's page: ``/articles/SLUG/``."""
    return f"/articles/{article.slug}/"


def kit_path(article: Article) -> str:
    """The article's reprint kit: ``/articles/SLUG/reprint/``."""
    return f"/articles/{article.slug}/reprint/"


def series_path(slug: str) -> str:
    """The page of a series: ``/series/SLUG/``."""
    return f"/series/{slug}/"


def series_kit_path(slug: str) -> str:
    """The reprint kit of a whole series: ``/series/SLUG/reprint/``."""
    return f"/series/{slug}/reprint/"


def tag_path(slug: str) -> str:
    """The page of a tag: ``/tags/SLUG/``."""
    return f"/tags/{slug}/"


def category_path(slug: str) -> str:
    """The page of a category: ``/categories/SLUG/``."""
    return f"/categories/{slug}/"


def author_path(slug: str) -> str:
    """The page of an author: ``/authors/SLUG/``."""
    return f"/authors/{slug}/"


def terms_path(version: int) -> str:
    """The page of one version of the reprint terms, for ever: ``/reprint-terms/1/``."""
    return f"/{TERMS_FOLDER}/{version}/"


def feed_path(kind: str, scope: str = "") -> str:
    """A feed: ``kind`` is ``rss``, ``atom`` or ``json``; ``scope`` is empty for the whole site, else ``series/SLUG`` or ``categories/SLUG``.

    The whole site's feeds are ``/feeds/all.rss.xml`` and its like, a series' ``/feeds/series/SLUG.rss.xml``.
    """
    return f"/feeds/{scope or 'all'}.{FEED_SUFFIXES[kind]}"


def archive_path(scope: str, number: int) -> str:
    """An archive document (RFC 5005) of a feed's older entries, in Atom; ``number`` counts from 1, the oldest."""
    return f"/feeds/archives/{scope or 'all'}/{number}.atom.xml"


def changes_path(kind: str) -> str:
    """The feed of corrections and withdrawals: ``kind`` is ``atom`` or ``json``."""
    return f"/reprint/changes.{FEED_SUFFIXES[kind]}"


def file_of(path: str) -> str:
    """The file, relative to the site's folder, that a path is served from: ``/a/`` is ``a/index.html``."""
    relative = path.lstrip("/")
    return relative + "index.html" if not relative or relative.endswith("/") else relative
