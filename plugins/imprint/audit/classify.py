"""What kind of file a path of the site is, and so how it is judged; what is none of these is a finding."""

from __future__ import annotations

import re
from enum import Enum

from imprint.audit.seal import SEAL_NAME

__all__ = ["HOST_FILES", "FileClass", "classify"]


class FileClass(Enum):
    """The kinds of file that a site may hold."""

    PAGE = "page"
    """An HTML page: carries the copyright footer and a live author's link, whoever wrote it."""
    FEED = "feed"
    """A feed document: every entry is judged."""
    KIT = "kit"
    """A copy in a reprint kit, as HTML, Markdown or text: carries its article with the notice and the link's full address."""
    ARCHIVE = "archive"
    """A zip file of reprint kits: every member is judged."""
    RECORD = "record"
    """A record that programs read: it names articles and carries none."""
    ASSET = "asset"
    """A style sheet, a script, a picture or a font."""
    SEAL = "seal"
    """The seal of the folder itself."""
    UNKNOWN = "unknown"
    """A file that nothing here can judge."""


_ASSETS = frozenset(
    [".css", ".js", ".svg", ".png", ".ico", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".woff2", ".woff", ".ttf", ".otf", ".webmanifest"]
)
HOST_FILES = frozenset({".nojekyll", "CNAME", "_headers", "_redirects"})
"""Files at the root that tell a host how to serve the site."""
_RECORDS = re.compile(
    r"""
    robots\.txt | sitemap(-\d+)?\.xml | rsl\.xml | search/[a-z0-9-]+\.json
    | feeds/[a-z0-9-]+\.opml | reprint/[a-z0-9.-]+\.(json|xml) | \.well-known/[a-z0-9.-]+
    | articles/[a-z0-9-]+/reprint/(check\.json|ninjs\.json|SHA256SUMS) | series/[a-z0-9-]+/reprint/SHA256SUMS
    """,
    re.VERBOSE,
)


def classify(path: str) -> FileClass:
    """The class of the file at ``path``, relative to the site's folder, with ``/``."""
    if path == SEAL_NAME:
        return FileClass.SEAL
    name = path.rpartition("/")[2]
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix not in _PAGES and (path in HOST_FILES or _RECORDS.fullmatch(path)):
        return FileClass.RECORD
    by_suffix = _EVERYWHERE
    if path.startswith("feeds/"):
        by_suffix = _FEEDS
    elif "/reprint/" in path and path.startswith(("articles/", "series/")):
        by_suffix = _EVERYWHERE if name == "index.html" else _KITS
    return by_suffix.get(suffix, FileClass.UNKNOWN)


_PAGES = frozenset({".html", ".htm", ".xhtml"})
_EVERYWHERE = dict.fromkeys(_ASSETS, FileClass.ASSET) | dict.fromkeys(_PAGES, FileClass.PAGE)
_FEEDS = {**_EVERYWHERE, ".xml": FileClass.FEED, ".json": FileClass.FEED}
_KITS = {**_EVERYWHERE, ".html": FileClass.KIT, ".txt": FileClass.KIT, ".md": FileClass.KIT, ".zip": FileClass.ARCHIVE}
