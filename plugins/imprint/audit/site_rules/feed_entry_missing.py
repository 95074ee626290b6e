"""A feed does not carry every article of its scope.

A feed's documents, the archives among them, hold every published article of the site, the series or the category.
A publisher who subscribes must not miss one. An entry is missing where a plugin took it out after the feed was made.
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
    """Every article of a scope that none of the feed's documents holds."""
    for scope, articles in site.scopes.items():
        size = site.settings.feed_max_items
        newest = sorted(articles, key=lambda article: article.date)[-size:]
        # RSS and JSON Feed have no archives; articles of one date may change places at the edge of the newest.
        recent = articles if len(articles) <= size else [article for article in newest if article.date > newest[0].date]
        for kind in FEED_KINDS:
            documents = site.feed_documents(scope, kind)
            if not documents:
                continue
            held = {entry for document in documents for entry in site.entries[document]}
            path = feed_path(kind, scope).lstrip("/")
            for article in articles if kind == "atom" else recent:
                if article.id not in held:
                    yield SiteEvidence(path, {"source": article.source})


RULE = SiteRule("S106", "feed-entry-missing", "{path} has no entry for {source}", "find what takes it out of the feed", __doc__, check)
