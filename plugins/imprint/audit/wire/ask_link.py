"""Asks for one link until it is known what becomes of a reader who follows it: tries, pauses, redirects."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from imprint.audit.wire.judge import fault_of
from imprint.audit.wire.redirects import next_address, redirect_target, same_site
from imprint.audit.wire.retry import Waits, back_off, is_worth_another_try, retry_after
from imprint.audit.wire.verdict import Failure, Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from imprint.audit.wire.address import Address
    from imprint.audit.wire.answer import Answer
    from imprint.audit.wire.fetch import Fetcher
    from imprint.audit.wire.pacing import Pacing
    from imprint.audit.wire.policy import Policy

__all__ = ["Asked", "ask_link"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found out about one link."""

    reason: Reason
    evidence: str
    status: int
    final_url: str
    attempts: int


@dataclass
class _Inquiry:
    """One link under inquiry: what it has cost so far and where it has led."""

    policy: Policy
    fetcher: Fetcher
    pacing: Pacing
    waits: Waits
    now: Callable[[], datetime]
    spent: float = 0.0
    attempts: int = 0
    status: int = 0
    cookies: bool = False
    hops: list[str] = field(default_factory=list)

    @property
    def seconds_left(self) -> float:
        return self.policy.link_seconds - self.spent

    async def get(self, address: Address) -> Answer | Failure:
        """The answer of one address, after as many tries as it takes and the policy allows."""
        failures = 0
        while True:
            result = await self._try(address)
            if not is_worth_another_try(result):
                return result
            failures += 1
            asked_for = retry_after(result, self.now)
            pause = back_off(failures, self.policy, self.waits.chance) if asked_for is None else asked_for
            if failures >= self.policy.tries or pause >= self.seconds_left or (asked_for or 0) > self.policy.retry_after_seconds:
                return result
            self.spent += pause
            await self.waits.sleep(pause)

    async def _try(self, address: Address) -> Answer | Failure:
        loop = asyncio.get_running_loop()
        async with self.pacing.turn(address.host):
            start = loop.time()
            result = await self.fetcher.get(address, seconds=min(self.policy.try_seconds, self.seconds_left))
            self.spent += loop.time() - start
        if not (isinstance(result, Failure) and result.reason is Reason.ADDRESS_PRIVATE):
            self.attempts += 1  # where the address is refused, nothing was tried
        self.status = 0 if isinstance(result, Failure) else result.status
        return result

    def asked(self, reason: Reason, evidence: str, final_url: str) -> Asked:
        way = f" after {' → '.join(self.hops)}" if self.hops else ""
        tries = f" ({self.attempts} requests)" if self.attempts > 1 else ""
        return Asked(reason, f"{evidence}{way}{tries}", self.status, final_url, self.attempts)


async def ask_link(
    link: Address,
    *,
    policy: Policy,
    fetcher: Fetcher,
    pacing: Pacing,
    waits: Waits,
    now: Callable[[], datetime],
) -> Asked:
    """What becomes of a reader who follows the link."""
    inquiry = _Inquiry(policy, fetcher, pacing, waits, now)
    seen = {link.href}
    address = link
    while True:
        answer = await inquiry.get(address)
        if isinstance(answer, Failure):
            return inquiry.asked(_reason_on_the_way(answer.reason, inquiry.hops), answer.evidence, address.href)
        inquiry.cookies |= "set-cookie" in answer.headers
        target = redirect_target(answer)
        if target is None:
            return _arrived(inquiry, link, answer)
        following = next_address(answer, target, policy)
        if isinstance(following, Failure):
            return inquiry.asked(following.reason, following.evidence, address.href)
        inquiry.hops.append(f"{answer.status} {following.href}")
        refusal = _refusal_of_hop(inquiry, link, following, seen)
        if refusal is not None:
            return inquiry.asked(refusal.reason, refusal.evidence, following.href)
        seen.add(following.href)
        address = following


def _refusal_of_hop(inquiry: _Inquiry, link: Address, following: Address, seen: set[str]) -> Failure | None:
    """Why a redirect that could be followed is not."""
    policy = inquiry.policy
    if not same_site(link.host, following.host, policy.aliases):
        return Failure(Reason.MOVED_OFF_SITE, f"it redirects to another site, {following.host}")
    if following.href in seen:
        if inquiry.cookies:
            return Failure(Reason.COOKIES_REQUIRED, "it redirects in a circle for whoever keeps no cookies")
        return Failure(Reason.REDIRECT_LOOP, "it redirects in a circle")
    if len(inquiry.hops) > policy.redirects:
        return Failure(Reason.TOO_MANY_REDIRECTS, f"it redirects more than {policy.redirects} times")
    if inquiry.seconds_left <= 0:
        return Failure(Reason.TOO_SLOW, f"not at an end after {policy.link_seconds:g} s")
    return None


def _arrived(inquiry: _Inquiry, link: Address, answer: Answer) -> Asked:
    """What the last answer of the way means."""
    address = answer.address
    fault = fault_of(answer, inquiry.policy)
    if fault is not None:
        return inquiry.asked(fault.reason, fault.evidence, address.href)
    if not inquiry.hops:
        return inquiry.asked(Reason.ANSWERS, "status 200 and a page", address.href)
    reason = Reason.MOVED_TO_FRONT_PAGE if address.is_front_page and not link.is_front_page else Reason.MOVED_ON_SITE
    return inquiry.asked(reason, f"a page at {address.href}", address.href)


def _reason_on_the_way(reason: Reason, hops: list[str]) -> Reason:
    """A link that is itself fit to be asked and leads to an address that is not is a redirect that was refused."""
    return Reason.REDIRECT_REFUSED if hops and reason.is_refused_address else reason
