"""Boxes that cut off what does not fit into them, and how much that is."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from imprint.audit.style.reason import Reason, told, untold
from imprint.audit.style.token import parts
from imprint.audit.style.value import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.document import Element
    from imprint.audit.style.cascade import Style, Value
    from imprint.audit.style.token import Token

__all__ = ["measures", "sized"]

_LEAST_HEIGHT = 9.0
_LEAST_WIDTH = 24.0
_LETTER = 0.45
"""The width of an average letter, in font sizes."""
_LINE = 1.15
"""The height of a line, in font sizes."""
_SHOWN = 0.8
"""The share of a text that must fit its box."""
_CLIPPING = frozenset({"paint", "strict", "content"})
"""The values of ``contain`` by which a box cuts off what is outside it."""
_WITHIN_LINES = frozenset("a abbr b bdi bdo br cite code em i mark q s small span strong sub sup time u wbr".split())  # noqa: SIM905 - a list of words reads best as words


def sized(style: Style) -> Iterator[Reason]:  # noqa: C901 - one way to cut after the other
    """What a box cuts off."""
    if style.is_inline:
        return
    contained = set(style.words("contain"))
    cuts_width = style.word("overflow-x", "visible") not in {"visible", ""} or bool(contained & _CLIPPING)
    cuts_height = style.word("overflow-y", "visible") not in {"visible", ""} or bool(contained & _CLIPPING)
    if not cuts_width and not cuts_height:
        yield from _overrun(style)
        return
    yield from _squeezed(style, cuts_width=cuts_width, cuts_height=cuts_height)
    scrolls = style.word("overflow-y") in {"auto", "scroll", "overlay"}
    environment = style.environment
    height = _least(style, ("height", "max-height"), "min-height", environment.height)
    width = _least(style, ("width", "max-width"), "min-width", environment.width)
    if cuts_height and height[1] is None and (flat := _flat(style, width[1] or environment.width)) is not None:
        yield told("cut to nothing", "aspect-ratio", flat)
        return
    if contained & {"strict", "size"} and height[1] is None:
        found = style.get("contain")
        assert found is not None
        yield told("cut to nothing", "contain", found)
        return
    for name, (value, amount), least in (("height", height, _LEAST_HEIGHT), ("width", width, _LEAST_WIDTH)):
        if value is not None and amount is not None and amount < least:
            yield told("cut to nothing", name, value)
            return
    font = style.font or 16.0
    letters = len(" ".join(style.element.text_content.split()))
    room = min(width[1] or environment.width, environment.width) or environment.width
    lines = max(1, math.ceil(letters * _LETTER * font / room))
    if style.word("text-wrap-mode", "wrap") == "nowrap" and letters * _LETTER * font > room / _SHOWN:
        found = style.get("overflow-x")
        assert found is not None
        yield told("cut off at the end of its line", "overflow", found)
    yield from _uncertain(style)
    if (clamp := _clamped(style, lines)) is not None:
        yield told("cut after some lines", "line-clamp", clamp)
    value, amount = height
    if value is not None and amount is not None and not scrolls:
        if amount < lines * font * _SHOWN:
            yield replace(told("cut off", "height", value), cut=True)
        elif amount < _tall(style.element, font, room):
            yield Reason(f"whether it is cut off cannot be told (height: {value.text}; {value.source})", determined=False, cut=True)


def _clamped(style: Style, lines: int) -> Value | None:
    """The declaration that ends a text after fewer than so many lines."""
    value = style.get("line-clamp")
    return value if value is not None and value.tokens and value.tokens[0].type == "number" and lines > value.tokens[0].value else None


def _uncertain(style: Style) -> Iterator[Reason]:
    """Sizes, or their limits, that are worked out by a function which only browsers can."""
    for name in ("height", "max-height", "width", "max-width"):
        value = style.get(name)
        if (
            value is not None
            and value.tokens
            and value.tokens[0].type == "function"
            and style.length(name, style.environment.width) is None
        ):
            yield untold(name, value)


def _flat(style: Style, width: float) -> Value | None:
    """The declaration of a ratio that leaves a box of that width too low for a line."""
    value = style.get("aspect-ratio")
    numbers = [float(token.value) for token in value.tokens if token.type == "number"] if value is not None else []
    if not numbers or numbers[0] <= 0 or "auto" in style.words("aspect-ratio"):
        return None
    height = width * (numbers[1] if len(numbers) > 1 else 1.0) / numbers[0]
    return value if height < (style.font or 16.0) else None


def _overrun(style: Style) -> Iterator[Reason]:
    """A box without height lets its text run over what follows, and under it."""
    if style.get("line-clamp") is not None:
        letters = len(" ".join(style.element.text_content.split()))
        clamp = _clamped(style, math.ceil(letters * _LETTER * (style.font or 16.0) / style.environment.width))
        if clamp is not None:
            yield untold("line-clamp", clamp)
    value, amount = _least(style, ("height", "max-height"), "min-height", style.environment.height)
    columns = style.get("column-count")
    room, breadth = _least(style, ("width", "max-width"), "min-width", style.environment.width)
    numbers = [float(token.value) for token in columns.tokens if token.type == "number"] if columns is not None else []
    if numbers and room is not None and breadth is not None and breadth / max(numbers[0], 1.0) < _LEAST_WIDTH:
        yield told("set into columns without width", "width", room)
    followed = any(next(each.iter_next_siblings(), None) is not None for each in style.element.chain)
    if value is not None and amount is not None and amount < _LEAST_HEIGHT and followed and style.element.text_content.strip():
        yield untold("height", value)


def _squeezed(style: Style, *, cuts_width: bool, cuts_height: bool) -> Iterator[Reason]:
    """A track of a grid, or a share of a flexible line, that is nothing."""
    around = style.parent
    if around is None:
        return
    if around.display in {"flex", "inline-flex"}:
        across = around.word("flex-direction").startswith("column")
        basis, grow = style.get("flex-basis"), style.get("flex-grow")
        least = style.length("min-height" if across else "min-width", style.environment.width) or 0.0
        extent = style.length("flex-basis", style.environment.width)
        still = grow is None or not grow.tokens or (number(grow.tokens[0]) or 0.0) <= 0
        if (
            (cuts_height if across else cuts_width)
            and basis is not None
            and extent is not None
            and max(extent, least) < _LEAST_HEIGHT
            and still
        ):
            yield told("cut to nothing", "flex-basis", basis)
    if around.display in {"grid", "inline-grid"}:
        for name, cuts in (("grid-template-rows", cuts_height), ("grid-template-columns", cuts_width)):
            tracks = around.get(name)
            if cuts and tracks is not None and any(_is_nothing(token) for token in tracks.tokens):
                yield untold(name, tracks)


def _is_nothing(token: Token) -> bool:
    """Whether a track of a grid leaves no room."""
    if token.type == "function" and token.lower_name == "minmax":
        return all(each and _is_nothing(each[0]) for each in parts(token.arguments))
    return (token.type in {"number", "dimension", "percentage"} and token.value < 1 and getattr(token, "lower_unit", "") != "fr") or (
        token.type == "dimension" and token.lower_unit == "fr" and token.value == 0
    )


_LARGE = {"h1": 2.0, "h2": 1.5, "h3": 1.17}


def _tall(element: Element, font: float, room: float) -> float:
    """About how high the blocks of text in an element are, one below the other, in CSS pixels."""
    height = 0.0
    blocks: dict[int, list[str]] = {}
    sizes: dict[int, float] = {}
    for node in element.texts:
        block = next((each for each in node.parent.chain if each.local_name not in _WITHIN_LINES or each is element), element)
        if block.local_name not in {"script", "style", "template", "title"}:
            blocks.setdefault(block.order, []).append(node.data)
            sizes[block.order] = _LARGE.get(block.local_name, 1.0)
    for order, pieces in blocks.items():
        letters = len(" ".join("".join(pieces).split()))
        size = font * sizes[order]
        height += math.ceil(letters * _LETTER * size / room) * size * _LINE
    return height


def measures(style: Style) -> bool:
    """Whether what is seen of a box depends on how long its text is."""
    if style.get("line-clamp") is not None:
        return True
    contained = set(style.words("contain")) & _CLIPPING
    if not contained and style.word("overflow-x", "visible") in {"visible", ""} and style.word("overflow-y", "visible") in {"visible", ""}:
        return False
    return style.word("text-wrap-mode") == "nowrap" or any(style.get(name) is not None for name in ("height", "max-height"))


def _least(style: Style, names: tuple[str, ...], floor: str, whole: float) -> tuple[Value | None, float | None]:
    """The smaller of the given sizes, not below the floor, with the declaration that sets it."""
    best: tuple[Value | None, float | None] = (None, None)
    for name in names:
        value = style.get(name)
        amount = style.length(name, whole)
        if value is not None and amount is not None and (best[1] is None or amount < best[1]):
            best = (value, amount)
    if best[1] is not None and style.word("box-sizing") == "border-box":
        edges = ("padding-top", "padding-bottom") if names[0] == "height" else ("padding-left", "padding-right")
        best = best[0], max(best[1] - sum(style.length(each, style.environment.width) or 0.0 for each in edges), 0.0)
    least = style.length(floor, whole)
    if best[1] is not None and least is not None and least > best[1]:
        return best[0], least
    return best
