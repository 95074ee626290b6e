"""The copyright notice is there, but marked as no longer valid.

What is checked: ``del``, ``s`` and ``strike`` around the notice, and style sheets that draw a line through it.

Why it matters: a notice that is struck through says that the claim was withdrawn.

How to put it right: print the notice as ordinary text.
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
        if fault.kind == "notice-struck-through":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C108",
    name="notice-struck-through",
    message="the copyright notice is struck through, {how}",
    help="take the notice out of the element or rule that strikes it through",
    explanation=__doc__,
    check=check,
)
