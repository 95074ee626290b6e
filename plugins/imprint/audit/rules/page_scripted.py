"""The page runs a script.

What is checked: no ``script`` element but data blocks such as JSON-LD, no event handler on ``html`` or ``body`` and none elsewhere that runs by itself, such as ``onerror`` of an image, and no frame
that runs scripts in the page's own origin: with a ``javascript:`` address, with a script in its ``srcdoc``, or with a document of the same site that has one. A frame of another site is fine, and one whose ``sandbox`` keeps its scripts apart.
The search page and the pages of the reprint kits may load the site's own two scripts, as they were tried, byte for byte.

Why it matters: a script can remove the notice, change the link or catch the click, and what it does cannot be known from the file. Where a real browser looks at the page (``--browser``),
its answer stands instead.

How to put it right: take the script out; every page of the site works without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Place, Rule
from imprint.audit.script import scripts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["RULE"]


def check(page: Page, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    for element, what in scripts_of(page, expected):
        yield Evidence(Place(element.line, element.column, page.source_line(element.line)), {"what": what})


RULE: Rule[Page] = Rule(
    code="P106",
    name="page-scripted",
    message="the page runs a script: {what}",
    help="take the script out; what the page needs works without one",
    explanation=__doc__,
    check=check,
    needs_rendering=True,
)
