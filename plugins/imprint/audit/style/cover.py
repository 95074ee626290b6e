"""Whether something is laid over a place of the page: elements that a style sheet stretches over their surroundings.

Decided only where it is plain: an element, or its ``::before`` or ``::after``, that is taken out of the flow and
fills its containing block, painted above the place. Anything less plain is a browser's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.markup import barrier_of
from imprint.audit.obstacle import Obstacle
from imprint.audit.style.box import opacity_of
from imprint.audit.style.value import length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from imprint.audit.document import Document, Element
    from imprint.audit.style.cascade import Cascade, Style, Value
    from imprint.audit.style.environment import Environment

__all__ = ["covers"]

_NEAR = 8.0
"""CSS pixels from an edge at which an element still reaches it."""
_WHOLE = 90.0
"""Percent of the containing block from which on an element fills it."""


def covers(cascade: Cascade, document: Document, place: Element, environment: Environment) -> Iterator[Obstacle]:
    """The elements that are laid over ``place``."""
    yield from _behind(cascade, place, environment)
    chain = {each.order for each in place.chain}
    for element in cascade.out_of_flow(document):
        if element.order not in chain and not _inside(element, place):
            style = cascade.style(element, environment)
            if (
                _fills(style.values, style)
                and _is_there(cascade, style)
                and _reaches(cascade, element, place, environment, style.word("position"))
                and _above(style, place, cascade)
            ):
                yield Obstacle("covered", f"covered by <{element.local_name}> on line {element.line}", element.line)
        for name, values in cascade.pseudo(element, environment):
            if name not in {"before", "after"} or _inside(element, place) or element is place or "content" not in values:
                continue
            if (
                values["content"].word in {"none", "normal"}
                or _word(values, "pointer-events") == "none"
                or _word(values, "display") == "none"
            ):
                continue
            style = cascade.style(element, environment)
            if (
                _fills(values, style)
                and _reaches(cascade, element, place, environment, _word(values, "position"), own=True)
                and _level(values) >= 0
            ):
                yield Obstacle("covered", f"covered by ::{name} of <{element.local_name}> on line {element.line}", element.line)


def _behind(cascade: Cascade, place: Element, environment: Environment) -> Iterator[Obstacle]:
    """A negative level puts a box behind the backgrounds of the elements around it, up to the one that makes a stacking context."""
    for each in place.chain:
        style = cascade.style(each, environment)
        if style.word("position", "static") in {"static", ""} or _level(style.values) >= 0:
            continue
        around = style.parent
        while around is not None and around.element.local_name not in {"body", "html"} and not _stacks(around):
            ground = around.get("background-color") or around.get("background-image")
            if ground is not None and ground.word not in {"transparent", "none", "initial"}:
                yield Obstacle(
                    "covered", f"behind the background of <{around.element.local_name}> on line {around.element.line}", each.line
                )
                return
            around = around.parent


def _stacks(style: Style) -> bool:
    """Whether an element makes a stacking context of its own."""
    positioned = style.word("position", "static") not in {"static", ""}
    if style.word("position") in {"fixed", "sticky"} or (
        positioned and style.get("z-index") is not None and style.word("z-index") != "auto"
    ):
        return True
    if (opacity_of(style) or 0.0) < 1.0 or style.word("mix-blend-mode", "normal") not in {"normal", ""}:
        return True
    return any(
        style.get(name) is not None and style.word(name) != "none"
        for name in ("transform", "filter", "clip-path", "mask-image", "scale", "rotate", "translate")
    )


def _inside(element: Element, outer: Element) -> bool:
    return any(each is outer for each in element.chain)


def _word(values: Mapping[str, Value], name: str) -> str:
    found = values.get(name)
    return found.word if found is not None else ""


def _fills(values: Mapping[str, Value], style: Style) -> bool:
    """Whether a box out of the flow reaches from edge to edge of its containing block, both ways."""
    if _word(values, "position") not in {"absolute", "fixed"}:
        return False
    return all(
        _spans(values, style, *names) for names in (("left", "right", "width", "min-width"), ("top", "bottom", "height", "min-height"))
    )


def _spans(values: Mapping[str, Value], style: Style, near: str, far: str, size: str, floor: str) -> bool:
    first, second = _distance(values, style, near), _distance(values, style, far)
    if first is not None and second is not None and size not in values:
        return first <= _NEAR and second <= _NEAR
    whole = style.environment.width if size == "width" else style.environment.height
    for name in (size, floor):
        value = values.get(name)
        if value is not None and value.tokens:
            extent = length(value.tokens[0], style.scale(whole))
            if extent is not None and extent >= whole * _WHOLE / 100:
                return (first is None or first <= _NEAR) and (second is None or second <= _NEAR)
    return False


def _distance(values: Mapping[str, Value], style: Style, side: str) -> float | None:
    value = values.get(side)
    if value is None or not value.tokens:
        return None
    return length(value.tokens[0], style.scale(style.environment.width))


def _is_there(cascade: Cascade, style: Style) -> bool:
    """Whether the element makes a box that takes clicks or hides what is below it."""
    del cascade
    each: Style | None = style
    while each is not None:
        if each.display == "none" or barrier_of(each.element).startswith(("hidden", "inside <", "inside a")):
            return False
        each = each.parent
    if style.word("visibility") in {"hidden", "collapse"}:
        return False
    if style.word("pointer-events") != "none":
        return True
    ground = style.get("background-color") or style.get("background-image")
    return ground is not None and ground.word not in {"transparent", "none"} and (opacity_of(style) or 0.0) > 0.2  # noqa: PLR2004 - as good as transparent


def _reaches(cascade: Cascade, element: Element, place: Element, environment: Environment, position: str, *, own: bool = False) -> bool:
    """Whether the containing block of the covering box is one in which the place stands."""
    if position == "fixed":
        return True
    around = element if own else element.parent
    while around is not None:
        style = cascade.style(around, environment)
        if style.word("position", "static") not in {"static", ""} or style.get("transform") is not None:
            return _inside(place, around)
        around = around.parent
    return True


def _level(values: Mapping[str, Value]) -> float:
    value = values.get("z-index")
    if value is not None and value.tokens and value.tokens[0].type == "number":
        return float(value.tokens[0].value)
    return 0.0


def _above(style: Style, place: Element, cascade: Cascade) -> bool:
    """Whether the covering element is painted above the place: by its level, and behind it in the document where that decides."""
    level = _level(style.values)
    if level < 0:
        return False
    highest: float | None = None
    for each in place.chain:
        other = cascade.style(each, style.environment)
        if other.word("position", "static") not in {"static", ""} and not _inside(style.element, each):
            highest = max(highest if highest is not None else 0.0, _level(other.values))
    if highest is None:
        return True
    return level > highest or (level == highest and style.element.order > place.order)
