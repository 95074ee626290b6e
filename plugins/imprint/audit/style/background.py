"""What is painted in a box behind its text: background images, shadows inside the box and border images.

Sources: CSS Backgrounds and Borders Level 3, sections 3 (backgrounds), 6 (border images) and 7.1 (shadows).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.audit.style.colour import BLACK, Colour, colour_of
from imprint.audit.style.token import calls, idents, parts, solid
from imprint.audit.style.value import length, sides

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from imprint.audit.style.cascade import Style, Value
    from imprint.audit.style.token import Token, Tokens

__all__ = ["border_stops", "ground_stops", "inner_shadow", "stops_of"]

_LINE = 4.0
"""CSS pixels up to which what is painted at the edge of a box is a line beside its text."""
_FOOT = 80.0
"""Percent of the height of a box from which on a line stands under its text."""
_MOST_LINES = 8
_RIM = 8.0
"""CSS pixels by which a shadow or a border may reach over the padding."""
_FLOOD = 500.0
"""The spread of a shadow that leaves nothing of what is behind it, in CSS pixels."""


def stops_of(tokens: Tokens, style: Style) -> list[Colour] | None:
    """The colours of gradients; None where an image is a file."""
    found: list[Colour] = []
    if any(token.type == "url" for token in tokens):
        return None
    for call in calls(tokens):
        if "gradient" not in call.lower_name:
            return None
        for part in parts(call.arguments):
            for token in solid(part):
                colour = colour_of(token, style.colour or BLACK, style.scheme) if token.type in {"ident", "hash", "function"} else None
                if colour is not None:
                    found.append(colour)
    return found or None


def ground_stops(values: Mapping[str, Value], style: Style) -> list[Colour] | None:
    """The colours of the background images behind a text; empty where there are none but lines at the edges, None where one is a file."""
    image = values.get("background-image")
    if image is None or not image.tokens or image.word == "none":
        return []
    layers = [each for each in _layers(values, image) if each.image and not _is_none(each.image)]
    lines = [each for each in layers if each.is_line(style)]
    kept = layers if len(lines) > _MOST_LINES else [each for each in layers if each not in lines]
    return stops_of(tuple(token for each in kept for token in each.image), style) if kept else []


def _is_none(tokens: Tokens) -> bool:
    return idents(tokens) == ["none"]


@dataclass(frozen=True, slots=True)
class _Layer:
    """One background image, with its size, its repetition and its place across and down."""

    image: Tokens
    size: Tokens
    repeat: Tokens
    across: Tokens
    down: Tokens

    def is_line(self, style: Style) -> bool:
        """Whether it is painted once, as a thin line at an edge of the box, or beneath its text."""
        words = idents(self.repeat)
        across, down = (words * 2)[:2] if words else ("repeat", "repeat")
        if words == ["repeat-x"]:
            across, down = "repeat", "no-repeat"
        elif words == ["repeat-y"]:
            across, down = "no-repeat", "repeat"
        width, height = ((*self.size, *self.size)[:2]) if len(self.size) == 1 else self.size[:2] if self.size else (None, None)
        if len(self.size) == 1:
            height = None  # what is not said is worked out from the image, of which a gradient has none
        if any(_amount(each, style) == 0.0 for each in (width, height)):
            return True
        if down == "no-repeat" and _is_thin(height, style):
            place = _share(self.down, style)
            return place is not None and (place <= 0.0 or place >= _FOOT)
        if across == "no-repeat" and _is_thin(width, style):
            return _share(self.across, style) in {0.0, 100.0}
        return False


def _layers(values: Mapping[str, Value], image: Value) -> list[_Layer]:
    images = parts(image.tokens)
    others = [
        parts(found.tokens) if (found := values.get(f"background-{name}")) is not None and found.tokens else [()]
        for name in ("size", "repeat", "position-x", "position-y")
    ]
    return [_Layer(each, *(other[number % len(other)] for other in others)) for number, each in enumerate(images)]


def _amount(token: Token | None, style: Style) -> float | None:
    return length(token, style.scale()) if token is not None else None


def _is_thin(token: Token | None, style: Style) -> bool:
    found = _amount(token, style)
    return found is not None and found <= _LINE


def _share(tokens: Tokens, style: Style) -> float | None:
    """Where an image stands on one axis, in percent of the room for it; None where that is between the edges, or cannot be told."""
    if not tokens:
        return 0.0
    if tokens[0].type == "ident":
        return (
            {"left": 0.0, "top": 0.0, "right": 100.0, "bottom": 100.0, "center": 50.0}.get(tokens[0].lower_value)
            if len(tokens) == 1
            else None
        )
    return length(tokens[0], style.scale(100.0)) if len(tokens) == 1 else None


def inner_shadow(style: Style) -> list[Colour]:
    """The colours of the shadows that fall into a box as far as its text; with them a clear one, unless the whole box is in the shadow."""
    value = style.values.get("box-shadow")
    found: list[Colour] = []
    for part in parts(value.tokens) if value is not None else ():
        if "inset" not in idents(part):
            continue
        measures = [each for token in part if (each := length(token, style.scale())) is not None]
        across, down, blur, spread = (*measures, 0.0, 0.0, 0.0, 0.0)[:4]
        reach = spread + blur / 4
        sides_ = {"left": across + reach, "right": reach - across, "top": down + reach, "bottom": reach - down}
        if not any(far > (style.length(f"padding-{side}", style.environment.width) or 0.0) + _RIM for side, far in sides_.items()):
            continue
        colour = next((hue for token in part if (hue := colour_of(token, style.colour or BLACK, style.scheme)) is not None), style.colour)
        if colour is not None:
            found.append(colour)
            if spread >= _FLOOD:
                return found
    return [*found, Colour(0, 0, 0, 0.0)] if found else []


def border_stops(style: Style) -> list[Colour] | None:
    """The colours of a border image that is drawn where the text stands; None where it is a file."""
    source = style.values.get("border-image-source")
    if source is None or not source.tokens or source.word == "none":
        return []
    piece, width = style.values.get("border-image-slice"), style.values.get("border-image-width")
    fills = piece is not None and "fill" in idents(piece.tokens)
    four: Sequence[Token] = (sides(width.tokens) or width.tokens) if width is not None and width.tokens else ()
    wide = any(
        token.type == "percentage" or (token.type == "number" and token.value > 1) or (length(token, style.scale()) or 0.0) > _RIM
        for token in four
    )
    return stops_of(source.tokens, style) if fills or wide else []
