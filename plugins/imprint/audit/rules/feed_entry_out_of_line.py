"""An entry's content is somewhere else.

What is checked: no ``src`` on an Atom ``content``.

Why it matters: what the reader fetches, and whether, is out of the feed's hands; whoever republishes from the feed gets nothing.

How to put it right: write the content into the feed.
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
    if entry.form == "out-of-line":
        yield Evidence(Place(entry.line, 0, entry.title), {"entry": entry.title or entry.id, "address": entry.html})


RULE: Rule[FeedEntry] = Rule(
    code="F105",
    name="feed-entry-out-of-line",
    message="the content of the entry {entry!r} is not in the feed but at {address}",
    help="put the content into the feed",
    explanation=__doc__,
    check=check,
)
