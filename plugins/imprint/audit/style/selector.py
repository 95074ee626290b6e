"""Selectors, compiled once: at rest, and for each state that a pseudo-class such as ``:hover`` stands for.

The matching is cssselect2's. What it does not know is replaced before it sees it: pseudo-classes that
never hold on a page at rest, and those that always hold for ordinary text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import cssselect2  # type: ignore[import-untyped] # it ships no types
import tinycss2

from imprint.audit.style.environment import STATES
from imprint.audit.style.token import Token, parts, solid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from imprint.audit.document import Element

__all__ = ["Selector", "compiled"]

Test: TypeAlias = "Callable[[Element], bool]"

_ALWAYS = frozenset({"defined", "read-only", "scope"})
_NEVER = frozenset(
    """fullscreen modal popover-open open autofill placeholder-shown default indeterminate valid invalid required optional in-range out-of-range
    read-write blank picture-in-picture host host-context first left right user-valid user-invalid local-link past future current
    -webkit-autofill -webkit-full-screen -moz-focusring -moz-placeholder -ms-input-placeholder -webkit-any-link -moz-ui-invalid -moz-broken
    active-view-transition target-current seeking stalled buffering muted volume-locked playing paused""".split()  # noqa: SIM905 - a list of words reads best as words
)
_TRANSIENT = frozenset().union(*STATES.values())
_UNKNOWN = "unknown"
_NO_SELECTOR = frozenset("/;!%$@?^`=<")
"""Characters that stand in no selector outside brackets, so that browsers drop the rule."""


@dataclass(frozen=True, slots=True)
class Selector:
    """One complex selector. ``tests`` holds the test for each state; ``"unknown"`` stands for a pseudo-class that may hold or not."""

    text: str
    specificity: tuple[int, int, int]
    pseudo_element: str
    tests: dict[str, Test]
    id: str | None
    class_name: str | None
    local_name: str | None

    def matches(self, element: Element, state: str) -> bool:
        """Whether it matches the element in a state."""
        test = self.tests.get(state) or self.tests.get("rest")
        return test is not None and bool(test(element))

    @property
    def states(self) -> frozenset[str]:
        """The states whose answer may differ from the one at rest."""
        return frozenset(self.tests) - {"rest"}


def compiled(prelude: Sequence[Token], parent: str) -> tuple[Selector, ...] | None:
    """The selectors of a rule; ``parent`` is the selector text around a nested rule. None where browsers drop the rule.

    A rule that only this module cannot read comes back with tests for ``"unknown"`` alone.
    """
    text = _unnested(list(prelude), parent)
    tokens: list[Token] = tinycss2.parse_component_value_list(text)
    if any(token.type == "error" or (token.type == "literal" and token.value in _NO_SELECTOR) for token in tokens):
        return None
    found = []
    for part in parts(tokens):
        if not part:
            return None
        found += _one(_raw_part(tokens, part))
    return tuple(found)


def _raw_part(tokens: Sequence[Token], part: Sequence[Token]) -> list[Token]:
    """The tokens of one selector with its white space, which is a combinator."""
    first = next(index for index, token in enumerate(tokens) if token is part[0])
    last = next(index for index, token in enumerate(tokens) if token is part[-1])
    return list(tokens[first : last + 1])


def _unnested(prelude: list[Token], parent: str) -> str:
    text = tinycss2.serialize(prelude).strip()
    if not parent:
        return text.replace("&", ":scope") if "&" in text else text
    outer = f":is({parent})"
    nested = []
    for part in parts(prelude):
        piece = tinycss2.serialize(_raw_part(prelude, part)).strip() if part else ""
        nested.append(piece.replace("&", outer) if "&" in piece else f"{outer} {piece}")
    return ", ".join(nested)


_CONTENTS = "details-content"
"""A pseudo-element that the engine does not know."""


def _one(tokens: list[Token]) -> list[Selector]:
    last = [token.lower_value if token.type == "ident" else token.value for token in tokens[-3:] if token.type in {"ident", "literal"}]
    if last == [":", ":", _CONTENTS]:
        rest = tokens[:-3] or tinycss2.parse_component_value_list("*")
        return [replace(each, text=f"{each.text}::{_CONTENTS}", pseudo_element=_CONTENTS) for each in _one(rest)]
    names = set(_pseudo_classes(tokens))
    tests: dict[str, Test] = {}
    basis = None
    variants = ["rest", *(state for state, classes in STATES.items() if names & classes)]
    tokens = _renested(tokens)
    for state in variants:
        for each in _compile(_substituted(tokens, state)) or ():
            basis = basis or each
            tests[state] = each.test
    if basis is None:
        each = next(iter(_compile(_substituted(tokens, _UNKNOWN)) or ()), None)
        if each is None:
            # Not readable even without its pseudo-classes: it may match anything.
            return (
                []
                if "::" in tinycss2.serialize(tokens)
                else [Selector(tinycss2.serialize(tokens), (0, 1, 0), "", {_UNKNOWN: _anything}, None, None, None)]
            )
        basis = each
        tests[_UNKNOWN] = each.test
    text = " ".join(tinycss2.serialize(tokens).split())
    return [Selector(text, basis.specificity, basis.pseudo_element or "", tests, basis.id, basis.class_name, _name_of(basis))]


def _renested(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each ``:has(> a b)`` written as ``:has(> a:has(b))``, since the engine looks at one step only."""
    found: list[Token] = []
    for token in tokens:
        if token.type != "function":
            found.append(token)
        elif token.lower_name == "has":
            text = ", ".join(_nested_steps(tinycss2.serialize(_raw_part(token.arguments, part))) for part in parts(token.arguments) if part)
            found.append(_function(token, tinycss2.parse_component_value_list(text)))
        else:
            found.append(_function(token, _renested(token.arguments)))
    return found


