"""The file is too large to be audited.

What is checked: a page, a feed or a kit file has at most 32 MiB.

Why it matters: what was not read was not found to be in order.

How to put it right: publish a smaller file; cut a feed into pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["RULE"]

MAX_BYTES = 32 * 1024 * 1024
"""The largest surface that is read, in bytes."""


def check(page: Page, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    del expected
    if len(page.data) > MAX_BYTES:
        yield Evidence(facts={"size": len(page.data), "limit": MAX_BYTES})


RULE: Rule[Page] = Rule(
    code="P109",
    name="page-too-large",
    message="the file has {size} bytes, more than the {limit} that are read",
    help="publish a smaller file",
    explanation=__doc__,
    check=check,
)
