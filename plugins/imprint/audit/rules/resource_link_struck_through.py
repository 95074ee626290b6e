"""The author's resource link is marked as no longer valid.

What is checked: ``del``, ``s`` and ``strike`` around the link, and style sheets that draw a line through it.

Why it matters: it says that the link is dead.

How to put it right: print the link as ordinary text.
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
    for fault in page.links(expected):
        if fault.kind == "resource-link-struck-through":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L209",
    name="resource-link-struck-through",
    message="the link to {link} is struck through, {how}",
    help="print the link as ordinary text",
    explanation=__doc__,
    check=check,
)
