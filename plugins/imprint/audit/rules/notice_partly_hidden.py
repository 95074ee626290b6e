"""A part of the copyright notice is not seen.

What is checked: every run of text that the notice is made of.

Why it matters: the part that is hidden is the part that somebody wanted to be rid of.

How to put it right: print the notice as one run of text, or see to it that no style rule hides one of its parts.
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
        if fault.kind == "notice-partly-hidden":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C110",
    name="notice-partly-hidden",
    message="a part of the copyright notice is not seen: it is {how}",
    help="show every word of the notice",
    explanation=__doc__,
    check=check,
)
