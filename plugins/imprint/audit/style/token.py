"""Small questions about the component values of a declaration (CSS Syntax Level 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import tinycss2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Token", "Tokens", "calls", "idents", "parse_value", "parts", "solid", "text_of"]

Token: TypeAlias = Any
"""A node of tinycss2, whose types have no common attributes."""

Tokens: TypeAlias = "tuple[Token, ...]"


def solid(tokens: Iterable[Token]) -> Tokens:
    """The tokens without white space and comments."""
    return tuple(token for token in tokens if token.type not in {"whitespace", "comment"})


def parse_value(text: str) -> Tokens:
    """The tokens of a value given as text."""
    return solid(tinycss2.parse_component_value_list(text))


def parts(tokens: Iterable[Token], separator: str = ",") -> list[Tokens]:
    """The tokens cut at a separator on the outermost level."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == separator:
            found.append([])
        else:
            found[-1].append(token)
    return [solid(each) for each in found]


def idents(tokens: Iterable[Token]) -> list[str]:
    """The identifiers on the outermost level, in lower case."""
    return [token.lower_value for token in tokens if token.type == "ident"]


def calls(tokens: Iterable[Token]) -> Iterator[Token]:
    """The functions on the outermost level."""
    return (token for token in tokens if token.type == "function")


def text_of(tokens: Sequence[Token]) -> str:
    """The tokens as text, on one line."""
    return " ".join(tinycss2.serialize(list(tokens)).split())
