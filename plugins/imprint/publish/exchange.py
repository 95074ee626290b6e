"""Two folders change places in one step, so that no visitor ever meets half a site."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["exchange"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""``RENAME_EXCHANGE`` of :manpage:`renameat2(2)` (Linux 3.15)."""
_RENAME_SWAP = 2
"""``RENAME_SWAP`` of ``renamex_np`` (macOS 10.12)."""


def exchange(first: Path, second: Path) -> None:
    """Give each of two existing paths of one file system the other's name, atomically.

    Raises :class:`OSError` where either is missing, where they lie on different file systems, or
    where the system cannot exchange atomically (``ENOTSUP``): then nothing has changed.
    """
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(first), os.fsencode(second)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(names[0], names[1], _RENAME_SWAP)
    else:
        raise OSError(errno.ENOTSUP, "this system cannot exchange two folders in one step", str(second))
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(second))
