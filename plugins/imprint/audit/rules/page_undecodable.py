"""The bytes of the file are not plain UTF-8 text.

What is checked: the file is valid UTF-8 and holds no control characters but tab and line breaks, and no code points that are not characters.

Why it matters: each receiver repairs such a file in its own way, and what it then shows cannot be foretold.

How to put it right: write the file as UTF-8, and clean the article's text of control characters.
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
    del expected
    for place, what in page.source.faults:
        yield Evidence(place, {"what": what})


RULE: Rule[Page] = Rule(
    code="P101",
    name="page-undecodable",
    message="the file holds {what}",
    help="write the file as UTF-8, without control characters",
    explanation=__doc__,
    check=check,
)
