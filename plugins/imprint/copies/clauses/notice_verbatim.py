"""The copyright notice stands on the page, word for word, where a reader sees it.

A copyright notice is only one if it names the years and the holder as the author does. It may stand anywhere around the article.
Where an article has several notices, each is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.copies.clause import Clause, Judgement, failed, passed

if TYPE_CHECKING:
    from imprint.copies.copy import Copy
    from imprint.copies.notices_found import NoticeFound

__all__ = ["CLAUSE"]


def judge(copy: Copy) -> Judgement:
    """Whether each notice is there."""
    best = passed("the article has no notice")
    for notice in copy.notices:
        best = _judged(copy, notice)
        if best.verdict == "fail":
            return best
    return best


def _judged(copy: Copy, notice: NoticeFound) -> Judgement:
    stream = copy.stream
    if notice.places:
        hidden = None
        for start, end in notice.places:
            hidden = _hidden(copy, start, end)
            if hidden is None:
                return passed(f"the notice stands there word for word: “{stream.text(start, end)}”", stream.line(start))
        assert hidden is not None
        return hidden
    if notice.hidden is not None:
        return failed(f"the notice is {notice.hidden.reason}, where no reader sees it", notice.hidden.line)
    nearest = notice.nearest
    if nearest is None:
        return failed(f"the notice is not on the page: “{notice.raw}”")
    told = []
    for change in nearest.changes[:3]:
        old = " ".join(notice.keys[change.from_start : change.from_end])
        new = stream.text(change.to_start, change.to_end)
        told.append(f"“{old}” became “{new}”" if old and new else f"“{old}” is missing" if old else f"“{new}” was added")
    return failed(f"the notice reads “{stream.text(nearest.start, nearest.end)}”: {'; '.join(told)}", stream.line(nearest.start))


def _hidden(copy: Copy, start: int, end: int) -> Judgement | None:
    """What surely hides a part of a run of words, or None."""
    if copy.sight is None:
        return None
    seen = set()
    for at in range(start, end):
        element = copy.stream.run(at).element
        if element is None or element.order in seen:
            continue
        seen.add(element.order)
        obstacle = copy.sight.obstacle(element)
        if obstacle is not None and obstacle.sure:
            return failed(f"the notice is {obstacle.reason}", obstacle.line)
    return None


CLAUSE = Clause("notice-verbatim", __doc__, judge, asked=lambda copy: bool(copy.original.notices))
