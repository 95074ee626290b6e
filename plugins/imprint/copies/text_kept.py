"""How the article's text came through: the changes that count, without what the page's furniture adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.copies.difference import Change
from imprint.copies.furniture import is_furniture, is_label
from imprint.copies.words import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from imprint.audit.document import Element
    from imprint.copies.align import Alignment
    from imprint.copies.original import Original
    from imprint.copies.stream import Stream

__all__ = ["TextKept", "text_kept"]

_BRACKETS = frozenset("()[]:<>,.")

_FOOTNOTE = 4
"""Characters of a footnote's mark."""


@dataclass(frozen=True, slots=True)
class TextKept:
    """``changes`` are those that count; ``foreign`` is the number of words in them that are not the author's."""

    changes: tuple[Change, ...]
    foreign: int


def text_kept(original: Original, stream: Stream, found: Alignment, others: Iterable[tuple[int, int]]) -> TextKept:
    """The changes of the republished text.

    ``others`` are the runs of the page's words that belong to the article without being its body: title, notices and box.
    """
    excused = _Excused(original, stream, found, others)
    kept = []
    foreign = 0
    for change in found.changes:
        start, end = excused.left_of(change)
        rest = Change(change.from_start, change.from_end, start, end)
        if rest.from_start == rest.from_end and start == end:
            continue
        if "".join(original.keys[rest.from_start : rest.from_end]) == "".join(stream.keys[start:end]):
            continue  # only spaces differ
        kept.append(rest)
        foreign += end - start
    return TextKept(tuple(kept), foreign)


class _Excused:
    """Which of the words that a page adds inside an article are not an alteration of it."""

    def __init__(self, original: Original, stream: Stream, found: Alignment, others: Iterable[tuple[int, int]]) -> None:
        self.stream = stream
        self.found = found
        self.others = sorted(others)
        self.addresses = [keys_of(url) for url in original.links]
        self.holding = _around_kept_words(stream, found)
        self.changed_whole = _blocks_changed_whole(stream, found)

    def left_of(self, change: Change) -> tuple[int, int]:
        """What remains of the added words of a change when furniture is taken from both of its ends and whole pieces of it from between."""
        start, end = change.to_start, change.to_end
        if start == end or any(start <= at <= end for at in self.stream.breaks):
            return (start, start)
        left = [at for at in range(start, end) if not self._is_excused(at)]
        left = self._without_addresses(left)
        return (left[0], left[-1] + 1) if left else (start, start)

    def _is_excused(self, at: int) -> bool:
        if any(start <= at < end for start, end in self.others):
            return True
        number = self.stream.spans[at][0]
        if number in self.changed_whole and self._is_label(number):
            return True
        element: Element | None = self.stream.run(at).element
        while element is not None and element.order not in self.holding:
            if is_furniture(element) or (element.local_name == "sup" and len(element.text_content.strip()) <= _FOOTNOTE):
                return True
            element = element.parent
        return False

    def _is_label(self, number: int) -> bool:
        block = self.stream.blocks[number]
        linked = any(run.element is not None and any(each.local_name == "a" for each in run.element.chain) for run in block.runs)
        return is_label(block.text.strip(), linked=linked)

    def _without_addresses(self, left: list[int]) -> list[int]:
        """A plain text prints the addresses of the article's own links behind their words."""
        words = [self.stream.keys[at] for at in left]
        bare = [word for word in words if word not in _BRACKETS]
        for address in self.addresses:
            if bare and bare == [word for word in address if word not in _BRACKETS]:
                return []
        return left


def _around_kept_words(stream: Stream, found: Alignment) -> frozenset[int]:
    """The elements, by their order, that hold words of the article: what such an element is called says nothing about what is added inside."""
    holding: set[int] = set()
    at = found.start
    for start, end in [*((change.to_start, change.to_end) for change in found.changes), (found.end, found.end)]:
        while at < start:
            element: Element | None = stream.run(at).element
            while element is not None and element.order not in holding:
                holding.add(element.order)
                element = element.parent
            at += 1
        at = max(at, end)
    return frozenset(holding)


def _blocks_changed_whole(stream: Stream, found: Alignment) -> frozenset[int]:
    """The blocks of which every word was added."""
    whole = set()
    sizes = _sizes(stream, found)
    for change in found.changes:
        at = change.to_start
        while at < change.to_end:
            number = stream.spans[at][0]
            first = stream.blocks[number].first
            size = sizes[number - stream.spans[found.start][0]]
            if at == first and first + size <= change.to_end:
                whole.add(number)
            at = first + size
    return frozenset(whole)


def _sizes(stream: Stream, found: Alignment) -> Sequence[int]:
    """How many words each block of the republished text has."""
    low = stream.spans[found.start][0]
    high = stream.spans[max(found.end - 1, found.start)][0]
    blocks = stream.blocks
    ends = [blocks[number + 1].first if number + 1 < len(blocks) else len(stream.keys) for number in range(low, high + 1)]
    return [end - blocks[low + number].first for number, end in enumerate(ends)]
