"""A letter to a publisher whose copy does not keep the terms: polite, with what was seen and the exact fix. A draft, for the author to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.fix import fix_of

if TYPE_CHECKING:
    from imprint.copies.journal import Entry
    from imprint.copies.original import Original

__all__ = ["letter_to"]


def letter_to(entry: Entry, original: Original) -> str:
    """The draft, as plain text with its subject in the first line; empty for a copy about which there is nothing to write."""
    fix = fix_of(original, entry.verdict)
    if not fix:
        return ""
    greeting = f"Dear {entry.publisher}" if entry.publisher else "Dear publisher"
    to = f"To: {entry.contact}\n" if entry.contact else ""
    day = entry.evidence.checked_at[:10]
    if entry.verdict.outcome == "withdrawn":
        why = f"I have had to take this article back: {entry.verdict.reason}"
        seen = ""
    else:
        why = "Thank you for republishing it. The copy does not quite keep the terms that came with the article."
        seen = (
            "This is what was found:\n\n"
            + "\n".join(f"  - {each.evidence}" for each in entry.verdict.clauses if each.verdict == "fail")
            + "\n\n"
        )
    return (
        f"{to}Subject: Your copy of “{original.title}”\n\n{greeting},\n\n"
        f"you carry the article “{original.title}” at\n\n    {entry.url}\n\n{why}\n\n{seen}"
        f"{fix}\n\n"
        f"The page was looked at on {day}. If it has changed since, or if something was misread, please forgive the trouble and tell me.\n\nWith kind regards\n"
    )
