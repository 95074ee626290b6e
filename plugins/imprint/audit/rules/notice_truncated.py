"""The copyright notice begins rightly and ends too early.

What is checked: a visible text that is the beginning of the notice, and no whole notice elsewhere.

Why it matters: what is cut off first is the rights sentence and the instruction to publishers.

How to put it right: print the whole notice; look for a summary, an ellipsis or a maximum length.
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
    for fault in page.notices(expected).faults:
        if fault.kind == "notice-truncated":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C103",
    name="notice-truncated",
    message="the copyright notice breaks off: {found!r} instead of {notice!r}",
    help="print the notice to its end, the rights sentence included",
    explanation=__doc__,
    check=check,
)
