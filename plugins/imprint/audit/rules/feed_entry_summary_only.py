"""An entry shows only a summary.

What is checked: the element that a reader shows (``content:encoded`` before ``description``, ``content`` before ``summary``) holds the notice or the link at least in part.

Why it matters: whoever republishes from the feed never sees the terms. Pelican's RSS is like this unless ``RSS_FEED_SUMMARY_ONLY`` is off.

How to put it right: write the full content with notice and resource box into the feed.
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
    short = entry.form == "none" or (
        entry.shown in {"description", "summary", "content_text"} and "<a " not in entry.html and "&lt;" not in entry.html
    )
    if short and not any(link in entry.html for link in expected.links) and not any(notice in entry.html for notice in expected.notices):
        yield Evidence(Place(entry.line, 0, entry.title), {"entry": entry.title or entry.id})


RULE: Rule[FeedEntry] = Rule(
    code="F103",
    name="feed-entry-summary-only",
    message="the entry {entry!r} shows only a summary, without the copyright notice and the resource link",
    help="put the whole article into the entry, not into a page that it links to",
    explanation=__doc__,
    check=check,
)
