"""What one element's own values do to everything inside it: the ways in which a box is kept out of sight.

Every question looks at one element in one set of circumstances and answers with reasons; what holds for
the text inside is :mod:`imprint.audit.style.visibility`'s business.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.audit.style.token import calls, idents, parse_value, parts, solid, text_of
from imprint.audit.style.transformation import hides
from imprint.audit.style.value import length, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from imprint.audit.style.cascade import Cascade, Style, Value
    from imprint.audit.style.library import PageStyles

__all__ = ["Reason", "box_reasons", "measures", "opacity_of"]

_LEAST_OPACITY = 0.2
_FARTHEST = 99.0
"""CSS pixels by which a box may be moved out of its place and still be found."""
_HIDDEN_DISPLAYS = frozenset({"none", "table-column", "table-column-group"})
_MOST_BLUR = 2.5
_LEAST_LIGHT = 0.3
_MOST_LIGHT = 3.0
_LEAST_HEIGHT = 9.0
_LEAST_WIDTH = 24.0
_LETTER = 0.45
"""The width of an average letter, in font sizes."""
_SHOWN = 0.8
"""The share of a text that must fit its box."""
_LONGEST_DELAY = 5.0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a box is not seen, or, where ``determined`` is false, why that cannot be told."""

    text: str
    determined: bool = True


def _told(what: str, name: str, value: Value) -> Reason:
    return Reason(f"{what} ({name}: {value.text}; {value.source})")


def _untold(name: str, value: Value) -> Reason:
    return Reason(f"the value of {name} cannot be worked out ({value.text or name}; {value.source})", determined=False)


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
    """Every way in which this element's own values keep what is inside it out of sight."""
    del cascade
    if not style.values:
        return
    for question in _QUESTIONS:
        yield from question(style)
    yield from _animated(style, page)


def _displayed(style: Style) -> Iterator[Reason]:
    value = style.get("display")
    if value is None:
        return
    if not value.known:
        yield _untold("display", value)
    elif value.word in _HIDDEN_DISPLAYS:
        yield _told("not displayed", "display", value)


def _content(style: Style) -> Iterator[Reason]:
    value = style.get("content-visibility")
    if value is not None and value.word == "hidden":
        yield _told("not rendered", "content-visibility", value)
    value = style.get("content")
    if value is not None and value.tokens and value.tokens[0].type in {"url", "function"} and not style.is_inline:
        yield _told("replaced by an image", "content", value)


def _opaque(style: Style) -> Iterator[Reason]:
    value = style.get("opacity")
    opacity = opacity_of(style)
    if opacity is None and value is not None:
        yield _untold("opacity", value)
    elif opacity is not None and opacity < _LEAST_OPACITY:
        found = value if value is not None else style.get("filter")
        assert found is not None
        yield _told("transparent", "opacity", found)


def _placed(style: Style) -> Iterator[Reason]:  # noqa: C901 - one way to move a box after the other
    position = style.word("position", "static")
    if position in {"absolute", "fixed", "relative"}:
        width, height = style.environment.width, style.environment.height
        for side, whole in (("left", width), ("right", width), ("top", height), ("bottom", height)):
            value = style.get(side)
            if value is None or value.word == "auto":
                continue
            distance = style.length(side, whole)
            if distance is None:
                if not value.known or value.word == "":
                    yield _untold(side, value)
            elif distance < -_FARTHEST or (side in {"left", "right"} and distance >= width - _LEAST_WIDTH) or distance > 4 * height:
                yield _told("moved off the page", side, value)
    for side in ("left", "top", "right", "bottom"):
        name = f"margin-{side}"
        value = style.get(name)
        if value is None or (style.is_inline and side in {"top", "bottom"}):
            continue
        distance = style.length(name, style.environment.width)
        if distance is not None and (distance < -_FARTHEST or (side in {"left", "right"} and distance > style.environment.width)):
            yield _told("moved off the page", name, value)
    value = style.get("offset-path")
    if value is not None and value.word != "none":
        yield _untold("offset-path", value)


def _clipped(style: Style) -> Iterator[Reason]:
    value = style.get("clip")
    if value is not None and value.word != "auto" and style.word("position") in {"absolute", "fixed"}:
        yield _told("clipped away", "clip", value)
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
        if insets is None or max(insets) > 8:  # noqa: PLR2004 - a rim of some pixels cuts no text
            yield _told("clipped away", "clip-path", value)
    for name in ("mask-image", "mask-border-source"):
        value = style.get(name)
        if value is not None and value.word != "none":
            yield _told("masked", name, value)


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
            yield _untold(name, value)
        elif answer:
            yield _told(answer, name, value)


def _filtered(style: Style) -> Iterator[Reason]:
    value = style.get("filter")
    if value is not None and value.word != "none":
        if any(token.type == "url" for token in value.tokens):
            yield _untold("filter", value)
        for call in calls(value.tokens):
            arguments = solid(call.arguments)
            name = call.lower_name
            if name == "blur" and arguments and (length(arguments[0], style.scale()) or 0.0) > _MOST_BLUR:
                yield _told("blurred", "filter", value)
            if name in {"brightness", "contrast"} and arguments:
                amount = number(arguments[0])
                if amount is None or not _LEAST_LIGHT <= amount <= _MOST_LIGHT:
                    yield _told("without contrast", "filter", value)
    value = style.get("mix-blend-mode")
    if value is not None and value.word not in {"normal", "isolate"}:
        yield _told("blended with its background", "mix-blend-mode", value)


