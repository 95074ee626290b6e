"""The resource link's ``href`` is relative, so where it goes depends on the page around it.

What is checked: the attribute's value begins with ``http://`` or ``https://``. A ``base`` element or ``xml:base`` does not help.

Why it matters: a copy of the box in a feed reader or on a publisher's page leads to that page's host.

How to put it right: print the absolute address.
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
        if fault.kind == "resource-link-relative":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L104",
    name="resource-link-relative",
    message="the resource link is not absolute: {href!r}; {difference}",
    help="write the whole address, beginning with https://",
    explanation=__doc__,
    check=check,
)
