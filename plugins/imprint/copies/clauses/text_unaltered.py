"""The words of the article are the author's, all of them and in their order.

"All rights reserved" forbids alteration, and no permission to republish is a permission to rewrite. Quotes, dashes, spaces and typography do
not count, nor does what the page's furniture adds between paragraphs. Links on words of the text do not alter the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, failed, passed, undetermined

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]

_SHOWN = 3


def judge(copy: Copy) -> Judgement:
    """Whether the text is unaltered."""
    changes = copy.text.changes
    stream, own = copy.stream, copy.original.stream
    if not changes:
        return passed(f"all {len(own.keys):,} words are there, in order", stream.line(copy.region.start))
    told = []
    for change in changes[:_SHOWN]:
        old = _short(own.text(change.from_start, change.from_end))
        new = _short(stream.text(change.to_start, change.to_end))
        told.append(f"“{old}” became “{new}”" if old and new else f"“{old}” is missing" if old else f"“{new}” was added")
    more = len(changes) - _SHOWN
    rest = f", and {more:,} more" if more > 0 else ""
    line = stream.line(changes[0].to_start)
    earlier = _earlier(copy)
    if earlier:
        return undetermined(f"{'; '.join(told)}{rest}. {earlier}", line)
    return failed(f"{'; '.join(told)}{rest}", line)


def _short(text: str) -> str:
    most = 90
    return text if len(text) <= most else f"{text[: most - 20].rsplit(' ', 1)[0]} … {text[-18:].split(' ', 1)[-1]}"


def _earlier(copy: Copy) -> str:
    """Why the copy may be a faithful one of an earlier release, or an empty string."""
    releases = copy.original.releases
    if releases is None or not any("body" in each.changed for each in releases.corrections):
        return ""
    return f"The text was corrected up to version {releases.version}; this may be an earlier one (name its file with --earlier)"


CLAUSE = Clause("text-unaltered", __doc__, judge, asked=lambda copy: copy.original.demands.unaltered)
