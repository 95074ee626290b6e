"""The feed has no entry.

What is checked: a feed that is held against a notice and a link has at least one entry.

Why it matters: nothing was checked, and nothing checked is not in order.

How to put it right: look why the entries are missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Place, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.feed import Feed

__all__ = ["RULE"]


def check(feed: Feed, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    if not feed.faults and not feed.entries and expected.notices:
        yield Evidence(Place(1))


RULE: Rule[Feed] = Rule(
    code="F102",
    name="feed-empty",
    message="the feed has no entry",
    help="publish at least one entry, or do not publish the feed",
    explanation=__doc__,
    check=check,
)
