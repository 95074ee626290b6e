"""The start tag of the resource link has two ``href`` attributes.

What is checked: attributes that stand twice in the start tag.

Why it matters: HTML parsers keep the first, tools that read the text may take the second; the file is not valid HTML.

How to put it right: remove the second.
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
        if fault.kind == "resource-link-with-two-targets":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L111",
    name="resource-link-with-two-targets",
    message="the resource link has two href attributes; browsers take the first, {href!r}",
    help="keep one href",
    explanation=__doc__,
    check=check,
)