def _function(like: Token, arguments: list[Token]) -> Token:
    return tinycss2.ast.FunctionBlock(like.source_line, like.source_column, like.name, arguments)


def _nested_steps(text: str) -> str:
    """One relative selector, its steps put into each other."""
    steps: list[str] = [""]
    tokens = tinycss2.parse_component_value_list(text.strip())
    for index, token in enumerate(tokens):
        piece = tinycss2.serialize([token])
        combines = _combines(token)
        if combines and steps[-1].strip(" ") == "":
            steps[-1] = piece
        elif combines or (token.type == "whitespace" and _begins_step(tokens, index, steps[-1])):
            steps.append(piece if combines else "")
        elif token.type == "function":
            steps[-1] += tinycss2.serialize(_renested([token]))
        elif token.type not in {"whitespace", "comment"}:
            steps[-1] += piece
    nested = ""
    for step in reversed(steps):
        nested = step + (f":has({nested})" if nested else "")
    return nested


def _combines(token: Token) -> bool:
    """Whether a token is a combinator other than white space."""
    return bool(token.type == "literal" and token.value in {">", "+", "~"})


def _begins_step(tokens: Sequence[Token], index: int, step: str) -> bool:
    """Whether white space is the descendant combinator: something stands before it, and no other combinator behind it."""
    after = next((token for token in tokens[index + 1 :] if token.type not in {"whitespace", "comment"}), None)
    return bool(step.strip(" >+~")) and after is not None and not _combines(after)


def _name_of(basis: cssselect2.CompiledSelector) -> str | None:
    name = basis.local_name
    # Foreign elements keep capitals in their names, so such a selector is tried on every element.
    return name if name is not None and name == basis.lower_local_name else None


def _anything(element: Element) -> bool:
    del element
    return True


def _compile(tokens: list[Token]) -> list[cssselect2.CompiledSelector] | None:
    try:
        return list(cssselect2.compile_selector_list(tokens))
    except Exception:  # noqa: BLE001 - its compiler builds Python source, which odd selectors break in many ways
        return None


def _pseudo_classes(tokens: Sequence[Token]) -> list[str]:
    found = []
    for index, token in enumerate(tokens):
        if token.type == "literal" and token.value == ":" and index + 1 < len(tokens):
            after = tokens[index + 1]
            if after.type == "ident" and not (index and tokens[index - 1] == ":"):
                found.append(after.lower_value)
        if token.type == "function":
            found += _pseudo_classes(token.arguments)
    return found


_TRUE = tinycss2.parse_component_value_list(":where(*)")
_FALSE = tinycss2.parse_component_value_list(":not(*)")


def _substituted(tokens: Sequence[Token], state: str) -> list[Token]:
    """The tokens with every pseudo-class that depends on the circumstances replaced by true or false."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.type == "literal" and token.value == ":" and after is not None and not (index and tokens[index - 1] == ":"):
            replaced = _replacement(after, state)
            if replaced is not None:
                found += replaced
                index += 2
                continue
        if token.type == "function":
            token = _function(token, _substituted(token.arguments, state))
        found.append(token)
        index += 1
    return found


def _replacement(after: Token, state: str) -> list[Token] | None:  # noqa: PLR0911 - one case a kind of pseudo-class
    if after.type == "function":
        if after.lower_name == "dir":
            return _TRUE if solid(after.arguments) and solid(after.arguments)[0].lower_value == "ltr" else _FALSE
        if after.lower_name in {"-webkit-any", "-moz-any", "matches", "any"}:
            return tinycss2.parse_component_value_list(f":is({tinycss2.serialize(after.arguments)})")
        known = {"is", "where", "not", "has", "lang", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"}
        return _TRUE if state == _UNKNOWN and after.lower_name not in known else None
    if after.type != "ident":
        return None
    name = after.lower_value
    if name in _ALWAYS:
        return None if name == "scope" else _TRUE
    if name in _NEVER:
        return _FALSE
    if name in _TRANSIENT:
        holds = name in STATES.get(state, ())
        return _TRUE if holds else None
    if state == _UNKNOWN and name not in _SUPPORTED:
        return _TRUE
    return None


_SUPPORTED = frozenset(
    """root empty first-child last-child only-child first-of-type last-of-type only-of-type link any-link enabled disabled checked
    before after first-line first-letter""".split()  # noqa: SIM905 - a list of words reads best as words
)
