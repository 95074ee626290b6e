"""The index that the search page looks through is not that of the site's articles.

What is checked: ``/search/index.json`` is there and is a list of one row for each published article and no other, with the article's own address,
title, summary and author, in the form that the search page reads.

Why it matters: only readers who search see it. A row with another address sends them to another site or to an article that is not published, and an
index that is no JSON finds nothing.

How to put it right: find what changes the index after it was made.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule("S117", "search-index-wrong", "the search index {problem}", "find what changes the index", __doc__)
