"""The resource link does not lead to a web page.

What is checked: the scheme is ``http`` or ``https``; not ``javascript``, ``data``, ``mailto``, ``ftp``, ``about`` or another.

Why it matters: such a link opens a mail program, runs a script or does nothing.

How to put it right: print the http(s) address of the resource.
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
        if fault.kind == "resource-link-wrong-scheme":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="L105",
    name="resource-link-wrong-scheme",
    message="the resource link is {href!r}: {difference}",
    help="link to the http or https address",
    explanation=__doc__,
    check=check,
)
