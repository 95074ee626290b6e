"""The copyright notice is in the page, but no reader sees it.

What is checked: the notice and everything around it, for markup that hides (``hidden``, ``aria-hidden``, closed ``details``, fallback content)
and for style sheets that do: not displayed, invisible, transparent, too small, moved away, clipped, without contrast. Light and dark, in print,
and at every width, height, resolution and other feature of a device that the style sheets distinguish; animations as they end.

Why it matters: a notice that is not seen gives notice of nothing.

How to put it right: take the notice out of the hiding element, or except it from the style rule that the message names.
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
        if fault.kind == "notice-hidden":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C109",
    name="notice-hidden",
    message="no reader sees the copyright notice: it is {how}",
    help="show the notice wherever the article is shown",
    explanation=__doc__,
    check=check,
)
