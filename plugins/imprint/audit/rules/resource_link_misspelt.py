"""The resource link leads to nearly the right address.

What is checked: a difference that many servers forgive: ``http`` for ``https``, ``www.``, a slash at the end, a fragment, tracking parameters, a letter escaped as ``%xx``.

Why it matters: it works until the server changes, and search engines count it as another page.

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
        if fault.kind == "resource-link-misspelt":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L109",
    name="resource-link-misspelt",
    message="the resource link is {href!r}, not {link}: {difference}",
    help="write the address exactly as the resource link has it",
    explanation=__doc__,
    check=check,
)
