"""Work that is shared out over the machine's processors, where that is safe and worth it.

A process is forked for each share but the first, so that what the work needs is there without being sent; only
what it returns is. Where a process ends without an answer, its share is done here: nothing is left undone.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from multiprocessing import get_context
from typing import TYPE_CHECKING, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

__all__ = ["in_silence", "processors", "shared_out"]

T = TypeVar("T")
R = TypeVar("R")

_LEAST = 400
"""Things to do below which it is not worth while to fork."""
_MOST_PROCESSES = 8
_BLOCK = 64
"""Things that follow each other and stay in one share, since what was learned from one helps with the next."""
_INTERRUPTED = 130
_SPINNER = ("rich.live", "_RefreshThread")


def shared_out(work: Callable[[Sequence[T]], R], things: Sequence[T]) -> list[R]:
    """What ``work`` returns for each share of ``things``, in an order that depends on the shares alone.

    ``work`` and the exceptions it raises reach no other process: what fails elsewhere is done again here and raises here.
    """
    shares = _shares(things, processors(len(things)))
    context = get_context("fork") if len(shares) > 1 else None
    running = []
    for share in shares[1:]:
        assert context is not None
        answer, told = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(work, share, told), daemon=True)
        process.start()
        told.close()
        running.append((process, answer))
    results = [work(shares[0])]
    for share, (process, answer) in zip(shares[1:], running, strict=True):
        try:
            results.append(answer.recv())
        except (EOFError, OSError):
            results.append(work(share))
        answer.close()
        process.join()
    return results


def processors(number: int) -> int:
    """How many processes may work on so many things: one where another thread runs, since a fork would copy a lock that it holds.

    The thread that turns Pelican's spinner holds none but the terminal's, and no process of ours writes there.
    """
    threads = sum((type(thread).__module__, type(thread).__name__) != _SPINNER for thread in threading.enumerate())
    if number < _LEAST or not sys.platform.startswith("linux") or threads > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


def _shares(things: Sequence[T], number: int) -> list[Sequence[T]]:
    if number == 1:
        return [things]
    blocks = [things[start : start + _BLOCK] for start in range(0, len(things), _BLOCK)]
    return [[each for block in blocks[which::number] for each in block] for which in range(number)]


def _run(work: Callable[[Sequence[T]], R], share: Sequence[T], told: Connection) -> None:
    """Do one share in a process of its own; one that fails says nothing and lets the first process find out why."""
    in_silence(lambda: told.send(work(share)))


def in_silence(work: Callable[[], object]) -> NoReturn:
    """Do the whole work of a forked process and end it: nothing is logged, and what waited to be printed at the fork is not printed twice."""
    logging.disable()
    status = 1
    try:
        work()
        status = 0
    except KeyboardInterrupt:
        status = _INTERRUPTED
    except Exception:  # noqa: BLE001, S110 - whoever waits for an answer does the work again, where an exception can be told
        pass
    os._exit(status)
