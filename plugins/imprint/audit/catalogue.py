"""Every rule of single surfaces, in order of code. A retired code stays in the list of its letter and is not given out again.

``C`` is the copyright notice, ``L1`` the resource link's address, ``L2`` the link as a reader meets it, ``P`` the page, ``F`` the feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.rules import (
    article_text_altered,
    feed_empty,
    feed_entry_double_escaped,
    feed_entry_id_twice,
    feed_entry_out_of_line,
    feed_entry_plain_text,
    feed_entry_summary_only,
    feed_entry_without_id,
    feed_unreadable,
    notice_altered,
    notice_contradicted,
    notice_hidden,
    notice_holder_wrong,
    notice_missing,
    notice_negated,
    notice_not_text,
    notice_partly_hidden,
    notice_reversed,
    notice_struck_through,
    notice_truncated,
    notice_with_lookalikes,
    notice_years_wrong,
    page_charset_not_utf_8,
    page_nofollow,
    page_noindex,
    page_refreshes,
    page_sandboxed,
    page_scripted,
    page_too_large,
    page_undecodable,
    page_with_cdata,
    rendered_click_astray,
    rendered_link_unseen,
    rendered_notice_unseen,
    rendered_page_leaves,
    resource_address_not_written,
    resource_link_far_from_notice,
    resource_link_hidden,
    resource_link_invalid,
    resource_link_lookalike_host,
    resource_link_missing,
    resource_link_misspelt,
    resource_link_needs_repair,
    resource_link_nested,
    resource_link_nofollow,
    resource_link_not_a_link,
    resource_link_not_an_anchor,
    resource_link_not_clickable,
    resource_link_not_live,
    resource_link_relative,
    resource_link_scripted,
    resource_link_struck_through,
    resource_link_unmarked,
    resource_link_with_two_targets,
    resource_link_with_user_info,
    resource_link_without_text,
    resource_link_wrong_scheme,
    resource_link_wrong_target,
    rule_failed,
    visibility_not_determined,
)

if TYPE_CHECKING:
    from imprint.audit.feed import Feed, FeedEntry
    from imprint.audit.page import Page
    from imprint.audit.rendering.surface import Rendering
    from imprint.audit.rule import Rule
    from imprint.findings import Kind

__all__ = ["ENTRY_RULES", "FEED_RULES", "PAGE_RULES", "RENDERING_RULES", "kinds"]

PAGE_RULES: tuple[Rule[Page], ...] = (
    notice_missing.RULE,  # C101
    notice_altered.RULE,  # C102
    notice_truncated.RULE,  # C103
    notice_years_wrong.RULE,  # C104
    notice_holder_wrong.RULE,  # C105
    notice_with_lookalikes.RULE,  # C106
    notice_reversed.RULE,  # C107
    notice_struck_through.RULE,  # C108
    notice_hidden.RULE,  # C109
    notice_partly_hidden.RULE,  # C110
    notice_not_text.RULE,  # C111
    notice_contradicted.RULE,  # C112
    notice_negated.RULE,  # C113
    resource_link_missing.RULE,  # L101
    resource_link_not_an_anchor.RULE,  # L102
    resource_link_wrong_target.RULE,  # L103
    resource_link_relative.RULE,  # L104
    resource_link_wrong_scheme.RULE,  # L105
    resource_link_with_user_info.RULE,  # L106
    resource_link_lookalike_host.RULE,  # L107
    resource_link_needs_repair.RULE,  # L108
    resource_link_misspelt.RULE,  # L109
    resource_link_invalid.RULE,  # L110
    resource_link_with_two_targets.RULE,  # L111
    resource_address_not_written.RULE,  # L112
    resource_link_not_live.RULE,  # L201
    resource_link_hidden.RULE,  # L202
    resource_link_not_clickable.RULE,  # L203
    resource_link_without_text.RULE,  # L204
    resource_link_nofollow.RULE,  # L205
    resource_link_scripted.RULE,  # L206
    resource_link_not_a_link.RULE,  # L207
    resource_link_nested.RULE,  # L208
    resource_link_struck_through.RULE,  # L209
    resource_link_far_from_notice.RULE,  # L210
    resource_link_unmarked.RULE,  # L211
    rule_failed.RULE,  # P100
    page_undecodable.RULE,  # P101
    page_charset_not_utf_8.RULE,  # P102
    page_nofollow.RULE,  # P103
    page_noindex.RULE,  # P104
    page_refreshes.RULE,  # P105
    page_scripted.RULE,  # P106
    page_sandboxed.RULE,  # P107
    visibility_not_determined.RULE,  # P108
    page_too_large.RULE,  # P109
    page_with_cdata.RULE,  # P110
    article_text_altered.RULE,  # P111
)
"""Asked of every page, of the HTML of every feed entry, and of every kit file."""

RENDERING_RULES: tuple[Rule[Rendering], ...] = (
    rendered_notice_unseen.RULE,  # P201
    rendered_link_unseen.RULE,  # P202
    rendered_click_astray.RULE,  # P203
    rendered_page_leaves.RULE,  # P204
)
"""Asked of every page at which a real browser has looked."""

FEED_RULES: tuple[Rule[Feed], ...] = (
    feed_unreadable.RULE,  # F101
    feed_empty.RULE,  # F102
    feed_entry_id_twice.RULE,  # F108
)
"""Asked of every feed."""

ENTRY_RULES: tuple[Rule[FeedEntry], ...] = (
    feed_entry_summary_only.RULE,  # F103
    feed_entry_double_escaped.RULE,  # F104
    feed_entry_out_of_line.RULE,  # F105
    feed_entry_plain_text.RULE,  # F106
    feed_entry_without_id.RULE,  # F107
)
"""Asked of every entry of a feed, beside the rules of pages."""


def kinds() -> tuple[Kind, ...]:
    """Every rule as an entry of the catalogue of findings, in order of code."""
    found = [rule.kind for rules in (PAGE_RULES, RENDERING_RULES, FEED_RULES, ENTRY_RULES) for rule in rules]
    return tuple(sorted(found, key=lambda each: each.code))
