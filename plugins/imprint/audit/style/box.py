"""What one element's own values do to everything inside it: the ways in which a box is kept out of sight.

Every question looks at one element in one set of circumstances and answers with reasons; what holds for
the text inside is :mod:`imprint.audit.style.visibility`'s business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.style.animation import animated
from imprint.audit.style.colour import BLACK, colour_of
from imprint.audit.style.depth import receding
from imprint.audit.style.extent import sized
from imprint.audit.style.placement import displaced, outrun, placed, stacked, stuck
from imprint.audit.style.reason import Reason, told, untold
from imprint.audit.style.shape import shown_of
from imprint.audit.style.token import calls, idents, parts, solid
from imprint.audit.style.transformation import hides
from imprint.audit.style.value import length, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from imprint.audit.style.cascade import Cascade, Style, Value
    from imprint.audit.style.library import PageStyles

__all__ = ["box_reasons", "opacity_of"]

_LEAST_OPACITY = 0.2
_HIDDEN_DISPLAYS = frozenset({"none", "table-column", "table-column-group"})
_MOST_BLUR = 2.5
_LEAST_LIGHT = 0.3
_MOST_LIGHT = 3.0
_RIM = 8.0
"""CSS pixels at the edge of a box that hold no text."""
_LEAST_SHARE, _WHOLE_SHARE = 0.5, 0.93
"""The shares of a box of which a clipping shape surely hides what is in it, and surely does not."""


def opacity_of(style: Style) -> float | None:
    """The opacity of a box by itself, with that of its filter."""
    value = style.get("opacity")
    product: float | None = 1.0
    if value is not None:
        product = number(value.tokens[0]) if value.known and value.tokens else None
    filters = style.get("filter")
    if product is not None and filters is not None:
        for call in calls(filters.tokens):
            if call.lower_name == "opacity" and (arguments := solid(call.arguments)):
                product *= min(number(arguments[0]) or 0.0, 1.0)
    return product if product is None else min(max(product, 0.0), 1.0)


def box_reasons(cascade: Cascade, style: Style, page: PageStyles) -> Iterator[Reason]:
    """Every way in which this element's own values, and what stands before it, keep what is inside it out of sight."""
    if page.pulls or any("margin" in each.attrib.get("style", "") for each in style.element.previous_siblings):
        yield from displaced(cascade, style)
    if page.pushes or any("style" in each.attrib for each in (*style.element.chain, *style.element.previous_siblings)):
        yield from outrun(cascade, style)
    yield from _in_columns(cascade, style)
    if not style.values:
        return
    yield from stacked(cascade, style)
    yield from stuck(cascade, style)
    pressed = style.environment.state == "active"
    for question in _OF_CLICKS if pressed else (*_OF_CLICKS, *_OF_SIGHT):
        yield from question(style)
    yield from animated(style, page)


def _in_columns(cascade: Cascade, style: Style) -> Iterator[Reason]:
    """A column that is collapsed takes its cells with it (CSS 2.2, section 17.5.5); which cells are in it is a browser's business."""
    if style.element.local_name != "table":
        return
    for column in style.element.iter_subtree():
        if column.local_name in {"col", "colgroup"}:
            value = cascade.style(column, style.environment).get("visibility")
            if value is not None and value.word == "collapse":
                yield untold("visibility", value)
                return


def _displayed(style: Style) -> Iterator[Reason]:
    value = style.get("display")
    if value is None:
        return
    if not value.known:
        yield untold("display", value)
    elif value.word in _HIDDEN_DISPLAYS:
        yield told("not displayed", "display", value)


def _rendered(style: Style) -> Iterator[Reason]:
    value = style.get("content-visibility")
    if value is not None and value.word == "hidden":
        yield told("not rendered", "content-visibility", value)


def _replaced(style: Style) -> Iterator[Reason]:
    value = style.get("content")
    if value is not None and value.tokens and value.tokens[0].type in {"url", "function"}:
        yield told("replaced by an image", "content", value)


def _letters(style: Style) -> Iterator[Reason]:
    value = style.get("font-size-adjust")
    if value is not None and value.tokens and getattr(value.tokens[-1], "value", 1) == 0:
        yield told("without size", "font-size-adjust", value)


def _opaque(style: Style) -> Iterator[Reason]:
    value = style.get("opacity")
    opacity = opacity_of(style)
    if opacity is None and value is not None:
        yield untold("opacity", value)
    elif opacity is not None and opacity < _LEAST_OPACITY:
        found = value if value is not None else style.get("filter")
        assert found is not None
        yield told("transparent", "opacity", found)


def _clipped(style: Style) -> Iterator[Reason]:
    value = style.get("clip")
    if value is not None and value.word != "auto" and style.word("position") in {"absolute", "fixed"}:
        yield told("clipped away", "clip", value)
    value = style.get("clip-path")
    if value is not None and value.word not in {
        "none",
        "border-box",
        "padding-box",
        "content-box",
        "margin-box",
        "fill-box",
        "stroke-box",
        "view-box",
    }:
        insets = _insets(value, style)
        share = shown_of(value.tokens) if insets is None else None
        if insets is not None:
            if max(insets) > _RIM:
                yield told("clipped away", "clip-path", value)
        elif share is None or _LEAST_SHARE <= share < _WHOLE_SHARE:
            yield untold("clip-path", value)
        elif share < _LEAST_SHARE:
            yield told("clipped away", "clip-path", value)


