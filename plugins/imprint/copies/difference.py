"""The difference of two runs of words, in linear space and near-linear time.

Words that both runs hold once are the fixed points (Bram Cohen's patience difference); what lies between two of
them is compared word by word while it is small, and told as one replacement where it is not.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Change", "changes_between", "longest_rising"]

_MOST_CELLS = 60_000
"""The most pairs of words that are compared with each other in one gap."""


class Change(NamedTuple):
    """The words ``from_start:from_end`` of the first run became ``to_start:to_end`` of the second."""

    from_start: int
    from_end: int
    to_start: int
    to_end: int


def longest_rising(values: Sequence[int]) -> list[int]:
    """The positions of a longest strictly rising subsequence, in order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(position)
        else:
            tails[at] = value
            ends[at] = position
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]


def changes_between(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The changes that make ``new`` of ``old``, in order."""
    found: list[Change] = []
    # Gaps still to be compared, the first on top.
    gaps = [Change(0, len(old), 0, len(new))]
    while gaps:
        gap = _trimmed(old, new, gaps.pop())
        if gap.from_start == gap.from_end or gap.to_start == gap.to_end:
            if gap.from_end > gap.from_start or gap.to_end > gap.to_start:
                found.append(gap)
            continue
        points = _fixed_points(old, new, gap)
        if points:
            at_old, at_new = gap.from_start, gap.to_start
            parts = []
            for here, there in points:
                parts.append(Change(at_old, here, at_new, there))
                at_old, at_new = here + 1, there + 1
            parts.append(Change(at_old, gap.from_end, at_new, gap.to_end))
            gaps.extend(reversed(parts))
        elif (gap.from_end - gap.from_start) * (gap.to_end - gap.to_start) <= _MOST_CELLS:
            found.extend(_word_by_word(old, new, gap))
        else:
            found.append(gap)
    return _joined(found)


def _trimmed(old: Sequence[str], new: Sequence[str], gap: Change) -> Change:
    a, b, c, d = gap
    while a < b and c < d and old[a] == new[c]:
        a += 1
        c += 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b -= 1
        d -= 1
    return Change(a, b, c, d)


def _fixed_points(old: Sequence[str], new: Sequence[str], gap: Change) -> list[tuple[int, int]]:
    once_old = _once(old, gap.from_start, gap.from_end)
    once_new = _once(new, gap.to_start, gap.to_end)
    pairs = [(at, once_new[word]) for word, at in once_old.items() if at >= 0 and once_new.get(word, -1) >= 0]
    return [pairs[position] for position in longest_rising([there for _, there in pairs])]


def _once(words: Sequence[str], start: int, end: int) -> dict[str, int]:
    """The position of each word, -1 where it stands more than once."""
    found: dict[str, int] = {}
    for at in range(start, end):
        found[words[at]] = -1 if words[at] in found else at
    return found


def _word_by_word(old: Sequence[str], new: Sequence[str], gap: Change) -> list[Change]:
    """By the longest common subsequence."""
    a, b, c, d = gap
    width = d - c + 1
    lengths = [0] * ((b - a + 1) * width)
    for i in range(b - a - 1, -1, -1):
        row, below = i * width, (i + 1) * width
        word = old[a + i]
        for j in range(d - c - 1, -1, -1):
            if word == new[c + j]:
                lengths[row + j] = lengths[below + j + 1] + 1
            else:
                down, right = lengths[below + j], lengths[row + j + 1]
                lengths[row + j] = max(down, right)
    found = []
    i = j = from_i = from_j = 0
    while i < b - a and j < d - c:
        if old[a + i] == new[c + j]:
            if i > from_i or j > from_j:
                found.append(Change(a + from_i, a + i, c + from_j, c + j))
            i += 1
            j += 1
            from_i, from_j = i, j
        elif lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]:
            i += 1
        else:
            j += 1
    if b - a > from_i or d - c > from_j:
        found.append(Change(a + from_i, b, c + from_j, d))
    return found


def _joined(changes: list[Change]) -> list[Change]:
    """Changes that touch each other are one."""
    found: list[Change] = []
    for change in changes:
        if found and found[-1].from_end == change.from_start and found[-1].to_end == change.to_start:
            found[-1] = Change(found[-1].from_start, change.from_end, found[-1].to_start, change.to_end)
        else:
            found.append(change)
    return found
