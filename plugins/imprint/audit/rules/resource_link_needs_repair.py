"""The resource link works only because browsers repair addresses.

What is checked: the value of ``href`` as it is written: no white space or line break in or around it, no backslash, no invisible character, two slashes
behind the scheme, and no letters outside ASCII where the resource link has none.

Why it matters: feed readers, mail programs and scripts that copy the box do not repair, so the link dies on its way.

How to put it right: print the address exactly as the resource link has it.
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
        if fault.kind == "resource-link-needs-repair":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L108",
    name="resource-link-needs-repair",
    message="the resource link is written {href!r}, which only a browser makes {link} of",
    help="write the address without white space, control characters, backslashes or letters that need converting",
    explanation=__doc__,
    check=check,
)
