"""A record gives another address or id than the article has.

What is checked: the canonical link, ``url``, ``mainEntityOfPage``, ``isPartOf``, ``sameAs``, the ids and the links of feed entries are those of the article and of its series.

Why it matters: a canonical address that leads elsewhere gives the article away, and an id that changes makes a new article of an old one.

How to put it right: find what changed the record; ``canonical_url`` and ``source_url`` in the ``series.toml`` say what is not made from SITEURL and the slug.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R110",
    "record-address-wrong",
    "{record} says {found} as {field}, not {expected}",
    "find what changes it; addresses are made from SITEURL and the slug",
    __doc__,
)
