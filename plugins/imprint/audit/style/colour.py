"""Colours of style sheets as light that reaches the eye: sRGB with opacity, laid over each other, and their contrast.

Sources: CSS Color Levels 4 and 5; WCAG 2.2, "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tinycss2 import color5

from imprint.audit.style.relative_colour import absolute, is_relative
from imprint.audit.style.token import parts, solid
from imprint.audit.style.value import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.audit.style.token import Token

__all__ = ["BLACK", "WHITE", "Colour", "colour_of", "contrast"]


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue of sRGB and the opacity, each from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: Colour) -> Colour:
        """The colour laid over an opaque one."""
        rest = 1 - self.alpha
        return Colour(
            self.red * self.alpha + below.red * rest,
            self.green * self.alpha + below.green * rest,
            self.blue * self.alpha + below.blue * rest,
        )

    def faded(self, opacity: float) -> Colour:
        """The colour with its opacity multiplied."""
        return Colour(self.red, self.green, self.blue, self.alpha * opacity)

    @property
    def luminance(self) -> float:
        """The relative luminance of WCAG."""
        return 0.2126 * _linear(self.red) + 0.7152 * _linear(self.green) + 0.0722 * _linear(self.blue)


WHITE = Colour(1, 1, 1)
BLACK = Colour(0, 0, 0)

_SYSTEM = {
    "canvas": ("#fff", "#121212"),
    "canvastext": ("#000", "#fff"),
    "linktext": ("#00e", "#9e9eff"),
    "-webkit-link": ("#00e", "#9e9eff"),
    "visitedtext": ("#551a8b", "#d0adf0"),
    "activetext": ("#f00", "#ff9e9e"),
    "buttonface": ("#efefef", "#6b6b6b"),
    "buttontext": ("#000", "#fff"),
    "field": ("#fff", "#3b3b3b"),
    "fieldtext": ("#000", "#fff"),
    "highlight": ("#b5d5ff", "#3f638b"),
    "highlighttext": ("#000", "#fff"),
    "mark": ("#ff0", "#ff0"),
    "marktext": ("#000", "#000"),
    "graytext": ("#6d6d6d", "#adadad"),
}
"""System colours as Chromium has them, in the light and in the dark scheme."""

_TO_RGB = ((3.2409699, -1.5373832, -0.4986108), (-0.9692436, 1.8759675, 0.0415551), (0.0556301, -0.2039770, 1.0569715))
"""From CIE XYZ with white point D65 to linear sRGB."""


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the constants of sRGB


def _gamma(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004 - likewise


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two opaque colours, from 1 to 21."""
    bright, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _converted(colour: Any) -> Colour | None:  # noqa: ANN401 - tinycss2's colours have no attributes in their stubs
    try:
        if colour.space in {"srgb", "display-p3", "a98-rgb", "prophoto-rgb", "rec2020"}:
            red, green, blue = (part or 0.0 for part in colour.coordinates)
            return Colour(red, green, blue, colour.alpha)
        if colour.space in {"hsl", "hwb"}:
            red, green, blue = (part or 0.0 for part in colour.to("srgb").coordinates)
            return Colour(red, green, blue, colour.alpha)
        if colour.space == "srgb-linear":
            red, green, blue = (_gamma(part or 0.0) for part in colour.coordinates)
            return Colour(red, green, blue, colour.alpha)
        space = "xyz-d50" if colour.space in {"lab", "lch", "xyz-d50"} else "xyz-d65"
        xyz = [part or 0.0 for part in (colour if colour.space == space else colour.to(space)).coordinates]
        if space == "xyz-d50":  # scaled to the other white point, which is near enough to judge contrast
            xyz = [part * there / here for part, here, there in zip(xyz, color5.D50, color5.D65, strict=True)]
        red, green, blue = (_gamma(sum(factor * part for factor, part in zip(row, xyz, strict=True))) for row in _TO_RGB)
        return Colour(red, green, blue, colour.alpha)
    except (NotImplementedError, ValueError, TypeError):
        return None


def colour_of(token: Token, current: Colour, scheme: str) -> Colour | None:  # noqa: PLR0911 - one case a form of colour
    """The colour that a value names; None where it is none or cannot be worked out. ``current`` is the value of ``color``."""
    if token.type == "ident":
        name = token.lower_value
        if name == "currentcolor":
            return current
        if name in _SYSTEM:
            found = color5.parse_color(_SYSTEM[name][scheme == "dark"])
            return None if found is None or isinstance(found, str) else _converted(found)
    elif is_relative(token):
        found = absolute(token, lambda origin: colour_of(origin, current, scheme))
        return None if found is None else colour_of(found, current, scheme)
    elif token.type == "function" and token.lower_name == "color-mix":
        return _mixed(parts(token.arguments), current, scheme)
    elif token.type == "function" and token.lower_name == "light-dark":
        both = parts(token.arguments)
        chosen = both[scheme == "dark"] if len(both) == 2 else ()  # noqa: PLR2004 - light and dark
        return colour_of(chosen[0], current, scheme) if len(chosen) == 1 else None
    elif token.type not in {"hash", "function"}:
        return None
    try:
        found = color5.parse_color(token, color_schemes=(scheme,))
    except (ValueError, TypeError, IndexError, AttributeError, NotImplementedError):  # what its parser makes of odd arguments
        return None
    if found is None or isinstance(found, str):
        return current if found == "currentcolor" else None
    return _converted(found)


def _mixed(arguments: Sequence[Sequence[Token]], current: Colour, scheme: str) -> Colour | None:
    """``color-mix()``, mixed in sRGB whatever the colour space, which is near enough to judge contrast."""
    if len(arguments) != 3:  # noqa: PLR2004 - the space and two colours
        return None
    colours: list[Colour] = []
    shares: list[float | None] = []
    for argument in arguments[1:]:
        share = next((number(each) for each in argument if each.type == "percentage"), None)
        rest = [each for each in solid(argument) if each.type != "percentage"]
        colour = colour_of(rest[0], current, scheme) if len(rest) == 1 else None
        if colour is None:
            return None
        colours.append(colour)
        shares.append(share)
    first, second = shares
    if first is None:
        first = 0.5 if second is None else 1 - second
    if second is None:
        second = 1 - first
    total = first + second
    if total <= 0:
        return None
    one, other = first / total, second / total
    a, b = colours
    alpha = a.alpha * one + b.alpha * other
    if alpha <= 0:
        return Colour(0, 0, 0, 0)
    mixed = [(x * a.alpha * one + y * b.alpha * other) / alpha for x, y in ((a.red, b.red), (a.green, b.green), (a.blue, b.blue))]
    return Colour(mixed[0], mixed[1], mixed[2], alpha * min(total, 1.0))
