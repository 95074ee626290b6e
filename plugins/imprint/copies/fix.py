"""The exact words and markup with which a publisher mends a copy."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.copies.judge import CopyVerdict
    from imprint.copies.original import Original

__all__ = ["box_and_notice", "fix_of"]

_BOX = frozenset({"box-after-body", "link-is-anchor", "link-absolute", "link-target", "link-text", "link-visible"})

_MOST_CHANGES = 20


def box_and_notice(original: Original) -> str:
    """The resource box and the notices as HTML to paste below the article."""
    before, anchor, after = original.box.partition(original.anchor)
    link = f'<a href="{html.escape(original.link)}">{html.escape(anchor or original.link)}</a>'
    paragraphs = [f"<p>{html.escape(before)}{link}{html.escape(after)}</p>"] if original.link else []
    return "\n".join([*paragraphs, *(f"<p>{html.escape(notice, quote=False)}</p>" for notice in original.notices)])


def fix_of(original: Original, verdict: CopyVerdict) -> str:
    """What to do about a broken or withdrawn copy; empty where there is nothing to do."""
    if verdict.outcome == "withdrawn":
        return "Take the article off the page: its author no longer offers it for republication."
    failed = {each.name for each in verdict.clauses if each.verdict == "fail"}
    if not failed:
        return ""
    told = []
    if "title-kept" in failed:
        told.append(f"Put the article under its own title:\n\n    {original.title}")
    if "text-unaltered" in failed:
        told.append("Restore the author's words:\n\n" + _restored(verdict))
    if failed & (_BOX | {"notice-verbatim"}):
        told.append(
            "Paste this below the text, in place of what stands there now:\n\n"
            + "\n".join(f"    {line}" for line in box_and_notice(original).split("\n"))
        )
    if "source-link" in failed and original.sources:
        where = html.escape(original.sources[0])
        told.append(f'Link to the original:\n\n    <p>Originally published at <a href="{where}">{where}</a></p>')
    if "version" in failed:
        told.append("Replace the text with the current version, which has a correction that the author requires.")
    return "\n\n".join(told)


def _restored(verdict: CopyVerdict) -> str:
    """Each change, undone."""
    changes = []
    for each in verdict.diff[:_MOST_CHANGES]:
        place = f"line {each.line}: " if each.line else ""
        if each.op == "insert":
            changes.append(f"    {place}take out “{each.new}”")
        elif each.op == "delete":
            changes.append(f"    {place}put back “{each.old}”")
        else:
            changes.append(f"    {place}put “{each.old}” in place of “{each.new}”")
    more = len(verdict.diff) - len(changes)
    if more > 0:
        changes.append(f"    and {more:,} changes more; it is quicker to paste the whole text again")
    return "\n".join(changes)
