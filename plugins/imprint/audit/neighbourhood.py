"""Style sheets that lie near a page on disk: what the page's own server would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["files_near"]

_HIGHEST = 6
"""Folders above the page in which the root of its site is looked for."""
_MAX_BYTES = 8 * 1024 * 1024


def files_near(folder: Path) -> Callable[[str], bytes | None]:
    """A function from a path that begins with ``/`` to the bytes of that file, beside the page or below one of the folders above it."""

    def resolve(path: str) -> bytes | None:
        names = [name for name in path.split("/") if name not in {"", ".", ".."}]
        if not names or "\x00" in path:
            return None
        for root in [folder, *folder.parents][: _HIGHEST + 1]:
            file = root.joinpath(*names)
            try:
                if file.is_file() and file.stat().st_size <= _MAX_BYTES:
                    return file.read_bytes()
            except OSError:
                return None
        return None

    return resolve
