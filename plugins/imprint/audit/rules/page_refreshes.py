"""The page sends its reader away.

What is checked: no ``<meta http-equiv="refresh">``, neither in the page as it is with scripts nor, inside ``noscript``, as it is without.

Why it matters: the reader never sees the resource box, or loses it while reading.

How to put it right: remove the element; redirect on the server, or link to the new place.
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
    for meta in page.document.named("meta"):
        if meta.attrib.get("http-equiv", "").strip().lower() == "refresh" and meta.attrib.get("content", "").strip():
            yield Evidence(Place(meta.line, meta.column, page.source_line(meta.line)), {"content": meta.attrib["content"]})


RULE: Rule[Page] = Rule(
    code="P105",
    name="page-refreshes",
    message="the page reloads or leaves by itself: {content!r}",
    help="remove the refresh",
    explanation=__doc__,
    check=check,
)
