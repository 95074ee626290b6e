"""Pelican, run into a staging folder, judged, and released only where nothing is wrong.

Pelican goes on after most faults and exits with status 0, and plugins may write after its last
signal. So nothing that happens inside a run can be the gate: the run is one step of :meth:`run`,
and the audit and the release come after it has returned.
"""

from __future__ import annotations

import gc
import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import Pelican

from imprint.article.address import VERSIONS_PATH
from imprint.article.strays import irregular_files
from imprint.audit.expected import expected_by_id
from imprint.audit.folder import regular_file
from imprint.audit.folder_audit import FolderAudit
from imprint.audit.following import FollowingAudit
from imprint.audit.seal import SEAL_NAME
from imprint.audit.site import audit_site
from imprint.feeds.record import record_bytes
from imprint.findings import ExitStatus, Finding, Kind
from imprint.hooks.build import SETTING, Build
from imprint.hooks.build_outcome import BuildOutcome
from imprint.hooks.logged_errors import LoggedErrors
from imprint.hooks.pelican_settings import fix_settings
from imprint.hooks.plain_errors import settings_are_read, stop_for_usage, stop_interrupted, stop_with, tell_plainly, told_of
from imprint.hooks.sources import Sources, read_sources
from imprint.hooks.stage_times import StageTimes
from imprint.hooks.template_code import TemplateCode
from imprint.hooks.template_values import template_filters, template_globals
from imprint.publish.kept_record import keep_record, put_aside, write_ahead
from imprint.publish.lock import LockedError, lock
from imprint.publish.release import release, release_faults
from imprint.publish.staging import fresh_staging, staging_path
from imprint.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.audit.expected import Expected

__all__ = ["FAULTS", "GatedPelican"]

PLUGIN_NOT_LOADED = Kind(
    "B102",
    "plugin-not-loaded",
    "the plugin {plugin} is not loaded; PLUGINS holds {plugins}",
    'keep "{plugin}" in PLUGINS, as pelicanconf.py has it',
    """Pelican publishes without a plugin that PLUGINS does not name, that cannot be imported or whose register() raises.

Without Imprint's plugin no article is read and no feed is written, so such a build is refused.
""",
)
BUILD_RAISED = Kind(
    "B103",
    "build-raised",
    "the build broke off: {error}",
    "mend what it names; run pelican with -D to see where it happened",
    """Pelican, a plugin or a template of the theme raised an exception, so the site is not whole.""",
)

FAULTS = (PLUGIN_NOT_LOADED, BUILD_RAISED)

_PLUGIN = "imprint.hooks"
_FILES_OF_AN_ARTICLE = 9
"""About as many, its kit's included."""

# At import: what goes wrong between here and the making of the class, Pelican tells itself.
tell_plainly()


