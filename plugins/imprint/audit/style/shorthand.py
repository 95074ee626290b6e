"""Shorthands taken apart: which properties a declaration sets, and which part of its value is whose."""

from __future__ import annotations

from imprint.audit.style.colour import BLACK, colour_of
from imprint.audit.style.property import LONGHANDS, SHORTHANDS
from imprint.audit.style.timing import animation_component
from imprint.audit.style.token import Token, Tokens, parse_value, parts, text_of
from imprint.audit.style.value import sides

__all__ = ["FONT_SIZES", "component", "longhands"]

FONT_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
"""The sizes that have names, in CSS pixels."""


def longhands(name: str) -> tuple[str, ...]:
    """The judged properties that a declaration of this name sets."""
    if name == "all":
        return tuple(sorted(LONGHANDS - {"direction", "unicode-bidi"}))
    if name in SHORTHANDS:
        return SHORTHANDS[name]
    return (name,) if name in LONGHANDS else ()


def component(name: str, via: str, tokens: Tokens) -> Tokens | None:  # noqa: C901, PLR0911, PLR0912 - one case a shorthand
    """The part of a shorthand's value that belongs to one of its properties; empty for the initial value."""
    if name == via:
        return tokens
    if via in {"margin", "inset", "padding"}:
        four = sides(tokens)
        order = ("top", "right", "bottom", "left")
        return (four[order.index(name.rpartition("-")[2])],) if four is not None else None
    if via in {"margin-inline", "margin-block", "inset-inline", "inset-block", "padding-inline", "padding-block"}:
        second = name.rpartition("-")[2] in {"right", "bottom"}
        return (tokens[-1] if second else tokens[0],)
    if via == "overflow":
        return (tokens[-1] if name == "overflow-y" else tokens[0],)
    if via in {"background", "background-position"}:
        return _background(name, tokens) if via == "background" else _positions(name, tokens)
    if via == "border-image":
        return _border_image(name, tokens)
    if name == "border-image-source":
        return parse_value("none")
    if via == "list-style":
        return tuple(token for token in tokens if token.type in {"string", "ident"} and getattr(token, "lower_value", "") not in _SIDES)
    if via == "animation":
        return animation_component(name, tokens)
    if via == "font":
        return _font(name, tokens)
    if via in {"white-space", "text-wrap"}:
        words = {token.lower_value for token in tokens if token.type == "ident"}
        return parse_value("nowrap" if words & {"nowrap", "pre"} else "wrap")
    if via == "mask":
        images = tuple(token for token in tokens if token.type == "url" or (token.type == "function" and "(" in text_of([token])))
        if name in {"mask-size", "mask-position"}:
            return ()
        if name in {"mask-clip", "mask-repeat"}:
            wanted = _REPEATS if name == "mask-repeat" else _BOXES
            return tuple(token for token in tokens if token.type == "ident" and token.lower_value in wanted)
        # With a size or a place of its own, a mask need not lie over all of the box.
        sized = any(token.type in {"dimension", "percentage", "number"} for token in tokens)
        return (tokens if sized else images[:1]) if images else parse_value("none")
    if via == "text-stroke":
        return tuple(token for token in tokens if (colour_of(token, BLACK, "light") is not None) == (name == "text-stroke-color"))
    if name.startswith("border-") and name.endswith("-width"):
        return _border(name, via, tokens)
    if via == "grid-area" and name in {"grid-row", "grid-column"}:
        return _grid_lines(name, tokens)
    if name in {"text-decoration-color", "text-decoration-thickness"}:
        hue = name.endswith("color")
        return tuple(token for token in tokens if _is_hue(token) == hue and (hue or token.type in {"dimension", "percentage", "function"}))[
            :1
        ]
    if via in {"text-decoration", "mask-border", "offset"} or name in {"border-bottom", "outline", "grid-area", "grid-row", "grid-column"}:
        return tokens
    if via == "columns":
        return tuple(token for token in tokens if token.type == "number")
    if via in {"flex", "flex-flow"}:
        return _flex(name, tokens)
    if via in {"grid", "grid-template"}:
        return parts(tokens, "/")[0] if name == "grid-template-rows" else next(iter(parts(tokens, "/")[1:]), ())
    return None


