"""The edge to Pelican, and the only package that imports it: each hook is a few lines that call a stage.

The package is the plugin that ``PLUGINS`` names, and gives ``PELICAN_CLASS`` its class.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pelican import signals

from imprint.hooks.build import refuse_without_audit
from imprint.hooks.check_page import CheckPage
from imprint.hooks.confined_writer import ConfinedWriter, confine_static_files, tell_of_written
from imprint.hooks.host_files import HostFiles
from imprint.hooks.listing_pages import ListingPages, write_no_lists
from imprint.hooks.read_articles import add_readers
from imprint.hooks.reader_pages import ReaderPages
from imprint.hooks.static_records import StaticRecords
from imprint.hooks.surfaces import Surfaces

if TYPE_CHECKING:
    from pelican import Pelican
    from pelican.generators import Generator
    from pelican.writers import Writer

__all__ = ["register"]


def _generators(pelican: Pelican) -> tuple[type[Generator], ...]:
    refuse_without_audit(pelican)
    return (ListingPages, ReaderPages, CheckPage, StaticRecords, HostFiles, Surfaces)


def _writer(pelican: Pelican) -> type[Writer]:
    del pelican
    return ConfinedWriter


def register() -> None:
    """Connect the hooks to Pelican's signals. Pelican calls this once a settings file is read."""
    signals.readers_init.connect(add_readers)
    signals.article_generator_finalized.connect(write_no_lists)
    signals.static_generator_finalized.connect(confine_static_files)
    signals.get_generators.connect(_generators)
    signals.get_writer.connect(_writer)
    signals.content_written.connect(tell_of_written)
