"""Two files or folders of the site have names that differ in letter case alone, or in how an accented letter is put together.

What is checked: no two names within the site are one where letter case and the forms of Unicode do not count.

Why it matters: such names are one file on the disks of Windows and macOS and on some hosts. There the one takes the place of the other, with the other's
notice and link, or a reader who follows one link is shown the page of the other.

How to put it right: rename one of the two, and set its slug where it is an article's.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from imprint.audit.site_rule import SiteRule
from imprint.audit.site_surface import SiteEvidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.site_surface import Site

__all__ = ["RULE", "check"]


def check(site: Site) -> Iterator[SiteEvidence]:
    """Every file or folder that is named like another; what lies in folders that are named alike is told by them."""
    names = {*site.classes}
    pending = names
    while pending:
        pending = {folder for name in pending if (folder := name.rpartition("/")[0])} - names
        names |= pending
    if len(set(map(_alike, names))) == len(names):
        return
    first: dict[str, str] = {}
    for name in sorted(names):
        other = first.setdefault(_alike(name), name)
        if other != name and other.rpartition("/")[2] != name.rpartition("/")[2]:
            yield SiteEvidence(name, {"other": other})


def _alike(name: str) -> str:
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


RULE = SiteRule(
    "S118", "paths-alike", "{path} and {other} are one name where letter case does not count", "rename one of the two", __doc__, check
)
