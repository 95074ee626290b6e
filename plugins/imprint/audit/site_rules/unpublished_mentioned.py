"""Something refers to an article that is not published.

A draft is for its author's eyes, and a withdrawn article is found nowhere but on the page that says so.
No page, feed, kit or record names the address of a draft, and no feed, kit or record that of a withdrawn article.
The record of releases and the changes feed alone tell of a withdrawal; an article that was released and is a draft again is withdrawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]


def check(site: Site) -> Iterator[SiteEvidence]:
    """Every file that refers to an unpublished article's address."""
    for path, slugs in site.mentions.items():
        for slug in sorted(slugs):
            yield SiteEvidence(path, {"address": f"/articles/{slug}/"})


RULE = SiteRule("S108", "unpublished-mentioned", "{path} names {address}, which is not published", "take the reference out", __doc__, check)
