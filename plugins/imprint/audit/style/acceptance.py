"""Whether browsers keep a selector: one that is not valid takes its whole rule with it, but for the branches of ``:is()`` and ``:where()``.

Sources: Selectors Level 4, sections 3.9 (invalid selectors), 4.2 (forgiving lists) and 18 (grammar); CSS Namespaces Level 3, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import tinycss2
from tinycss2.nth import parse_nth

from imprint.audit.style.pseudo import (
    CLASSES,
    ELEMENTS,
    ESTABLISHED,
    FUNCTIONAL_CLASSES,
    FUNCTIONAL_ELEMENTS,
    OLD_ELEMENTS,
    is_prefixed,
)
from imprint.audit.style.token import Token, solid

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["accepted", "branches", "is_supported"]

_FORGIVING = frozenset({"is", "where"})
_STRICT = frozenset({"not", "has", "host", "host-context", "slotted", "cue", "cue-region"})
"""Pseudo-classes and pseudo-elements whose arguments are selectors, all of which must be valid."""
_NUMBERED = frozenset({"nth-child", "nth-last-child"})
_COMBINATORS = frozenset({">", "+", "~"})
_NO_SELECTOR = frozenset("/;!%$@?^`=<")
"""Characters that stand in no selector outside brackets."""
_NOTHING = tinycss2.parse_component_value_list(":not(*|*)")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a selector stands: ``nested`` in a pseudo-class, ``relative`` in ``:has()``, and whether branches may be ``forgiven``."""

    prefixes: Collection[str]
    nested: bool = False
    relative: bool = False
    searching: bool = False
    forgiven: bool = True


def branches(tokens: Sequence[Token]) -> list[list[Token]]:
    """The selectors of a list, each with the white space in it, which is a combinator."""
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            found.append([])
        elif token.type != "comment":
            found[-1].append(token)
    return [_stripped(each) for each in found]


