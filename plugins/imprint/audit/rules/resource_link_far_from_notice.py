"""The resource link and the copyright notice are far apart.

What is checked: at most 60 blocks of text between the link and the nearest copyright notice.

Why it matters: the terms ask for the link in the author's resource box; a link at the other end of a page is not recognised as one.

How to put it right: print the resource box and the notice next to each other.
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
        if fault.kind == "resource-link-far-from-notice":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L210",
    name="resource-link-far-from-notice",
    message="the link to {link} stands {blocks} blocks away from the copyright notice",
    help="put the notice and the resource link together",
    explanation=__doc__,
    check=check,
    own_only=True,
)
