"""The author's resource link looks like the text around it.

What is checked: a link that stands inside a text has another colour than the text, or a line, a border, a background or a weight of its own.

Why it matters: a reader who does not know that there is a link will not click it (WCAG 2.2, 1.4.1).

How to put it right: leave links their underline.
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
        if fault.kind == "resource-link-unmarked":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L211",
    name="resource-link-unmarked",
    message="the link to {link} cannot be told from the text around it",
    help="give links a colour of their own or an underline",
    explanation=__doc__,
    check=check,
    own_only=True,
)
