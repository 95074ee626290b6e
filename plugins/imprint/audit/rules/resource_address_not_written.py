"""The resource link's address is not written out in a plain text file.

What is checked: a text file holds the whole address, beginning with ``http://`` or ``https://``, and nothing stands right behind it that would belong to the address.

Why it matters: plain text has no links; what a reader can copy, and a mail program makes clickable, is the whole address.

How to put it right: write the address after the author's name.
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
    for fault in page.links(expected):
        if fault.kind == "resource-address-not-written":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L112",
    name="resource-address-not-written",
    message="the address {link} is not written out in the text",
    help="write the whole address after the author's name",
    explanation=__doc__,
    check=check,
)
