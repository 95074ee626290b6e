"""The article stands under its own title.

The title is part of the text, so "All rights reserved" keeps it too. Letter case does not count, since page designs set titles in
capitals. A copy without any title, such as a piece of HTML for a publishing system that has a field for it, is not determined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, failed, passed, undetermined

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]


def judge(copy: Copy) -> Judgement:
    """Whether the title is kept."""
    title, wanted = copy.title, copy.original.title
    if title.place is not None:
        return passed(f"the title stands above the text: “{copy.stream.text(*title.place)}”", title.line)
    if title.altered:
        return failed(f"the title reads “{title.altered}”, not “{wanted}”", title.line)
    if title.heading:
        return failed(f"the text stands under “{title.heading}”, not under “{wanted}”", title.line)
    if title.in_head:
        return passed(f"the title stands in the title of the window: “{copy.stream.head.title}”", copy.stream.head.title_line)
    return undetermined(f"the copy shows no title; it is to stand under “{wanted}”")


CLAUSE = Clause("title-kept", __doc__, judge, asked=lambda copy: copy.original.demands.unaltered, needed=False)
