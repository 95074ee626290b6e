"""Beside the article's copyright notice stands another one that says something else.

What is checked: every visible text that reads as a claim ("Copyright", "©" or "(c)" with a year) and is neither an expected notice nor part of the
article's own text.

Why it matters: of two notices on one page a reader believes the wrong one.

How to put it right: print only the notices of the articles that the page carries.
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
        if fault.kind == "notice-contradicted":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C112",
    name="notice-contradicted",
    message="a second copyright line claims other rights: {found!r}",
    help="remove the other claim, or say whose work it is about in words that are no copyright line",
    explanation=__doc__,
    check=check,
)
