"""Selectors, compiled once: at rest, and for each state that a pseudo-class such as ``:hover`` stands for.

The matching is cssselect2's. What it does not know is replaced before it sees it: pseudo-classes that never hold on a page
at rest, and those that hold by an element's markup (:mod:`imprint.audit.style.element_state`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

import cssselect2  # type: ignore[import-untyped] # it ships no types
import tinycss2

from imprint.audit.style.acceptance import accepted, branches
from imprint.audit.style.element_state import NAMES, mark
from imprint.audit.style.environment import STATES
from imprint.audit.style.scope import MARK, Scope
from imprint.audit.style.token import Token, parts, solid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from imprint.audit.document import Element

__all__ = ["Selector", "Surroundings", "compiled"]

Test: TypeAlias = "Callable[[Element], bool]"

_NEVER = frozenset(
    """fullscreen modal popover-open autofill blank picture-in-picture host host-context first left right user-valid user-invalid local-link
    past future current -webkit-autofill -webkit-full-screen -moz-focusring -ms-input-placeholder -moz-broken
    active-view-transition target-current seeking stalled buffering volume-locked playing""".split()  # noqa: SIM905 - a list of words reads best as words
)
_OLD_NAMES = {
    "-webkit-any-link": "any-link",
    "-moz-any-link": "any-link",
    "-moz-read-only": "read-only",
    "-moz-read-write": "read-write",
    "-moz-placeholder": "placeholder-shown",
    "-moz-ui-invalid": "invalid",
    "-moz-ui-valid": "valid",
}
_OPPOSITES = {"read-only": "read-write", "defined": "undefined"}
"""Pseudo-classes that hold of every element that is not in a state."""
_TRANSIENT = frozenset().union(*STATES.values())
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule stands in, as far as its selectors depend on it.

    ``parent`` is the selector text around a nested rule, ``scope`` the innermost ``@scope``, and ``namespaces`` what
    ``@namespace`` declares, with None for the default.
    """

    parent: str = ""
    scope: Scope | None = None
    namespaces: Mapping[str | None, str] = field(default_factory=dict)


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

    scope: Scope | None = None

    def matches(self, element: Element, state: str) -> bool:
        """Whether it matches the element in a state."""
        return self.nearness(element, state) is not None

    def nearness(self, element: Element, state: str) -> float | None:
        """How many generations the scoping root is away, infinitely many without ``@scope``; None where it does not match."""
        test = self.tests.get(state) or self.tests.get("rest")
        if test is None:
            return None
        if self.scope is not None:
            return self.scope.hops(element, state, test)
        return float("inf") if test(element) else None

    def may_match(self, element: Element, state: str) -> bool:
        """Whether it matches the element, or may where it cannot be evaluated."""
        return self.matches(element, state if self.is_readable else _UNKNOWN)

    def is_met(self, element: Element, state: str) -> bool:
        """Whether it matches the element where the scoping root is marked already."""
        test = self.tests.get(state) or self.tests.get("rest")
        return test is not None and bool(test(element))

    @property
    def is_readable(self) -> bool:
        """Whether the engine can evaluate it."""
        return set(self.tests) != {_UNKNOWN}

    @property
    def states(self) -> frozenset[str]:
        """The states whose answer may differ from the one at rest."""
        around = self.scope.selectors if self.scope is not None else ()
        return frozenset(self.tests).union(*(each.states for each in around)) - {"rest"}

    @property
    def texts(self) -> Iterator[str]:
        """Its text, and those of the scopes around it."""
        yield self.text
        for each in self.scope.selectors if self.scope is not None else ():
            yield from each.texts


def compiled(prelude: Sequence[Token], around: Surroundings) -> tuple[Selector, ...] | None:
    """The selectors of a rule; None where browsers drop it.

    A selector that only this module cannot read comes back with a test for ``"unknown"`` alone.
    """
    found = []
    for part in branches(prelude):
        tokens = accepted(
            tinycss2.parse_component_value_list(_absolute(tinycss2.serialize(part).strip(), around)),
            {each for each in around.namespaces if each is not None},
        )
        if tokens is None:
            return None
        found += _one(tokens, around)
    return tuple(found)


_SCOPED = re.compile(r":scope\b|&", re.IGNORECASE)


def _absolute(text: str, around: Surroundings) -> str:
    """A selector with what it is relative to: the rule around it, or the scoping root (CSS Nesting 1, section 3; CSS Cascading 6, section 2.5)."""
    # What is implied is an element of any namespace; what is written is one of the default namespace.
    implied = "*|*" if None in around.namespaces else ""
    if around.parent:
        outer = f":is({around.parent})"
        return text.replace("&", outer) if "&" in text else f"{implied}{outer} {text}"
    if around.scope is None:
        return text.replace("&", ":scope")
    root = ":where(:scope)"
    return text.replace("&", root) if _SCOPED.search(text) else f"{implied}{root} {text}"


def _raw_part(tokens: Sequence[Token], part: Sequence[Token]) -> list[Token]:
    """The tokens of one selector with its white space, which is a combinator."""
    first = next(index for index, token in enumerate(tokens) if token is part[0])
    last = next(index for index, token in enumerate(tokens) if token is part[-1])
    return list(tokens[first : last + 1])


