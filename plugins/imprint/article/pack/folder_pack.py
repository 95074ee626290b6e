"""A pack that is a folder tree."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from imprint.article.pack import faults
from imprint.article.pack.member import MOST_BYTES, Member, PackError, RefusedError, refusal_of_name
from imprint.article.source_file import SourceFileError, read_source
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.findings import Kind

__all__ = ["FolderPack"]


class FolderPack:
    """All files below a folder; symbolic links are told and never followed."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def members(self) -> Iterator[Member]:
        """Every file, folder by folder; a folder that cannot be listed is a refused member."""
        pending = [""]
        while pending:
            path = pending.pop()
            try:
                entries = os.scandir(f"{self._folder}/{path}")
            except OSError as error:
                reason = (error.strerror or type(error).__name__).lower()
                if not path:
                    raise PackError(faults.PACK_UNREADABLE, self._folder, reason=reason) from error
                yield _refused(path, faults.UNREADABLE, reason=reason)
                continue
            with entries:
                for entry in entries:
                    below = f"{path}/{entry.name}" if path else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(below)
                    else:
                        yield _member(below, entry)

    def read(self, member: Member) -> bytes:
        """The bytes of a regular file. Raises :class:`RefusedError`."""
        try:
            return read_source(f"{self._folder}/{member.place}", MOST_BYTES)
        except SourceFileError as error:
            raise RefusedError(faults.UNREADABLE, member.path, reason=str(error)) from error


def _member(path: str, entry: os.DirEntry[str]) -> Member:
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    reason, is_article = refusal_of_name(path) if shown == path else ("is not UTF-8", False)
    if reason:
        return _refused(shown, faults.NAME_UNSAFE, reason=reason)
    if not entry.is_file(follow_symlinks=False):
        return _refused(path, faults.NO_REGULAR_FILE, what="a symbolic link" if entry.is_symlink() else "a pipe, a socket or a device")
    if not is_article:
        return _refused(path, faults.NO_ARTICLE)
    status = entry.stat(follow_symlinks=False)
    if status.st_size > MOST_BYTES:
        return _refused(path, faults.TOO_LARGE, found=status.st_size, most=MOST_BYTES)
    return Member(path, path, f"{status.st_size}:{status.st_mtime_ns}")


def _refused(path: str, kind: Kind, **facts: object) -> Member:
    return Member(path, path, kind.code, Finding(kind, path, facts=facts))