def _sized(style: Style) -> Iterator[Reason]:
    if style.is_inline:
        return
    cuts_width = style.word("overflow-x", "visible") not in {"visible", ""}
    cuts_height = style.word("overflow-y", "visible") not in {"visible", ""}
    if not cuts_width and not cuts_height:
        return
    scrolls = style.word("overflow-y") in {"auto", "scroll", "overlay"}
    environment = style.environment
    height = _least(style, ("height", "max-height"), "min-height", environment.height)
    width = _least(style, ("width", "max-width"), "min-width", environment.width)
    for name, (value, amount), least in (("height", height, _LEAST_HEIGHT), ("width", width, _LEAST_WIDTH)):
        if value is not None and amount is not None and amount < least:
            yield _told("cut to nothing", name, value)
            return
    font = style.font or 16.0
    letters = len(" ".join(style.element.text_content.split()))
    room = min(width[1] or environment.width, environment.width) or environment.width
    lines = max(1, math.ceil(letters * _LETTER * font / room))
    if style.word("text-wrap-mode", "wrap") == "nowrap" and letters * _LETTER * font > room / _SHOWN:
        found = style.get("overflow-x")
        assert found is not None
        yield _told("cut off at the end of its line", "overflow", found)
    clamp = style.get("line-clamp")
    if clamp is not None and clamp.tokens and clamp.tokens[0].type == "number" and lines > clamp.tokens[0].value:
        yield _told("cut after some lines", "line-clamp", clamp)
    value, amount = height
    if value is not None and amount is not None and not scrolls and amount < lines * font * _SHOWN:
        yield _told("cut off", "height", value)


def measures(style: Style) -> bool:
    """Whether what is seen of a box depends on how long its text is."""
    if style.word("overflow-x", "visible") in {"visible", ""} and style.word("overflow-y", "visible") in {"visible", ""}:
        return False
    return style.word("text-wrap-mode") == "nowrap" or any(style.get(name) is not None for name in ("height", "max-height", "line-clamp"))


def _least(style: Style, names: tuple[str, ...], floor: str, whole: float) -> tuple[Value | None, float | None]:
    """The smaller of the given sizes, not below the floor, with the declaration that sets it."""
    best: tuple[Value | None, float | None] = (None, None)
    for name in names:
        value = style.get(name)
        amount = style.length(name, whole)
        if value is not None and amount is not None and (best[1] is None or amount < best[1]):
            best = (value, amount)
    least = style.length(floor, whole)
    if best[1] is not None and least is not None and least > best[1]:
        return best[0], least
    return best


_QUESTIONS: tuple[Callable[[Style], Iterator[Reason]], ...] = (
    _displayed,
    _content,
    _opaque,
    _placed,
    _clipped,
    _transformed,
    _filtered,
    _sized,
)


def _animated(style: Style, page: PageStyles) -> Iterator[Reason]:
    """An animation that hides at its end, for ever, or for long."""
    value = style.get("animation")
    named = style.get("animation-name")
    if value is None and named is None:
        return
    source = named if named is not None else value
    assert source is not None
    words = idents(source.tokens)
    names = [
        name
        for name in page.keyframes
        if name.lower() in words or any(token.type == "string" and token.value == name for token in source.tokens)
    ]
    for name in names:
        frames = page.keyframes[name].frames
        hidden = [offset for offset, declared in frames if any(_hides(each.name, each.value) for each in declared)]
        if not hidden:
            continue
        all_words = set(words) | {style.word(each) for each in ("animation-fill-mode", "animation-iteration-count", "animation-play-state")}
        timeline = style.get("animation-timeline")
        if timeline is not None and timeline.word != "auto":
            yield Reason(f"hidden by the animation {name} as far as the page is scrolled ({source.source})", determined=False)
        elif "infinite" in all_words:
            yield Reason(f"hidden again and again by the animation {name} ({source.source})")
        elif max(hidden) >= 1.0 and all_words & {"forwards", "both"}:
            yield Reason(f"hidden at the end of the animation {name} ({source.source})")
        elif "paused" in all_words and min(hidden) <= 0.0:
            yield Reason(f"hidden by the animation {name}, which is paused ({source.source})")
        elif min(hidden) <= 0.0 and all_words & {"backwards", "both"} and _delay(style) > _LONGEST_DELAY:
            yield Reason(f"hidden until the animation {name} begins ({source.source})")


def _delay(style: Style) -> float:
    """The longest time in seconds among an animation's duration and delay."""
    times = [0.0]
    for name in ("animation", "animation-delay", "animation-duration"):
        value = style.get(name)
        tokens = value.tokens if value is not None else ()
        times += [
            token.value / (1 if token.lower_unit == "s" else 1000)
            for token in tokens
            if token.type == "dimension" and token.lower_unit in {"s", "ms"}
        ]
    return max(times)


def _hides(name: str, value: tuple[object, ...]) -> bool:  # noqa: PLR0911 - one case a property
    """Whether a declaration inside an animation hides."""
    text = text_of(value)
    match name:
        case "opacity":
            found = parse_value(text)
            amount = number(found[0]) if found else None
            return amount is None or amount < _LEAST_OPACITY
        case "visibility":
            return text in {"hidden", "collapse"}
        case "display":
            return text == "none"
        case "color" | "text-fill-color":
            return text == "transparent"
        case "transform" | "scale" | "translate" | "rotate":
            from imprint.audit.style.value import Scale  # noqa: PLC0415 - only here

            return bool(hides(name, parse_value(text), Scale()))
        case "clip-path" | "mask-image":
            return text != "none"
        case "font-size" | "height" | "max-height" | "width" | "max-width":
            found = parse_value(text)
            return bool(found) and getattr(found[0], "value", 1) == 0
    return False
