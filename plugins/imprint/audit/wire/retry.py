"""Whether to ask again, and after how long."""

from __future__ import annotations

import asyncio
import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from imprint.audit.wire.verdict import Failure, Reason

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from imprint.audit.wire.answer import Answer
    from imprint.audit.wire.policy import Policy

__all__ = ["Waits", "back_off", "is_worth_another_try", "retry_after"]

_STATUSES = frozenset({408, 429})
_FIRST_SERVER_ERROR = 500
_LAST_SERVER_ERROR = 599
_REASONS = frozenset(
    {
        Reason.CONNECTION_REFUSED,
        Reason.CONNECTION_RESET,
        Reason.CONNECT_TIMEOUT,
        Reason.TOO_SLOW,
        Reason.NAME_LOOKUP_FAILED,
        Reason.NETWORK_UNREACHABLE,
        Reason.ANSWER_MALFORMED,
        Reason.BODY_TRUNCATED,
    }
)
_DIGITS = re.compile(r"([+-]?)(\d{1,18})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Waits:
    """How pauses are made; a test gives its own and need not wait."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    """A number from 0 up to 1 for the jitter."""


def is_worth_another_try(result: Answer | Failure) -> bool:
    """Whether the same request may have another result in a moment.

    What a server decided (404, a bad certificate, a name that does not exist) stays; what happened
    to a connection, and what a server itself calls temporary or its own fault, may pass.
    """
    if isinstance(result, Failure):
        return result.reason in _REASONS
    return result.status in _STATUSES or _FIRST_SERVER_ERROR <= result.status <= _LAST_SERVER_ERROR


def back_off(failures: int, policy: Policy, chance: Callable[[], float]) -> float:
    """The pause in seconds after so many failures: exponential, capped, and shortened at random by up to a half."""
    pause = min(policy.backoff_seconds * 2 ** min(failures - 1, 30), policy.backoff_cap_seconds)
    return float(pause * (1 - chance() / 2))


def retry_after(result: Answer | Failure, now: Callable[[], datetime]) -> float | None:
    """The seconds that ``Retry-After`` asks for (RFC 9110, 10.2.3); None without one, or with one that means nothing.

    A date is held against the server's own ``Date`` where there is one, so that a wrong clock here
    does not make a pause of years. Less than nothing is nothing.
    """
    if isinstance(result, Failure):
        return None
    value = result.headers.get("retry-after", "").strip()
    digits = _DIGITS.match(value)
    if digits:
        return 0.0 if digits[1] == "-" else float(digits[2])
    until = _date(value)
    if until is None:
        return None
    since = _date(result.headers.get("date", "")) or now()
    return max(0.0, (until - since).total_seconds())


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
