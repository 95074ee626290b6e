"""What Python-Markdown must not be given: markup that takes it minutes, or that nests deeper than it can go.

Its inline patterns look for a closing bracket from every opening one, and its blocks are read by recursion.
So a text is judged by counting, in linear time, before it is read.
"""

from __future__ import annotations

import re

__all__ = ["Excess", "excess_in"]

from typing import NamedTuple


class Excess(NamedTuple):
    """What there is too much of, how much was found, and how much is read."""

    what: str
    found: int
    limit: int


_MOST_CHARACTERS = 200_000
_MOST_LINES = 20_000
_MOST_OF = (
    ("[", "opening brackets", 1_000),
    ("<", "characters <", 2_000),
    ("&", "characters &", 10_000),
    ("\\", "backslashes", 10_000),
    ("*", "characters *", 10_000),
    ("_", "characters _", 10_000),
    ("`", "backquotes", 5_000),
    ("|", "vertical bars", 20_000),
)
_BLOCK_STARTS = re.compile(r"^[ \t]{0,3}(?:#|```|~~~|(?:[-*_=] ?){3})", re.MULTILINE)
_MOST_BLOCK_STARTS = 1_000
_NESTING = re.compile(r"^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+|>)[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+|[ \t]*>)*", re.MULTILINE)
"""The start of a line that opens lists and quotations, with everything that says how deep."""
_LEVEL = re.compile(r"[-+*>]|\d[.)]|\t| {4}")
_DEEPEST = 24


def excess_in(text: str) -> Excess | None:
    """The first thing that a text has too much of; ``None`` where it can be read."""
    if len(text) > _MOST_CHARACTERS:
        return Excess("characters", len(text), _MOST_CHARACTERS)
    if (lines := text.count("\n")) > _MOST_LINES:
        return Excess("lines", lines, _MOST_LINES)
    for character, what, limit in _MOST_OF:
        if (found := text.count(character)) > limit:
            return Excess(what, found, limit)
    starts = sum(1 for _ in _BLOCK_STARTS.finditer(text))
    if starts > _MOST_BLOCK_STARTS:
        return Excess("headings, rules and fences", starts, _MOST_BLOCK_STARTS)
    depth = max((len(_LEVEL.findall(start[0])) for start in _NESTING.finditer(text)), default=0)
    return Excess("levels of lists and quotations", depth, _DEEPEST) if depth > _DEEPEST else None
