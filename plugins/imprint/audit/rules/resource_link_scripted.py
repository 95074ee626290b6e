"""The author's resource link has an event handler.

What is checked: attributes beginning with ``on`` on the link, and those for clicks on the elements around it.

Why it matters: ``onclick="return false"`` makes a link dead that looks alive, and what a longer script does cannot be known without running it.

How to put it right: remove the attribute.
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
        if fault.kind == "resource-link-scripted":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L206",
    name="resource-link-scripted",
    message="a script can change what a click on the link to {link} does: it has {handler}",
    help="remove the event handler",
    explanation=__doc__,
    check=check,
    needs_rendering=True,
)
