"""The author's resource link is in the page, but its surroundings keep a reader from it.

What is checked: the link and every element around it: ``hidden``, ``inert``, ``popover``, ``aria-hidden``, a closed ``dialog`` or ``details``, fallback content
(``object``, ``canvas``, ``video``, ``iframe``), form fields, SVG and MathML.

Why it matters: a link that is not shown is not a live hyperlink.

How to put it right: print the resource box as ordinary content of the page.
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
        if fault.kind == "resource-link-not-live":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L201",
    name="resource-link-not-live",
    message="the link to {link} is not live: it is {how}",
    help="move the link to where it is shown and can be clicked",
    explanation=__doc__,
    check=check,
)
