"""The author's resource link is visible, but a click does not reach it.

What is checked: ``pointer-events: none`` on the link or around it, and elements that a style sheet lays over it.

Why it matters: a live hyperlink is one that a click follows.

How to put it right: remove the declaration, or give the covering element its own place.
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
        if fault.kind == "resource-link-not-clickable":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L203",
    name="resource-link-not-clickable",
    message="the link to {link} is seen but cannot be clicked: it is {how}",
    help="remove what takes the clicks",
    explanation=__doc__,
    check=check,
)
