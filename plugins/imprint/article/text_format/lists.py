"""Lists: the markers that items begin with, tight and loose lists, and numbered lines that are headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from imprint.article.text_format.lines import without_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.article.text_format.lines import Line

__all__ = ["AMBIGUOUS", "Item", "Marker", "continues", "items_of", "marker_of"]

_FIRST = frozenset("0123456789(-–*·•▪■●◦‣➢►o\uf0b7")
_MARKER = re.compile(
    r"(?:(?P<number>[0-9]{1,3})[.)]|\((?P<inside>[0-9]{1,3})\)|(?P<bullet>[-–*·•▪■●◦‣➢►o\uf0b7])) |(?P<tight>[·•▪■●◦‣➢►\uf0b7])(?=\S)"
)
AMBIGUOUS = frozenset("o–")
"""Bullets that are a word or a dash as well: they count where a tab follows, or where two lines begin so."""


class Marker(NamedTuple):
    """What a list item begins with: its number, or -1 for a bullet; the bullet; how many characters the marker takes."""

    number: int
    bullet: str
    length: int


class Item(NamedTuple):
    """One item: its lines, the first without its marker."""

    marker: Marker
    lines: list[Line]


def marker_of(line: Line) -> Marker | None:
    """The marker that a line begins with; ``None`` where it begins with none."""
    text = line.text
    if not text or text[0] not in _FIRST:
        return None
    found = _MARKER.match(text)
    if not found:
        return None
    number = found["number"] or found["inside"]
    if number:
        return Marker(int(number), "", found.end())
    return Marker(-1, found["bullet"] or found["tight"], found.end())


def items_of(lines: Sequence[Line], *, wrapped: bool) -> tuple[list[Line], list[Item]]:
    """The lines before the first item, and the items; lines without a marker continue the item above them.

    Within a paragraph one marked line is no list unless the line above ends in a colon. In a wrapped file
    a number begins an item only where it continues the run.
    """
    markers = [marker_of(line) for line in lines]
    marked = sum(marker is not None for marker in markers)
    if not marked:
        return list(lines), []
    before: list[Line] = []
    items: list[Item] = []
    for index, (line, marker) in enumerate(zip(lines, markers, strict=True)):
        if marker and _begins_item(index, lines, marker, items, marked, wrapped=wrapped):
            items.append(Item(marker, [without_start(line, marker.length)]))
        elif items:
            items[-1].lines.append(line)
        else:
            before.append(line)
    return before, items


def continues(before: Marker, after: Marker) -> bool:
    """Whether an item with one marker can follow an item with another in the same list, over a blank line."""
    if before.number < 0 or after.number < 0:
        return before.bullet == after.bullet and before.number == after.number
    return after.number == before.number + 1


def _begins_item(index: int, lines: Sequence[Line], marker: Marker, items: list[Item], marked: int, *, wrapped: bool) -> bool:
    if marker.bullet in AMBIGUOUS and not lines[index].tabbed and (marked == 1 or wrapped):
        return False
    if index and not items and marked == 1 and not lines[index - 1].text.endswith(":"):
        return False
    if marker.number < 0 or not wrapped or not index:
        return True
    if items:
        return items[-1].marker.number + 1 == marker.number
    return marker.number == 1
