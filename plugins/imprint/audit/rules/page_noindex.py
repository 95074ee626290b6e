"""The page is hidden from search engines.

What is checked: ``noindex`` and ``none`` in every ``meta`` element that speaks to robots, on pages that must be found.

Why it matters: what is not listed is not read, and a link on it counts for nothing.

How to put it right: remove the directive, or do not publish the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Place, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["RULE"]


def check(page: Page, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    if not expected.indexed:
        return
    for meta, robot, words in page.robots:
        if words & {"noindex", "none"}:
            yield Evidence(Place(meta.line, meta.column, page.source_line(meta.line)), {"robot": robot})


RULE: Rule[Page] = Rule(
    code="P104",
    name="page-noindex",
    message="the page tells {robot} not to list it",
    help="remove noindex from the page's robots directives",
    explanation=__doc__,
    check=check,
    own_only=True,
)
