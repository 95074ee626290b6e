"""A resource link leads into this site, and there is no such page.

Where the resource link of an article is an address of the site itself, its target is part of the build and is looked
for in the built folder. A link whose target is missing is not live. Make the page, or mend resource_url in series.toml.
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
    """Every resource link into the site without a file to serve it, once each."""
    prefix = site.settings.site_url + "/"
    told = set()
    for article in site.library.published:
        url = article.resource_box.url
        if url in told or not f"{url}/".startswith(prefix):
            continue
        told.add(url)
        path = file_of(url[len(prefix) - 1 :].partition("#")[0].partition("?")[0])
        if path not in site.classes and f"{path}/index.html" not in site.classes:
            yield SiteEvidence(path, {"url": url, "source": article.source})


RULE = SiteRule(
    "L301",
    "resource-page-missing",
    "the resource link {url} of {source} has no page in the site",
    "make the page, or mend resource_url in the manifest",
    __doc__,
    check,
)
