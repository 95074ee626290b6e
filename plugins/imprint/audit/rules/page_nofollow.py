"""The whole page is marked as one whose links are not to be followed.

What is checked: ``nofollow`` and ``none`` in every ``meta`` element that speaks to robots.

Why it matters: it takes the value out of every link of the page, the author's among them.

How to put it right: remove the directive.
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
    del expected
    for meta, robot, words in page.robots:
        if words & {"nofollow", "none"}:
            yield Evidence(Place(meta.line, meta.column, page.source_line(meta.line)), {"robot": robot})


RULE: Rule[Page] = Rule(
    code="P103",
    name="page-nofollow",
    message="the page tells {robot} not to follow its links",
    help="remove nofollow and none from the page's robots directives",
    explanation=__doc__,
    check=check,
)
