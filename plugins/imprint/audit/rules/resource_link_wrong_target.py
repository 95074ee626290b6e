"""The link in the resource box goes somewhere else.

What is checked: scheme, host, port, path and query of the target, as a browser resolves it, against the resource link. A path's letter case
counts, and so does what an image in the link makes of a click: ``ismap`` adds its place to the address, a map may lead elsewhere. The visible text of the link does not matter, even if it shows the right address.

Why it matters: the visitor, and the search engine, end up at somebody else's.

How to put it right: print the address from the article's resource box, and escape it once.
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
        if fault.kind == "resource-link-wrong-target":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L103",
    name="resource-link-wrong-target",
    message="the resource link goes to {href!r}, not to {link}: {difference}",
    help="set href to the resource link's address",
    explanation=__doc__,
    check=check,
)
