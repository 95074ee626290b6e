"""The changes feed leaves out a correction or a withdrawal.

What is checked: both forms of the changes feed tell the newest changes of the record of releases, in order, with article, version, digest, kind, urgency and note.

Why it matters: a publisher who carries an article learns of its correction from this feed and from nowhere else.

How to put it right: find what changed the feed after it was made.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R116", "change-untold", "the changes feed does not tell the {change}", "find what takes it out of the feed", __doc__
)
