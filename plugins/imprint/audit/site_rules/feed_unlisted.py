"""The list of feeds is not that of the site's feeds.

What is checked: ``/feeds/all.opml`` is there and names the RSS feed of the whole site, of each series and of each category, and nothing else.

Why it matters: a publisher imports this list once and never sees it again. A feed that it leaves out has no subscribers, and one that is not there fails without a word.

How to put it right: find what changed or removed the list after it was made.
"""

from __future__ import annotations

from imprint.audit.site_rule import disagreement_rule

__all__ = ["RULE"]

RULE = disagreement_rule("S112", "feed-unlisted", "the list of feeds {problem}", "find what changes the list", __doc__)
