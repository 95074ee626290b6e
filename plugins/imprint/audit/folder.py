"""A finished folder, read back from disk: every file once, with its bytes' digest."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["WrittenFile", "entries_below", "regular_file", "written_file", "written_files"]

MAX_BYTES = 64 * 1024 * 1024
"""No file of a site is larger; one that is cannot be audited within bounded memory, and is a finding."""


_NOT_THROUGH_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of the folder. ``path`` is relative, with ``/``; ``data`` is ``None`` where the file is not regular or too large to audit."""

    path: str
    data: bytes | None
    problem: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes in hexadecimal; empty where the file could not be read."""
        return "" if self.data is None else hashlib.sha256(self.data).hexdigest()

    @property
    def suffix(self) -> str:
        """The ending of the file's name in lower case, with the dot; empty where it has none."""
        return os.path.splitext(self.path)[1].lower()  # noqa: PTH122 - a hot path: one call a file


def entries_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every entry below a folder that is no folder itself, as (path with ``/``, entry), in a fixed order; links are never followed."""
    stack = [("", os.fspath(folder))]
    while stack:
        prefix, directory = stack.pop()
        with os.scandir(directory) as scan:
            # A folder's page comes last, since it is held against what lies beside it.
            entries = sorted(scan, key=lambda entry: (entry.name == "index.html", entry.name))
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                stack.append((f"{prefix}{entry.name}/", entry.path))
            else:
                yield prefix + entry.name, entry


def written_files(folder: Path) -> Iterator[WrittenFile]:
    """Every file below ``folder``, read once, in the order of :func:`entries_below`."""
    for path, entry in entries_below(folder):
        yield written_file(path, entry)


def written_file(path: str, entry: os.DirEntry[str]) -> WrittenFile:
    """One file read from disk, as far as it is one that can be audited."""
    if entry.is_symlink():
        return WrittenFile(path, None, "a symbolic link")
    if not entry.is_file():
        return WrittenFile(path, None, "no regular file")
    size = entry.stat().st_size
    if size > MAX_BYTES:
        return WrittenFile(path, None, f"larger than {MAX_BYTES >> 20} MiB")
    try:
        return WrittenFile(path, _bytes_of(entry.path, size))
    except OSError as error:
        return WrittenFile(path, None, f"not readable: {error.strerror}")


def regular_file(name: str) -> bytes | None:
    """The bytes of a file; None where there is none, or something else under its name, or one that cannot be read."""
    try:
        status = os.lstat(name)
        return _bytes_of(name, status.st_size) if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES else None
    except (OSError, ValueError):
        return None


def _bytes_of(name: str, size: int) -> bytes:
    """The bytes of a file of about that size; without a buffer, since it is read once and whole."""
    descriptor = os.open(name, os.O_RDONLY | _NOT_THROUGH_LINKS)
    try:
        pieces = [os.read(descriptor, size + 1)]
        while pieces[-1] and (len(pieces) > 1 or len(pieces[0]) != size):
            pieces.append(os.read(descriptor, MAX_BYTES))
        return b"".join(pieces)
    finally:
        os.close(descriptor)
