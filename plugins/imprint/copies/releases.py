"""What the record of releases says of one article: the current version, and what became of the earlier ones.

The record is the site's ``/reprint/versions.json``. It is read here by its published form alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Correction", "Releases", "ReleasesError", "read_releases"]


class ReleasesError(Exception):
    """The record cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A change that made ``version``: the parts of the article that it changed, how urgent it is for publishers, and the author's word on it."""

    version: int
    changed: tuple[str, ...]
    urgency: str
    note: str


@dataclass(frozen=True, slots=True)
class Releases:
    """``version`` is the current one and ``sha256`` the digest of its text; ``live`` is false where the article was taken back."""

    version: int
    sha256: str
    live: bool = True
    corrections: tuple[Correction, ...] = ()


def read_releases(data: bytes) -> Mapping[str, Releases]:
    """All articles of a record, by id. Raises :class:`ReleasesError`."""
    try:
        record = json.loads(data)
        articles = record["articles"]
        changes: dict[str, list[Correction]] = {}
        for change in record["changes"]:
            if change["kind"] == "correction":
                correction = Correction(
                    int(change["version"]), tuple(map(str, change["changed"])), str(change["urgency"]), str(change["note"])
                )
                changes.setdefault(str(change["article"]), []).append(correction)
        return {str(name): _releases(value, tuple(changes.get(str(name), ()))) for name, value in articles.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ReleasesError(f"the record of releases cannot be read: {error}") from error


def _releases(value: Mapping[str, Any], corrections: tuple[Correction, ...]) -> Releases:
    return Releases(int(value["version"]), str(value["sha256"]), bool(value["live"]), corrections)
