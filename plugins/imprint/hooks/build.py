"""One build: the checked settings and the articles, handed to each hook through Pelican's settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.article.site_rights import SiteRights
    from imprint.feeds.record import Record
    from imprint.render.surface import Terms
    from imprint.reprint.terms import TermsReading
    from imprint.settings import Settings

__all__ = ["SETTING", "Build", "current_build"]

SETTING = "IMPRINT_BUILD"
"""The key under which Pelican's settings hold the current build; it is set when a build starts."""


@dataclass(frozen=True)
class Build:
    """What the hooks need to know; made before Pelican reads its first file."""

    settings: Settings
    library: Library
    rights: SiteRights
    terms_reading: TermsReading
    record: Record
    drafts: frozenset[str] = frozenset()
    """The ids of the articles that are drafts; there are some in a preview only."""
    written: Callable[[str], None] | None = None
    """Told of each file that a writer has written, by its whole path, where an audit follows the build."""

    @cached_property
    def terms(self) -> Terms:
        """The reprint terms in force."""
        return self.terms_reading.in_force(self.settings)

    @cached_property
    def by_source(self) -> Mapping[str, Article]:
        """Each published article by its path below the content folder."""
        return {article.source: article for article in self.library.published}

    @cached_property
    def newest_first(self) -> tuple[Article, ...]:
        """The published articles, newest first; articles of one date in the order of their series."""
        return tuple(sorted(self.library.published, key=lambda article: article.date, reverse=True))


def current_build(settings: Mapping[str, object]) -> Build:
    """The build that Pelican's settings carry.

    Raises :class:`RuntimeError` where there is none: the settings name another class in ``PELICAN_CLASS``.
    """
    build = settings.get(SETTING)
    if not isinstance(build, Build):
        raise RuntimeError(  # noqa: TRY004 - the settings are wrong, not a type
            "Imprint's plugin runs only under Imprint's own PELICAN_CLASS; import it in the settings file as pelicanconf.py does"
        )
    return build
