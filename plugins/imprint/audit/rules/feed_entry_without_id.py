"""An entry has no identifier.

What is checked: ``id`` in Atom and JSON Feed, ``guid`` or at least ``link`` in RSS.

Why it matters: a reader cannot tell a correction from a new article.

How to put it right: write the article's permanent id into the entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Place, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.feed import FeedEntry

__all__ = ["RULE"]


def check(entry: FeedEntry, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    del expected
    if not entry.id:
        yield Evidence(Place(entry.line, 0, entry.title), {"entry": entry.title})


RULE: Rule[FeedEntry] = Rule(
    code="F107",
    name="feed-entry-without-id",
    message="the entry {entry!r} has no id",
    help="give the entry a permanent id",
    explanation=__doc__,
    check=check,
)
