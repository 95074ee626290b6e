"""The author's resource link is marked as not worth following.

What is checked: ``nofollow``, ``ugc`` and ``sponsored`` in the link's ``rel``, in any letter case, between spaces or commas. ``noopener``, ``author`` and others are welcome.

Why it matters: the value of the link to its author is that it counts.

How to put it right: take these words out of ``rel``.
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
        if fault.kind == "resource-link-nofollow":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L205",
    name="resource-link-nofollow",
    message="the link to {link} tells search engines not to follow it: rel has {rel}",
    help="remove nofollow, ugc and sponsored from rel",
    explanation=__doc__,
    check=check,
)
