"""Builds for the author's eyes: drafts are in them, findings do not stop them, and nothing of them is ever released.

:func:`build_preview` builds the whole site, exactly as a clean build would. :class:`OpenPages` renders only the pages
that are open in a browser, at once, while the whole site is being built.
"""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.settings import read_settings

from imprint.article.address import article_path, file_of, kit_path
from imprint.article.known_readings import KnownReadings
from imprint.audit.classify import FileClass, classify
from imprint.audit.folder_audit import FolderAudit
from imprint.findings import Finding, Kind
from imprint.hooks.confined_writer import ConfinedWriter
from imprint.hooks.gated_pelican import GatedPelican
from imprint.hooks.listing_pages import ListingPages
from imprint.hooks.reader_pages import ReaderPages
from imprint.hooks.sources import Sources, read_sources
from imprint.hooks.surfaces import Surfaces
from imprint.hooks.template_code import TemplateCode
from imprint.publish.release import release
from imprint.publish.staging import staging_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import IO

    from imprint.article.library import Library
    from imprint.article.model import Article
    from imprint.hooks.build import Build
    from imprint.hooks.build_outcome import BuildOutcome

__all__ = ["FAULTS", "Glance", "OpenPages", "Preview", "build_preview", "preview_site"]

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
    """What came of one build of the whole site.

    ``seconds`` is what it took, ``site`` whether there is a new site to look at. ``assets`` has the digest of each style sheet, script and
    picture by its path, and ``pages`` the page of each article by the path of its source as findings name it.
    """

    findings: tuple[Finding, ...]
    seconds: float = 0.0
    site: bool = False
    assets: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Glance:
    """The open pages as they are now: the bytes of each by its path, and what is wrong with the sources and with these pages."""

    rendered: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    pages: Mapping[str, str] = field(default_factory=dict)


class _PreviewPelican(GatedPelican):
    """Puts what was built where the preview's server finds it, with or without findings."""

    outcome: BuildOutcome
    library: Library

    def __init__(self, settings: dict[str, Any], previewed: Path) -> None:
        self._previewed = previewed
        super().__init__(settings)

    def _read_sources(self) -> Sources:
        return read_sources(self._imprint, preview_of=self._previewed)

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
        settings, previewed = _settings_for(settings_file, work, site_url)
        with redirect_stdout(io.StringIO()):  # Pelican prints a line for each build
            pelican = _PreviewPelican(settings, previewed)
            pelican.run()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the server goes on, whatever the sources are like
        return Preview((_failed(settings_file, error),))
    outcome, library = pelican.outcome, pelican.library
    digests = outcome.seal.files if outcome.seal else {}
    return Preview(
        (*outcome.findings, *library.warnings),
        pelican.times.total,
        site=outcome.seal is not None,
        assets={path: digest for path, digest in digests.items() if classify(path) is FileClass.ASSET},
        pages=_pages_of(library),
    )


class _OpenPagesPelican(GatedPelican):
    """Renders some pages into memory; no other article is rendered, no file is written."""

    rendered: Mapping[str, bytes]
    findings: tuple[Finding, ...]

    def __init__(self, settings: dict[str, Any], previewed: Path, wanted: frozenset[str], kept: OpenPages) -> None:
        self._previewed, self._wanted, self._kept = previewed, wanted, kept
        super().__init__(settings)

    def run(self) -> None:
        """Render the pages, and judge them against the style sheets of the last build."""
        self.rendered = {}
        sources = read_sources(self._imprint, preview_of=self._previewed, known=self._kept.known)
        found = [*sources.findings, *sources.library.warnings]
        build = sources.build
        if build is not None:
            self._errors.attach()
            try:
                found += self._build(build)
                found += self._errors.findings()
            finally:
                self._errors.detach()
            library = replace(sources.library, series=tuple(self._only_open(series) for series in sources.library.series))
            found += FolderAudit(self._imprint.release, library, self._imprint, build.rights).seen_of_pages(self.rendered).findings
        self.findings = tuple(found)
        self.pages = _pages_of(sources.library)

    def _only_open(self, series: Any) -> Any:  # noqa: ANN401 - replaced by one of its own kind
        return replace(series, articles=tuple(article for article in series.articles if self._is_open(article)))

    def _is_open(self, article: Article) -> bool:
        return not self._wanted.isdisjoint((file_of(article_path(article)), file_of(kit_path(article))))

    def _rendered(self, build: Build) -> Iterable[Article]:
        return [article for article in build.library.published if self._is_open(article)]

    def _template_code(self) -> TemplateCode:
        return self._kept.templates

    def _get_generator_classes(self) -> list[type]:
        chosen = [ArticlesGenerator, PagesGenerator, ListingPages, ReaderPages]
        if any("/reprint/" in path or path.startswith("reprint-terms/") for path in self._wanted):
            chosen.append(Surfaces)
        return [each for each in super()._get_generator_classes() if each in chosen]

    def _get_writer(self) -> ConfinedWriter:
        writer = _OpenPagesWriter(self.output_path, self._wanted, self.settings)
        self.rendered = writer.rendered
        return writer


