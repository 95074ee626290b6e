"""The resource link can be clicked.

"An active link, not just the URL, so that visitors can click": in HTML that is an ``a`` element with an ``href``; a bare address is not enough.
In a medium without links, such as a newsletter in plain text, the full address in sight is what can be done, and passes with a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, failed, passed

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE", "unseen_place"]


def judge(copy: Copy) -> Judgement:
    """Whether there is a link."""
    box, link = copy.box, copy.original.link
    if box.anchor is not None:
        if box.anchor.printed:
            return passed(f"in plain text the full address stands for the link: {box.anchor.href}", box.anchor.line)
        return passed(f"there is a link: “{box.anchor.text or box.anchor.href}”", box.anchor.line)
    if place := unseen_place(copy):
        return failed(f"the link is {place[0]}, where it is no part of the page", place[1])
    if box.mention:
        return failed(f"the address {link} is only text; it is to be a link", box.mention)
    return failed(f"there is no link to {link or 'the author'}", box.line)


def unseen_place(copy: Copy) -> tuple[str, int] | None:
    """Where the address stands without being a part of the page: a phrase that fits behind "it is", and a line."""
    link = copy.original.link
    if not link:
        return None
    bare = link.partition("://")[2].rstrip("/")
    for hidden in copy.stream.hidden:
        if bare in hidden.text:
            return hidden.reason, hidden.line
    return None


CLAUSE = Clause("link-is-anchor", __doc__, judge, asked=lambda copy: copy.original.demands.live_link)
