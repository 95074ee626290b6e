"""One copy fetched by its address: the only module for single copies that goes out to the network.

It asks as the link check of the audit does: numbers are judged before a connection is made, every size and time is
bounded, and nothing but a GET is sent. Robots rules are kept (RFC 9309), because the page is somebody else's.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from protego import Protego

from imprint.audit.wire.address import Address, read_address
from imprint.audit.wire.check_links import utc_now
from imprint.audit.wire.fetch import Fetcher
from imprint.audit.wire.policy import Policy
from imprint.audit.wire.redirects import next_address, redirect_target
from imprint.audit.wire.retry import Waits, back_off, is_worth_another_try, retry_after
from imprint.audit.wire.verdict import Failure
from imprint.copies.aim import normal
from imprint.copies.decoding import decoded
from imprint.copies.source import MAX_BYTES, Source

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from imprint.audit.wire.answer import Answer

__all__ = ["ROBOT", "Refusal", "Web"]

_T = TypeVar("_T")

ROBOT = "imprint"
"""The name by which robots.txt can address the checker (RFC 9309, 2.2.1)."""
_ANY_PORT = frozenset(range(1, 65536))
_OK, _FIRST_SERVER_ERROR = 200, 500
_ROBOTS_BYTES = 500 * 1024
"""RFC 9309, 2.5: at least 500 KiB are to be read."""
_SHEET_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no page: ``reason`` in a word, ``evidence`` in a sentence."""

    reason: str
    evidence: str


@dataclass
class Web:
    """Gets pages, one after the other; each host's robots.txt is asked for once."""

    allow_private: bool = False
    policy: Policy = field(default_factory=lambda: Policy(body_bytes=MAX_BYTES, try_seconds=20.0, link_seconds=60.0))
    _robots: dict[str, Protego | Refusal] = field(default_factory=dict, repr=False)
    _last: dict[str, float] = field(default_factory=dict, repr=False)

    def source(self, address: str) -> Source | Refusal:
        """The page at an address, or why there is none."""
        answer = _waited_for(self._page(address))
        if isinstance(answer, Refusal):
            return answer
        final = answer.address.href
        return Source(address, answer.body, answer.headers.get("content-type", ""), final, lambda href: self._beside(final, href))

    def _beside(self, page: str, href: str) -> bytes | None:
        """A style sheet or a further page."""
        answer = _waited_for(self._page(normal(href, page), tries=1))
        return None if isinstance(answer, Refusal) else answer.body

    async def _page(self, address: str, tries: int | None = None) -> Answer | Refusal:
        policy = replace(self.policy, ports=_ANY_PORT) if self.allow_private else self.policy
        if tries is not None:
            policy = replace(policy, tries=tries, body_bytes=_SHEET_BYTES if tries == 1 else policy.body_bytes)
        fetcher = Fetcher(policy, allow_private=self.allow_private)
        here = read_address(address, policy.ports)
        for _ in range(policy.redirects + 1):
            if isinstance(here, Failure):
                return Refusal(here.reason.value, here.evidence)
            refusal = await self._refusal_of_robots(here, fetcher)
            if refusal is not None:
                return refusal
            answer = await self._asked(here, fetcher, policy)
            if isinstance(answer, Failure):
                return Refusal(answer.reason.value, answer.evidence)
            target = redirect_target(answer)
            if target is None:
                return _settled(answer)
            here = next_address(answer, target, policy)
        return Refusal("too-many-redirects", f"it redirects more than {policy.redirects} times")

    async def _asked(self, address: Address, fetcher: Fetcher, policy: Policy) -> Answer | Failure:
        failures = 0
        waits = Waits()
        while True:
            rest = self._last.get(address.host, 0.0) + policy.host_pause_seconds - time.monotonic()
            if rest > 0 and not self.allow_private:
                await waits.sleep(rest)
            result = await fetcher.get(address, seconds=policy.try_seconds)
            self._last[address.host] = time.monotonic()
            if not is_worth_another_try(result):
                return result
            failures += 1
            pause = retry_after(result, utc_now)
            if failures >= policy.tries or (pause or 0) > policy.retry_after_seconds:
                return result
            await waits.sleep(back_off(failures, policy, waits.chance) if pause is None else pause)

    async def _refusal_of_robots(self, address: Address, fetcher: Fetcher) -> Refusal | None:
        origin = f"{address.scheme}://{address.authority}"
        if origin not in self._robots:
            self._robots[origin] = await self._rules(origin, fetcher)
        rules = self._robots[origin]
        if isinstance(rules, Refusal):
            return rules
        if not rules.can_fetch(address.href, ROBOT):
            return Refusal("robots-refused", f"{origin}/robots.txt does not allow this page to be fetched by a program")
        return None

    async def _rules(self, origin: str, fetcher: Fetcher) -> Protego | Refusal:
        """RFC 9309, 2.3.1: no file allows everything; a server that cannot say allows nothing."""
        policy = replace(fetcher.policy, body_bytes=_ROBOTS_BYTES)
        asked = replace(fetcher, policy=policy)
        here = read_address(f"{origin}/robots.txt", policy.ports)
        for _ in range(policy.redirects + 1):
            if isinstance(here, Failure):
                return Refusal(here.reason.value, here.evidence)
            answer = await self._asked(here, asked, policy)
            if isinstance(answer, Failure):
                return Refusal(answer.reason.value, f"{origin}/robots.txt: {answer.evidence}")
            if answer.status >= _FIRST_SERVER_ERROR:
                return Refusal("robots-unreachable", f"{origin}/robots.txt answers with status {answer.status}, so nothing was fetched")
            target = redirect_target(answer) if answer.status != _OK else None
            if target is None:
                return Protego.parse(decoded(answer.body) if answer.status == _OK else "")
            here = next_address(answer, target, policy)
        return Protego.parse("")


def _waited_for(asking: Coroutine[Any, Any, _T]) -> _T:
    """What a coroutine gives, in a thread of its own, since a browser's driver may be running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asking).result()


def _settled(answer: Answer) -> Answer | Refusal:
    if answer.status != _OK:
        return Refusal(f"status-{answer.status}", f"the server answers with status {answer.status}")
    if not answer.whole:
        return Refusal("too-large", f"the page is larger than {MAX_BYTES // 1024 // 1024} MiB")
    return answer
