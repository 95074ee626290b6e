"""The site holds something that cannot be read back and judged.

A symbolic link can lead out of the site, a pipe can hold up a build, and a file of more than 64 MiB cannot be
judged in bounded memory. A picture or a font that is none, or that broke off, shows nothing, and may be something else
that a browser opens. None of them leaves. Put a sound, regular file in its place, or take it away.
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
    """Every file that the folder's reading had to pass over."""
    for path, problem in site.problems.items():
        yield SiteEvidence(path, {"problem": problem})


RULE = SiteRule("S102", "file-unreadable", "{path} is {problem}", "put a sound, regular file in its place, or take it away", __doc__, check)
