"""Where in a foreign page an article stands, and how its words came through.

Runs of four words that the article holds once are looked for in the page; the places where they stand fall into
groups, one for each occurrence of the article (a teaser and the text, a page with two copies), and the fullest group
is the republished text. Everything is linear in the length of the page, but for the small gaps between two runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.copies.difference import Change, changes_between, longest_rising

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Alignment", "align"]

_RUN = 4
"""Words in a run: few enough that a text in which one word in five was changed still has many, and more than phrases repeat."""
_BACK = 8
"""How far a group may step back in the article before it is another occurrence."""
_FARTHEST = 600
"""Foreign words within one occurrence: a long advertisement, or the furniture between two pages."""
_LEAST_PART = 12
"""Words that a group must hold to be taken for a part of the occurrence."""
_LEAST_ROW = 3
_CLOSE = 8
"""Words beside a run among which a single one that came through is taken for the author's."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The republished text: the page's words from ``start`` to ``end``, how many words of the article are ``kept``, and each change.

    ``sure`` of the kept words stand in runs that the article holds once. ``first`` and ``last`` are the first word of the article that stands in such a run, and
    the one behind the last.
    """

    start: int
    end: int
    kept: int
    changes: tuple[Change, ...]
    first: int
    last: int
    sure: int


@dataclass(slots=True)
class _Group:
    hits: list[tuple[int, int]]
    low: int
    high: int

    @property
    def size(self) -> int:
        return len(self.hits)


def align(article: Sequence[str], page: Sequence[str]) -> Alignment | None:
    """Where the article's words stand in the page's; None where not even a few of them do."""
    run = min(_RUN, len(article))
    if not run or len(page) < run:
        return None
    groups = _groups(_hits(article, page, run))
    if not groups:
        return None
    hits = _occurrence(groups)
    chain = [hits[position] for position in longest_rising([there for _, there in hits])]
    return _alignment(article, page, chain, run)


def _hits(article: Sequence[str], page: Sequence[str], run: int) -> list[tuple[int, int]]:
    """Each place of the page at which a run stands that the article holds once: the place, and that in the article."""
    known: dict[str, int] = {}
    for at in range(len(article) - run + 1):
        name = "\n".join(article[at : at + run])
        known[name] = -1 if name in known else at
    found = []
    words = set(article)
    for at in range(len(page) - run + 1):
        if page[at] in words:
            there = known.get("\n".join(page[at : at + run]), -1)
            if there >= 0:
                found.append((at, there))
    return found


def _groups(hits: list[tuple[int, int]]) -> list[_Group]:
    groups: list[_Group] = []
    for at, there in hits:
        group = groups[-1] if groups else None
        if group is None or there < group.high - _BACK or at - group.hits[-1][0] > _FARTHEST + 2 * abs(there - group.high):
            groups.append(_Group([(at, there)], there, there))
        else:
            group.hits.append((at, there))
            group.high = max(group.high, there)
    return groups


def _occurrence(groups: list[_Group]) -> list[tuple[int, int]]:
    """The hits of the fullest group, and of the groups around it that hold what it lacks."""
    best = max(range(len(groups)), key=lambda number: groups[number].size)
    hits = list(groups[best].hits)
    low, high = groups[best].low, groups[best].high
    for other in groups[best + 1 :]:
        if other.hits[0][0] - hits[-1][0] > 2 * _FARTHEST:
            break
        # A table of contents in the middle of the text makes a group of its own, of which only a part is the text.
        lacking = [hit for hit in other.hits if hit[1] >= high - _BACK]
        if len(lacking) >= _LEAST_PART:
            hits.extend(lacking)
            high = max(high, other.high)
    before: list[list[tuple[int, int]]] = []
    first = hits[0][0]
    for other in reversed(groups[:best]):
        if first - other.hits[-1][0] > 2 * _FARTHEST:
            break
        lacking = [hit for hit in other.hits if hit[1] <= low + _BACK]
        if len(lacking) >= _LEAST_PART:
            before.append(lacking)
            first = lacking[0][0]
            low = min(low, other.low)
    return [hit for part in reversed(before) for hit in part] + hits


def _alignment(article: Sequence[str], page: Sequence[str], chain: list[tuple[int, int]], run: int) -> Alignment:
    changes: list[Change] = []
    start, first = chain[0]
    # What stands before the first run and behind the last is looked for as far as the article would reach.
    head = _edge(article[:first], page[max(0, start - first) : start], at_end=True)
    begin = start - head
    changes.extend(_moved(changes_between(article[:first], page[begin:start]), 0, begin))
    at_article, at_page = first, start
    sure = 0
    for place, there in chain:
        if there < at_article or place < at_page:
            if there - place == at_article - at_page and there + run > at_article:
                sure += there + run - at_article
                at_article, at_page = there + run, place + run
            continue
        gap = changes_between(article[at_article:there], page[at_page:place])
        changes.extend(_moved(gap, at_article, at_page))
        at_article, at_page = there + run, place + run
        sure += run
    rest = len(article) - at_article
    tail = _edge(article[at_article:], page[at_page : at_page + rest], at_end=False)
    end = at_page + tail
    changes.extend(_moved(changes_between(article[at_article:], page[at_page:end]), at_article, at_page))
    lost = sum(change.from_end - change.from_start for change in changes)
    return Alignment(begin, end, len(article) - lost, tuple(changes), first, at_article, sure)


def _edge(article: Sequence[str], page: Sequence[str], *, at_end: bool) -> int:
    """How many words of the page beside a run belong to the rest of the article: up to the farthest word of which half came through.

    Words of which fewer than three came through in a row count only close to the run: everywhere else they are chance.
    """
    if not article or not page:
        return 0
    kept = [True] * len(page)
    for change in changes_between(article, page):
        for at in range(change.to_start, change.to_end):
            kept[at] = False
    if at_end:
        kept.reverse()
    good = reach = row = 0
    for taken, same in enumerate(kept, 1):
        row = row + 1 if same else 0
        good += same
        if same and good * 2 >= taken and (row >= _LEAST_ROW or taken <= _CLOSE):
            reach = taken
    return reach


def _moved(changes: list[Change], in_article: int, in_page: int) -> list[Change]:
    return [Change(a + in_article, b + in_article, c + in_page, d + in_page) for a, b, c, d in changes]
