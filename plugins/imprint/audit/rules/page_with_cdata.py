"""The page has a CDATA section.

What is checked: no ``<![CDATA[`` outside SVG and MathML.

Why it matters: an HTML parser makes a comment of it up to the first ``>``, so a part of the content vanishes and ``]]>`` is shown as text; an XML parser reads it otherwise.

How to put it right: write the content as HTML. The usual cause is a template made for a feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Place, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["RULE"]


def check(page: Page, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    del expected
    for line in page.document.cdata:
        yield Evidence(Place(line, 0, page.source_line(line)))


RULE: Rule[Page] = Rule(
    code="P110",
    name="page-with-cdata",
    message="the page has a CDATA section, which browsers turn into a comment",
    help="write the content as HTML, without <![CDATA[ and ]]>",
    explanation=__doc__,
    check=check,
    own_only=True,
)
