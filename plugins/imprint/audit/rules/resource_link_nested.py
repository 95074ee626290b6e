"""The author's resource link stands inside another interactive element, or holds one.

What is checked: ``button``, ``label`` and form fields around the link and in it.

Why it matters: HTML does not allow it, and browsers differ in who gets the click.

How to put it right: take the link out of the element.
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
        if fault.kind == "resource-link-nested":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L208",
    name="resource-link-nested",
    message="the link to {link} is nested with <{element}>, which takes the click",
    help="take the link out of the element",
    explanation=__doc__,
    check=check,
)
