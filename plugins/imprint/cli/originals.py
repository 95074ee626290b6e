"""The article that ``check-copy`` and ``check-copies`` hold copies against, found by the path of its file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from imprint.article.manifest.read import MANIFEST_NAME
from imprint.article.series import read_series
from imprint.copies.original import original_of
from imprint.copies.releases import ReleasesError, read_releases
from imprint.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imprint.article.model import Article
    from imprint.copies.original import Original
    from imprint.copies.releases import Releases
    from imprint.findings import Finding
    from imprint.settings import Settings

__all__ = ["Originals", "OriginalsError"]

_RECORD = "reprint/versions.json"


class OriginalsError(Exception):
    """The article cannot be held against anything; the message says why, a sentence a line."""


class Originals:
    """Reads articles with their series, each series once."""

    def __init__(self, settings_file: Path, site_url: str, record: Path | None) -> None:
        """``site_url`` is empty where the settings file is to say it; ``record`` is None where the one in the sources or, without one, that of the released folder counts."""
        self._settings_file, self._site_url, self._record_path = settings_file, site_url.rstrip("/"), record
        self._settings: Settings | None = None
        self._read = False
        self._series: dict[Path, dict[str, Article]] = {}
        self._faults: dict[Path, tuple[Finding, ...]] = {}
        self._releases: Mapping[str, Releases] | None = None

    def original(self, path: Path, link: str = "") -> Original:
        """The original in a file; ``link`` takes the place of the manifest's resource link. Raises :class:`OriginalsError`."""
        if not path.is_file():
            raise OriginalsError(f"{path} is not there; name the file of an article")
        folder = path.resolve().parent
        if not (folder / MANIFEST_NAME).is_file():
            raise OriginalsError(f"{path} stands in no series: its folder has no {MANIFEST_NAME}, which names the author's link")
        if folder not in self._series:
            self._read_folder(folder)
        article = self._series[folder].get(path.name)
        if article is None:
            told = [f"{each.path}:{each.line}: {each.kind.code} {each.message}" for each in self._faults[folder]]
            raise OriginalsError("\n".join([f"{path} is no article that could be published", *told[:5]]))
        releases = self._record().get(article.id)
        original = original_of(article, self.site_url, releases)
        return replace(original, link=link) if link else original

    @property
    def site_url(self) -> str:
        """The address of the site, without a trailing slash."""
        settings = self.settings
        if self._site_url:
            return self._site_url
        if settings is None:
            raise OriginalsError(f"{self._settings_file} is not there; give the site's address with --site-url")
        return settings.site_url

    @property
    def settings(self) -> Settings | None:
        """The site's settings; None where there is no settings file."""
        if not self._read and self._settings_file.is_file():
            # Loaded here, because it brings Pelican.
            from imprint.hooks.settings_file import read_settings_file  # noqa: PLC0415

            try:
                self._settings = read_settings_file(self._settings_file, SITEURL=self._site_url)
            except SettingsError as error:
                raise OriginalsError(str(error)) from error
        self._read = True
        return self._settings

    def _read_folder(self, folder: Path) -> None:
        settings = self.settings
        content = settings.content.resolve() if settings is not None else folder.parent
        below = folder.relative_to(content) if folder.is_relative_to(content) else Path(folder.name)
        reading = read_series(str(folder), below.as_posix(), str(folder), self.site_url)
        self._series[folder] = {Path(article.source).name: article for article in reading.series.articles}
        self._faults[folder] = reading.findings

    def _record(self) -> Mapping[str, Releases]:
        if self._releases is None:
            path = self._record_path
            if path is None and self.settings is not None:
                path = next((each for each in (self.settings.record, self.settings.release / _RECORD) if each.is_file()), None)
            try:
                self._releases = read_releases(path.read_bytes()) if path is not None else {}
            except (OSError, ReleasesError) as error:
                raise OriginalsError(f"{path}: {error}") from error
        return self._releases
