"""Numbers and lengths of style sheets, in CSS pixels.

Sources: CSS Values and Units Level 4, sections 6 (lengths) and 10 (mathematical functions).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from imprint.audit.style.token import parts, solid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.audit.style.token import Token

__all__ = ["Scale", "length", "number", "sides"]

_ABSOLUTE = {"px": 1.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54, "in": 96.0, "pt": 96 / 72, "pc": 16.0}
_FONT = {"em": 1.0, "ex": 0.5, "ch": 0.5, "cap": 0.7, "ic": 1.0, "lh": 1.2}
_ROOT = {"rem": 1.0, "rex": 0.5, "rch": 0.5, "rcap": 0.7, "ric": 1.0, "rlh": 1.2}


class Scale(NamedTuple):
    """What relative units refer to, all in CSS pixels. ``whole`` is what a percentage is of; None where that is not known."""

    font: float = 16.0
    root: float = 16.0
    width: float = 1280.0
    height: float = 800.0
    whole: float | None = None


def _unit(value: float, unit: str, scale: Scale) -> float | None:  # noqa: PLR0911 - one case a family of units
    if unit in _ABSOLUTE:
        return value * _ABSOLUTE[unit]
    if unit in _FONT:
        return value * _FONT[unit] * scale.font
    if unit in _ROOT:
        return value * _ROOT[unit] * scale.root
    # sv*, lv*, dv* and cq* are as large as the viewport here.
    kind = unit.lstrip("sldcq") if len(unit) > 2 else unit  # noqa: PLR2004 - vw, vh, vi, vb have two letters
    if kind in {"vw", "vi", "w", "i"}:
        return value * scale.width / 100
    if kind in {"vh", "vb", "h", "b"}:
        return value * scale.height / 100
    if kind in {"vmin", "min"}:
        return value * min(scale.width, scale.height) / 100
    if kind in {"vmax", "max"}:
        return value * max(scale.width, scale.height) / 100
    return None


def length(token: Token, scale: Scale) -> float | None:
    """A length or percentage in CSS pixels; None where it is a keyword or cannot be worked out."""
    value: float | None = None
    if token.type == "number":
        value = float(token.value) if token.value == 0 else None
    elif token.type == "dimension":
        value = _unit(token.value, token.lower_unit, scale)
    elif token.type == "percentage":
        value = None if scale.whole is None else token.value * scale.whole / 100
    elif token.type in {"function", "() block"}:
        value = _math(token, scale)
    return value if value is None or math.isfinite(value) else None


def number(token: Token) -> float | None:
    """A number or a percentage of one; None where it is neither."""
    if token.type == "number":
        return float(token.value)
    if token.type == "percentage":
        return float(token.value) / 100
    if token.type == "function":
        return _math(token, Scale(whole=1.0))
    return None


def _term(token: Token, scale: Scale) -> float | None:
    if token.type == "number":
        return float(token.value)
    if token.type == "ident":
        return {"pi": math.pi, "e": math.e, "infinity": 1e9, "-infinity": -1e9}.get(token.lower_value)
    return length(token, scale)


def _math(token: Token, scale: Scale) -> float | None:  # noqa: C901, PLR0911, PLR0912 - one case a function
    """A mathematical function; units are pixels already, so dimensions are not checked again."""
    name = "calc" if token.type == "() block" else token.lower_name
    inner = token.content if token.type == "() block" else token.arguments
    if name in {"calc", "-webkit-calc", "-moz-calc"}:
        return _sum(solid(inner), scale)
    values = [_sum(each, scale) for each in parts(inner)]
    if not values or any(value is None for value in values):
        return None
    known = [value for value in values if value is not None]
    try:
        match name:
            case "min":
                return min(known)
            case "max":
                return max(known)
            case "clamp":
                return max(known[0], min(known[1], known[2]))
            case "abs":
                return abs(known[0])
            case "sign":
                return math.copysign(1, known[0]) if known[0] else 0.0
            case "round":
                return float(round(known[0]))
            case "mod" | "rem":
                return math.fmod(known[0], known[1])
            case "sqrt":
                return math.sqrt(known[0])
            case "pow":
                return math.pow(known[0], known[1])
            case "hypot":
                return math.hypot(*known)
    except (ValueError, IndexError, ZeroDivisionError, OverflowError):
        return None
    return None


def _sum(tokens: Sequence[Token], scale: Scale) -> float | None:
    total: float | None = None
    product: float | None = None
    sign = 1.0
    operator = ""
    for token in tokens:
        mark = token.value if token.type == "literal" else ""
        if mark in {"+", "-"}:
            if product is None:
                return None
            total = (total or 0.0) + sign * product
            sign, product, operator = (1.0 if mark == "+" else -1.0), None, ""
            continue
        if mark in {"*", "/"}:
            operator = mark
            continue
        value = _term(token, scale)
        if value is None:
            return None
        if product is None:
            product = value
        elif operator == "*":
            product *= value
        elif operator == "/" and value:
            product /= value
        else:
            # "1px -2px" is tokenised as two terms where the sign belongs to the number.
            total = (total or 0.0) + sign * product
            sign, product = 1.0, value
    return None if product is None else (total or 0.0) + sign * product


def sides(tokens: Sequence[Token]) -> tuple[Token, Token, Token, Token] | None:
    """The values for top, right, bottom and left of a shorthand with one to four values."""
    match len(tokens):
        case 1:
            return tokens[0], tokens[0], tokens[0], tokens[0]
        case 2:
            return tokens[0], tokens[1], tokens[0], tokens[1]
        case 3:
            return tokens[0], tokens[1], tokens[2], tokens[1]
        case 4:
            return tokens[0], tokens[1], tokens[2], tokens[3]
    return None
