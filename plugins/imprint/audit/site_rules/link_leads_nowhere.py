"""A page of the site leads to a file that the site does not have.

What is checked: every address within the site that a page names in a link, a picture, a script or a style sheet is a file of the site, or is
redirected by the host's own file.

Why it matters: a style sheet, a reprint kit, a feed or the page of the terms that is lost after it was made leaves the pages that lead there,
and nobody who publishes looks at all of them.

How to put it right: find what removed the file or changed the address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article.address import file_of
from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]


def check(site: Site) -> Iterator[SiteEvidence]:
    """Every target that is no file, at the first page that names it; what other rules miss already, articles, feeds and resource pages, is left to them."""
    resources = {article.resource_box.url.removeprefix(site.settings.site_url) for article in site.library.published}
    lost = tuple(path.removesuffix("index.html") for path in site.article_files if path not in site.classes)
    redirected = b"\n".join(data for path, data in site.host_files.items() if path == "_redirects").decode("utf-8", "replace")
    for target, page in sorted(site.targets.items()):
        file = file_of(target)
        known = file in site.classes or (redirected and target in redirected)
        if not known and target not in resources and not file.startswith(("feeds/", *lost)):
            yield SiteEvidence(page, {"target": target})


RULE = SiteRule(
    "S114",
    "link-leads-nowhere",
    "{path} leads to {target}, which the site does not have",
    "find what removed the file or changed the address",
    __doc__,
    check,
)
