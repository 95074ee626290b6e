"""The copyright notice names other years than the article.

What is checked: the years of a text that claims rights, in Roman or in Arabic numerals, against the notice's own. The same years in
other numerals are other words, and count.

Why it matters: the year of first publication starts the term of protection.

How to put it right: take the notice from the article; a template that prints the current year is the usual cause.
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
        if fault.kind == "notice-years-wrong":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C104",
    name="notice-years-wrong",
    message="the copyright notice names the years {years}, not {expected}",
    help="print the years as the article has them; never compute them",
    explanation=__doc__,
    check=check,
)
