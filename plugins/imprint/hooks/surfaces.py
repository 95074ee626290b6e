"""The files that carry the articles to publishers, written beside the pages: the feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pelican.generators import Generator

from imprint.feeds.scopes import all_feeds
from imprint.hooks.build import current_build

if TYPE_CHECKING:
    from imprint.hooks.confined_writer import ConfinedWriter

__all__ = ["Surfaces"]


class Surfaces(Generator):  # type: ignore[misc] # Pelican carries no types
    """Writes the feeds of the site, of each series and of each category."""

    def generate_output(self, writer: ConfinedWriter) -> None:
        """Write every feed."""
        build = current_build(self.settings)
        for path, data in all_feeds(build.library, build.settings, build.terms, build.record):
            writer.write_bytes(path.lstrip("/"), data)
