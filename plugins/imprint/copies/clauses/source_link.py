"""The copy links to the original, where the author's own terms ask for that.

The usual publisher notice asks for the link in the resource box alone. Where the holder's words on republication ask for a link to the original,
to the source or to the first publication, it is asked for here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.aim import aim_of
from imprint.copies.clause import Clause, Judgement, failed, noted, passed

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]


def judge(copy: Copy) -> Judgement:
    """Whether there is a link to the original."""
    for anchor in copy.stream.anchors:
        if not anchor.unseen and any(aim_of(anchor.href, source, copy.base).arrives for source in copy.original.sources):
            return passed(f"the copy links to the original: {anchor.href}", anchor.line)
    if not copy.original.demands.source_link:
        return noted("the terms ask for no link to the original, and there is none")
    where = copy.original.sources[0] if copy.original.sources else "the original"
    return failed(f"the terms ask for a link to {where}")


CLAUSE = Clause("source-link", __doc__, judge, asked=lambda copy: copy.original.demands.source_link)