_CONTENTS = "details-content"
"""A pseudo-element that the engine does not know."""


def _one(tokens: list[Token], around: Surroundings) -> list[Selector]:
    last = [token.lower_value if token.type == "ident" else token.value for token in tokens[-3:] if token.type in {"ident", "literal"}]
    if last == [":", ":", _CONTENTS]:
        rest = tokens[:-3] or tinycss2.parse_component_value_list("*")
        return [replace(each, text=f"{each.text}::{_CONTENTS}", pseudo_element=_CONTENTS) for each in _one(rest, around)]
    names = set(_pseudo_classes(tokens))
    tests: dict[str, Test] = {}
    basis = None
    variants = ["rest", *(state for state, classes in STATES.items() if names & classes)]
    text = " ".join(tinycss2.serialize(tokens).split())
    tokens = _renested(_marked(tokens) if around.scope is not None else tokens)
    if None in around.namespaces:
        tokens = _qualified(tokens)
    for state in variants:
        for each in _compile(_substituted(tokens, state), around) or ():
            basis = basis or each
            tests[state] = each.test
    if basis is None:
        each = next(iter(_compile(_substituted(tokens, _UNKNOWN), around) or ()), None)
        if each is None:
            # Not readable even without its pseudo-classes: it may match anything.
            return [] if "::" in text else [Selector(text, (0, 1, 0), "", {_UNKNOWN: _anything}, None, None, None, around.scope)]
        basis = each
        tests[_UNKNOWN] = each.test
    return [Selector(text, basis.specificity, basis.pseudo_element or "", tests, basis.id, basis.class_name, _name_of(basis), around.scope)]


def _marked(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with ``:scope`` written as the mark of the scoping root, since the engine knows the root of the document only."""
    found: list[Token] = []
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.type == "ident" and token.lower_value == "scope" and before is not None and before == ":":
            found[-1:] = tinycss2.parse_component_value_list(_MARKED)
        else:
            found.append(_function(token, _marked(token.arguments)) if token.type == "function" else token)
    return found


_MARKED = "[" + MARK.replace(" ", "\\ ") + "]"


def _qualified(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with ``*`` where no name of an element stands, since it means one of the default namespace (Selectors 4, section 5.3)."""
    found: list[Token] = []
    begins = True
    for token in tokens:
        if token.type == "whitespace" or _combines(token):
            begins = True
        elif begins:
            begins = False
            if token.type != "ident" and not (token.type == "literal" and token.value in {"*", "|"}):
                found += tinycss2.parse_component_value_list("*")
        found.append(token)
    return found


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


def _compile(tokens: list[Token], around: Surroundings) -> list[cssselect2.CompiledSelector] | None:
    try:
        return list(cssselect2.compile_selector_list(tokens, around.namespaces))
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


_TRUE = tinycss2.parse_component_value_list(":where(*|*)")
_FALSE = tinycss2.parse_component_value_list(":not(*|*)")


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


def _replacement(after: Token, state: str) -> list[Token] | None:
    """What a pseudo-class stands for in a state; None where the engine knows it."""
    if after.type != "ident":
        return _called(after, state) if after.type == "function" else None
    name = _OLD_NAMES.get(after.lower_value, after.lower_value)
    if name in NAMES | _OPPOSITES.keys():
        return tinycss2.parse_component_value_list(_held(name) if name in NAMES else f":not({_held(_OPPOSITES[name])})")
    if name in _NEVER:
        return _FALSE
    if name in _TRANSIENT:
        return _TRUE if name in STATES.get(state, ()) else None
    if state == _UNKNOWN and name not in _SUPPORTED:
        return _TRUE
    return tinycss2.parse_component_value_list(f":{name}") if name != after.lower_value else None


def _called(after: Token, state: str) -> list[Token] | None:
    """What a pseudo-class with arguments stands for."""
    name = after.lower_name
    if name == "dir":
        return _directed(solid(after.arguments))
    if name in {"-webkit-any", "-moz-any", "matches", "any"}:
        return tinycss2.parse_component_value_list(f":is({tinycss2.serialize(after.arguments)})")
    known = {"is", "where", "not", "has", "lang", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"}
    return _TRUE if state == _UNKNOWN and name not in known else None


def _held(name: str) -> str:
    """The selector of the elements that are in a state."""
    return "[" + mark(name).replace(" ", "\\ ") + "]"


def _directed(arguments: Sequence[Token]) -> list[Token]:
    """``:dir()``, as far as attributes say which direction a text has."""
    word = arguments[0].lower_value if arguments and arguments[0].type == "ident" else ""
    if word not in {"ltr", "rtl"}:
        return _FALSE
    return tinycss2.parse_component_value_list(_held("rtl") if word == "rtl" else f":not({_held('rtl')})")


_SUPPORTED = frozenset(
    """root empty first-child last-child only-child first-of-type last-of-type only-of-type link any-link scope
    before after first-line first-letter""".split()  # noqa: SIM905 - a list of words reads best as words
)
