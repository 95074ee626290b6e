"""The resource link leads to a host whose name only looks like the right one.

What is checked: letters of another script and their punycode form, and hosts that begin with or contain the right name.

Why it matters: it is how links are stolen.

How to put it right: copy the address from the article's manifest.
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
        if fault.kind == "resource-link-lookalike-host":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L107",
    name="resource-link-lookalike-host",
    message="the resource link {href!r} only looks like {link}: {difference}",
    help="write the host with the letters of the resource link",
    explanation=__doc__,
    check=check,
)
