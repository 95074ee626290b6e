"""The author's resource link is declared to be something else than a link.

What is checked: a ``role`` other than ``link``, ``download``, a negative ``tabindex``, ``aria-disabled``, ``contenteditable`` around the link,
and a ``target``, its own or that of ``base``, that is the name of a frame in the page.

Why it matters: it is not announced as a link, cannot be reached with the keyboard, or does not take a reader to the author's page.

How to put it right: remove the attribute.
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
        if fault.kind == "resource-link-not-a-link":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L207",
    name="resource-link-not-a-link",
    message="the link to {link} does not behave as a link: {attribute}",
    help="remove the attribute",
    explanation=__doc__,
    check=check,
)
