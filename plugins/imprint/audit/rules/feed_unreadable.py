"""The feed cannot be read.

What is checked: the bytes are UTF-8 without characters that XML forbids; the XML is well-formed and has no document type declaration, or the JSON is valid; the root is that of RSS, Atom or JSON Feed.

Why it matters: some readers repair a broken feed, others drop it, so what is shown cannot be told.

How to put it right: write the feed with an XML or JSON library, and clean the texts of control characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rule import Evidence, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.feed import Feed

__all__ = ["RULE"]


def check(feed: Feed, expected: Expected) -> Iterator[Evidence]:
    """Yield the evidence, one for each place."""
    del expected
    for fault in feed.faults:
        yield Evidence(fault.place, fault.facts)


RULE: Rule[Feed] = Rule(
    code="F101",
    name="feed-unreadable",
    message="the feed cannot be read: {what}",
    help="write a well-formed feed in UTF-8",
    explanation=__doc__,
    check=check,
)
