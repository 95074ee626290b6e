"""Custom properties: what ``var()`` stands for on an element.

Sources: CSS Custom Properties for Cascading Variables Level 1, sections 2.3 (cycles) and 3 (``var()``, invalid variables); CSS Properties and Values
API Level 1, section 2 (registered properties).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from imprint.audit.style.syntax import fits
from imprint.audit.style.token import Token, Tokens, parse_value, parts, solid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from imprint.audit.style.sheet import Registered

__all__ = ["Variables"]

_MOST_TOKENS = 4000
"""Tokens of a value beyond which custom properties are not replaced any more."""
_DEEPEST = 32
_INSETS = ("safe-area-", "keyboard-inset-", "titlebar-area-")
"""Variables of ``env()`` that are defined wherever pages are read, and nought in an ordinary window."""

Found: TypeAlias = "tuple[Tokens | None, bool]"
"""A value, None where it is invalid, and whether all of it is known."""
_INVALID: Found = (None, True)


class Variables:
    """The custom properties of one element, each worked out when it is asked for; an element that sets none shares those around it."""

    __slots__ = ("_around", "_cycle", "_open", "_own", "_registered", "_values")

    def __init__(self, own: Mapping[str, Tokens], around: Variables | None, registered: Mapping[str, Registered]) -> None:
        self._own = own
        self._around = around
        self._registered = registered
        self._values: dict[str, Found] = {}
        self._open: list[str] = []
        self._cycle = len(own)
        """The place in ``_open`` where a cycle begins; beyond the end where there is none."""

    def value(self, name: str) -> Found:
        """The value of a custom property on the element."""
        found = self._values.get(name)
        if found is not None:
            return found
        if name not in self._own:
            found = self._unset(name)
        elif name in self._open:
            self._cycle = min(self._cycle, self._open.index(name))
            return _INVALID
        else:
            place = len(self._open)
            self._open.append(name)
            tokens, known = self.replaced(self._own[name], len(self._open))
            self._open.pop()
            # Every property of a cycle is invalid, whatever fallbacks there are; one that refers to a cycle has its fallback.
            found = self._invalid(name) if self._cycle <= place else self._computed(name, tokens, known=known)
            if self._cycle >= place:
                self._cycle = len(self._own)
        self._values[name] = found
        return found

    def _computed(self, name: str, tokens: Tokens | None, *, known: bool) -> Found:
        if tokens is None:
            return self._invalid(name)
        word = tokens[0].lower_value if len(tokens) == 1 and tokens[0].type == "ident" else ""
        if word == "initial":
            return self._initial(name)
        if word in {"inherit", "unset", "revert", "revert-layer"}:
            return self._around.value(name) if word == "inherit" and self._around is not None else self._unset(name)
        registered = self._registered.get(name)
        if registered is None or registered.syntax == "*" or not known:
            return tokens, known
        fit = fits(registered.syntax, tokens)
        return self._unset(name) if fit is False else (tokens, fit is True)

    def _invalid(self, name: str) -> Found:
        """What is left of a value that is invalid once it is computed."""
        registered = self._registered.get(name)
        return self._unset(name) if registered is not None and registered.syntax != "*" else _INVALID

    def _unset(self, name: str) -> Found:
        registered = self._registered.get(name)
        if registered is None or registered.inherits:
            around = self._around
            while around is not None:
                if name in around._own or name in around._values:  # noqa: SLF001 - of the same class
                    return around.value(name)
                around = around._around  # noqa: SLF001 - likewise
        return self._initial(name)

    def _initial(self, name: str) -> Found:
        registered = self._registered.get(name)
        return (registered.initial, True) if registered is not None else _INVALID

    def replaced(self, tokens: Sequence[Token], depth: int = 0) -> Found:  # noqa: C901 - one case a function
        """A value with its custom properties replaced."""
        if depth > _DEEPEST:
            return (), False
        found: list[Token] = []
        known = True
        for token in tokens:
            if token.type == "() block":
                inner, inner_known = self.replaced(solid(token.content), depth + 1)
                if inner is None:
                    return _INVALID
                found.append(type(token)(token.source_line, token.source_column, list(inner)))
            elif token.type != "function":
                found.append(token)
                continue
            elif token.lower_name in {"var", "env"}:
                inner, inner_known = self._referred(token, depth)
                if inner is None:
                    return _INVALID
                found += inner
            elif token.lower_name in {"attr", "if", "inherit"} or token.lower_name.startswith("--"):
                inner_known = False
                found.append(token)
            else:
                inner, inner_known = self.replaced(solid(token.arguments), depth + 1)
                if inner is None:
                    return _INVALID
                found.append(type(token)(token.source_line, token.source_column, token.name, list(inner)))
            known = known and inner_known
            if len(found) > _MOST_TOKENS:
                return (), False
        return tuple(found), known

    def _referred(self, token: Token, depth: int) -> Found:
        """What ``var()`` or ``env()`` stands for."""
        arguments = solid(token.arguments)
        head = parts(arguments)[0] if arguments else ()
        rest = _after_comma(arguments)
        if token.lower_name == "var" and head and head[0].type == "ident":
            value, known = self.value(head[0].value)
            if value is not None:
                return value, known
        if rest is not None:
            return self.replaced(rest, depth + 1)
        if token.lower_name == "var":
            return _INVALID
        # Insets are nothing in a window; any other variable of the environment is known to the browser alone.
        inset = bool(head) and getattr(head[0], "value", "").startswith(_INSETS)
        return (parse_value("0px"), True) if inset else ((token,), False)


def _after_comma(tokens: Tokens) -> Tokens | None:
    for index, token in enumerate(tokens):
        if token.type == "literal" and token.value == ",":
            return tuple(tokens[index + 1 :])
    return None
