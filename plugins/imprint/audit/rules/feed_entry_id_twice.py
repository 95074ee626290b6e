"""Two entries have the same identifier.

What is checked: every id stands once in a feed.

Why it matters: a reader shows only one of them.

How to put it right: give each article its own permanent id.
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
    del expected
    known: dict[str, str] = {}
    for entry in feed.entries:
        if entry.id and entry.id in known:
            yield Evidence(Place(entry.line, 0, entry.title), {"entry": known[entry.id], "other": entry.title, "id": entry.id})
        known.setdefault(entry.id, entry.title)


RULE: Rule[Feed] = Rule(
    code="F108",
    name="feed-entry-id-twice",
    message="the entries {entry!r} and {other!r} have the same id, {id}",
    help="give each entry its own id",
    explanation=__doc__,
    check=check,
)
