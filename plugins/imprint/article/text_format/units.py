"""The units of a body: paragraphs, headings, lists and lines, as pieces turn out to be one or the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from imprint.article.text_format.headings import LONGEST, has_attached_lengths, is_heading_like
from imprint.article.text_format.lines import Piece, text_of, without_start
from imprint.article.text_format.lists import AMBIGUOUS, Item, Marker, continues, items_of, marker_of
from imprint.article.text_format.paragraphs import is_verse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from imprint.article.text_format.lines import Line

__all__ = ["Unit", "parted", "units_of"]

_MOST_BETWEEN = 2
"""The most paragraphs that an item of a numbered list can have below its first."""
_FEWEST_SECTIONS = 2
_NEVER_HEADINGS = frozenset("-–o")
"""Bullets that begin an item and never a heading."""


@dataclass(slots=True)
class Unit:
    """One unit: a paragraph, a heading, a list, lines whose breaks matter, or a drawn rule.

    ``lines`` are those of the file, markers included. ``items`` are those of a list. ``by_tag`` says that
    the source calls it a heading. ``alone`` is a list of one single-line item, which may be a heading;
    ``part`` is a paragraph that stands right above a list or below a heading.
    """

    kind: Literal["p", "h", "list", "lines", "rule"]
    lines: list[Line]
    items: list[Item] = field(default_factory=list)
    ordered: bool = False
    by_tag: bool = False
    alone: bool = False
    part: bool = False

    @property
    def text(self) -> str:
        """All of it on one line."""
        return text_of(self.lines)

    @property
    def is_line(self) -> bool:
        """Whether it is one line, and no part of a longer piece, so that it can be a heading."""
        return self.alone or (self.kind == "p" and len(self.lines) == 1 and not self.part)


def units_of(pieces: Iterable[Piece], width: int) -> list[Unit]:
    """The units of a body that is wrapped at a width, or of one that is not (0); headings without a mark are not told yet."""
    units = [unit for piece in pieces for unit in _units_in(piece, width)]
    _settle_sections(units)
    return [unit for unit in _joined_lists(units) if unit.kind != "rule"]


def parted(piece: Piece, headings: frozenset[str]) -> Iterator[Piece]:
    """A piece cut at those of its lines that are headings because the manifest says so."""
    if piece.kind != "text" or len(piece.lines) == 1 or not any(line.text in headings for line in piece.lines):
        yield piece
        return
    rest: list[Line] = []
    for line in piece.lines:
        if line.text not in headings:
            rest.append(line)
            continue
        if rest:
            yield Piece(rest)
        rest = []
        yield Piece([line], "heading")
    if rest:
        yield Piece(rest)


def _units_in(piece: Piece, width: int) -> Iterator[Unit]:
    lines = piece.lines
    if piece.kind == "rule":
        yield Unit("rule", lines)
    elif piece.kind == "heading":
        yield Unit("h", lines, by_tag=piece.by_tag)
    elif piece.kind == "lines":
        yield Unit("lines", lines)
    elif piece.kind != "text":
        ordered = piece.kind == "ordered"
        yield Unit("list", lines, [Item(Marker(number if ordered else -1, "", 0), [line]) for number, line in enumerate(lines, 1)], ordered)
    elif len(lines) > 1:
        yield from _units_of_lines(lines, width)
    elif (marker := marker_of(lines[0])) and (marker.bullet not in AMBIGUOUS or lines[0].tabbed):
        yield Unit("list", lines, [Item(marker, [without_start(lines[0], marker.length)])], marker.number >= 0, alone=True)
    else:
        yield Unit("p", lines)


def _units_of_lines(lines: list[Line], width: int) -> Iterator[Unit]:
    first, second = lines[0].text, lines[1].text
    if not width and has_attached_lengths(first, second) and not marker_of(lines[1]) and is_heading_like(first):
        yield Unit("h", lines[:1])
        lines = lines[1:]
    before, items = items_of(lines, wrapped=bool(width))
    if before:
        yield Unit("lines" if not items and is_verse(before, width) else "p", before, part=True)
    if items:
        yield Unit("list", lines[len(before) :], items, items[0].marker.number >= 0)


def _settle_sections(units: Sequence[Unit]) -> None:
    """Make headings of numbered lines, even of sentences, where two or more of a run are each followed by an unmarked paragraph."""
    run: list[int] = []
    for index, unit in enumerate(units):
        if not unit.alone or not unit.ordered:
            continue
        if run and unit.items[0].marker.number != units[run[-1]].items[0].marker.number + 1:
            _settle_run(units, run)
            run = []
        run.append(index)
    _settle_run(units, run)


def _settle_run(units: Sequence[Unit], run: Sequence[int]) -> None:
    followed = [index + 1 < len(units) and units[index + 1].kind in {"p", "lines"} for index in run]
    beside = sum(after == index + 1 for index, after in pairwise(run))
    if sum(followed) < _FEWEST_SECTIONS or sum(followed[:-1]) <= beside:
        return
    if any(units[index].text.count(" ") > LONGEST for index in run):
        return
    for index in run:
        units[index].kind = "h"
        units[index].alone = False


def _joined_lists(units: Sequence[Unit]) -> list[Unit]:
    """The units with loose lists put together; an item may have paragraphs below its first."""
    joined: list[Unit] = []
    index = 0
    while index < len(units):
        unit = units[index]
        index += 1
        if unit.kind == "list":
            while length := _continuation(unit.items[-1].marker, units, index):
                for between in units[index : index + length - 1]:
                    unit.items[-1].lines.extend(between.lines)
                unit.items.extend(units[index + length - 1].items)
                index += length
            unit.alone = unit.alone and len(unit.items) == 1 and unit.items[0].marker.bullet not in _NEVER_HEADINGS
            if unit.alone and joined and joined[-1].text.endswith(":"):
                unit.alone = False
        joined.append(unit)
    return joined


def _continuation(last: Marker, units: Sequence[Unit], index: int) -> int:
    """How many units from here on belong to the list whose last item has this marker: paragraphs of that item, then a list that goes on."""
    for length in range(1, _MOST_BETWEEN + 2):
        if index + length > len(units):
            return 0
        unit = units[index + length - 1]
        if unit.kind == "list":
            return length if continues(last, unit.items[0].marker) else 0
        if unit.kind != "p" or not (last.number >= 0 or unit.lines[0].indented):
            return 0
    return 0
