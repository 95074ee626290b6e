"""One build: the checked settings and the articles, handed to each hook through Pelican's settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from imprint.findings import Finding, Kind
from imprint.hooks.plain_errors import stop_with

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pelican import Pelican

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.article.site_rights import SiteRights
    from imprint.feeds.record import Record
    from imprint.render.surface import Terms
    from imprint.reprint.terms import TermsReading
    from imprint.settings import Settings

__all__ = ["FAULTS", "SETTING", "Build", "current_build", "refuse_without_audit"]

AUDIT_LEFT_OUT = Kind(
    "B104",
    "audit-left-out",
    "{name} runs this build, and would publish it without an audit",
    "import PELICAN_CLASS in the settings file as pelicanconf.py does, and leave its run() as it is",
    """Pelican builds with the class that PELICAN_CLASS names, its own where there is none, and writes straight into the output folder.

Imprint's class builds into a folder of its own, audits that, and releases it where nothing is wrong.
""",
)

FAULTS = (AUDIT_LEFT_OUT,)

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
    """The build that Pelican's settings carry; :func:`refuse_without_audit` has seen to it that there is one."""
    build = settings.get(SETTING)
    assert isinstance(build, Build), "Imprint's hooks run in a build of Imprint's class"
    return build


def refuse_without_audit(pelican: Pelican) -> None:
    """End Pelican before it has written anything, where something else than Imprint's class runs the build.

    Raises :class:`SystemExit`.
    """
    if not isinstance(pelican.settings.get(SETTING), Build):
        kind = type(pelican)
        stop_with(Finding(AUDIT_LEFT_OUT, "pelican", facts={"name": f"{kind.__module__}.{kind.__qualname__}"}))