def _masked(style: Style) -> Iterator[Reason]:
    for name in ("mask-image", "mask-border-source"):
        value = style.get(name)
        if value is not None and value.word != "none" and not _is_opaque(value):
            yield told("masked", name, value)
    composite = style.get("mask-composite")
    if composite is not None and composite.word not in {"add", "source-over"} and style.get("mask-image") is not None:
        yield untold("mask-composite", composite)
    size, image = style.get("mask-size"), style.get("mask-image")
    if (
        size is not None
        and image is not None
        and image.word != "none"
        and size.text not in {"auto", "cover", "100%", "100% 100%", "auto auto"}
    ):
        yield told("masked", "mask-size", size)
    if image is not None and image.word != "none":
        yield from _masked_in_part(style)


def _masked_in_part(style: Style) -> Iterator[Reason]:
    """A mask that lets everything through where it is, and is not everywhere in the box (CSS Masking 1, sections 6.3 to 6.5)."""
    repeated = style.words("mask-repeat")
    place, area = style.get("mask-position"), style.get("mask-clip")
    if place is not None and "no-repeat" in repeated and any((length(each, style.scale()) or 0.0) != 0.0 for each in place.tokens):
        yield told("masked", "mask-position", place)
    if area is not None and set(idents(area.tokens)) & {"content-box", "text"}:
        yield untold("mask-clip", area)


def _outlined(style: Style) -> Iterator[Reason]:
    """An outline is drawn above what is in a box; with a negative offset it lies inside."""
    value, offset = style.get("outline"), style.get("outline-offset")
    if (
        value is None
        or offset is None
        or (style.length("outline-offset") or 0.0) >= -_RIM
        or {"none", "hidden"} & set(style.words("outline"))
    ):
        return
    if any((length(token, style.scale()) or 0.0) > _RIM for token in value.tokens):
        yield untold("outline", value)


def _is_opaque(value: Value) -> bool:
    """Whether a mask is a gradient that lets everything through."""
    found = list(calls(value.tokens))
    if not value.known or len(found) != len(value.tokens) or not found:
        return False
    for call in found:
        stops = [token for part in parts(call.arguments) for token in part if token.type in {"ident", "hash", "function"}]
        colours = [colour_of(token, BLACK, "light") for token in stops if token.type != "ident" or token.lower_value not in _SIDES]
        if "gradient" not in call.lower_name or not colours or any(colour is None or colour.alpha < 1 for colour in colours):
            return False
    return True


_SIDES = frozenset(
    [
        "to",
        "top",
        "right",
        "bottom",
        "left",
        "center",
        "at",
        "circle",
        "ellipse",
        "closest-side",
        "closest-corner",
        "farthest-side",
        "farthest-corner",
        "from",
        "in",
    ]
)


def _insets(value: Value, style: Style) -> list[float] | None:
    call = next(iter(calls(value.tokens)), None)
    if call is None or call.lower_name != "inset":
        return None
    arguments = parts(call.arguments, "round")[0]
    found = []
    for token in arguments:
        if token.type == "ident":
            break
        distance = length(token, style.scale(200.0))
        if distance is None:
            return None
        found.append(distance)
    return found or None


def _transformed(style: Style) -> Iterator[Reason]:
    for name in ("transform", "scale", "rotate", "translate"):
        value = style.get(name)
        if value is None or style.is_inline:
            continue
        answer = hides(name, value.tokens, style.scale()) if value.known else None
        if answer is None:
            yield untold(name, value)
        elif answer:
            yield told(answer, name, value)
    yield from receding(style)


def _filtered(style: Style) -> Iterator[Reason]:
    value = style.get("filter")
    if value is not None and value.word != "none":
        if any(token.type == "url" for token in value.tokens):
            yield untold("filter", value)
        for call in calls(value.tokens):
            arguments = solid(call.arguments)
            name = call.lower_name
            if name == "blur" and arguments and (length(arguments[0], style.scale()) or 0.0) > _MOST_BLUR:
                yield told("blurred", "filter", value)
            inverted = (number(arguments[0]) or 0.0) if arguments else 1.0
            if name == "invert" and inverted > _LEAST_LIGHT and style.parent is not None:
                yield untold("filter", value)  # whether text and ground change together depends on where the ground is drawn
            if name in {"brightness", "contrast"} and arguments:
                amount = number(arguments[0])
                if amount is None or not _LEAST_LIGHT <= amount <= _MOST_LIGHT:
                    yield told("without contrast", "filter", value)
    value = style.get("mix-blend-mode")
    if value is not None and value.word in _DARKENING:
        yield untold("mix-blend-mode", value)
    elif value is not None and value.word not in {"normal", "isolate"}:
        yield told("blended with its background", "mix-blend-mode", value)


_DARKENING = frozenset({"multiply", "darken", "color-burn", "overlay", "hard-light", "soft-light", "plus-darker"})
"""Modes in which dark letters on a light ground stay dark (Compositing and Blending Level 1, section 10.1): what they show depends on the ground."""


_OF_CLICKS: tuple[Callable[[Style], Iterator[Reason]], ...] = (
    _displayed,
    _rendered,
    _replaced,
    _letters,
    placed,
    _clipped,
    _transformed,
    sized,
)
"""What takes a box, or a part of it, from where it was: neither a look nor a click meets it."""
_OF_SIGHT: tuple[Callable[[Style], Iterator[Reason]], ...] = (_opaque, _masked, _outlined, _filtered)
"""What changes how a box looks and leaves it where it is: nobody reads it in the moment of a click, and the click arrives."""
