"""How much of a box a clipping shape shows, for shapes that are given in shares of the box.

Source: CSS Shapes Level 1, section 3 (``circle()``, ``ellipse()``, ``polygon()``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.style.token import calls, parts, solid
from imprint.audit.style.value import Scale, length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.audit.style.token import Token, Tokens

__all__ = ["shown_of"]

_STEPS = 20
_SMALL = 16.0
"""In any unit, the largest extent of a shape in which nothing can be read."""
_USUAL = (150.0, 900.0)
"""The extents of usual boxes, in CSS pixels; what is a share and a length together is tried with both."""
_DIFFERENCE = 0.15
_SIDES = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}
_REACHES = {"farthest-side": 0.5, "closest-side": 0.5}


def shown_of(tokens: Tokens) -> float | None:  # noqa: PLR0911 - one case a shape
    """The share of a box, from 0 to 1, that is inside the shape; None where that depends on more than the box."""
    call = next(iter(calls(tokens)), None)
    if call is None or len(tokens) != 1:
        return None
    points = [((column + 0.5) / _STEPS, (row + 0.5) / _STEPS) for column in range(_STEPS) for row in range(_STEPS)]
    measures = [token for token in solid(call.arguments) if token.type in {"number", "dimension", "percentage"}]
    if measures and all(token.type != "percentage" and token.value <= _SMALL for token in measures):
        return 0.0  # however large the box is, nothing that can be read fits in
    if call.lower_name == "polygon":
        corners = _corners(parts(call.arguments))
        return None if corners is None else sum(_inside(point, corners) for point in points) / len(points)
    if call.lower_name in {"circle", "ellipse"}:
        round_ = _round(solid(call.arguments))
        if round_ is None:
            return None
        (x, y), (across, down) = round_
        if across <= 0 or down <= 0:
            return 0.0
        return sum(((a - x) / across) ** 2 + ((b - y) / down) ** 2 <= 1 for a, b in points) / len(points)
    return None


def _share(token: Token) -> float | None:
    if token.type == "percentage":
        return float(token.value) / 100
    if token.type == "function":
        shares = [found / whole for whole in _USUAL if (found := length(token, Scale(whole=whole))) is not None]
        return sum(shares) / len(shares) if len(shares) == len(_USUAL) and max(shares) - min(shares) < _DIFFERENCE else None
    return 0.0 if token.type in {"number", "dimension"} and token.value == 0 else None


def _corners(arguments: Sequence[Tokens]) -> list[tuple[float, float]] | None:
    found = []
    for argument in arguments:
        if len(argument) == 1 and argument[0].type == "ident" and argument[0].lower_value in {"nonzero", "evenodd"}:
            continue
        shares = [_share(token) for token in argument]
        if len(shares) != 2 or shares[0] is None or shares[1] is None:  # noqa: PLR2004 - across and down
            return None
        found.append((shares[0], shares[1]))
    return found


def _inside(point: tuple[float, float], corners: Sequence[tuple[float, float]]) -> bool:
    """Whether a ray from the point crosses the outline an odd number of times."""
    x, y = point
    inside = False
    for (left, upper), (right, lower) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        if (upper > y) != (lower > y) and x < (right - left) * (y - upper) / (lower - upper) + left:
            inside = not inside
    return inside


def _round(arguments: Tokens) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The centre and the radii of a circle or an ellipse. A box of text is wider than it is high, so a circle's radius counts for its width alone."""
    words = [token.lower_value if token.type == "ident" else "" for token in arguments]
    at = words.index("at") if "at" in words else len(arguments)
    radii = [_REACHES.get(words[number]) if words[number] else _share(arguments[number]) for number in range(at)] or [0.5]
    centre = [_SIDES.get(words[number]) if words[number] else _share(arguments[number]) for number in range(at + 1, len(arguments))] or [
        0.5,
        0.5,
    ]
    if len(centre) == 1:
        centre.append(0.5)
    if any(each is None for each in (*radii, *centre)):
        return None
    known = [each or 0.0 for each in radii]
    return (centre[0] or 0.0, centre[1] or 0.0), (known[0], known[-1])
