"""The copyright notice looks right, but is written with other characters.

What is checked: characters that are not seen (zero width, soft hyphen), letters of another script, full-width letters, Roman numerals
that are one character each, and letters in another case.

Why it matters: neither a search nor a comparison finds such a notice, and screen readers say something else.

How to put it right: copy the notice from the article as plain text.
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
        if fault.kind == "notice-with-lookalikes":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C106",
    name="notice-with-lookalikes",
    message="the copyright notice is written with {character}, not as {notice!r}",
    help="write the notice with the characters that the article has",
    explanation=__doc__,
    check=check,
)
