"""A build for the author's eyes: drafts are in it, findings do not stop it, and nothing of it is ever released."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pelican.settings import read_settings

from imprint.findings import Finding, Kind
from imprint.hooks.gated_pelican import GatedPelican
from imprint.publish.release import release
from imprint.publish.staging import staging_path

if TYPE_CHECKING:
    from pathlib import Path

    from imprint.article.library import Library
    from imprint.hooks.build_outcome import BuildOutcome

__all__ = ["FAULTS", "Preview", "build_preview", "preview_site"]

PREVIEW_FAILED = Kind(
    "B105",
    "preview-failed",
    "the preview could not be built: {error}",
    "mend what it names; the page you see is from the last build that worked",
    """The settings, the theme or a plugin stopped the build before there was anything to look at.""",
)

FAULTS = (PREVIEW_FAILED,)


@dataclass(frozen=True)
class Preview:
    """What came of one build; ``seconds`` is what it took, ``site`` whether there is a new site to look at."""

    findings: tuple[Finding, ...]
    seconds: float
    site: bool


class _PreviewPelican(GatedPelican):
    """Puts what was built where the preview's server finds it, with or without findings."""

    _with_drafts = True
    outcome: BuildOutcome
    library: Library

    def _finish(self, outcome: BuildOutcome, library: Library) -> None:
        self.outcome, self.library = outcome, library
        if outcome.seal is not None:
            outcome.findings += release(staging_path(self._imprint.work), outcome.seal, self._imprint.release, durable=False)


def preview_site(work: Path) -> Path:
    """The folder that a preview is served from, below the work folder; it is never the released one."""
    return work / "preview" / "site"


def build_preview(settings_file: Path, work: Path, site_url: str) -> Preview:
    """Build the site of a settings file for ``site_url`` into :func:`preview_site`.

    Links to other sites are not asked. Whatever goes wrong is a finding.
    """
    try:
        settings = read_settings(str(settings_file))
        settings |= {"SITEURL": site_url, "LINK_CHECK": "skip-external", "OUTPUT_PATH": str(preview_site(work))}
        with redirect_stdout(io.StringIO()):  # Pelican prints a line for each build
            pelican = _PreviewPelican(settings)
            pelican.run()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the server goes on, whatever the sources are like
        return Preview((Finding(PREVIEW_FAILED, str(settings_file), facts={"error": f"{type(error).__name__}: {error}"}),), 0.0, site=False)
    outcome = pelican.outcome
    return Preview((*outcome.findings, *pelican.library.warnings), pelican.times.total, site=outcome.seal is not None)
