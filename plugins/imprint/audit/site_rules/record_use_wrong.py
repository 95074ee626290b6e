"""A record allows something else than the owner.

What is checked: ``usageTerms`` is the holder's permission or what the notice asks of publishers; RSL is there, in the pages, the RSS feeds, robots.txt and its document, where the settings name a use and nowhere else, and allows and forbids what they name.

Why it matters: whoever takes an article under a record may rely on it.

How to put it right: find what changed the record; the settings and the ``series.toml`` are the one source of it.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R113",
    "record-use-wrong",
    "{record} says {found} as {field}, not {expected}",
    "find what changes it; the permission and RSL_PERMITS and RSL_PROHIBITS are the one source of it",
    __doc__,
)
