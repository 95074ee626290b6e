"""What the host reads, such as ``_headers`` or ``CNAME``: copied from ``content/host`` to the root of the site, where the audit judges it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pelican.generators import Generator

from imprint.article.address import HOST_FOLDER
from imprint.article.shown import shown_path
from imprint.audit.folder import written_files

if TYPE_CHECKING:
    from imprint.hooks.confined_writer import ConfinedWriter

__all__ = ["HostFiles"]


class HostFiles(Generator):  # type: ignore[misc] # Pelican carries no types
    """Copies them as they are; names with a dot in front too, which Pelican's static files leave out."""

    def generate_output(self, writer: ConfinedWriter) -> None:
        """Write each file. Raises :class:`OSError` for one that is no regular file."""
        folder = Path(self.path) / HOST_FOLDER
        if not folder.is_dir():
            return
        for file in written_files(folder):
            if file.data is None:
                raise OSError(f"{shown_path(folder / file.path)} is {file.problem}; put a regular file there")
            writer.write_bytes(file.path, file.data)
