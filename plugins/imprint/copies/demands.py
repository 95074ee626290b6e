"""What an article's own terms ask of a copy.

Nothing is asked that the author did not say. docs/copies.md tells how each demand was decided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.article.model import Notice

__all__ = ["Demands", "demands_of"]

_CHANGES_ALLOWED = re.compile(
    r"\b(?:you|publishers|editors|anyone)\s+(?:may|can|are\s+(?:free|welcome|allowed|permitted)\s+to)\s+(?:freely\s+)?(?:edit|modify|adapt|shorten|abridge|alter|change|rewrite)\b"
    r"|\b(?:may|can)\s+be\s+(?:freely\s+)?(?:edited|modified|adapted|shortened|abridged|altered|changed)\b"
    r"|\bcreativecommons\.org/(?:licenses/by(?:-nc)?(?:-sa)?/|publicdomain/)"
    r"|\bCC[ -](?:BY(?:-NC)?(?:-SA)?|0)\b(?!-ND)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no|without)\b[^.;]{0,40}$", re.IGNORECASE)
_SOURCE_LINK = re.compile(
    r"\blink(?:s|ed|ing)?\b[^.;]{0,60}\b(?:original|source|first\s+publi(?:shed|cation))\b"
    r"|\b(?:original|source|first\s+publi(?:shed|cation))\b[^.;]{0,60}\b(?:hyper)?link",
    re.IGNORECASE,
)
_LIVE_LINK = re.compile(
    r"\b(?:live|active|clickable|working)\b[^.;]{0,40}\b(?:hyper)?links?\b|\b(?:hyper)?links?\b[^.;]{0,60}\b(?:live|active|intact|clickable|resource\s+box)\b"
    r"|\bresource\s+box\b[^.;]{0,60}\b(?:required|intact|included?|unchanged|with)\b|\b(?:includ|keep|retain|with)\w*\b[^.;]{0,30}\bresource\s+box\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Demands:
    """``live_link`` asks for the live link in a resource box, ``unaltered`` for the text as it is, ``source_link`` for a link to the original."""

    live_link: bool
    unaltered: bool
    source_link: bool


def demands_of(notices: Iterable[Notice], permission: str) -> Demands:
    """What the notices, and what the holder says of republication in words of their own, ask."""
    notices = tuple(notices)
    changes = _CHANGES_ALLOWED.search(permission)
    allowed = changes is not None and not _NOT.search(permission[: changes.start()])
    return Demands(
        live_link=any(notice.demands_live_link for notice in notices) or bool(_LIVE_LINK.search(permission)),
        unaltered=not allowed,
        source_link=bool(_SOURCE_LINK.search(permission)),
    )