class GatedPelican(Pelican):  # type: ignore[misc] # Pelican carries no types
    """The class that both settings files give as ``PELICAN_CLASS``.

    Where Pelican would write into ``OUTPUT_PATH``, this class writes into an empty staging folder
    and, if the audit has no finding, releases that into ``RELEASE_PATH``. An ``OUTPUT_PATH`` given
    on the command line (``-o``) names the folder to release into. Raises :class:`SystemExit` with
    the exit status of :class:`~imprint.findings.ExitStatus` in every case but a clean one.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        settings_are_read()
        self._errors = LoggedErrors()
        self._errors.attach()
        self._asked_plugins = [str(plugin) for plugin in settings.get("PLUGINS") or ()]
        try:
            self._imprint = _settings_of(settings)
            fix_settings(settings)
        except SettingsError as error:
            stop_for_usage(error.problems)
        staging = staging_path(self._imprint.work)
        settings["OUTPUT_PATH"] = str(staging)
        settings["JINJA_FILTERS"] = {**settings.get("JINJA_FILTERS", {}), **template_filters()}
        settings["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], "bytecode_cache": self._template_code()}
        try:
            super().__init__(settings)
        except KeyboardInterrupt:
            stop_interrupted()
        except BaseException as error:  # noqa: BLE001 - a plugin that is imported or registered may raise anything, also the exit with status 0
            stop_with(Finding(BUILD_RAISED, "pelican", facts={"error": told_of(error)}))

    def run(self) -> None:
        """Build, audit and release; or say everything that is wrong and leave the released folder as it was."""
        self.times = StageTimes()
        self._errors.attach()
        try:
            with lock(self._imprint.work):
                self._run_locked()
        except LockedError as error:
            stop_for_usage([str(error)])
        except KeyboardInterrupt:
            stop_interrupted()
        except OSError as error:
            stop_for_usage([f"{error.filename or self._imprint.work}: {error.strerror or error}"])
        except Exception as error:
            if logging.getLogger().isEnabledFor(logging.DEBUG):
                raise
            stop_with(Finding(BUILD_RAISED, "pelican", facts={"error": told_of(error)}))
        finally:
            gc.unfreeze()
            self._errors.detach()

    def _run_locked(self) -> None:
        settings = self._imprint
        outcome = BuildOutcome(settings)
        with self.times.stage("read"):
            sources = self._read_sources()
        # The articles stay until the end, so no search for garbage need look at them; nor need the processes of the audit copy them.
        gc.freeze()
        unbuildable = [*self._plugin_faults(), *irregular_files(Path(self.settings["THEME"]), ("static",))]
        outcome.findings += [*release_faults(settings.release), *unbuildable, *sources.findings]
        if sources.build is not None and not unbuildable:
            with self.times.stage("build"):
                staging = fresh_staging(settings.work)
                expected = expected_by_id(sources.library)
                following = self._follow(staging, sources.build, expected)
                broken = self._build(replace(sources.build, written=following.written) if following else sources.build)
            with self.times.stage("audit"):
                followed = following.finish() if following else None
                rights = sources.build.rights
                outcome.audited(
                    audit_site(staging, sources.library, settings, rights, whole=not broken, followed=followed, expected=expected)
                )
            outcome.findings += broken
        outcome.findings += self._errors.findings()
        self._finish(outcome, sources.library)

    def _follow(self, staging: Path, build: Build, expected: Mapping[str, Expected]) -> FollowingAudit | None:
        """An audit that follows the build; None where the site is small or there is one processor."""
        if not FollowingAudit.is_worthwhile(_FILES_OF_AN_ARTICLE * len(build.library.published)):
            return None
        theme = Path(self.settings["THEME"])

        def to_come(path: str) -> bytes | None:
            """A file that other files are held against and that the build writes after them."""
            if path == VERSIONS_PATH.lstrip("/"):
                return record_bytes(build.record)
            return regular_file(str(theme / "static" / path.removeprefix("theme/"))) if path.startswith("theme/") else None

        return FollowingAudit(str(staging), lambda: FolderAudit(staging, build.library, build.settings, build.rights, to_come, expected))

    def _read_sources(self) -> Sources:
        return read_sources(self._imprint)

    def _rendered(self, build: Build) -> Iterable[Article]:
        """The articles that get a page."""
        return build.library.published

    def _finish(self, outcome: BuildOutcome, library: Library) -> None:
        """Release what is clean, tell what was found, and end with the exit status."""
        if outcome.seal is not None and outcome.status is ExitStatus.CLEAN:
            with self.times.stage("release"):
                outcome.recorded = self._release(outcome)
        outcome.tell(library, self.times.total)
        if outcome.status is not ExitStatus.CLEAN:
            raise SystemExit(outcome.status)

    def _release(self, outcome: BuildOutcome) -> bool:
        """Release what was audited, and record it where it is a publication; returns whether the record has changed."""
        settings = self._imprint
        assert outcome.seal is not None, "only what was audited is released"
        staging = staging_path(settings.work)
        if not settings.record_releases:
            put_aside(settings)
            outcome.findings += release(staging, outcome.seal, settings.release)
            return False
        faults = write_ahead(settings, (staging / VERSIONS_PATH.lstrip("/")).read_bytes())
        faults = faults or release(staging, outcome.seal, settings.release)
        outcome.findings += faults
        return keep_record(settings, released=not faults)

    def _template_code(self) -> TemplateCode:
        return TemplateCode()

    def _plugin_faults(self) -> list[Finding]:
        if _PLUGIN in self.settings["PLUGINS"]:
            return []
        shown = ", ".join(self._asked_plugins) or "nothing"
        return [Finding(PLUGIN_NOT_LOADED, "pelicanconf.py", facts={"plugin": _PLUGIN, "plugins": shown})]

    def _build(self, build: Build) -> list[Finding]:
        self.settings[SETTING] = build
        self.settings["ARTICLE_PATHS"] = [article.source for article in self._rendered(build)]
        self.settings["JINJA_GLOBALS"] = {**self.settings["JINJA_GLOBALS"], **template_globals(build, Path(self.settings["THEME"]))}
        try:
            super().run()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever a plugin or a template raises is a finding
            return [Finding(BUILD_RAISED, "pelican", facts={"error": told_of(error)})]
        return []


def _settings_of(settings: dict[str, Any]) -> Settings:
    """Imprint's settings; an ``OUTPUT_PATH`` that is not the staging folder was given with ``-o`` and names the folder to release into."""
    checked = _beside_what_is_released(read_settings(settings))
    asked = Path(settings["OUTPUT_PATH"]).absolute()
    # The settings file names the staging folder of its own place; where RELEASE_PATH lies elsewhere, the real one lies there.
    if asked.parts[-2:] != staging_path(checked.work).parts[-2:]:
        return _beside_what_is_released(read_settings({**settings, "RELEASE_PATH": str(asked)}))
    return checked


def _beside_what_is_released(settings: Settings) -> Settings:
    """The settings, unless they ask to work within a site that is released; raises :class:`~imprint.settings.SettingsError`."""
    for around in settings.release.parents:
        if (around / SEAL_NAME).is_file():
            raise SettingsError(
                [f"RELEASE_PATH is {str(settings.release)!r}, within the released site {str(around)!r}; expected a folder beside it"]
            )
    return settings
