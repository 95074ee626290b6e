"""A record describes another article.

What is checked: title, author, language, dates, series and place in it are the article's own, in each record that names them; a record never says that an article is withdrawn that is published.

Why it matters: rights are those of the work that the record describes.

How to put it right: find what changed the record; the article and its ``series.toml`` are the one source of it.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R112",
    "record-description-wrong",
    "{record} says {found} as {field}, not {expected}",
    "find what changes it; the article is the one source of it",
    __doc__,
)
