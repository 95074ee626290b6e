"""A record names another holder of the copyright than the article.

What is checked: ``copyrightHolder`` in JSON-LD and ninjs, ``dcterms.rightsHolder`` on pages and in feeds, ``holder`` in JSON Feed, the RSL ``copyright`` and the facts of the kit's page name the holder of the article's governing notice.

Why it matters: whoever asks for more rights, or pays, asks the holder that a record names.

How to put it right: find what changed the record; the article and its ``series.toml`` are the one source of it.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R105",
    "record-holder-wrong",
    "{record} says {found} as {field}, not {expected}",
    "find what changes it; the holder is that of the governing notice",
    __doc__,
)
