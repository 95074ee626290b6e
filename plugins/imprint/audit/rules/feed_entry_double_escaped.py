"""An entry's HTML is escaped twice.

What is checked: what is left after the XML or JSON parser has done its work still has ``&lt;p&gt;`` where tags should be.

Why it matters: the reader sees tags as text, and the link is none.

How to put it right: escape once; inside CDATA, not at all.
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
    if entry.is_double_escaped:
        yield Evidence(Place(entry.line, 0, entry.title), {"entry": entry.title or entry.id, "shown": entry.shown})


RULE: Rule[FeedEntry] = Rule(
    code="F104",
    name="feed-entry-double-escaped",
    message="the entry {entry!r} is escaped twice in {shown}: a reader sees tags",
    help="escape once: either CDATA or character references",
    explanation=__doc__,
    check=check,
)
