"""A record names other reprint terms than those in force.

What is checked: each licence link, ``usageInfo``, ``license``, ``linkedRights`` and ``terms`` leads to the page of the highest version in ``content/reprint-terms``; where a version and a digest are named they are
that version's; every copy in a kit names it too. The page of each version has the words of its file, in one piece.

Why it matters: a publisher relies on the terms that the copy names, for as long as the copy stands.

How to put it right: find what changed the record; new terms are a new file with the next number.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R108",
    "record-terms-wrong",
    "{record} says {found} as {field}, not {expected}",
    "find what changes it; the terms in force are those with the highest number",
    __doc__,
)
