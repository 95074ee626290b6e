"""The resource link has words, or a picture with words, that a reader can click.

The terms do not prescribe the words; where they differ from the author's, that is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, failed, passed, undetermined
from imprint.copies.words import keys_of

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]


def judge(copy: Copy) -> Judgement:
    """Whether the link has a text."""
    anchor = copy.box.anchor
    if anchor is None:
        return undetermined("there is no link to judge")
    if not any(each.isalnum() for key in keys_of(anchor.text) for each in key):
        if anchor.image:
            return passed("the link is a picture with a text of its own", anchor.line)
        return failed("the link has no words to click", anchor.line)
    if anchor.printed or keys_of(anchor.text) == keys_of(copy.original.anchor):
        return passed(f"the words of the link are “{anchor.text}”", anchor.line)
    return passed(f"the words of the link are “{anchor.text}” (the author's are “{copy.original.anchor}”)", anchor.line)


CLAUSE = Clause("link-text", __doc__, judge, asked=lambda copy: copy.original.demands.live_link)
