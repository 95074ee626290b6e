"""The author's resource link is not there.

What is checked: a link, ``<a href>``, whose target is the resource link's address.

Why it matters: the live hyperlink is what republication pays for.

How to put it right: print the resource box with its link on every surface that carries the article.
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
        if fault.kind == "resource-link-missing":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L101",
    name="resource-link-missing",
    message="there is no link to {link}",
    help="link the author's resource box to that address",
    explanation=__doc__,
    check=check,
)
