"""An article has no whole reprint kit.

Publishers find the kit of every published article at an address that is promised to them: a page, and the article
as HTML, Markdown, plain text and in one zip file. A file is missing where a plugin removed it after it was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article.address import file_of, kit_path
from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]

_FORMS = (".html", ".md", ".txt", ".zip")


def check(site: Site) -> Iterator[SiteEvidence]:
    """Every file of a kit that is not there."""
    for article in site.library.published:
        kit = kit_path(article)
        for path in (file_of(kit), *(f"{kit.lstrip('/')}{article.slug}{form}" for form in _FORMS)):
            if path not in site.classes:
                yield SiteEvidence(path, {"source": article.source})


RULE = SiteRule("S109", "kit-missing", "the kit of {source} lacks {path}", "find what takes it out of the folder", __doc__, check)
