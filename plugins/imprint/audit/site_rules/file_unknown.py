"""The site holds a file of a kind that nothing here can judge.

Every file of a site is an HTML page, a feed, a file of a reprint kit, a record that programs read, or a style
sheet, picture or font, or one of the site's own scripts. Another script, or a picture that runs one, is a program that a
host or a browser may run (`_worker.js`, a service worker), and what it does to the pages cannot be told. A file of another kind might carry an article without its notice and its link,
and no rule would see it, so it does not leave. Take it out of the theme or of content/, or publish it elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.classify import FileClass
from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]


def check(site: Site) -> Iterator[SiteEvidence]:
    """Every file without a class."""
    for path, kind in site.classes.items():
        if kind is FileClass.UNKNOWN and path not in site.problems:
            yield SiteEvidence(path, {})


RULE = SiteRule(
    "S101", "file-unknown", "{path} is of a kind that cannot be audited", "take it out of the theme or of content/", __doc__, check
)
