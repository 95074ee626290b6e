"""An audit that follows a build: a process of its own judges each file as soon as it is written.

It decides nothing. After the build the whole folder is read back from disk as ever; a file is taken for judged only
where every file that this process has looked at is, byte for byte, the one that lies there then. If one is not, if the
process has ended early, or if there is no second processor, everything is judged after the build.
"""

from __future__ import annotations

import fcntl
import os
import select
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from imprint.audit.folder import WrittenFile, regular_file
from imprint.audit.seen import Seen
from imprint.audit.shared_out import in_silence, processors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from multiprocessing.connection import Connection

    from imprint.audit.folder_audit import FolderAudit

__all__ = ["Followed", "FollowingAudit"]

_ROOM = 1 << 20
"""Bytes of paths that may wait in the pipe; what finds no room is judged after the build."""


@dataclass(frozen=True)
class Followed:
    """What the files in order have shown.

    ``looked_at`` has the SHA-256 of every other file that a verdict depends on, by its path; ``None`` where there was none.
    """

    seen: Seen
    looked_at: Mapping[str, str | None]

    def holds(self, digests: Mapping[str, str]) -> bool:
        """Whether the folder with these files, by their digests, is the one that was looked at."""
        return all(digests.get(path) == digest for path, digest in self.seen.digests.items()) and all(
            digests.get(path) == digest for path, digest in self.looked_at.items()
        )


class FollowingAudit:
    """The process, from the outside. ``audit`` is made in it; ``folder`` is the path of the folder that is written to."""

    def __init__(self, folder: str, audit: Callable[[], FolderAudit]) -> None:
        self._below = f"{folder}/"
        context = get_context("fork")
        paths, self._paths = os.pipe()
        os.set_blocking(self._paths, False)
        with suppress(OSError):  # more than the system grants to one user
            fcntl.fcntl(self._paths, fcntl.F_SETPIPE_SZ, _ROOM)
        self._answer, told = context.Pipe(duplex=False)
        self._process = context.Process(target=_follow, args=(folder, audit, paths, self._paths, told), daemon=True)
        self._process.start()
        told.close()
        os.close(paths)

    @staticmethod
    def is_worthwhile(files: int) -> bool:
        """Whether a site of so many files is better judged while it is built."""
        return processors(files) > 1

    def written(self, path: str) -> None:
        """Tell of a file that is written and closed, by its whole path."""
        with suppress(BlockingIOError, BrokenPipeError):
            os.write(self._paths, os.fsencode(path.removeprefix(self._below)) + b"\0")

    def finish(self) -> Followed | None:
        """End the process; what it has seen, or None where it has ended without an answer."""
        os.close(self._paths)
        try:
            followed: Followed | None = self._answer.recv()
        except (EOFError, OSError):
            followed = None
        self._answer.close()
        self._process.join()
        return followed


def _follow(folder: str, make: Callable[[], FolderAudit], paths: int, writing_end: int, told: Connection) -> None:
    """Judge file after file until the other end of the pipe is closed; what was not judged by then is left."""
    os.close(writing_end)
    in_silence(lambda: told.send(_followed(folder, make, paths)))


def _followed(folder: str, make: Callable[[], FolderAudit], paths: int) -> Followed | None:
    pipe = select.poll()
    pipe.register(paths, select.POLLIN)
    audit = make()
    waiting: deque[str] = deque()
    seen = Seen(proven=audit.styles.proven)
    rest = b""
    while True:
        for _, event in pipe.poll(0 if waiting else None):
            if event & select.POLLHUP:
                return None if audit.unsteady else Followed(seen, audit.looked_at)
            *told, rest = (rest + os.read(paths, _ROOM)).split(b"\0")
            waiting += map(os.fsdecode, told)
        if waiting:
            _judge(audit, folder, waiting.popleft(), seen)


def _judge(audit: FolderAudit, folder: str, path: str, seen: Seen) -> None:
    """Judge one file, and keep what it shows where nothing is wrong with it."""
    data = regular_file(f"{folder}/{path}")
    if data is None:
        return
    shown = Seen()
    audit.read(WrittenFile(path, data), shown)
    if not shown.findings and not shown.disagreements:
        seen.add(shown)
