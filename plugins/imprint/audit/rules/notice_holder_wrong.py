"""The copyright notice names another holder than the article.

What is checked: the name behind the years of a text that claims rights.

Why it matters: it gives the author's work to somebody else.

How to put it right: take the notice from the article, not from the site's settings.
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
        if fault.kind == "notice-holder-wrong":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C105",
    name="notice-holder-wrong",
    message="the copyright notice names {holder!r}, not {expected!r}",
    help="name the holder that the article names",
    explanation=__doc__,
    check=check,
)
