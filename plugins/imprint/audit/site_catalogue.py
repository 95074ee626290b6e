"""Every rule of the whole site, in order of code. A retired code stays in the list and is not given out again."""

from __future__ import annotations

from imprint.audit.site_rules import (
    article_page_missing,
    article_page_unexpected,
    feed_entry_missing,
    feed_entry_unexpected,
    feed_missing,
    file_unknown,
    file_unreadable,
    host_file_takes_away,
    kit_missing,
    resource_page_missing,
    unpublished_mentioned,
)

__all__ = ["SITE_RULES"]

SITE_RULES = (
    resource_page_missing.RULE,
    file_unknown.RULE,
    file_unreadable.RULE,
    article_page_missing.RULE,
    article_page_unexpected.RULE,
    feed_missing.RULE,
    feed_entry_missing.RULE,
    feed_entry_unexpected.RULE,
    unpublished_mentioned.RULE,
    kit_missing.RULE,
    host_file_takes_away.RULE,
)
