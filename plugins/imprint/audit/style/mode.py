"""What browsers forgive in style sheets of pages in quirks mode: letter case of names, lengths without a unit, colours without their sign.

Source: Quirks Mode Standard, sections 3.1 (the hashless hex color quirk), 3.2 (the unitless length quirk); Selectors Level 4, sections 6.6 and 6.7.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tinycss2

from imprint.audit.style.token import parse_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.audit.style.token import Token, Tokens

__all__ = ["completed", "lowered"]

_UNITLESS = frozenset(
    """bottom font-size height left letter-spacing margin margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width
    padding padding-bottom padding-left padding-right padding-top right text-indent top width word-spacing""".split()  # noqa: SIM905 - a list of words reads best as words
)
_HASHLESS = frozenset({"color", "background-color"})
_HEX = re.compile(r"[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")


def lowered(text: str) -> list[Token]:
    """The tokens of a style sheet with the names of classes and ids in lower case."""
    tokens: list[Token] = tinycss2.parse_component_value_list(text)
    stack: list[Sequence[Token]] = [tokens]
    while stack:
        here = stack.pop()
        for before, token in zip((None, *here), here, strict=False):
            if token.type == "hash" or (token.type == "ident" and before is not None and before == "."):
                token.value = token.value.lower()
            elif token.type == "function":
                stack.append(token.arguments)
            elif token.type in {"() block", "{} block"}:
                stack.append(token.content)
    return tokens


def completed(name: str, value: Tokens) -> Tokens:
    """The value of a property with the units and signs that it lacks."""
    if name in _UNITLESS and any(token.type == "number" and token.value for token in value):
        return tuple(parse_value(f"{token.value}px")[0] if token.type == "number" and token.value else token for token in value)
    if name in _HASHLESS and len(value) == 1 and _HEX.fullmatch(text := tinycss2.serialize(value)):
        return parse_value(f"#{text}")
    return value
