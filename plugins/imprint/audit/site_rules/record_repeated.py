"""A record of an article's rights says one thing in two ways.

What is checked: no page has two canonical addresses or two licences, and no entry of a feed two notices, holders or licences, that differ.

Why it matters: each reader takes another of the two. RFC 4946, section 2.5, and RFC 6596 ask for one.

How to put it right: take out what the theme or a plugin adds to what Imprint has written.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R104", "record-repeated", "{record} says {field} twice: {expected} and {found}", "keep the one that is right", __doc__
)
