"""Every number of the link check, each with its reason."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from imprint import __version__

__all__ = ["RULES", "Policy"]

RULES = 1
"""The version of the rules by which an answer is judged; a new one makes every remembered verdict void."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How links are asked. All times are in seconds, all sizes in bytes."""

    contact: str = ""
    """Where the person behind the requests is found, such as the site's address; it stands in ``User-Agent`` so that a server's owner can ask (RFC 9110, 10.1.5)."""

    connect_seconds: float = 3.0
    """For the name lookup, and again for the connection with its TLS handshake: two lost SYN packets (sent after 0, 1 and 3 s, RFC 6298) still get through."""
    read_seconds: float = 5.0
    """The longest silence while a server answers: a slow page is computed in less, and a reader would have left."""
    try_seconds: float = 8.0
    """For one request from lookup to last byte: the sum of the two, because a read time-out alone lets one byte a second go on for ever."""
    link_seconds: float = 24.0
    """For one link with all tries, redirects and pauses: three whole tries. Waiting for the turn at a host does not count."""
    run_seconds: float = 600.0
    """For all links together; a build that hangs longer is taken for dead by the systems that run it. What was not reached is not determined."""

    tries: int = 3
    """Requests to one address: one failed request in a hundred leaves one false alarm in a million."""
    backoff_seconds: float = 0.5
    """The pause after the first failure; it doubles after each and is shortened at random by up to a half, so that links do not come back all at once."""
    backoff_cap_seconds: float = 4.0
    """The longest such pause, so that pauses never eat the time of the last try."""
    retry_after_seconds: float = 10.0
    """The longest ``Retry-After`` that is obeyed by waiting; a server that asks for more is not asked again in this run."""

    redirects: int = 5
    """The hops that are followed: to https, to the right host, to the right path and two to spare. Browsers give up at 20."""
    body_bytes: int = 512 * 1024
    """What is read of a page, before and after decompression: enough for every sign that is looked for, and a bound on the memory for one request."""
    expansion: int = 100
    """A page that was compressed to less than this fraction and still goes on after ``body_bytes`` is a bomb; HTML compresses to a tenth, rarely to a thirtieth."""

    ports: frozenset[int] = frozenset({80, 443})
    """The ports that may be asked; others are rarely a page for readers and often a service that trusts its neighbours."""
    hosts_at_once: int = 10
    """Hosts that are asked at the same time: a run is bound by waiting, and ten sockets trouble no router."""
    host_pause_seconds: float = 1.0
    """Between the end of one request to a host and the start of the next; a host never has more than one connection of ours."""

    live_seconds: float = 24 * 3600.0
    """For how long a good verdict is taken from the cache: a day, so that the builds of one sitting ask once. Other verdicts are never taken from it."""
    kept_seconds: float = 30 * 24 * 3600.0
    """For how long a good verdict is kept after that, to say when a link was last seen to answer."""

    marker: str = ""
    """A text that the page must hold, such as the holder's name, or empty: the surest defence against a page that says "not found" with status 200."""
    aliases: frozenset[str] = frozenset()
    """Hosts that count as the same site as any other link's, so that a redirect to them is no redirect away."""

    @property
    def user_agent(self) -> str:
        """The ``User-Agent`` of every request: who asks, and where to complain."""
        return f"imprint/{__version__} (link check{'; +' + self.contact if self.contact else ''})"

    def rules_digest(self, *, allow_private: bool) -> str:
        """Names the rules that a verdict depends on; a verdict by other rules is not reused."""
        rules = [
            RULES,
            self.redirects,
            self.body_bytes,
            self.expansion,
            sorted(self.ports),
            self.marker,
            sorted(self.aliases),
            allow_private,
        ]
        return hashlib.sha256(json.dumps(rules).encode()).hexdigest()[:16]
