"""The copyright notice is in the file, but not as text that a reader sees.

What is checked: where the notice is not in the page's text, the places where it nevertheless stands: a comment, an attribute such as ``alt`` or
``content``, a script, a template, the title, a form field, a nested document.

Why it matters: machine-readable rights are a supplement; the notice is for people.

How to put it right: print the notice as a paragraph beside the resource box.
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
        if fault.kind == "notice-not-text":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C111",
    name="notice-not-text",
    message="the copyright notice stands only {where}, which no reader sees as text",
    help="print the notice as text of the page",
    explanation=__doc__,
    check=check,
)
