"""A page of the site that is not an article's carries the article's text.

What is checked: no list, home page, page of the owner's, page of a withdrawn article or record for programs, and no page of another article, has
four sentences or more of an article's text, or half of them where that is two or more; drafts and withdrawn articles are among those looked for. A
sentence counts by how it begins, whether a reader sees it or not. The title, the headings and the summary do not count, nor do sentences that the
file's own article has too, and of what three articles or more have in common, such as a disclaimer, half of an article is needed.

Why it matters: every surface that carries an article carries that article's notice and its live link. A list has the site's notice alone, and the
text of a withdrawn article is to be had nowhere. Up to three sentences are a quotation or what a list shows to draw readers in.

How to put it right: show the summary instead of the text, and link to the article's page. Find the template or the plugin that puts the text there.
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
    """Every file with the text of an article that is not its own."""
    for path, carried in site.carried.items():
        yield SiteEvidence(path, {"source": carried.source, "words": carried.words}, carried.line)


RULE = SiteRule(
    "S116",
    "article-carried-elsewhere",
    "{path} carries the text of {source}, which it does not belong to, from {words!r}",
    "show the summary there and link to the article's page",
    __doc__,
    check,
)
