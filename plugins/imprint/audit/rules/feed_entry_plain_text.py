"""An entry's content is declared to be plain text.

What is checked: an Atom ``content`` says ``type="html"`` or ``"xhtml"`` (without a type it is text), and a JSON Feed item has ``content_html``.

Why it matters: in plain text a reader shows tags as they are, and no link is live.

How to put it right: declare the type.
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
    if entry.form == "text":
        yield Evidence(Place(entry.line, 0, entry.title), {"entry": entry.title or entry.id})


RULE: Rule[FeedEntry] = Rule(
    code="F106",
    name="feed-entry-plain-text",
    message="the entry {entry!r} is plain text, in which no link is live",
    help="declare the content as HTML: type html in Atom, content_html in a JSON Feed",
    explanation=__doc__,
    check=check,
)
