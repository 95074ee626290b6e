"""There is a page where an article would stand, and no such article is published.

Drafts and articles that no longer exist have no page, and a withdrawn article has none but the one that says so.
Such a page comes from a template, a plugin or a static file that writes below articles/. Take it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article.address import article_path, file_of
from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]


def check(site: Site) -> Iterator[SiteEvidence]:
    """Every file below articles/ whose article is neither published nor, for the page itself, withdrawn."""
    published = {article.slug for article in site.library.published}
    withdrawn = {file_of(article_path(article)) for article in site.library.articles if article.status == "withdrawn"}
    for path in site.classes:
        if path.startswith("articles/") and path.split("/")[1] not in published and path not in withdrawn:
            yield SiteEvidence(path, {})


RULE = SiteRule("S104", "article-page-unexpected", "{path} belongs to no published article", "take out what writes it", __doc__, check)
