"""The types of registered custom properties: whether a value is of the type that a property was registered with.

Source: CSS Properties and Values API Level 1, sections 5.1 (types), 5.2 (multipliers) and 5.3 (alternatives).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from imprint.audit.style.token import parts, solid
from imprint.audit.style.validity import is_colour
from imprint.audit.style.value import Scale, length

if TYPE_CHECKING:
    from imprint.audit.style.token import Token, Tokens

__all__ = ["fits", "is_computed", "is_syntax"]

_TYPE = re.compile(r"(?:<(?P<type>[a-z-]+)>|(?P<word>[-\w]+))(?P<many>[+#]?)")
_TYPES = frozenset(
    """angle color custom-ident image integer length length-percentage number percentage resolution string time transform-function transform-list
    url""".split()  # noqa: SIM905 - a list of words reads best as words
)
_UNITS = {
    "angle": frozenset({"deg", "grad", "rad", "turn"}),
    "time": frozenset({"s", "ms"}),
    "resolution": frozenset({"dpi", "dpcm", "dppx", "x"}),
}
_MATHS = frozenset("calc min max clamp round mod rem abs sign hypot pow sqrt exp log sin cos tan asin acos atan atan2".split())  # noqa: SIM905 - a list of words reads best as words
_GLOBAL = frozenset({"inherit", "initial", "unset", "revert", "revert-layer", "default"})
_FONT_UNITS = frozenset({"em", "ex", "ch", "cap", "ic", "lh", "rem", "rex", "rch", "rcap", "ric", "rlh"})


def is_syntax(syntax: str) -> bool:
    """Whether a syntax string is valid; with one that is not, the whole rule is dropped."""
    if syntax == "*":
        return True
    found = [_TYPE.fullmatch(each.strip()) for each in syntax.split("|")]
    return all(each is not None and (each["type"] is None or each["type"] in _TYPES) for each in found)


def is_computed(value: Tokens) -> bool:
    """Whether a value is the same on every element, as an initial value must be."""
    for token in value:
        if token.type == "function" and (token.lower_name in {"var", "env", "attr", "if"} or not is_computed(tuple(token.arguments))):
            return False
        if token.type == "dimension" and token.lower_unit in _FONT_UNITS:
            return False
    return True


def fits(syntax: str, value: Tokens) -> bool | None:
    """Whether a value is of a syntax; None where that cannot be told."""
    if syntax == "*":
        return True
    answers = [_fits_one(each.strip(), value) for each in syntax.split("|")]
    return True if True in answers else None if None in answers else False


def _fits_one(component: str, value: Tokens) -> bool | None:
    found = _TYPE.fullmatch(component)
    if found is None:
        return None
    if found["many"] == "#":
        pieces = parts(value)
    elif found["many"] == "+" or found["type"] == "transform-list":
        pieces = [(token,) for token in value]
    else:
        pieces = [value]
    if not value or any(len(piece) != 1 for piece in pieces):
        return False
    if found["type"] is None:
        return all(piece[0].type == "ident" and piece[0].value == found["word"] for piece in pieces)
    answers = [_is_of(found["type"], piece[0]) for piece in pieces]
    return False if False in answers else None if None in answers else True


def _is_of(kind: str, token: Token) -> bool | None:  # noqa: PLR0911 - one case a type
    match kind:
        case "color":
            return is_colour(token)
        case "custom-ident":
            return token.type == "ident" and token.lower_value not in _GLOBAL
        case "string":
            return bool(token.type == "string")
        case "url":
            return token.type == "url" or (token.type == "function" and token.lower_name in {"url", "src"})
        case "image":
            return True if token.type == "url" else None if token.type == "function" else False
        case "transform-function" | "transform-list":
            return None if token.type == "function" else False
    if token.type == "function":
        name = token.lower_name.removeprefix("-webkit-").removeprefix("-moz-")
        return _is_result(kind, token) if name in _MATHS else None
    if token.type == "number":
        whole = token.is_integer or kind != "integer"
        return (kind in {"number", "integer"} and whole) or (kind in {"length", "length-percentage"} and token.value == 0)
    return kind in _kinds(token)


def _is_result(kind: str, token: Token) -> bool | None:
    """Whether a mathematical function gives a value of a type, as far as the units in it say."""
    named = _measured(token)
    if not named:
        return kind in {"number", "integer"}
    return True if all(kind in each for each in named) else None


def _measured(token: Token) -> list[set[str]]:
    """The types of the dimensions and percentages in a mathematical function."""
    inner = token.arguments if token.type == "function" else token.content
    found: list[set[str]] = []
    for each in solid(inner):
        if each.type in {"function", "() block"}:
            found += _measured(each)
        elif each.type in {"dimension", "percentage"}:
            found.append(_kinds(each))
    return found


def _kinds(token: Token) -> set[str]:
    """The types of which a dimension or a percentage is."""
    if token.type == "percentage":
        return {"percentage", "length-percentage"}
    if token.type != "dimension":
        return set()
    named = {kind for kind, units in _UNITS.items() if token.lower_unit in units}
    return named or ({"length", "length-percentage"} if length(token, Scale()) is not None else set())
