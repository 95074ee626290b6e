"""The bytes of one file of the content folder: of a regular file, and of nothing else."""

from __future__ import annotations

import os
import stat

__all__ = ["SourceFileError", "read_source"]


class SourceFileError(Exception):
    """A file that cannot be read; the message says why."""


def read_source(path: str, most: int) -> bytes:
    """All bytes of a regular file of at most ``most`` bytes.

    A symbolic link is not followed, and a pipe or a device is neither waited for nor read. Raises
    :class:`SourceFileError`.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise SourceFileError((error.strerror or type(error).__name__).lower()) from error
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise SourceFileError("it is not a regular file")
        if status.st_size > most:
            raise SourceFileError(f"it has {status.st_size:,} bytes, more than {most:,}")
        parts = []
        left = most + 1
        while left:
            asked = min(left, max(status.st_size + 1, 1 << 16))
            part = os.read(handle, asked)
            parts.append(part)
            left -= len(part)
            if len(part) < asked:  # the end, for a regular file
                break
    except OSError as error:
        raise SourceFileError((error.strerror or type(error).__name__).lower()) from error
    finally:
        os.close(handle)
    if not left:
        raise SourceFileError(f"it has more than {most:,} bytes")
    return parts[0] if len(parts) == 1 else b"".join(parts)
