"""The copyright notice is there, but its words are not the article's.

What is checked: where a text resembles the notice, its first difference is shown. Letter case, order and punctuation count,
and so do words that a style sheet puts into the middle of it.

Why it matters: a notice in other words is another claim.

How to put it right: print the notice verbatim; do not let a typographic filter or a translation touch it.
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
        if fault.kind == "notice-altered":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C102",
    name="notice-altered",
    message="the copyright notice says {got!r}, not {expected!r}",
    help="copy the notice from the article, character by character",
    explanation=__doc__,
    check=check,
)
