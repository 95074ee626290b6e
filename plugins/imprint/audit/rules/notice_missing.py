"""The copyright notice is nowhere on the surface.

What is checked: the text that a reader sees holds the notice exactly as the article states it. White space may
break anywhere, and any dash may stand for the hyphen between the years; nothing else may differ.

Why it matters: the notice is the condition under which the article may be republished at all.

How to put it right: print the notice in the page's text, near the resource box, from the article and not from a template of its own.
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
        if fault.kind == "notice-missing":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C101",
    name="notice-missing",
    message="the copyright notice {notice!r} is nowhere on the surface",
    help="print the notice verbatim beside the resource box",
    explanation=__doc__,
    check=check,
)
