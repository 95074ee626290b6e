"""Beside the article's copyright notice stands something that says otherwise: another notice, or that nobody has any rights.

What is checked: every visible text that reads as a claim ("Copyright", "©" or "(c)" with a year) and is neither an expected notice nor part of the
article's own text. Two kinds are in order, since they plainly are about something else:

- The line of the site, in a ``footer`` of the whole page, where every notice of the article stands in an ``article`` or ``main`` outside it. Nothing in the footer but its links may name the article,
  its title, texts, contents, pages, rights or "all", "this" or "everything": "© 2024 The Daily Hive Ltd." is in order, "All rights reserved" or "This article © 2024 …" is not. A reader knows the first from the foot of
  every page of a site; the others can be read as a claim to the article.
- The credit of a picture, in the ``figcaption`` of a ``figure`` with the picture and without the notice, in a block that says "Photo", "Illustration" or another such word and names nothing else.

A sentence that gives all rights away, "This article is in the public domain" or "The texts of this site are free of copyright", is such a statement
too, wherever on the page it stands, unless the article itself says it.

Why it matters: of two notices on one page a reader believes the wrong one.

How to put it right: print only the notices of the articles that the page carries, and the line of the site below them, in a ``footer`` of the page.
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
    for fault in page.notices(expected).faults:
        if fault.kind == "notice-contradicted":
            yield Evidence(fault.place, fault.facts)


RULE: Rule[Page] = Rule(
    code="C112",
    name="notice-contradicted",
    message="a second copyright line claims other rights: {found!r}",
    help="remove the other claim, or say whose work it is about in words that are no copyright line",
    explanation=__doc__,
    check=check,
)
