"""A record claims another year than the article's notice.

What is checked: ``copyrightYear`` is the first year of the governing notice, and is left out where the notice claims none.

Why it matters: the term of protection is counted from it.

How to put it right: find what changed the record; the notice is the one source of the year.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R106",
    "record-years-wrong",
    "{record} says {found} as {field}, not {expected}",
    "find what changes it; the year is the first that the governing notice claims",
    __doc__,
)