_THICK = {"thin": "1px", "medium": "3px", "thick": "5px"}


def _border(name: str, via: str, tokens: Tokens) -> Tokens:
    """The width of one edge; nought where a style of none comes with it in the same shorthand."""
    if via.endswith("-width"):
        four = sides(tokens)
        if via in {"border-block-width", "border-inline-width"}:
            return (tokens[-1],) if name in {"border-bottom-width", "border-right-width"} else (tokens[0],)
        return (four[("top", "right", "bottom", "left").index(name.split("-")[1])],) if four is not None else ()
    words = {token.lower_value for token in tokens if token.type == "ident"}
    if words & {"none", "hidden"}:
        return parse_value("0px")
    named = next((_THICK[word] for word in words if word in _THICK), "3px")
    width = tuple(token for token in tokens if token.type in {"dimension", "number"} or (token.type == "function" and _is_amount(token)))
    return width[:1] or parse_value(named)


def _is_amount(token: Token) -> bool:
    return token.lower_name in {"calc", "min", "max", "clamp", "var", "env"}


def _grid_lines(name: str, tokens: Tokens) -> Tokens:
    """The lines of one axis from ``grid-area: row-start / column-start / row-end / column-end`` (CSS Grid Layout, section 8.4)."""
    lines = parts(tokens, "/")
    chosen = lines[::2] if name == "grid-row" else lines[1::2]
    if not chosen:
        return lines[0] if len(lines) == 1 and lines[0] and lines[0][0].type == "ident" else ()
    return (*chosen[0], *parse_value("/"), *chosen[1]) if len(chosen) > 1 else tuple(chosen[0])


def _flex(name: str, tokens: Tokens) -> Tokens:  # noqa: PLR0911 - one case a property
    """One part of ``flex`` or ``flex-flow``; of ``flex`` with a number alone the basis is nought (CSS Flexbox, section 7.1.1)."""
    if name == "flex-direction":
        return tuple(token for token in tokens if token.type == "ident" and token.lower_value.startswith(("row", "column")))[:1]
    if name == "flex-wrap":
        return tuple(token for token in tokens if token.type == "ident" and "wrap" in token.lower_value)[:1]
    numbers = [token for token in tokens if token.type == "number"]
    if len(tokens) == 1 and tokens[0].type == "ident":
        none = tokens[0].lower_value in {"none", "initial"}
        if name == "flex-shrink":
            return parse_value("0" if tokens[0].lower_value == "none" else "1")
        return parse_value("auto") if name == "flex-basis" else parse_value("0" if none else "1")
    if name == "flex-shrink":
        return tuple(numbers[1:2]) or parse_value("1")
    if name == "flex-grow":
        return tuple(numbers[:1]) or parse_value("1")
    basis = [token for token in tokens if token.type in {"dimension", "percentage", "function", "ident"}] or numbers[2:]
    return tuple(basis[:1]) or parse_value("0px")


_SIDES = frozenset({"inside", "outside", "none"})
"""The words of ``list-style`` that are no kind of marker."""
_REPEATS = frozenset({"repeat", "repeat-x", "repeat-y", "no-repeat", "space", "round"})
_BOXES = frozenset({"border-box", "padding-box", "content-box", "fill-box", "stroke-box", "view-box", "margin-box", "no-clip", "text"})
_ATTACHED = frozenset({"scroll", "fixed", "local", "none"})
_COMMA = parse_value(",")


def _background(name: str, tokens: Tokens) -> Tokens:
    layers = parts(tokens)
    if name == "background-color":
        return next(((token,) for token in layers[-1] if _is_hue(token)), ())
    if not any(_is_picture(token) for token in tokens):
        return ()
    found: list[Tokens] = [_background_part(name, layer) for layer in layers]
    return tuple(token for number, each in enumerate(found) for token in ((*_COMMA, *each) if number else each))


