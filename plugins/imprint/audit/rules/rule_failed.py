"""A rule broke off with an error while it was asked about this surface.

What is checked: every rule answers for every surface.

Why it matters: a rule that fails has not found the surface to be in order, so the audit has failed.

How to put it right: this is a mistake in Imprint. Please report it with the surface that caused it.
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
    del page, expected
    return iter(())


RULE: Rule[Page] = Rule(
    code="P100",
    name="rule-failed",
    message="the rule {rule} could not be asked: {error}",
    help="report this with the file that caused it",
    explanation=__doc__,
    check=check,
)
