"""Work that is shared out over the machine's processors, where that is safe and worth it.

A process is forked for each processor but the first, so that what the work needs is there without being sent; only what
it returns is. Each takes block after block until none is left, so that all end at about the same time. Where a process
ends without an answer, what it took is done here: nothing is left undone.
"""

from __future__ import annotations

import logging
import math
import os
import sys
import threading
from multiprocessing import get_context
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

__all__ = ["in_silence", "processors", "shared_out"]

T = TypeVar("T")
R = TypeVar("R")

_LEAST = 400
"""Things to do below which it is not worth while to fork."""
_MOST_PROCESSES = 8
_LEAST_BLOCK = 32
"""Things that follow each other and are taken together, since what was learned from one helps with the next."""
_MOST_BLOCKS = 8192
"""Blocks whose numbers surely find room in a pipe."""
_NUMBER = 4
"""Bytes of a number in the pipe."""
_INTERRUPTED = 130
_SPINNER = ("rich.live", "_RefreshThread")


def shared_out(work: Callable[[Iterable[T]], R], things: Sequence[T]) -> list[R]:
    """What ``work`` returns in each process for the things that it has taken, each of which one process takes.

    This process begins with the last things and the others with the first, so that what only the first ones need is got ready elsewhere.
    ``work`` and the exceptions it raises reach no other process: what fails elsewhere is done again here and raises here.
    """
    number = processors(len(things))
    if number == 1:
        return [work(things)]
    context = get_context("fork")
    blocks = _Blocks(things)
    running = []
    for _ in range(number - 1):
        answer, told = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(work, blocks, told), daemon=True)
        process.start()
        told.close()
        running.append((process, answer))
    results = [work(blocks.taken(last=True))]
    done = set(blocks.numbers)
    for process, answer in running:
        try:
            numbers, result = answer.recv()
        except (EOFError, OSError):
            pass
        else:
            done.update(numbers)
            results.append(result)
        answer.close()
        process.join()
    blocks.close()
    if lost := [number for number in range(len(blocks)) if number not in done]:
        results.append(work(each for number in lost for each in blocks[number]))
    return results


def processors(number: int) -> int:
    """How many processes may work on so many things: one where another thread runs, since a fork would copy a lock that it holds.

    The thread that turns Pelican's spinner holds none but the terminal's, and no process of ours writes there.
    """
    threads = sum((type(thread).__module__, type(thread).__name__) != _SPINNER for thread in threading.enumerate())
    if number < _LEAST or not sys.platform.startswith("linux") or threads > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


class _Blocks(Generic[T]):
    """The things in blocks whose numbers wait in two pipes, the first half in the one and the last half, backwards, in the other.

    Every process takes the next number from the pipe with which it begins, and from the other one when nothing waits there any more.
    """

    def __init__(self, things: Sequence[T]) -> None:
        self._things = things
        self._size = max(_LEAST_BLOCK, math.ceil(len(things) / _MOST_BLOCKS))
        self.numbers: list[int] = []
        """The blocks that this process has taken."""
        numbers = range(len(self))
        half = len(numbers) // 2
        self._waiting = _pipe_of(numbers[:half]), _pipe_of(numbers[: half - 1 if half else None : -1])

    def __len__(self) -> int:
        return math.ceil(len(self._things) / self._size)

    def __getitem__(self, number: int) -> Sequence[T]:
        return self._things[number * self._size : (number + 1) * self._size]

    def taken(self, *, last: bool) -> Iterator[T]:
        """Take block after block, beginning with the ``last`` ones or with the first, until none waits any more."""
        for waiting in self._waiting[::-1] if last else self._waiting:
            while told := os.read(waiting, _NUMBER):
                self.numbers.append(int.from_bytes(told, "little"))
                yield from self[self.numbers[-1]]

    def close(self) -> None:
        """Let go of the pipes."""
        for waiting in self._waiting:
            os.close(waiting)


def _pipe_of(numbers: Iterable[int]) -> int:
    """The reading end of a pipe in which numbers wait."""
    waiting, filled = os.pipe()
    os.write(filled, b"".join(number.to_bytes(_NUMBER, "little") for number in numbers))
    os.close(filled)
    return waiting


def _run(work: Callable[[Iterable[T]], R], blocks: _Blocks[T], told: Connection) -> None:
    """Work in a process of its own; one that fails says nothing and lets the first process find out why."""

    def done() -> None:
        result = work(blocks.taken(last=False))
        told.send((blocks.numbers, result))

    in_silence(done)


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
