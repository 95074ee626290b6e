"""Whether a reader sees the notice or the link cannot be told from the file.

What is checked: every style rule that applies to the notice, the link and the elements around them can be evaluated: its selector, its conditions, its values, the style sheet itself; and no box that left its place in the flow may lie over them, by rough measures of texts, sizes and offsets.

Why it matters: not known is not fine.

How to put it right: simplify the rule that the message names, give the text more room from the box that it names, keep the style sheet on the same site, or let a real browser decide with ``--browser``.
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
    told = set()
    for fault in (*page.notices(expected).faults, *page.links(expected)):
        if fault.kind == "visibility-not-determined" and fault.facts["how"] not in told:
            told.add(fault.facts["how"])
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="P108",
    name="visibility-not-determined",
    message="whether a reader sees {what} cannot be told: {how}",
    help="simplify the style rule, or judge the page with --browser",
    explanation=__doc__,
    check=check,
    needs_rendering=True,
)
