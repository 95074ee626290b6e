"""Relative colours: ``rgb(from COLOUR r g b / alpha)`` and its like, written out as the absolute colour that they mean.

Source: CSS Color Level 5, section 4.
"""

from __future__ import annotations

import colorsys
import math
from typing import TYPE_CHECKING

import tinycss2

from imprint.audit.style.token import Token, parse_value, parts, solid
from imprint.audit.style.value import number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from imprint.audit.style.colour import Colour

__all__ = ["absolute", "is_relative"]

_TO_XYZ = ((0.4123908, 0.3575843, 0.1804808), (0.2126390, 0.7151687, 0.0721923), (0.0193308, 0.1191948, 0.9505322))
"""From linear sRGB to CIE XYZ with white point D65."""
_WHITE = (0.9504559, 1.0, 1.0890578)
_TO_CONE = ((0.4122215, 0.5363325, 0.0514460), (0.2119035, 0.6806995, 0.1073970), (0.0883025, 0.2817188, 0.6299787))
_TO_OKLAB = ((0.2104543, 0.7936178, -0.0040720), (1.9779985, -2.4285922, 0.4505937), (0.0259040, 0.7827718, -0.8086758))
"""From linear sRGB to the responses of the cones, and from their cube roots to Oklab (Ottosson, 2020)."""
_EPSILON, _KAPPA = 216 / 24389, 24389 / 27
_CHANNELS = {"rgb": "rgb", "hsl": "hsl", "hwb": "hwb", "lab": "lab", "lch": "lch", "oklab": "lab", "oklch": "lch"}


def is_relative(token: Token) -> bool:
    """Whether a value is a colour made from another one."""
    arguments = solid(token.arguments) if token.type == "function" else ()
    return bool(arguments) and arguments[0].type == "ident" and arguments[0].lower_value == "from"


def absolute(token: Token, colour_of: Callable[[Token], Colour | None]) -> Token | None:
    """The colour as an absolute one; None where it cannot be worked out. ``colour_of`` gives the colour from which it is made."""
    name = token.lower_name.removesuffix("a") if token.lower_name in {"rgba", "hsla"} else token.lower_name
    arguments = solid(token.arguments)
    origin = colour_of(arguments[1]) if len(arguments) > 1 else None
    if origin is None or name not in _CHANNELS:
        return None
    values = dict(zip(_CHANNELS[name], _components(name, origin), strict=True))
    values["alpha"] = origin.alpha
    before, after = [*parts(arguments[2:], "/"), ()][:2]
    found = [_worked_out(each, values) for each in before]
    alpha = _worked_out(after[0], values) if after else f"{origin.alpha:.6f}"
    if len(found) != 3 or None in found or alpha is None:  # noqa: PLR2004 - three components
        return None
    if name in {"hsl", "hwb"}:
        found = [found[0], *(each if each is not None and each.endswith("%") else f"{each}%" for each in found[1:])]
    return parse_value(f"{name}({' '.join(each or '0' for each in found)} / {alpha})")[0]


def _worked_out(token: Token, values: Mapping[str, float]) -> str | None:
    """One component as text."""
    if token.type == "ident":
        word = token.lower_value
        return "0" if word == "none" else f"{values[word]:.6f}" if word in values else None
    if token.type in {"number", "percentage", "dimension"}:
        return str(tinycss2.serialize([token]))
    if token.type == "function":
        amount = number(_filled(token, values))
        return None if amount is None else f"{amount:.6f}"
    return None


def _filled(token: Token, values: Mapping[str, float]) -> Token:
    """A function with the names of the components replaced by their values."""
    inside: list[Token] = []
    for each in token.arguments:
        if each.type == "ident" and each.lower_value in values:
            inside += parse_value(f"{values[each.lower_value]:.6f}")
        elif each.type in {"function", "() block"}:
            inside.append(_filled(each, values) if each.type == "function" else each)
        else:
            inside.append(each)
    return type(token)(token.source_line, token.source_column, token.name, inside)


def _components(name: str, origin: Colour) -> Sequence[float]:
    red, green, blue = origin.red, origin.green, origin.blue
    if name == "rgb":
        return red * 255, green * 255, blue * 255
    if name in {"hsl", "hwb"}:
        hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
        if name == "hsl":
            return hue * 360, saturation * 100, light * 100
        return hue * 360, min(red, green, blue) * 100, (1 - max(red, green, blue)) * 100
    lab = _oklab(origin) if name.startswith("ok") else _lab(origin)
    if name.endswith("lab"):
        return lab
    return lab[0], math.hypot(lab[1], lab[2]), math.degrees(math.atan2(lab[2], lab[1])) % 360


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the constants of sRGB


def _times(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    return [sum(factor * value for factor, value in zip(row, values, strict=True)) for row in matrix]


def _oklab(colour: Colour) -> Sequence[float]:
    cones = _times(_TO_CONE, [_linear(part) for part in (colour.red, colour.green, colour.blue)])
    return _times(_TO_OKLAB, [math.cbrt(each) for each in cones])


def _lab(colour: Colour) -> Sequence[float]:
    """CIE Lab; the white point is scaled, which is near enough to judge contrast."""
    xyz = _times(_TO_XYZ, [_linear(part) for part in (colour.red, colour.green, colour.blue)])
    x, y, z = (
        math.cbrt(part / white) if part / white > _EPSILON else (_KAPPA * part / white + 16) / 116
        for part, white in zip(xyz, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
