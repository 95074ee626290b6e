"""Pelican's writer, held inside the staging folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from pelican.writers import Writer

from imprint.hooks.build import SETTING, Build

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO

    from pelican.generators import StaticGenerator

__all__ = ["ConfinedWriter", "OutsideError", "confine_static_files", "tell_of_written"]


class OutsideError(Exception):
    """Something asked to write outside the staging folder."""


class ConfinedWriter(Writer):  # type: ignore[misc] # Pelican carries no types
    """Refuses every path outside the output folder; Pelican's own test compares prefixes and lets ``../output-evil`` through."""

    def __init__(self, output_path: str, settings: Mapping[str, Any]) -> None:
        super().__init__(output_path, settings)
        self._made: set[str] = set()
        self._root = os.path.normpath(self.output_path) + os.sep

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> IO[str]:  # noqa: FBT001, FBT002 - Pelican's signature
        self._confine(filename)
        file: IO[str] = super()._open_w(filename, encoding, override)
        return file

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write a file that no template made. ``path`` is relative to the output folder, with ``/``."""
        filename = os.path.join(self.output_path, path)  # noqa: PTH118 - Pelican keeps text
        self._confine(filename)
        folder = os.path.dirname(filename)  # noqa: PTH120 - likewise
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise
            self._made.add(folder)
        # A name that is taken is an error: two things asked for one address.
        with open(filename, "xb") as file:  # noqa: PTH123 - likewise
            file.write(data)
        tell_of_written(filename, self.settings)

    def _confine(self, filename: str) -> None:
        # The folder is fresh, so no link in it leads out: comparing names is enough, and costs no look at the disk.
        if not os.path.normpath(filename).startswith(self._root):
            raise OutsideError(f"{filename} lies outside the output folder {self.output_path}; nothing is written there")


def confine_static_files(generator: StaticGenerator) -> None:
    """Refuse every file to copy whose metadata sends it outside the staging folder; raises :class:`OutsideError`.

    Called with Pelican's signal ``static_generator_finalized``, before anything is copied.
    """
    root = os.path.normpath(generator.output_path) + os.sep
    for static in generator.staticfiles:
        if not os.path.normpath(os.path.join(generator.output_path, static.save_as)).startswith(root):  # noqa: PTH118 - Pelican keeps text
            raise OutsideError(
                f"{static.relative_source_path} asks to be copied to {static.save_as}, outside the output folder; nothing is written there"
            )


def tell_of_written(path: str, context: Mapping[str, Any]) -> None:
    """Tell the audit that follows the build, where one does, of a file that is written and closed.

    ``context`` is Pelican's, or its settings: both carry the build. Pelican's signal ``content_written`` tells of the pages.
    """
    build = context.get(SETTING)
    if isinstance(build, Build) and build.written is not None:
        build.written(path)
