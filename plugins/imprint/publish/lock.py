"""One build at a time: an advisory lock that the system releases when its holder dies."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["LockedError", "lock"]


class LockedError(Exception):
    """Another process builds or releases into the same folder; ``holder`` is its process id, or empty."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"another build is running (process {holder or 'unknown'}); wait until it has ended, then try again")
        self.holder = holder


@contextmanager
def lock(work: Path) -> Iterator[None]:
    """Hold the lock of a work folder, which is made where it is missing.

    The lock is :manpage:`flock(2)` on ``work/lock``; a process that was killed leaves no lock behind.
    Raises :class:`LockedError` at once where another process holds it.
    """
    work.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(work / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockedError(os.read(descriptor, 20).decode("ascii", "replace").strip()) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
