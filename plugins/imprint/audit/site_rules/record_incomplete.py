"""A record of an article's rights leaves something out.

What is checked: each record says everything that its vocabulary has a word for: holder, year, notice, terms, link, version and where the article stands.

Why it matters: a reader of that record alone would know less than the article says.

How to put it right: find what took it out, such as a template or a plugin; and build again.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R103", "record-incomplete", "{record} does not say {field}, which is {expected}", "find what takes it out of the record", __doc__
)
