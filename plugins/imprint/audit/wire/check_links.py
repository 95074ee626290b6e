"""Whether links answer: many at once, each host treated as if it were alone, and never longer than a run may last."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from imprint.audit.wire.address import Address, read_address
from imprint.audit.wire.ask_link import Asked, ask_link
from imprint.audit.wire.cache import VerdictCache, read_cache, write_cache
from imprint.audit.wire.fetch import Fetcher, Resolver, has_route, look_up
from imprint.audit.wire.pacing import Pacing
from imprint.audit.wire.retry import Waits
from imprint.audit.wire.verdict import Failure, LinkVerdict, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from imprint.audit.wire.policy import Policy

__all__ = ["check_links", "utc_now"]

_NOBODY_ANSWERED = frozenset(
    {
        Reason.NAME_NOT_FOUND,
        Reason.NAME_LOOKUP_FAILED,
        Reason.NETWORK_UNREACHABLE,
        Reason.CONNECT_TIMEOUT,
        Reason.CONNECTION_REFUSED,
        Reason.CONNECTION_RESET,
        Reason.HOST_NOT_ANSWERING,
        Reason.RUN_TIME_OVER,
    }
)
"""What every link says when it is our own network that is gone."""
_OURS = frozenset({Reason.NAME_LOOKUP_FAILED, Reason.NETWORK_UNREACHABLE})
"""What a link says when it cannot be the other side's fault."""


def utc_now() -> datetime:
    """The time by the machine's clock, with its zone."""
    return datetime.now(UTC)


def check_links(
    links: Iterable[str],
    *,
    policy: Policy,
    cache_file: Path | None,
    allow_private: bool = False,
    now: Callable[[], datetime] = utc_now,
    waits: Waits | None = None,
    resolve: Resolver = look_up,
    online: Callable[[], bool] = has_route,
) -> dict[str, LinkVerdict]:
    """The verdict on each link, under the link as it was given.

    Links that differ only in writing or fragment are asked once. A link without a verdict does not
    exist: what was not reached in time is ``not-determined``, and an exception in the check itself
    is raised, so that a caller who sees a result sees a whole one. If nobody answered at all, the
    verdicts say that the network is down, and not that everything is dead.

    ``now`` is a clock with a zone; times within a run are measured by another that cannot jump.
    ``waits``, ``resolve`` and ``online`` are how the run sleeps, looks up a name and asks whether this
    machine has a way out.
    """
    run = _Run(
        policy=policy,
        allow_private=allow_private,
        now=now,
        waits=waits or Waits(),
        resolve=resolve,
        online=online,
        cache=read_cache(cache_file, policy.rules_digest(allow_private=allow_private)),
    )
    for link in links:
        run.add(link)
    try:
        if run.to_ask:
            asyncio.run(run.ask())
        run.close()
    finally:
        # Also when a person has interrupted the run: what has been found out need not be asked again.
        if run.answered:
            write_cache(cache_file, run.cache.updated(run.answered.items(), policy, now()))
    return run.verdicts()


@dataclass
class _Run:
    """One run: what is to be asked, and what is known by now."""

    policy: Policy
    allow_private: bool
    now: Callable[[], datetime]
    waits: Waits
    resolve: Resolver
    online: Callable[[], bool]
    cache: VerdictCache
    read: dict[str, Address | Failure] = field(default_factory=dict)
    remembered: dict[str, LinkVerdict] = field(default_factory=dict)
    to_ask: dict[str, Address] = field(default_factory=dict)
    answered: dict[str, LinkVerdict] = field(default_factory=dict)

    def add(self, link: str) -> None:
        if link in self.read:
            return
        address = read_address(link, self.policy.ports)
        self.read[link] = address
        if isinstance(address, Failure) or address.href in self.remembered:
            return
        known = self.cache.fresh(address.href, self.policy, self.now())
        if known is None:
            self.to_ask[address.href] = address
        else:
            self.remembered[address.href] = known

    async def ask(self) -> None:
        """Ask everything that is to be asked, the hosts side by side and the links of a host one after the other."""
        by_host: dict[str, list[Address]] = {}
        for address in self.to_ask.values():
            by_host.setdefault(address.host, []).append(address)
        fetcher = Fetcher(self.policy, allow_private=self.allow_private, resolve=self.resolve)
        pacing = Pacing(self.policy, self.waits)
        try:
            async with asyncio.timeout(self.policy.run_seconds) as limit, asyncio.TaskGroup() as group:
                for addresses in by_host.values():
                    group.create_task(self._ask_host(addresses, fetcher, pacing))
        except TimeoutError:
            if not limit.expired():
                raise

    async def _ask_host(self, addresses: Sequence[Address], fetcher: Fetcher, pacing: Pacing) -> None:
        silent: dict[int, Address] = {}
        for address in addresses:
            if address.port in silent:
                # Each of a hundred links would wait as long as the first; nobody is accused without having been asked.
                evidence = f"{address.authority} had not answered for {silent[address.port].href}, so this was not asked"
                self._note(address, Asked(Reason.HOST_NOT_ANSWERING, evidence, 0, address.href, 0))
                continue
            asked = await ask_link(address, policy=self.policy, fetcher=fetcher, pacing=pacing, waits=self.waits, now=self.now)
            self._note(address, asked)
            if asked.reason is Reason.CONNECT_TIMEOUT and asked.final_url == address.href:
                silent[address.port] = address

    def _note(self, address: Address, asked: Asked) -> None:
        now = self.now()
        self.answered[address.href] = LinkVerdict(
            url=address.href,
            outcome=asked.reason.outcome,
            reason=asked.reason,
            evidence=asked.evidence,
            status=asked.status,
            final_url=asked.final_url,
            checked_at=now,
            attempts=asked.attempts,
            last_live_at=self.cache.last_live_at(address.href, now),
        )

    def close(self) -> None:
        """Give every link that was not reached its verdict, and tell a dead network from dead links."""
        for href, address in self.to_ask.items():
            if href not in self.answered:
                evidence = f"not reached within the {self.policy.run_seconds:g} s of this run"
                self._note(address, Asked(Reason.RUN_TIME_OVER, evidence, 0, href, 0))
        if not self._network_is_down():
            return
        for href, verdict in self.answered.items():
            self.answered[href] = replace(
                verdict,
                outcome=Reason.NETWORK_DOWN.outcome,
                reason=Reason.NETWORK_DOWN,
                evidence=f"no host answered at all, so the fault is taken to be this machine's network: {verdict.evidence}",
            )

    def _network_is_down(self) -> bool:
        """Whether nobody answered, and that is better explained by our network than by everybody's.

        One silent host proves nothing, unless the failure is of a kind that is ours or the machine
        has no way out at all.
        """
        reasons = {verdict.reason for verdict in self.answered.values()}
        if not reasons or not reasons <= _NOBODY_ANSWERED or reasons == {Reason.RUN_TIME_OVER}:
            return False
        hosts = {self.to_ask[href].host for href in self.answered}
        return len(hosts) > 1 or reasons <= _OURS or not self.online()

    def verdicts(self) -> dict[str, LinkVerdict]:
        """One verdict for each link, in the order in which they were given."""
        found: dict[str, LinkVerdict] = {}
        for link, address in self.read.items():
            if isinstance(address, Failure):
                found[link] = LinkVerdict(
                    url=link,
                    outcome=address.reason.outcome,
                    reason=address.reason,
                    evidence=address.evidence,
                    status=0,
                    final_url="",
                    checked_at=self.now(),
                )
            else:
                known = self.remembered.get(address.href) or self.answered[address.href]
                found[link] = replace(known, url=link)
        return found
