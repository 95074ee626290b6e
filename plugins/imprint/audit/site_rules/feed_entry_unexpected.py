"""A feed carries an entry twice, or one that is no published article of its scope.

Drafts and withdrawn articles never have an entry, and an entry's id is the article's permanent id: an entry with
another id is announced to every subscriber as a new article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import FEED_KINDS, SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]


def check(site: Site) -> Iterator[SiteEvidence]:
    """Every entry with an id that is not expected in its scope, and every id that a feed's documents hold twice."""
    for scope, articles in site.scopes.items():
        expected = {article.id for article in articles}
        for kind in FEED_KINDS:
            seen: set[str] = set()
            for document in site.feed_documents(scope, kind):
                for entry in site.entries.get(document, ()):
                    if entry not in expected:
                        yield SiteEvidence(document, {"entry": entry, "problem": "is no published article of this feed"})
                    elif entry in seen:
                        yield SiteEvidence(document, {"entry": entry, "problem": "is there twice"})
                    seen.add(entry)


RULE = SiteRule("S107", "feed-entry-unexpected", "{path}: the entry {entry!r} {problem}", "find what adds it to the feed", __doc__, check)
