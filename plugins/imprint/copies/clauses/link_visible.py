"""A reader sees the resource link.

"So that visitors can click" implies it. Only sure signs fail: the attribute ``hidden``, ``display: none`` and its like in the page's own styles, a
link without words, a place inside a comment, ``template`` or ``noscript``. Where a style sheet is not at hand, or a reader has to open something
first, the verdict is not determined; ``--browser`` asks a browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, failed, passed, undetermined
from imprint.copies.clauses.link_is_anchor import unseen_place

if TYPE_CHECKING:
    from imprint.audit.document import Element
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]

_MOST_WORDS = 50


def judge(copy: Copy) -> Judgement:  # noqa: PLR0911 - one question after the other
    """Whether the link is seen."""
    anchor, sight = copy.box.anchor, copy.sight
    if anchor is None:
        if place := unseen_place(copy):
            return failed(f"the link is {place[0]}", place[1])
        return undetermined("there is no link to judge")
    if anchor.unseen:
        return failed(f"the link is {anchor.unseen}", anchor.line)
    if not anchor.text and not anchor.image:
        return failed("the link has nothing that could be seen", anchor.line)
    if sight is None or anchor.element is None:
        return passed("it stands in the text", anchor.line)
    doubt = None
    for element in _elements(copy, anchor.element, anchor.at, anchor.end):
        obstacle = sight.obstacle(element)
        if obstacle is not None and obstacle.sure:
            return failed(f"the link is {obstacle.reason}", obstacle.line)
        doubt = doubt or obstacle
    if doubt is not None:
        return undetermined(f"the link is {doubt.reason}", doubt.line)
    if sight.missing:
        return undetermined(f"nothing on the page hides it, but the style sheet {sight.missing[0]} is not at hand", anchor.line)
    return passed("nothing hides it", anchor.line)


def _elements(copy: Copy, link: Element, start: int, end: int) -> list[Element]:
    """The link and the elements in it that hold its words."""
    inside = {copy.stream.run(at).element for at in range(start, min(end, start + _MOST_WORDS))}
    return [link, *(each for each in inside if each is not None and each is not link and link in each.chain)]


CLAUSE = Clause("link-visible", __doc__, judge, asked=lambda copy: copy.original.demands.live_link, needed=False)
