"""Words directly beside the copyright notice turn it into its opposite.

What is checked: a negation in the same block, right before or behind the notice, be it from a style sheet,
and words behind it that give the rights away, such as "public domain". Where the notice is quoted, by marks or by ``q``, or a sentence goes on behind it in small letters,
the whole sentence may not deny it: "The line “Copyright …” was removed and is void." A sentence that wants it kept, "… must not be removed", is in order.

Why it matters: "This is not Copyright …" carries the notice verbatim and says the contrary.

How to put it right: print the notice as a sentence of its own.
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
        if fault.kind == "notice-negated":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C113",
    name="notice-negated",
    message="words beside the copyright notice take it back: {words!r}",
    help="let the notice stand by itself",
    explanation=__doc__,
    check=check,
)
