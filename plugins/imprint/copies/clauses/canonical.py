"""What the page tells search engines of itself: its canonical address, and whether it may be listed.

Told and never a fault: the terms do not ask for either, and what search engines advise has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.aim import normal
from imprint.copies.clause import Clause, Judgement, noted

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]


def judge(copy: Copy) -> Judgement:
    """What the page says."""
    head = copy.stream.head
    told = []
    address, line = head.canonical
    if address:
        named = normal(address, copy.base)
        sources = {normal(each) for each in copy.original.sources}
        told.append(
            f"the canonical address is the original's, {named}" if named in sources else f"the canonical address is {named or address}"
        )
    for content, at in head.robots:
        if {"noindex", "none"} & {word.strip().lower() for word in content.split(",")}:
            told.append("the page asks not to be listed (noindex)")
            line = line or at
            break
    return noted("; ".join(told) or "the page names no canonical address", line)


CLAUSE = Clause("canonical", __doc__, judge, asked=lambda _: False, needed=False)
