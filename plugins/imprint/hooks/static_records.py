"""The files beside the pages that readers' software asks for: icon, robots.txt, the search index and the social cards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pelican.generators import Generator

from imprint.article.address import RSL_PATH, SEARCH_INDEX_PATH
from imprint.hooks.build import current_build
from imprint.hooks.search_index import search_index
from imprint.hooks.sitemap import SITEMAP_PATH
from imprint.hooks.social_card import SocialCards
from imprint.hooks.theme_words import read_theme_words
from imprint.reprint.records.rsl import rsl_document

if TYPE_CHECKING:
    from imprint.hooks.build import Build
    from imprint.hooks.confined_writer import ConfinedWriter

__all__ = ["StaticRecords"]

_ICON = "favicon.ico"


class StaticRecords(Generator):  # type: ignore[misc] # Pelican carries no types
    """Writes them from the articles and the theme."""

    def generate_output(self, writer: ConfinedWriter) -> None:
        """Write every file."""
        build = current_build(self.settings)
        theme = Path(self.settings["THEME"])
        words = read_theme_words(theme, build.settings.lang)
        # Some readers' software asks for the icon at the root whatever the page says.
        writer.write_bytes(_ICON, (theme / "static" / _ICON).read_bytes())
        writer.write_bytes("robots.txt", _robots(build))
        if build.settings.rsl:
            writer.write_bytes(RSL_PATH.lstrip("/"), rsl_document(build.library, build.settings, build.terms))
        writer.write_bytes(
            SEARCH_INDEX_PATH.lstrip("/"),
            search_index(build.newest_first, build.settings, lambda article: (words.day(article.date), article.author)),
        )
        self._write_cards(writer, build, theme)

    def _write_cards(self, writer: ConfinedWriter, build: Build, theme: Path) -> None:
        cards = SocialCards(theme / "card" / "card.ttf", build.settings.work / "cards")
        name = build.settings.site_name
        writer.write_bytes("cards/site.png", cards.card(name, ""))
        for series in build.library.series:
            if series.published:
                writer.write_bytes(f"cards/series/{series.slug}.png", cards.card(series.title, name))


def _robots(build: Build) -> bytes:
    """Everything may be read (RFC 9309); where the sitemap is; and the terms for automated use where the owner has set any."""
    settings = build.settings
    lines = ["User-agent: *", "Allow: /", "", f"Sitemap: {settings.absolute(SITEMAP_PATH)}"]
    if settings.rsl:
        lines.append(f"License: {settings.absolute(RSL_PATH)}")
    return "\n".join([*lines, ""]).encode()
