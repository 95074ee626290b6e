"""What publishers get beside the pages: the feeds, the reprint kits and the reprint terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pelican.generators import Generator

from imprint.article.address import article_path, file_of, terms_path
from imprint.feeds.scopes import all_feeds
from imprint.hooks.build import current_build
from imprint.reprint.kit import Kit
from imprint.reprint.kits import all_kits
from imprint.reprint.series_kit import SeriesKit

if TYPE_CHECKING:
    from imprint.hooks.build import Build
    from imprint.hooks.confined_writer import ConfinedWriter

__all__ = ["Surfaces"]


class Surfaces(Generator):  # type: ignore[misc] # Pelican carries no types
    """Writes the feeds of the site, of each series and of each category; each kit with its page; and each version of the terms.

    Templates get ``kit`` and, where a page belongs to one article, ``carried``: the article whose notice
    and resource box stand on it. The page of a withdrawn article gets ``withdrawn``.
    """

    def generate_output(self, writer: ConfinedWriter) -> None:
        """Write everything that publishers take."""
        build = current_build(self.settings)
        for path, data in all_feeds(build.library, build.settings, build.terms, build.record):
            writer.write_bytes(path.lstrip("/"), data)
        for item in all_kits(build.library, build.settings, build.terms_reading, build.record):
            if isinstance(item, Kit):
                for file in item.files:
                    writer.write_bytes(file.path.lstrip("/"), file.data)
                self._write(writer, "kit", item.path, kit=item, carried=item.article)
            elif isinstance(item, SeriesKit):
                self._write(writer, "series-kit", item.path, kit=item, template_name="series-kit", paginated={"articles": item.articles})
            else:
                writer.write_bytes(item.path.lstrip("/"), item.data)
        self._write_terms(writer, build)
        for article in build.library.articles:
            if article.status == "withdrawn":
                self._write(writer, "withdrawn", article_path(article), withdrawn=article)

    def _write_terms(self, writer: ConfinedWriter, build: Build) -> None:
        for version in build.terms_reading.versions:
            self._write(writer, "terms", terms_path(version.number), terms=version, in_force=version is build.terms_reading.versions[-1])

    def _write(self, writer: ConfinedWriter, template: str, path: str, **values: object) -> None:
        writer.write_file(file_of(path), self.get_template(template), self.context, url=path.lstrip("/"), page_path=path, **values)
