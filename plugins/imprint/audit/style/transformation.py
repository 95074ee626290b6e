"""What a transformation does to a box, as far as it can hide it: how small, how far away, how turned.

Source: CSS Transforms Levels 1 and 2.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from imprint.audit.style.token import parts
from imprint.audit.style.value import Scale, length, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from imprint.audit.style.token import Token, Tokens

__all__ = ["Movement", "hides", "movement", "shrunk"]

_SMALLEST = 0.2
_FARTHEST = 99.0
_MOST_PERCENT = 60.0
_TURNED = 40.0
_MOST_SKEW = 70.0
_UNITS = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}


def hides(name: str, tokens: Tokens, scale: Scale) -> str | None:  # noqa: PLR0911 - one case a property
    """Why ``transform``, ``scale``, ``rotate`` or ``translate`` takes a box out of sight; empty where it does not, None where that cannot be told."""
    if not tokens or (len(tokens) == 1 and tokens[0].type == "ident"):
        return ""
    if name == "scale":
        return _scaled([number(token) for token in tokens])
    if name == "translate":
        return _moved(tokens, scale)
    if name == "rotate":
        axis = "".join(token.lower_value for token in tokens if token.type == "ident")
        angles = [_angle(token) for token in tokens if token.type in {"dimension", "function"}]
        return _turned(axis or "z", angles[0] if angles else None)
    for token in tokens:
        if token.type != "function":
            return None
        found = _function(token.lower_name, [each[0] for each in parts(token.arguments) if len(each) == 1], scale)
        if found is None or found:
            return found
    return ""


def shrunk(name: str, tokens: Tokens) -> float:
    """The factor by which ``transform`` or ``scale`` makes a text smaller, the smaller one of the two directions; 1 where that cannot be told."""
    if name == "scale":
        return min((factor for token in tokens if (factor := number(token)) is not None), default=1.0)
    product = 1.0
    for token in tokens:
        if token.type == "function" and token.lower_name in {"scale", "scalex", "scaley", "scale3d"}:
            found = [number(each[0]) for each in parts(token.arguments)[:2] if len(each) == 1]
            product *= min((factor for factor in found if factor is not None), default=1.0)
    return product


@dataclass(frozen=True, slots=True)
class Movement:
    """How far a box is moved to the right and downwards, in CSS pixels and in shares of its own size, how much it grows, and how far it is turned in degrees."""

    right: float = 0.0
    right_share: float = 0.0
    down: float = 0.0
    down_share: float = 0.0
    growth: float = 1.0
    angle: float = 0.0


def movement(declared: Mapping[str, Tokens], scale: Scale) -> Movement | None:
    """What ``transform``, ``translate``, ``scale`` and ``rotate`` together do; None where that cannot be told."""
    steps: list[tuple[str, Sequence[Token]]] = []
    for name in ("translate", "rotate", "scale"):
        tokens = declared.get(name, ())
        if tokens and not (len(tokens) == 1 and tokens[0].type == "ident"):
            steps.append((name, tokens))
    for token in declared.get("transform", ()):
        if token.type == "function":
            steps.append((token.lower_name, [each[0] for each in parts(token.arguments) if len(each) == 1]))
        elif not (token.type == "ident" and token.lower_value == "none"):
            return None
    moved = Movement()
    for name, arguments in steps:
        found = _step(moved, name, arguments, scale)
        if found is None:
            return None
        moved = found
    return moved


def _step(before: Movement, name: str, arguments: Sequence[Token], scale: Scale) -> Movement | None:  # noqa: PLR0911 - one case a function
    """One more function of a transformation."""
    if name.startswith("translate"):
        if name == "translatez":
            return before
        axes = {"translatex": arguments[:1], "translatey": [None, *arguments[:1]]}.get(name, arguments[:2])
        right, down = (_distance(axes, index, scale) for index in (0, 1))
        if right is None or down is None:
            return None
        return replace(
            before,
            right=before.right + right[0],
            right_share=before.right_share + right[1],
            down=before.down + down[0],
            down_share=before.down_share + down[1],
        )
    if name.startswith("scale"):
        factors = [number(token) for token in arguments[:2]]
        if any(factor is None for factor in factors) or name == "scalez":
            return before if name == "scalez" else None
        return replace(before, growth=before.growth * max((abs(factor or 0.0) for factor in factors), default=1.0))
    if name in {"rotate", "rotatez"}:
        angle = _angle(arguments[-1]) if arguments else None
        return replace(before, angle=before.angle + angle) if angle is not None else None
    if name in {"rotatex", "rotatey", "skewx", "perspective"}:
        return before  # they make a box narrower or lower, or move it sideways
    return None


def _distance(tokens: Sequence[Token | None], index: int, scale: Scale) -> tuple[float, float] | None:
    """A distance in CSS pixels and as a share of the box's own size."""
    token = tokens[index] if index < len(tokens) else None
    if token is None:
        return 0.0, 0.0
    if token.type == "percentage":
        return 0.0, token.value / 100
    found = length(token, scale)
    return None if found is None else (found, 0.0)


