"""A record asks for another link or credit than the resource box.

What is checked: ccREL's ``attributionURL`` and ``attributionName``, ``creditText``, ``required_link`` and the fields of the kit have the address, the words and the text of the article's resource box.

Why it matters: the link is what republication pays for. Software that credits by the record would link to somebody else.

How to put it right: find what changed the record; ``resource_url`` and its kin in the ``series.toml`` are the one source of it.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R109",
    "record-link-wrong",
    "{record} says {found} as {field}, not {expected}",
    "find what changes it; the resource box is the one source of the link",
    __doc__,
)
