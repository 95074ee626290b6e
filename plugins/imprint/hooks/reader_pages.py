"""The pages that belong to the site as a whole and list no articles: search, the versions of the terms, and the page for unknown addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pelican.generators import Generator

from imprint.article.address import SEARCH_INDEX_PATH, TERMS_FOLDER, file_of
from imprint.hooks.build import current_build

if TYPE_CHECKING:
    from imprint.hooks.confined_writer import ConfinedWriter

__all__ = ["ReaderPages"]


class ReaderPages(Generator):  # type: ignore[misc] # Pelican carries no types
    """Writes them from the theme's templates."""

    def generate_output(self, writer: ConfinedWriter) -> None:
        """Write every page."""
        build = current_build(self.settings)
        self._write(writer, "search", "/search/", index_path=SEARCH_INDEX_PATH)
        self._write(writer, "terms-versions", f"/{TERMS_FOLDER}/", versions=build.terms_reading.versions)
        self._write(writer, "404", "/404.html")

    def _write(self, writer: ConfinedWriter, template: str, path: str, **values: object) -> None:
        writer.write_file(file_of(path), self.get_template(template), self.context, url=path.lstrip("/"), page_path=path, **values)
