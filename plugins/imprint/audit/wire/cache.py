"""Remembers which links answered, and when, so that a second build within the day asks nobody.

An HTTP cache (RFC 9111) would keep what the server calls fresh; here it is our own age that counts,
and only a good verdict is ever reused. The file is a convenience: damaged, foreign, written by other
rules or from the future, it is empty, and where it cannot be written nothing is lost but time.
"""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from imprint.audit.wire.verdict import LinkVerdict, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from imprint.audit.wire.policy import Policy

__all__ = ["VerdictCache", "read_cache", "write_cache"]

_FORMAT = 1
_MAX_FILE = 64 * 1024 * 1024


@dataclass(frozen=True)
class VerdictCache:
    """Good verdicts by normalised address, all made under the rules that ``digest`` names."""

    digest: str
    verdicts: Mapping[str, LinkVerdict]

    def fresh(self, href: str, policy: Policy, now: datetime) -> LinkVerdict | None:
        """The remembered verdict, if its age is between nothing and the policy's time.

        An age below nothing means that a clock was set back; the verdict may be of any age, and is not used.
        """
        known = self.verdicts.get(href)
        if known is None:
            return None
        age = (now - known.checked_at).total_seconds()
        if not 0 <= age <= policy.live_seconds:
            return None
        return replace(known, from_cache=True, age_seconds=int(age))

    def last_live_at(self, href: str, now: datetime) -> datetime | None:
        """When the link was last seen to answer; None where that is not remembered or lies in the future."""
        known = self.verdicts.get(href)
        return known.checked_at if known is not None and known.checked_at <= now else None

    def updated(self, found: Iterable[tuple[str, LinkVerdict]], policy: Policy, now: datetime) -> VerdictCache:
        """The cache after a run: good verdicts are taken in, dead links forgotten, and so is what is too old or from the future."""
        verdicts = dict(self.verdicts)
        for href, verdict in found:
            if verdict.from_cache:
                continue
            if verdict.reason.is_good:
                verdicts[href] = verdict
            elif verdict.outcome != "not-determined":
                verdicts.pop(href, None)
        kept = timedelta(seconds=policy.kept_seconds)
        return replace(
            self, verdicts={href: verdict for href, verdict in verdicts.items() if timedelta() <= now - verdict.checked_at <= kept}
        )


def read_cache(path: Path | None, digest: str) -> VerdictCache:
    """The cache in a file; empty where there is none that can be used."""
    if path is None:
        return VerdictCache(digest, {})
    try:
        if not path.is_file() or path.stat().st_size > _MAX_FILE:
            return VerdictCache(digest, {})
        stored = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return VerdictCache(digest, {})
    if not isinstance(stored, dict) or stored.get("format") != _FORMAT or stored.get("rules") != digest:
        return VerdictCache(digest, {})
    entries = stored.get("verdicts")
    if not isinstance(entries, dict):
        return VerdictCache(digest, {})
    verdicts = {href: verdict for href, entry in entries.items() if (verdict := _verdict(href, entry)) is not None}
    return VerdictCache(digest, verdicts)


def write_cache(path: Path | None, cache: VerdictCache) -> bool:
    """Put the cache in its file, whole or not at all; False where it could not be written.

    It is written beside the file, under one fixed name that a killed run leaves behind and the next
    one writes over, and takes the file's place by rename. A second run that writes at the same
    moment gives way: what it would have remembered is asked again.
    """
    if path is None:
        return False
    partial = path.with_name(path.name + ".partial")
    text = json.dumps(
        {"format": _FORMAT, "rules": cache.digest, "verdicts": {href: _entry(verdict) for href, verdict in sorted(cache.verdicts.items())}},
        ensure_ascii=False,
        indent=0,
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o644)
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor is not a path
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Another run may have renamed this very file into place between the two calls above.
            if os.fstat(handle).st_ino != partial.stat().st_ino:
                return False
            file.truncate()
            file.write(text.encode("utf-8", "backslashreplace"))
            file.flush()
            os.fsync(handle)
            partial.replace(path)
    except OSError:
        return False
    return True


def _entry(verdict: LinkVerdict) -> dict[str, object]:
    return {
        "url": verdict.url,
        "reason": verdict.reason.value,
        "evidence": verdict.evidence,
        "status": verdict.status,
        "final_url": verdict.final_url,
        "checked_at": int(verdict.checked_at.timestamp()),
        "attempts": verdict.attempts,
    }


def _verdict(href: str, entry: object) -> LinkVerdict | None:
    """The verdict in one entry, or None where the entry is not what we write."""
    if not isinstance(entry, dict):
        return None
    url, evidence, final_url = entry.get("url"), entry.get("evidence"), entry.get("final_url")
    status, checked_at, attempts = entry.get("status"), entry.get("checked_at"), entry.get("attempts")
    if not isinstance(url, str) or not isinstance(evidence, str) or not isinstance(final_url, str):
        return None
    if type(status) is not int or type(checked_at) is not int or type(attempts) is not int or not href:
        return None
    try:
        reason = Reason(str(entry.get("reason")))
        moment = datetime.fromtimestamp(checked_at, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    if not reason.is_good:
        return None
    return LinkVerdict(
        url=url,
        outcome=reason.outcome,
        reason=reason,
        evidence=evidence,
        status=status,
        final_url=final_url,
        checked_at=moment,
        attempts=attempts,
    )
