"""Whether two items of a grid are put into the same cells. Source: CSS Grid Layout Level 1, section 8 (placing grid items)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from imprint.audit.style.token import parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imprint.audit.style.cascade import Value

__all__ = ["share_a_cell"]


def share_a_cell(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    """Whether two items, given by their values, surely have a cell in common; the grid keeps apart those that it places itself."""
    pairs = ((_lines(one.get(name)), _lines(other.get(name))) for name in ("grid-row", "grid-column"))
    return all(mine is not None and its is not None and _cross(mine, its) for mine, its in pairs)


def _lines(value: Value | None) -> tuple[str, float, float] | None:
    """The lines between which an item stands: a name, or the numbers of the first and the last; None where the grid finds it a place."""
    if value is None or not value.tokens or value.word == "auto":
        return None
    pieces = parts(value.tokens, "/")
    names = [token.value for token in pieces[0] if token.type == "ident" and token.lower_value != "span"]
    if names:
        return str(names[0]), 0.0, 0.0
    numbers = [next((token.value for token in piece if token.type == "number"), None) for piece in pieces]
    spans = [any(token.type == "ident" and token.lower_value == "span" for token in piece) for piece in pieces]
    if spans[0] or numbers[0] is None:
        return None
    first = float(numbers[0])
    second = numbers[1] if len(numbers) > 1 else None
    if first < 0:
        return "", -math.inf, math.inf
    if second is None:
        return "", first, first + 1
    last = first + second if spans[1] else float(second) if second > 0 else math.inf
    return "", min(first, last), max(first, last)


def _cross(one: tuple[str, float, float], other: tuple[str, float, float]) -> bool:
    if one[0] or other[0]:
        return one[0] == other[0]
    return one[1] < other[2] and other[1] < one[2]