def _function(name: str, arguments: Sequence[Token], scale: Scale) -> str | None:  # noqa: PLR0911 - one case a function
    if name in {"scale", "scalex", "scaley", "scale3d"}:
        factors = [number(token) for token in arguments]
        return _scaled(factors[:2])
    if name in {"translate", "translatex", "translatey", "translate3d"}:
        moved = _moved(arguments[:2], scale)
        return moved if moved is None or moved else _deep(arguments[2:], scale)
    if name in {"rotate", "rotatez", "rotatex", "rotatey"}:
        return _turned(name[6:] or "z", _angle(arguments[0]) if arguments else None)
    if name in {"skew", "skewx", "skewy"}:
        angles = [_angle(token) for token in arguments]
        if any(angle is None for angle in angles):
            return None
        return "skewed beyond reading" if any(abs(angle or 0) > _MOST_SKEW for angle in angles) else ""
    if name == "matrix":
        return _matrix([number(token) for token in arguments])
    if name == "translatez":
        return _deep(arguments, scale)
    return "" if name in {"perspective", "scalez"} else None


def _scaled(factors: Sequence[float | None]) -> str | None:
    if not factors or any(factor is None for factor in factors):
        return None
    known = [factor for factor in factors if factor is not None]
    if any(factor < 0 for factor in known):
        return "mirrored"
    return "scaled to almost nothing" if min(known) < _SMALLEST else ""


def _moved(tokens: Sequence[Token], scale: Scale) -> str | None:
    for token in tokens:
        if token.type == "percentage":
            if abs(token.value) > _MOST_PERCENT:
                return "moved out of its place"
            continue
        distance = length(token, scale)
        if distance is None:
            return None
        if abs(distance) > _FARTHEST:
            return "moved out of its place"
    return ""


def _deep(tokens: Sequence[Token], scale: Scale) -> str | None:
    """How far a box is moved into the page matters only where there is perspective, which is not looked for."""
    return "" if all(abs(length(token, scale) or 0.0) <= _FARTHEST for token in tokens) else None


def _angle(token: Token) -> float | None:
    if token.type == "number":
        return 0.0 if token.value == 0 else None
    if token.type == "dimension" and token.lower_unit in _UNITS:
        return float(token.value) * _UNITS[token.lower_unit]
    return None


def _turned(axis: str, angle: float | None) -> str | None:
    if angle is None:
        return None
    angle = abs((angle + 180) % 360 - 180)
    if axis == "z":
        return "turned upside down or aside" if angle > _TURNED else ""
    return "turned out of sight" if angle > _MOST_SKEW else ""


def _matrix(values: Sequence[float | None]) -> str | None:
    if len(values) != 6 or any(value is None for value in values):  # noqa: PLR2004 - matrix(a, b, c, d, tx, ty)
        return None
    a, b, c, d, x, y = (value or 0.0 for value in values)
    if abs(a * d - b * c) < _SMALLEST**2 or math.hypot(a, b) < _SMALLEST or math.hypot(c, d) < _SMALLEST:
        return "scaled to almost nothing"
    if a * d - b * c < 0:
        return "mirrored"
    if max(abs(x), abs(y)) > _FARTHEST:
        return "moved out of its place"
    return "turned upside down or aside" if math.degrees(abs(math.atan2(b, a))) > _TURNED else ""
