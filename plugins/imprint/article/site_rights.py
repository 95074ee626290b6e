"""Whose notice and link stand on the pages that belong to no article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.findings import Finding, Kind

if TYPE_CHECKING:
    from imprint.article.library import Library
    from imprint.article.model import Notice, ResourceBox

__all__ = ["FAULTS", "SiteRights", "site_rights"]

HOLDER_AMBIGUOUS = Kind(
    "M301",
    "site-holder-ambiguous",
    "the articles have {count} copyright holders and SITE_HOLDER names none of them: {holders}",
    "set SITE_HOLDER = {first!r} (or another of them) in pelicanconf.py",
    """The home page, the lists and the pages about the site carry a copyright footer and an author's link as every page does.
They belong to no article, so where the articles name several holders the owner has to say whose notice stands there.
""",
)
HOLDER_UNKNOWN = Kind(
    "M302",
    "site-holder-unknown",
    "SITE_HOLDER is {holder!r}; no published article has this holder, but {holders}",
    "set SITE_HOLDER = {first!r} (or another of them) in pelicanconf.py",
    HOLDER_AMBIGUOUS.explanation,
)

FAULTS = (HOLDER_AMBIGUOUS, HOLDER_UNKNOWN)

_NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class SiteRights:
    """The notice and the resource box of the pages that belong to no article."""

    holder: str
    notice: Notice
    resource_box: ResourceBox

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notice, in the form in which an article has its notices."""
        return (self.notice,)


def site_rights(library: Library, site_holder: str) -> tuple[SiteRights | None, list[Finding]]:
    """The rights of the site's own pages, taken from the articles of one holder.

    The holder is ``site_holder`` or, where that is empty, the only one there is. Of the notices of
    this holder's published articles the one with the latest year stands for the site, the first in
    order where several have it. ``None`` without a finding where no article is published.
    """
    holders = {article.holder: 0 for article in library.published}
    if not holders:
        return None, []
    chosen = site_holder or next(iter(holders))
    if (not site_holder and len(holders) > 1) or chosen not in holders:
        names = sorted(holders)
        shown = ", ".join(map(repr, names[:_NAMED_AT_MOST])) + (", …" if len(names) > _NAMED_AT_MOST else "")
        facts = {"holder": site_holder, "holders": shown, "first": names[0], "count": len(names)}
        return None, [Finding(HOLDER_UNKNOWN if site_holder else HOLDER_AMBIGUOUS, "pelicanconf.py", facts=facts)]
    article = max(
        (article for article in library.published if article.holder == chosen),
        key=lambda article: article.notice.year_to or article.notice.year_from or 0,
    )
    return SiteRights(chosen, article.notice, article.resource_box), []
