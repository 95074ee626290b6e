"""The resource link's ``href`` is not an address that a browser can open.

What is checked: the value is a valid address by the WHATWG URL Standard: a host name, a port up to 65535.

Why it matters: a click does nothing.

How to put it right: print the address of the resource link.
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
        if fault.kind == "resource-link-invalid":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L110",
    name="resource-link-invalid",
    message="the resource link {href!r} is no address: {difference}",
    help="write a valid address",
    explanation=__doc__,
    check=check,
)
