"""An article has no page.

Every published article, read again from its text, has a page at its address. A page is missing where a plugin
left its article out, where two pages were written to one address, or where the reader was not loaded: Pelican
then publishes a site without the article and exits with status 0. Look at the build's messages for the article's file.
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
    """Every published article whose file is not there."""
    for path, article in site.article_files.items():
        if path not in site.classes:
            yield SiteEvidence(path, {"source": article.source})


RULE = SiteRule(
    "S103", "article-page-missing", "{source} has no page at {path}", "look at the build's messages for {source}", __doc__, check
)
