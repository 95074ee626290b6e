"""What is painted, and above what: backgrounds, borders and texts, and the levels of stacking contexts.

Source: CSS 2.2, appendix E (the painting order), with the later properties that make a stacking context.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.markup import barrier_of
from imprint.audit.style.background import ground_stops
from imprint.audit.style.colour import BLACK, colour_of
from imprint.audit.style.replaced import REPLACED, has_own_ground, is_shown
from imprint.audit.style.value import length, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imprint.audit.document import Element
    from imprint.audit.style.cascade import Cascade, Style, Value
    from imprint.audit.style.environment import Environment

__all__ = [
    "FAINT",
    "is_above",
    "is_drawn",
    "is_inside",
    "is_positioned",
    "is_solid",
    "level_of",
    "stacks",
    "word_of",
]

FAINT = 0.2
"""The opacity up to which a box is as good as transparent."""
_EDGE = 8.0
"""CSS pixels from which on a border hides what it lies over."""
_MOST = 400
"""Elements inside a box that are looked at; one that holds more is taken to show something."""


def is_inside(element: Element, outer: Element) -> bool:
    """Whether an element is ``outer`` or stands in it."""
    return any(each is outer for each in element.chain)


def word_of(values: Mapping[str, Value], name: str) -> str:
    """The value of a property that is one keyword; empty where it is not."""
    found = values.get(name)
    return found.word if found is not None else ""


def is_positioned(values: Mapping[str, Value]) -> bool:
    """Whether a box is positioned in any way."""
    return word_of(values, "position") in {"relative", "absolute", "fixed", "sticky", "-webkit-sticky"}


def level_of(values: Mapping[str, Value]) -> float:
    """The level of a box; 0 where it has none of its own."""
    value = values.get("z-index")
    if value is not None and value.tokens and value.tokens[0].type == "number":
        return float(value.tokens[0].value)
    return 0.0


def stacks(style: Style) -> bool:
    """Whether an element makes a stacking context of its own."""
    positioned = is_positioned(style.values)
    if style.word("position") in {"fixed", "sticky"} or (
        positioned and style.get("z-index") is not None and style.word("z-index") != "auto"
    ):
        return True
    opacity = style.get("opacity")
    if opacity is not None and (not opacity.tokens or (number(opacity.tokens[0]) or 0.0) < 1.0):
        return True
    if style.word("mix-blend-mode", "normal") not in {"normal", ""}:
        return True
    return any(
        style.get(name) is not None and style.word(name) != "none"
        for name in ("transform", "filter", "clip-path", "mask-image", "scale", "rotate", "translate")
    )


def is_drawn(values: Mapping[str, Value], style: Style) -> bool:
    """Whether a box has a background or a border that hides what is below it."""
    opacity = values.get("opacity")
    if opacity is not None and opacity.tokens and (number(opacity.tokens[0]) or 0.0) < FAINT:
        return False
    backdrop = values.get("backdrop-filter")
    if backdrop is not None and backdrop.tokens and backdrop.word != "none":
        return True
    stops = ground_stops(values, style)
    if stops is None or any(stop.alpha > FAINT for stop in stops):
        return True
    for side in ("top", "right", "bottom", "left"):
        width = values.get(f"border-{side}-width")
        if width is not None and width.tokens and (length(width.tokens[0], style.scale()) or 0.0) > _EDGE:
            return True
    ground = values.get("background-color")
    if ground is None or not ground.tokens:
        return False
    colour = colour_of(ground.tokens[0], style.colour or BLACK, style.scheme)
    return colour is None or colour.alpha > FAINT


def is_solid(cascade: Cascade, element: Element, environment: Environment, *, clickable: bool, lifted: bool) -> bool:
    """Whether something in a box is seen or, where ``clickable`` is asked, takes clicks.

    ``lifted`` says that the box is painted above what is not positioned, so that its backgrounds count and not its texts alone.
    """
    stack = [(element, lifted)]
    for _ in range(_MOST):
        if not stack:
            return False
        each, above = stack.pop()
        style = cascade.style(each, environment)
        if style.display == "none" or barrier_of(each).startswith("hidden by the attribute") or not is_shown(each):
            continue
        if each.shown_as in _SHOWN_NOWHERE:
            continue
        opacity = style.get("opacity")
        clear = opacity is not None and bool(opacity.tokens) and (number(opacity.tokens[0]) or 0.0) < FAINT
        if clear and not clickable:
            continue
        above = above or is_positioned(style.values) or stacks(style)
        if style.word("visibility", "visible") not in {"hidden", "collapse"}:
            takes = style.word("pointer-events", "auto") != "none"
            if clickable and above and takes:
                return True
            shown = each.local_name in REPLACED or _has_text(each, style) or (above and _is_painted(each, style))
            if (shown or _adds(cascade, each, environment, above=above)) and not clear:
                return True
        stack += [(inner, above) for inner in each.elements]
    return True


_SHOWN_NOWHERE = frozenset("script style template noscript head title datalist option param source track".split())  # noqa: SIM905 - a list of words reads best as words


def _is_painted(element: Element, style: Style) -> bool:
    """Whether the box of an element hides what is below it, by a style sheet or by the browser's own."""
    return is_drawn(style.values, style) or (has_own_ground(element) and "background-color" not in style.values)


def _adds(cascade: Cascade, element: Element, environment: Environment, *, above: bool) -> bool:
    """Whether something is seen of what ``::before`` or ``::after`` puts into an element."""
    for name, values in cascade.pseudo(element, environment):
        content = values.get("content")
        if name not in {"before", "after"} or content is None or content.word in {"none", "normal"} or word_of(values, "display") == "none":
            continue
        words = any(token.type != "string" or token.value.strip() for token in content.tokens)
        if word_of(values, "visibility") != "hidden" and (words or (above and is_drawn(values, cascade.style(element, environment)))):
            return True
    return False


def _has_text(element: Element, style: Style) -> bool:
    return bool(element.text.strip()) and (style.colour is None or style.colour.alpha > FAINT) and style.font != 0.0


def is_above(level: float, element: Element, place: Element, cascade: Cascade, environment: Environment, *, last: bool) -> bool:
    """Whether what has ``level`` is painted above the place: by its level, and behind it in the document where that decides.

    ``last`` says that it is painted behind everything in ``element``, as ``::after`` is.
    """
    if level < 0:
        return False
    highest: float | None = None
    for each in place.chain:
        other = cascade.style(each, environment)
        if is_positioned(other.values) and not is_inside(element, each):
            highest = max(highest if highest is not None else 0.0, level_of(other.values))
    if highest is None:
        return True
    return level > highest or (level == highest and (element.order > place.order or (last and is_inside(place, element))))
