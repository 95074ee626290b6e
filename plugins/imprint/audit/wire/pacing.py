"""One connection a host, with a pause between two, however many links lead there."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from imprint.audit.wire.policy import Policy
    from imprint.audit.wire.retry import Waits

__all__ = ["Pacing"]


@dataclass
class _Turn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_start: float = 0.0


class Pacing:
    """Gives turns at hosts; lives as long as one run."""

    def __init__(self, policy: Policy, waits: Waits) -> None:
        self._pause = policy.host_pause_seconds
        self._waits = waits
        self._sockets = asyncio.Semaphore(policy.hosts_at_once)
        self._turns: dict[str, _Turn] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the host to be free and rested; it is held until the block ends.

        No turn is waited for while another is held, so that redirects between two hosts cannot lock each other.
        """
        loop = asyncio.get_running_loop()
        turn = self._turns.setdefault(host, _Turn())
        async with turn.lock:
            rest = turn.next_start - loop.time()
            if rest > 0:
                await self._waits.sleep(rest)
            async with self._sockets:
                try:
                    yield
                finally:
                    turn.next_start = loop.time() + self._pause
