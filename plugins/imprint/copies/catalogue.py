"""Every clause, in the order in which verdicts are told."""

from __future__ import annotations

from imprint.copies.clauses import (
    box_after_body,
    canonical,
    link_absolute,
    link_is_anchor,
    link_rel,
    link_target,
    link_text,
    link_visible,
    notice_verbatim,
    source_link,
    text_unaltered,
    title_kept,
    version,
)

__all__ = ["CLAUSES"]

CLAUSES = (
    title_kept.CLAUSE,
    text_unaltered.CLAUSE,
    notice_verbatim.CLAUSE,
    box_after_body.CLAUSE,
    link_is_anchor.CLAUSE,
    link_absolute.CLAUSE,
    link_target.CLAUSE,
    link_text.CLAUSE,
    link_visible.CLAUSE,
    link_rel.CLAUSE,
    canonical.CLAUSE,
    source_link.CLAUSE,
    version.CLAUSE,
)
