"""The resource link goes where the author says.

What counts is whether a reader who follows it arrives: a missing slash at the end, ``http`` for ``https``, ``www.``, a fragment and
parameters that count visits are told and pass. Another host, another page or another query fails. A link through somebody else's
redirector that names the right address is not determined: where it leads can change any day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, failed, passed, undetermined

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]


def judge(copy: Copy) -> Judgement:
    """Whether the link goes to the right place."""
    anchor, aim, link = copy.box.anchor, copy.box.aim, copy.original.link
    if anchor is None or aim is None:
        return undetermined("there is no link to judge" if link else "the article names no resource link; give it with --link")
    if aim.place == "same":
        return passed(f"it goes to {link}", anchor.line)
    if aim.place == "nearly":
        return passed(f"a reader arrives, but {aim.difference}", anchor.line)
    if aim.place == "through":
        return undetermined(f"{aim.difference}, which may or may not bring readers to {link}: {aim.resolved}", anchor.line)
    return failed(f"it goes to {aim.resolved or anchor.href}, not to {link}: {aim.difference}", anchor.line)


CLAUSE = Clause("link-target", __doc__, judge, asked=lambda copy: copy.original.demands.live_link)
