"""What the resource link tells search engines (``rel``).

Told and never a fault: no notice speaks of it, search engines have asked for ``nofollow`` on such links, and directories have changed their practice
several times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, noted

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]


def judge(copy: Copy) -> Judgement:
    """What ``rel`` says."""
    anchor = copy.box.anchor
    if anchor is None:
        return noted("there is no link to judge")
    refused = sorted({"nofollow", "ugc", "sponsored"} & set(anchor.rel.lower().split()))
    if refused:
        return noted(f"the link tells search engines {', '.join(refused)}; the terms do not forbid it", anchor.line)
    return noted(f"rel={anchor.rel!r}" if anchor.rel else "the link has no rel", anchor.line)


CLAUSE = Clause("link-rel", __doc__, judge, asked=lambda _: False, needed=False)
