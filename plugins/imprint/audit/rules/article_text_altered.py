"""The surface does not carry the whole text of its article.

What is checked: every heading, paragraph, line and list item of the article, read again from its source, stands in the
text of the surface, word for word and in the article's order. White space and the kind of dashes do not count.

Why it matters: readers and publishers get what the author wrote, or nothing. A template, a filter or a plugin that
changes a word would put the change under the author's name and notice.

How to put it right: find what changes the text between the article and the surface. The finding quotes the first part that is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Place, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["RULE"]

_QUOTED = 80


def check(page: Page, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence: the first part of the article that does not follow the part before it."""
    text = page.wording.text if expected.texts else ""
    position = 0
    for part in expected.texts:
        found = text.find(part, position)
        if found < 0:
            yield Evidence(Place(), {"part": part if len(part) <= _QUOTED else part[: _QUOTED - 1] + "…"})
            return
        position = found + len(part)


RULE: Rule[Page] = Rule(
    code="P111",
    name="article-text-altered",
    message="the article's text is not carried word for word; missing is {part!r}",
    help="find what changes the text between the article and this surface",
    explanation=__doc__,
    check=check,
)
