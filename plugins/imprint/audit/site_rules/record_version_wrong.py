"""Records name different versions of an article.

What is checked: every record names the version and the digest that the record of releases has; that digest is the one of the words in the kit's plain text; the version is that of the article's last change; and only published articles are live.

Why it matters: by version and digest a publisher sees whether the copy at hand was corrected.

How to put it right: find what changed the record; the versions are counted by the build alone.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R111",
    "record-version-wrong",
    "{record} says {found} as {field}, not {expected}",
    "find what changes it; the record of releases counts the versions",
    __doc__,
)
