"""The resource link is an absolute http or https address.

On a copy a relative address leads to the publisher's own site. An address that only leaves out the scheme, or that the page's own ``base``
completes, takes a reader to the right place and passes with a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, failed, passed, undetermined

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]


def judge(copy: Copy) -> Judgement:
    """Whether the address is absolute."""
    anchor, aim = copy.box.anchor, copy.box.aim
    if anchor is None:
        return undetermined("there is no link to judge")
    if anchor.printed and not anchor.href.lower().startswith(("http://", "https://")):
        return failed(f"in plain text the address is to be printed in full, with https://: {anchor.href}", anchor.line)
    if anchor.href.lower().startswith(("http://", "https://")) or (aim is not None and aim.form == "absolute"):
        return passed(f"the address is absolute: {anchor.href}", anchor.line)
    if aim is not None and aim.arrives:
        return passed(f"the address {anchor.href!r} is completed by the page to {aim.resolved}", anchor.line)
    if aim is not None and aim.form == "other-scheme":
        return failed(f"the address {anchor.href[:120]!r} is no http or https address", anchor.line)
    where = f", here {aim.resolved}" if aim is not None and aim.resolved else ""
    return failed(f"the address {anchor.href[:120]!r} is relative, so it leads to the publisher's own site{where}", anchor.line)


CLAUSE = Clause("link-absolute", __doc__, judge, asked=lambda copy: copy.original.demands.live_link)
