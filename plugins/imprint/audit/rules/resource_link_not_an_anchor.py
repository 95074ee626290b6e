"""The address of the resource link is in the file, but not as a link.

What is checked: where no ``<a href>`` leads there, the places where the address nevertheless stands: plain or escaped text, a comment, a script, a template,
``noscript``, a form field, a nested document, an attribute other than ``href``.

Why it matters: what cannot be clicked is not a live hyperlink.

How to put it right: print ``<a href="…">`` around the name of the author.
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
        if fault.kind == "resource-link-not-an-anchor":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L102",
    name="resource-link-not-an-anchor",
    message="{link} stands only {where}, which is no link",
    help="make it the href of an <a> element of the page",
    explanation=__doc__,
    check=check,
)
