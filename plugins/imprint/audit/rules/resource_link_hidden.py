"""A style sheet hides the author's resource link.

What is checked: the inline styles, ``<style>`` elements and linked style sheets, with their imports, media queries, layers, nesting and custom properties, for every element
around the link: not displayed, invisible, transparent, too small, moved away, clipped, masked, scaled to nothing, without contrast to its background, cut off, pushed off the page. Light and dark, in print, and
at every width, height, resolution and other feature of a device that the style sheets distinguish; animations as they end. What shows only while the pointer is over it, or while it is the target, counts as hidden.

Why it matters: a link that cannot be seen will not be clicked.

How to put it right: change or except the rule that the message names.
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
        if fault.kind == "resource-link-hidden":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L202",
    name="resource-link-hidden",
    message="no reader sees the link to {link}: it is {how}",
    help="except the resource box from the style rule",
    explanation=__doc__,
    check=check,
)
