"""A record has another copyright notice than the article.

What is checked: ``copyrightNotice`` in JSON-LD and ninjs, ``dcterms.rights``, ``dc:rights``, Atom's ``rights``, JSON Feed's ``notice`` and the kit's fields hold every notice verbatim. The rights of a feed as a whole
are the notices of its articles where these agree, and claim nothing for anybody where they do not.

Why it matters: the record is the notice for everybody who reads nothing else, and a publisher must keep the notice as it is.

How to put it right: find what changed the record; the article is the one source of its notices.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule(
    "R107",
    "record-notice-wrong",
    "{record} says {found} as {field}, not {expected}",
    "find what changes it; a notice is printed as it is written",
    __doc__,
)
