"""The copyright notice's characters are shown in another order than they stand.

What is checked: ``bdo``, bidirectional override characters, style sheets that override the direction or arrange the parts of the notice
in another order (``order``, reversed flexible boxes, floats), and a text that is the notice backwards.

Why it matters: what a reader sees and what a machine reads are two different texts.

How to put it right: print the notice in the order in which it is read, and let the browser work out the direction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["RULE"]


def check(page: Page, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    for fault in page.notices(expected).faults:
        if fault.kind == "notice-reversed":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C107",
    name="notice-reversed",
    message="the copyright notice is shown in another order of characters, {how}",
    help="take out the element or character that turns the text round",
    explanation=__doc__,
    check=check,
)
