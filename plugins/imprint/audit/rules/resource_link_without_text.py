"""The author's resource link is empty.

What is checked: at least three visible characters inside the link, or an image of at least 8 by 8 pixels with an alternative text. White space, zero-width characters, comments and text that
a style sheet hides do not count.

Why it matters: there is nothing to click on, and nothing for a screen reader to say.

How to put it right: put the anchor text of the resource box into the link.
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
        if fault.kind == "resource-link-without-text":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L204",
    name="resource-link-without-text",
    message="the link to {link} has no text to click on",
    help="put the name of the author, or an image with an alternative text, into the link",
    explanation=__doc__,
    check=check,
)
