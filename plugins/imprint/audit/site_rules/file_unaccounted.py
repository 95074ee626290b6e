"""The site holds a feed or a record for programs that no article, no series and no setting accounts for.

What is checked: every file below ``/feeds/``, ``/reprint/`` and ``/search/``, and ``/rsl.xml``, is one that Imprint makes of the articles and the settings.

Why it matters: a record names articles and is not searched for their texts, and a feed that the list of feeds does not name is in nobody's sight. Either could
carry an article without its notice and its link.

How to put it right: find the plugin or the static file that adds it, and publish it elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article.address import OPML_PATH, RSL_PATH, SEARCH_INDEX_PATH, VERSIONS_PATH, changes_path, feed_path
from imprint.audit.classify import FileClass
from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import FEED_KINDS, SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]

_OURS = ("feeds/", "reprint/", "search/", "rsl.xml")


def check(site: Site) -> Iterator[SiteEvidence]:
    """Every feed and record in Imprint's own places that is none of its own."""
    known = {
        OPML_PATH,
        VERSIONS_PATH,
        SEARCH_INDEX_PATH,
        changes_path("atom"),
        changes_path("json"),
        *((RSL_PATH,) if site.settings.rsl else ()),
    }
    for scope in site.scopes:
        known.update(feed_path(kind, scope) for kind in FEED_KINDS)
        known.update(f"/{path}" for path in site.feed_documents(scope, "atom"))
    for path, kind in site.classes.items():
        if kind in (FileClass.FEED, FileClass.RECORD) and path.startswith(_OURS) and f"/{path}" not in known:
            yield SiteEvidence(path, {})


RULE = SiteRule("S115", "file-unaccounted", "{path} is no feed and no record of this site", "take out what adds it", __doc__, check)
