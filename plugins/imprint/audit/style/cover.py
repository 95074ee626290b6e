"""Whether something is laid over a place of the page: elements that a style sheet stretches over their surroundings.

Decided only where it is plain: an element, or its ``::before`` or ``::after``, that is taken out of the flow and
fills its containing block, painted above the place. Anything less plain is a browser's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.markup import barrier_of
from imprint.audit.obstacle import Obstacle
from imprint.audit.style.box import opacity_of
from imprint.audit.style.colour import BLACK, colour_of
from imprint.audit.style.painting import FAINT, is_above, is_drawn, is_inside, level_of, stacks, word_of
from imprint.audit.style.replaced import REPLACED, has_own_ground, is_shown
from imprint.audit.style.token import parts, solid
from imprint.audit.style.transformation import hides
from imprint.audit.style.value import length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from imprint.audit.document import Document, Element
    from imprint.audit.style.cascade import Cascade, Style, Value
    from imprint.audit.style.environment import Environment

__all__ = ["covers"]

_NEAR = 8.0
"""CSS pixels from an edge at which an element still reaches it."""
_FAR = 1.5
"""Windows that a box fills, one below the other, from which on it covers more than its containing block."""
_WHOLE = 90.0
"""Percent of the containing block from which on an element fills it."""


def covers(cascade: Cascade, document: Document, place: Element, environment: Environment, *, clickable: bool) -> Iterator[Obstacle]:
    """The elements that are laid over ``place``; where it need not be clicked, those that are drawn over it."""
    yield from _behind(cascade, place, environment)
    if environment.state == "target":
        return  # a menu that a reader has called for with a link, and dismisses again
    yield from _spread(cascade, document, place, environment)
    chain = {each.order for each in place.chain}
    for element in cascade.out_of_flow(document):
        if element.order not in chain and not is_inside(element, place):
            style = cascade.style(element, environment)
            if (
                _fills(style.values, style)
                and _is_there(style)
                and _reaches(cascade, element, place, environment, style.values)
                and is_above(level_of(style.values), element, place, cascade, environment, last=False)
            ):
                yield Obstacle("covered", f"covered by <{element.local_name}> on line {element.line}", element.line)
        for name, values in cascade.pseudo(element, environment):
            if name not in {"before", "after"} or is_inside(element, place) or element is place or "content" not in values:
                continue
            style = cascade.style(element, environment)
            if (
                values["content"].word in {"none", "normal"}
                or word_of(values, "display") == "none"
                or word_of(values, "visibility") == "hidden"
                or _is_moved(values, style)
                or not (is_drawn(values, style) or (clickable and word_of(values, "pointer-events") != "none"))
            ):
                continue
            if (
                _fills(values, style)
                and _reaches(cascade, element, place, environment, values, own=True)
                and is_above(level_of(values), element, place, cascade, environment, last=name == "after")
            ):
                yield Obstacle("covered", f"covered by ::{name} of <{element.local_name}> on line {element.line}", element.line)


def _behind(cascade: Cascade, place: Element, environment: Environment) -> Iterator[Obstacle]:
    """A negative level puts a box behind the backgrounds of the elements around it, up to the one that makes a stacking context."""
    for each in place.chain:
        style = cascade.style(each, environment)
        if style.word("position", "static") in {"static", ""} or level_of(style.values) >= 0:
            continue
        around = style.parent
        while around is not None and around.element.local_name not in {"body", "html"} and not stacks(around):
            ground = around.get("background-color") or around.get("background-image")
            if ground is not None and ground.word not in {"transparent", "none", "initial"}:
                yield Obstacle(
                    "covered", f"behind the background of <{around.element.local_name}> on line {around.element.line}", each.line
                )
                return
            around = around.parent


def _spread(cascade: Cascade, document: Document, place: Element, environment: Environment) -> Iterator[Obstacle]:
    """Shadows and outlines that reach far beyond the box that has them."""
    for element in cascade.spreading(document):
        if is_inside(place, element) or is_inside(element, place):
            continue
        style = cascade.style(element, environment)
        if not style.values or style.display == "none":
            continue
        for name in ("box-shadow", "outline"):
            value = style.get(name)
            for part in parts(value.tokens) if value is not None else ():
                words = {token.lower_value for token in part if token.type == "ident"}
                lengths = [found for token in solid(part) if (found := length(token, style.scale())) is not None]
                blur = 2  # the third length of a shadow fades away
                reaching = [abs(each) for number_, each in enumerate(lengths) if name == "outline" or number_ != blur]
                colours = [hue for token in solid(part) if (hue := colour_of(token, BLACK, style.scheme)) is not None]
                faint = any(each.alpha < _TRANSLUCENT for each in colours)
                if "inset" not in words and not faint and any(each > _SPREAD for each in reaching):
                    yield Obstacle(
                        "undetermined", f"the {name} of <{element.local_name}> on line {element.line} may cover it", element.line
                    )
                    return


_SPREAD = 99.0
_TRANSLUCENT = 0.5


def _is_moved(values: Mapping[str, Value], style: Style) -> bool:
    """Whether a box is moved out of its place, as menus are that wait beside the window."""
    return any(
        bool(hides(name, values[name].tokens, style.scale()))
        for name in ("transform", "translate", "scale")
        if name in values and values[name].known and values[name].tokens
    )


def _fills(values: Mapping[str, Value], style: Style) -> bool:
    """Whether a box out of the flow reaches from edge to edge of its containing block, both ways."""
    if word_of(values, "position") not in {"absolute", "fixed"}:
        return False
    return all(
        _spans(values, style, *names) for names in (("left", "right", "width", "min-width"), ("top", "bottom", "height", "min-height"))
    )


def _spans(values: Mapping[str, Value], style: Style, near: str, far: str, size: str, floor: str) -> bool:
    first, second = _distance(values, style, near), _distance(values, style, far)
    if first is not None and second is not None and word_of(values, size) in {"", "auto"} and _distance(values, style, size) is None:
        return first <= _NEAR and second <= _NEAR
    whole = style.environment.width if size == "width" else style.environment.height
    for name in (size, floor):
        value = values.get(name)
        if value is not None and value.tokens:
            extent = length(value.tokens[0], style.scale(whole))
            if extent is not None and extent >= whole * _WHOLE / 100:
                seen = extent + min(first or 0.0, 0.0) + (min(second or 0.0, 0.0) if first is None else 0.0)
                return seen >= whole * _WHOLE / 100 and (first is None or first <= _NEAR) and (second is None or second <= _NEAR)
    return False


def _distance(values: Mapping[str, Value], style: Style, side: str) -> float | None:
    value = values.get(side)
    if value is None or not value.tokens:
        return None
    return length(value.tokens[0], style.scale(style.environment.width))


def _is_there(style: Style) -> bool:
    """Whether the element makes a box that takes clicks or hides what is below it."""
    each: Style | None = style
    while each is not None:
        reason = barrier_of(each.element)
        # What an iframe or a canvas holds is not shown; the thing itself is.
        own = each is style and each.element.local_name in REPLACED and is_shown(each.element)
        if each.display == "none" or (reason.startswith(("hidden", "inside <")) and not own) or _is_moved(each.values, each):
            return False
        each = each.parent
    if style.word("visibility") in {"hidden", "collapse"}:
        return False
    if style.word("pointer-events") != "none":
        return True
    return (opacity_of(style) or 0.0) > FAINT and (
        style.element.local_name in REPLACED or has_own_ground(style.element) or is_drawn(style.values, style)
    )


def _reaches(
    cascade: Cascade, element: Element, place: Element, environment: Environment, values: Mapping[str, Value], *, own: bool = False
) -> bool:
    """Whether the containing block of the covering box is one in which the place stands."""
    if word_of(values, "position") == "fixed":
        return True
    around = element if own else element.parent
    while around is not None:
        style = cascade.style(around, environment)
        if style.word("position", "static") not in {"static", ""} or style.get("transform") is not None:
            return is_inside(place, around) or (_is_far(values, style) and element.order < place.order)
        around = around.parent
    return True


def _is_far(values: Mapping[str, Value], style: Style) -> bool:
    """Whether a box is so high that it covers what stands below its containing block as well."""
    value = values.get("height") or values.get("min-height")
    extent = length(value.tokens[0], style.scale()) if value is not None and value.tokens else None
    return extent is not None and extent > _FAR * style.environment.height
