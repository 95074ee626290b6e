"""The page on which publishers check a copy, and beside each kit the file that it holds a copy against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pelican.generators import Generator

from imprint.article.address import file_of, kit_path
from imprint.copies.check_data import check_data
from imprint.copies.original import original_of
from imprint.copies.releases import read_releases
from imprint.feeds.record import record_bytes
from imprint.hooks.build import current_build

if TYPE_CHECKING:
    from imprint.hooks.confined_writer import ConfinedWriter

__all__ = ["CheckPage"]

_PATH = "/check/"
_MOST_NAMED = 500
"""Up to this many articles the page offers their titles; above it the page would be mostly titles."""


class CheckPage(Generator):  # type: ignore[misc] # Pelican carries no types
    """Writes the page, and ``check.json`` for each published article."""

    def generate_output(self, writer: ConfinedWriter) -> None:
        """Write the page and the files."""
        build = current_build(self.settings)
        releases = read_releases(record_bytes(build.record))
        for article in build.library.published:
            original = original_of(article, build.settings.site_url, releases.get(article.id))
            writer.write_bytes(f"{kit_path(article).lstrip('/')}check.json", check_data(original))
        named = build.newest_first if len(build.newest_first) <= _MOST_NAMED else ()
        writer.write_file(
            file_of(_PATH), self.get_template("check"), self.context, url=_PATH.lstrip("/"), page_path=_PATH, check_articles=named
        )
