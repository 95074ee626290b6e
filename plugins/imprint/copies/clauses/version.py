"""Which release of the article the copy is.

It is known from the site's record of releases and the words of the copy. An earlier release is told; it fails only where the
correction that followed was marked as required, because a copy without it breaks the terms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, failed, noted, passed

if TYPE_CHECKING:
    from imprint.copies.copy import Copy

__all__ = ["CLAUSE"]


def judge(copy: Copy) -> Judgement:
    """Which release it is."""
    releases, earlier = copy.original.releases, copy.original.earlier
    if earlier:
        later = [each for each in releases.corrections if each.version > earlier] if releases is not None else []
        told = f"the copy is of version {earlier}" + (f" of {releases.version}" if releases is not None else ", an earlier one")
        notes = "; ".join(each.note for each in later if each.note)
        told += f". Corrected since: {notes}" if notes else ""
        return failed(told) if any(each.urgency == "required" for each in later) else noted(told)
    if releases is None:
        return noted("there is no record of releases at hand")
    if copy.text.changes:
        return noted(f"the words are not those of version {releases.version}, the current one")
    return passed(f"the copy is of version {releases.version}, the current one")


CLAUSE = Clause("version", __doc__, judge, asked=lambda copy: copy.original.releases is not None, needed=False)
