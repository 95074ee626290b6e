"""The governing notice of an article: the one whose holder the resource box belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.article.model import Notice

__all__ = ["governing_notice"]

_BY_PERMISSION = re.compile(r"\bpermission\b", re.IGNORECASE)


def governing_notice(notices: Sequence[Notice]) -> Notice:
    """Of one notice or more, the last at the end of the text that claims the rights, else the last that does, else the last.

    A notice claims the rights with a rights sentence or a publisher notice. "Used with permission" is
    no such claim: it says whose pictures stand in somebody else's article.
    """
    claims = [each for each in notices if each.publisher_notice or (each.statement and not _BY_PERMISSION.search(each.statement))]
    return next((each for each in reversed(claims) if each.position == "end"), (claims or notices)[-1])
