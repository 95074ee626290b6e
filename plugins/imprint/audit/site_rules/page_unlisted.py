"""The sitemap is not that of the site's pages.

What is checked: ``/sitemap.xml``, with the files that it is split into, is there, names the page of every article, and names no address at which the site has no page; and the site has no part of a sitemap that it does not name.

Why it matters: search engines read it and nobody else does. An article that it leaves out is found late or never, and an address of another site sends them there.

How to put it right: find what changed or removed the sitemap after it was made.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule("S113", "page-unlisted", "the sitemap {problem}", "find what changes the sitemap", __doc__)
