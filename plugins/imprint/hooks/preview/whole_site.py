"""The build of the whole preview in a process of its own: it can be given up at any moment, and leaves the server free to answer."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from imprint.hooks.preview.build import build_preview

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

    from imprint.findings import Finding
    from imprint.hooks.preview.build import Preview

__all__ = ["WholeSite"]


class WholeSite:
    """Builds the whole site again and again, one build at a time; a new one takes the place of one that has not ended.

    Each build is a fresh process, forked from one that has imported everything and built nothing (so that it starts at once), and runs
    as a build from the command line would: what it makes depends on nothing that an earlier one made.
    """

    def __init__(self, settings_file: Path, work: Path, site_url: str, built: Callable[[Preview], None]) -> None:
        self._arguments = (settings_file, work, site_url)
        self._built = built
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__])
        self._process: multiprocessing.process.BaseProcess | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Give up the build that is running, and begin another; ``built`` is called from a thread of its own when it has ended."""
        self.give_up()
        receiver, sender = self._context.Pipe(duplex=False)
        with self._lock:
            process = self._context.Process(target=_build, args=(sender, *self._arguments))
            process.start()
            self._process = process
        sender.close()
        threading.Thread(target=self._wait, args=(receiver, process), daemon=True).start()

    def give_up(self) -> None:
        """End the build that is running, if there is one; nothing will be heard of it."""
        with self._lock:
            if self._process is not None:
                _end(self._process)
                self._process = None

    def _wait(self, receiver: Connection, process: multiprocessing.process.BaseProcess) -> None:
        with receiver:
            try:
                preview: Preview = receiver.recv()
            except EOFError:
                return  # it was given up
        if self._process is process:
            self._built(preview)


def _end(process: multiprocessing.process.BaseProcess) -> None:
    """End a build with the processes that its audit has forked, which would hold its lock."""
    assert process.pid is not None  # it was started
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.join()


def _build(sender: Connection, settings_file: Path, work: Path, site_url: str) -> None:
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keyboard interrupts the server, which ends this
    os.nice(10)  # the page that somebody looks at comes first
    preview = build_preview(settings_file, work, site_url)
    sender.send(replace(preview, findings=tuple(map(_sendable, preview.findings))))
    sender.close()


def _sendable(finding: Finding) -> Finding:
    """The finding with its facts as they are told: facts may be of types that cannot go from one process to another."""
    return replace(finding, facts={name: value if isinstance(value, int) else str(value) for name, value in finding.facts.items()})
