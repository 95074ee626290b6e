"""The resource link's address holds a user name, which makes it look like another host's.

What is checked: no ``user@`` or ``user:password@`` before the host.

Why it matters: ``https://author.example@elsewhere.example/`` leads to elsewhere.example, and browsers warn of it.

How to put it right: print the address without user information.
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
        if fault.kind == "resource-link-with-user-info":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L106",
    name="resource-link-with-user-info",
    message="the resource link {href!r} is not what it seems: {difference}",
    help="take everything before the @ out of the address",
    explanation=__doc__,
    check=check,
)