class _Kept(io.StringIO):
    """A file in memory whose text is kept under its path once it is closed."""

    def __init__(self, path: str, rendered: dict[str, bytes]) -> None:
        super().__init__()
        self._path, self._rendered = path, rendered

    def close(self) -> None:
        self._rendered[self._path] = self.getvalue().encode()
        super().close()


class _Chosen:
    """A template that is rendered only for the files that are wanted."""

    def __init__(self, template: Any, wanted: frozenset[str]) -> None:  # noqa: ANN401 - Pelican hands on what Jinja made
        self._template, self._wanted = template, wanted

    def render(self, context: Mapping[str, Any]) -> str:
        return str(self._template.render(context)) if context["output_file"] in self._wanted else ""


class _OpenPagesWriter(ConfinedWriter):
    """Renders the pages that are wanted, and keeps them in memory."""

    def __init__(self, output_path: str, wanted: frozenset[str], settings: Mapping[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self._wanted = wanted
        self.rendered: dict[str, bytes] = {}

    def write_file(self, name: str, template: Any, context: Any, *arguments: Any, **values: Any) -> None:  # noqa: ANN401 - Pelican's signature
        if name in self._wanted or (values.get("paginated") and any(self._is_page_of(name, path) for path in self._wanted)):
            super().write_file(name, _Chosen(template, self._wanted), context, *arguments, **values)

    def write_bytes(self, path: str, data: bytes) -> None:
        if path in self._wanted:
            self.rendered[path] = data

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> IO[str]:  # noqa: FBT001, FBT002 - Pelican's signature
        del encoding, override
        path = Path(filename).relative_to(self.output_path).as_posix()
        return _Kept(path, self.rendered if path in self._wanted else {})

    @staticmethod
    def _is_page_of(name: str, path: str) -> bool:
        return path.startswith(f"{name.removesuffix('index.html')}page/")


class OpenPages:
    """Renders the open pages of a site again and again, and keeps what has not changed: the readings of the files, and the templates' code."""

    def __init__(self, settings_file: Path, work: Path, site_url: str) -> None:
        self._settings_file, self._work, self._site_url = settings_file, work, site_url
        self.known = KnownReadings()
        self.templates = TemplateCode()

    def render(self, paths: Collection[str]) -> Glance:
        """The pages at these paths below the site, such as ``about/index.html``; those that the site has. Whatever goes wrong is a finding."""
        try:
            settings, previewed = _settings_for(self._settings_file, self._work, self._site_url)
            with redirect_stdout(io.StringIO()):
                pelican = _OpenPagesPelican(settings, previewed, frozenset(paths), self)
                pelican.run()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - as for the whole site
            return Glance({}, (_failed(self._settings_file, error),))
        return Glance(pelican.rendered, pelican.findings, pelican.pages)


def _settings_for(settings_file: Path, work: Path, site_url: str) -> tuple[dict[str, Any], Path]:
    """Pelican's settings for a preview, and the folder that the site itself is released into."""
    settings = read_settings(str(settings_file))
    previewed = Path(settings.get("RELEASE_PATH", "output")).absolute()
    return settings | {"SITEURL": site_url, "LINK_CHECK": "skip-external", "OUTPUT_PATH": str(preview_site(work))}, previewed


def _pages_of(library: Library) -> dict[str, str]:
    return {article.reading.path: file_of(article_path(article)) for article in library.published}


def _failed(settings_file: Path, error: BaseException) -> Finding:
    return Finding(PREVIEW_FAILED, str(settings_file), facts={"error": f"{type(error).__name__}: {error}"})