def _stripped(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[0].type == "whitespace":
        tokens = tokens[1:]
    while tokens and tokens[-1].type == "whitespace":
        tokens = tokens[:-1]
    return tokens


def accepted(tokens: Sequence[Token], prefixes: Collection[str]) -> list[Token] | None:
    """The tokens of one selector without the branches that are forgiven; None where browsers do not keep it.

    ``prefixes`` are those of the declared namespaces.
    """
    return _kept(tokens, _Place(prefixes))


def is_supported(tokens: Sequence[Token]) -> bool | None:
    """What ``selector()`` in ``@supports`` says of one selector, in which nothing is forgiven; None where browsers differ.

    Source: CSS Conditional Rules Level 4, section 2.1.
    """
    if len(branches(tokens)) > 1 or _kept(tokens, _Place((), forgiven=False)) is None:
        return False
    return True if all(each in ESTABLISHED for each in _names(tokens)) and not _has_prefix(tokens) else None


def _names(tokens: Sequence[Token]) -> list[str]:
    """The pseudo-classes and pseudo-elements of a selector, at any depth."""
    found = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        if before is not None and before == ":" and token.type in {"ident", "function"}:
            found.append(token.lower_value if token.type == "ident" else token.lower_name)
        if token.type == "function":
            found += _names(token.arguments)
    return found


def _has_prefix(tokens: Sequence[Token]) -> bool:
    return any(token.type == "literal" and token.value == "|" for token in tokens)


def _kept(tokens: Sequence[Token], place: _Place) -> list[Token] | None:
    tokens = _stripped([token for token in tokens if token.type != "comment"])
    if not tokens or not _is_joined([token for token in tokens if token.type != "whitespace"], relative=place.relative):
        return None
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "error" or (token.type == "literal" and (token.value in _NO_SELECTOR or token.value in {"||", ","})):
            return None
        if token.type == "ident" and _is_literal(tokens[index + 1 : index + 2], "|") and token.value not in place.prefixes:
            return None
        if token.type == "[] block" and not _is_attribute(solid(token.content), place.prefixes):
            return None
        if token.type == "literal" and token.value == ":":
            double = _is_literal(tokens[index + 1 : index + 2], ":")
            name = tokens[index + (2 if double else 1) : index + (3 if double else 2)]
            kept = _kept_pseudo(name[0], place, double=double) if name else None
            if kept is None:
                return None
            found += [token, token, kept] if double else [token, kept]
            index += 3 if double else 2
            continue
        found.append(token)
        index += 1
    return found


def _is_literal(tokens: Sequence[Token], value: str) -> bool:
    return bool(tokens) and tokens[0].type == "literal" and tokens[0].value == value


def _is_joined(tokens: Sequence[Token], *, relative: bool) -> bool:
    """Whether combinators stand between selectors only, or before the first of a relative one."""
    combines = [token.type == "literal" and token.value in _COMBINATORS for token in tokens]
    if combines[-1] or (combines[0] and not relative):
        return False
    return not any(each and after for each, after in pairwise(combines))


def _is_attribute(tokens: Sequence[Token], prefixes: Collection[str]) -> bool:
    """Whether the prefix of an attribute's name, if it has one, is declared; the rest is the engine's business."""
    prefixed = len(tokens) > 1 and tokens[0].type == "ident" and _is_literal(tokens[1:2], "|")
    return not prefixed or tokens[0].value in prefixes


def _kept_pseudo(token: Token, place: _Place, *, double: bool) -> Token | None:  # noqa: PLR0911 - one case a kind of pseudo-class
    """The name of a pseudo-class or pseudo-element, with its arguments as they are kept; None where it is not valid."""
    if token.type == "ident":
        name = token.lower_value
        if double or name in OLD_ELEMENTS:
            known = not place.nested and (is_prefixed(name) or name in (ELEMENTS if double else OLD_ELEMENTS))
        else:
            known = is_prefixed(name) or name in CLASSES
        return token if known else None
    if token.type != "function":
        return None
    name = token.lower_name
    if is_prefixed(name):
        return token
    if name not in (FUNCTIONAL_ELEMENTS if double else FUNCTIONAL_CLASSES) or (double and place.nested):
        return None
    searching = place.searching or name == "has"
    within = replace(place, nested=True, relative=name == "has", searching=searching)
    if name in _FORGIVING:
        return _forgiven(token, within)
    if name in _STRICT:
        return None if name == "has" and place.searching else _whole(token, token.arguments, within)
    if name in _NUMBERED:
        return _numbered(token, within)
    return token if solid(token.arguments) else None


def _forgiven(token: Token, within: _Place) -> Token | None:
    listed = branches(token.arguments)
    kept = [each for each in (_kept(branch, within) for branch in listed) if each is not None]
    if len(kept) < len(listed) and not within.forgiven:
        return None
    return _with(token, kept or [list(_NOTHING)])


def _whole(token: Token, arguments: Sequence[Token], within: _Place) -> Token | None:
    kept = [_kept(branch, within) for branch in branches(arguments)]
    known = [each for each in kept if each is not None]
    return _with(token, known) if len(known) == len(kept) else None


def _numbered(token: Token, within: _Place) -> Token | None:
    arguments = list(token.arguments)
    of = next((index for index, each in enumerate(arguments) if each.type == "ident" and each.lower_value == "of"), len(arguments))
    if parse_nth(arguments[:of]) is None:
        return None
    if of == len(arguments):
        return token
    inner = _whole(token, arguments[of + 1 :], within)
    return None if inner is None else _function(token, [*arguments[: of + 1], *tinycss2.parse_component_value_list(" "), *inner.arguments])


def _with(token: Token, kept: list[list[Token]]) -> Token:
    comma = tinycss2.parse_component_value_list(", ")
    arguments = list(kept[0])
    for each in kept[1:]:
        arguments += [*comma, *each]
    return _function(token, arguments)


def _function(like: Token, arguments: list[Token]) -> Token:
    return tinycss2.ast.FunctionBlock(like.source_line, like.source_column, like.name, arguments)