def _background_part(name: str, layer: Tokens) -> Tokens:
    """What one layer of ``background`` says of one property."""
    if name == "background-image":
        return tuple(token for token in layer if _is_picture(token)) or parse_value("none")
    if name == "background-repeat":
        return tuple(token for token in layer if token.type == "ident" and token.lower_value in _REPEATS) or parse_value("repeat")
    before, *behind = parts(layer, "/")
    if name == "background-size":
        return tuple(token for token in behind[0] if _measures(token))[:2] if behind else parse_value("auto")
    return _position(name, tuple(token for token in before if _measures(token)))


def _measures(token: Token) -> bool:
    """Whether a token of ``background`` is a part of a size or a position."""
    if token.type == "ident":
        return token.lower_value not in _REPEATS | _BOXES | _ATTACHED and not _is_hue(token)
    return token.type in {"dimension", "percentage", "number"} or (token.type == "function" and _is_amount(token))


def _is_hue(token: Token) -> bool:
    return token.type == "hash" or (token.type in {"ident", "function"} and colour_of(token, BLACK, "light") is not None)


def _is_picture(token: Token) -> bool:
    return token.type == "url" or (token.type == "function" and _is_image(token))


def _positions(name: str, tokens: Tokens) -> Tokens:
    found = [_position(name, layer) for layer in parts(tokens)]
    return tuple(token for number, each in enumerate(found) for token in ((*_COMMA, *each) if number else each))


def _position(name: str, tokens: Tokens) -> Tokens:
    """One axis of a position (CSS Backgrounds 3, section 3.6); an edge with a distance keeps both."""
    down = name.endswith("-y")
    if not tokens:
        return parse_value("0%")
    words = [token.lower_value if token.type == "ident" else "" for token in tokens]
    if len(tokens) > 2:  # noqa: PLR2004 - edges with their distances
        first = next((number for number, word in enumerate(words) if word in ({"top", "bottom"} if down else {"left", "right"})), None)
        if first is None:
            return parse_value("50%")
        return tokens[first : first + 1 + (first + 1 < len(tokens) and not words[first + 1])]
    if words[0] in {"top", "bottom"} or words[-1] in {"left", "right"}:
        tokens = tokens[::-1] if len(tokens) > 1 else (*parse_value("center"), *tokens) if words[0] in {"top", "bottom"} else tokens
    if len(tokens) == 1:
        return parse_value("50%") if down else tokens
    return tokens[1:] if down else tokens[:1]


def _border_image(name: str, tokens: Tokens) -> Tokens:
    """One part of ``border-image: source slice / width / outset repeat`` (CSS Backgrounds 3, section 6.7)."""
    if name == "border-image-source":
        return tuple(token for token in tokens if _is_picture(token)) or parse_value("none")
    before, *behind = parts(tokens, "/")
    if name == "border-image-slice":
        return tuple(
            token for token in before if token.type in {"number", "percentage"} or (token.type == "ident" and token.lower_value == "fill")
        )
    return tuple(token for token in behind[0] if token.type != "ident" or token.lower_value == "auto") if behind else ()


def _is_image(token: Token) -> bool:
    name = token.lower_name
    return "gradient" in name or name in {"url", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "paint"}


def _font(name: str, tokens: Tokens) -> Tokens:
    if len(tokens) == 1 and tokens[0].type == "ident":
        return ()  # a system font
    if name == "font-weight":
        return tuple(
            token
            for token in tokens
            if token.type == "number" or (token.type == "ident" and token.lower_value in {"bold", "bolder", "lighter"})
        )[:1]
    for index, token in enumerate(tokens):
        is_size = token.type in {"dimension", "percentage", "function"} or (
            token.type == "ident" and token.lower_value in {*FONT_SIZES, "smaller", "larger"}
        )
        is_size = is_size or (token.type == "number" and token.value == 0)
        if not is_size:
            continue
        if name == "font-size":
            return (token,)
        slashed = index + 2 < len(tokens) and tokens[index + 1] == "/"
        if name == "line-height":
            return (tokens[index + 2],) if slashed else ()
        return tuple(tokens[index + (3 if slashed else 1) :])
    return ()
