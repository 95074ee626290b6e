"""A feed is missing.

The whole site, each series and each category have a feed in RSS, Atom and JSON Feed, at addresses that are
promised to subscribers. A feed is missing where Imprint's plugin was not loaded or a plugin removed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article.address import feed_path
from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import FEED_KINDS, SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]


def check(site: Site) -> Iterator[SiteEvidence]:
    """Every scope and format whose subscription document is not there."""
    for scope, articles in site.scopes.items():
        for kind in FEED_KINDS:
            path = feed_path(kind, scope).lstrip("/")
            if articles and path not in site.classes:
                yield SiteEvidence(path, {"scope": scope or "the whole site"})


RULE = SiteRule("S105", "feed-missing", "the feed {path} of {scope} is missing", "keep Imprint's plugin in PLUGINS", __doc__, check)
