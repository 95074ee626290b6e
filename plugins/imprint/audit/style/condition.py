"""The conditions of style sheets: media queries, ``@supports`` and those that only a browser can decide.

Sources: Media Queries Level 4 (with the range syntax of section 2.4.3), CSS Conditional Rules Level 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from imprint.audit.style.environment import Environment
from imprint.audit.style.property import plain_name
from imprint.audit.style.token import Token, Tokens, idents, parse_value, parts, solid, text_of
from imprint.audit.style.validity import is_valid
from imprint.audit.style.value import Scale, length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Condition", "breaks_of", "discrete_features", "unevaluated"]

_LENGTHS = {"width", "height", "device-width", "device-height"}
_DISCRETE = {
    "prefers-color-scheme",
    "prefers-reduced-motion",
    "prefers-contrast",
    "prefers-reduced-transparency",
    "prefers-reduced-data",
    "forced-colors",
    "inverted-colors",
    "hover",
    "any-hover",
    "pointer",
    "any-pointer",
    "scripting",
    "orientation",
    "update",
    "display-mode",
    "color-gamut",
    "overflow-block",
    "overflow-inline",
    "dynamic-range",
    "video-dynamic-range",
    "scan",
}
_DEVICES = {"color": 8.0, "color-index": 0.0, "monochrome": 0.0, "grid": 0.0, "resolution": 1.0, "device-pixel-ratio": 1.0}
"""What is counted of a device, and what it is on the usual one."""
_INCLUDED = {"p3": {"srgb", "p3"}, "rec2020": {"srgb", "p3", "rec2020"}, "high": {"standard", "high"}}
"""The values of a feature that hold where a greater one does."""
_SCREENS = {"screen", "all"}
_OPERATORS = {"<", ">", "="}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition as it is written; ``kind`` is the name of its at-rule. What cannot be evaluated is asked both ways."""

    kind: Literal["media", "supports", "other"]
    text: str

    def holds(self, environment: Environment) -> bool:
        """Whether the rules below the condition apply."""
        if self.kind == "other":
            return environment.odd == (self.text, "assumed")
        tokens = parse_value(self.text)
        if self.kind == "supports":
            return _supports(tokens, environment)
        return not tokens or any(_query(query, environment) for query in parts(tokens))


def _query(tokens: Tokens, environment: Environment) -> bool:
    words = idents(tokens)
    negated = bool(words) and words[0] == "not" and len(tokens) > 1 and tokens[1].type == "ident"
    rest = list(tokens)
    if words and rest[0].type == "ident" and words[0] in {"only", "not"} and (negated or words[0] == "only"):
        rest = rest[1:]
    if rest and rest[0].type == "ident" and rest[0].lower_value not in {"not", "and", "or"}:
        medium = rest[0].lower_value
        if medium not in {"screen", "print", "all"}:
            return negated
        matches = medium in {"all", environment.medium}
        rest = rest[2:] if len(rest) > 1 else []
        matches = matches and (not rest or _logic(rest, environment))
        return matches != negated
    return _logic(rest, environment)


def _logic(tokens: Sequence[Token], environment: Environment) -> bool:
    """``not``, ``and`` and ``or`` over features in parentheses."""
    result: bool | None = None
    operator = "and"
    negate = False
    for token in tokens:
        if token.type == "ident" and token.lower_value in {"and", "or"}:
            operator = token.lower_value
            continue
        if token.type == "ident" and token.lower_value == "not":
            negate = True
            continue
        if token.type == "() block":
            value = _feature(solid(token.content), environment)
        else:
            value = environment.odd == (text_of([token]), "assumed")
        value = value != negate
        negate = False
        result = value if result is None else (result and value if operator == "and" else result or value)
    return bool(result)


def _feature(tokens: Tokens, environment: Environment) -> bool:  # noqa: PLR0911 - each form of a feature is one case
    if any(token.type == "() block" for token in tokens) or (tokens and tokens[0].type == "ident" and tokens[0].lower_value == "not"):
        return _logic(tokens, environment)
    if any(token.type == "literal" and token.value in _OPERATORS for token in tokens):
        return _range(tokens, environment)
    if not tokens or tokens[0].type != "ident":
        return False
    name = tokens[0].lower_value
    values = tokens[2:] if len(tokens[:3]) == 3 and tokens[1] == ":" else ()  # noqa: PLR2004 - name, colon, value
    bound, name = _bound(name)
    if name in _DISCRETE:
        if not values:
            return environment.feature(name) not in {"", "none", "no-preference"}
        usual_or_odd = environment.feature(name)
        return bool(set(idents(values)[:1]) & _INCLUDED.get(usual_or_odd, {usual_or_odd}))
    here = _measure(name, environment)
    if here is None:
        return environment.odd == (text_of(tokens), "assumed")
    if not values:
        return here > 0
    there = _amount(values, environment)
    if there is None:
        return False
    return here >= there if bound == "min" else here <= there if bound == "max" else abs(here - there) < 0.001  # noqa: PLR2004 - floats


def _bound(name: str) -> tuple[str, str]:
    name = name.removeprefix("-webkit-").removeprefix("-moz-")
    for bound in ("min", "max"):
        if name.startswith(bound + "-"):
            return bound, name[4:].removeprefix("-moz-")
    return "", name


def _measure(name: str, environment: Environment) -> float | None:
    if name in _LENGTHS:
        return environment.width if name.endswith("width") else environment.height
    if name in {"aspect-ratio", "device-aspect-ratio"}:
        return environment.width / environment.height
    if environment.odd is not None and environment.odd[0] == name and name in _DEVICES:
        return float(environment.odd[1])
    return _DEVICES.get(name)


def _amount(tokens: Sequence[Token], environment: Environment) -> float | None:
    if not tokens:
        return None
    first = tokens[0]
    if len(tokens) == 3 and tokens[1] == "/":  # noqa: PLR2004 - a ratio
        return first.value / tokens[2].value if first.type == tokens[2].type == "number" and tokens[2].value else None
    if first.type == "number":
        return float(first.value)
    if first.type == "dimension" and first.lower_unit in {"dppx", "x", "dpi", "dpcm"}:
        return float(first.value) / {"dppx": 1, "x": 1, "dpi": 96, "dpcm": 96 / 2.54}[first.lower_unit]
    return length(first, Scale(width=environment.width, height=environment.height))


def _range(tokens: Tokens, environment: Environment) -> bool:
    """``(400px <= width < 700px)`` and its like."""
    pieces: list[list[Token]] = [[]]
    operators: list[str] = []
    for token in tokens:
        if token.type == "literal" and token.value in {"<", ">", "=", "<=", ">="}:
            if operators and not pieces[-1]:
                operators[-1] += token.value
            else:
                operators.append(token.value)
                pieces.append([])
        else:
            pieces[-1].append(token)
    values: list[float | None] = []
    for piece in pieces:
        named = idents(piece)
        values.append(_measure(named[0], environment) if len(piece) == 1 and named else _amount(piece, environment))
    if any(value is None for value in values) or len(values) != len(operators) + 1:
        return environment.odd == (text_of(tokens), "assumed")
    known = [value for value in values if value is not None]
    compare = {"<": float.__lt__, ">": float.__gt__, "<=": float.__le__, ">=": float.__ge__, "=": float.__eq__}
    return all(operator in compare and compare[operator](known[index], known[index + 1]) for index, operator in enumerate(operators))


def _supports(tokens: Sequence[Token], environment: Environment) -> bool:
    """A browser of today supports every property without a prefix; what has one is asked both ways."""
    result: bool | None = None
    operator = "and"
    negate = False
    for token in solid(tokens):
        if token.type == "ident" and token.lower_value in {"and", "or", "not"}:
            negate = negate or token.lower_value == "not"
            operator = operator if token.lower_value == "not" else token.lower_value
            continue
        if token.type == "() block":
            inner = solid(token.content)
            if inner and (inner[0].type in {"() block", "function"} or (inner[0].type == "ident" and inner[0].lower_value == "not")):
                value = _supports(inner, environment)
            else:
                value = environment.odd == (text_of(inner), "assumed") if _is_doubtful(inner) else True
        elif token.type == "function":
            value = environment.odd == (text_of([token]), "assumed") if _is_doubtful(solid(token.arguments)) else True
        else:
            value = False
        value = value != negate
        negate = False
        result = value if result is None else (result and value if operator == "and" else result or value)
    return bool(result)


_FAMILIES = re.compile(
    r"""--|(?:accent|align|all|anchor|animation|appearance|aspect|backdrop|backface|background|block|border|bottom|box|break|caption|caret|clear|clip|color|
    columns?|contain|container|content|counter|cursor|cx|cy|d|direction|display|dominant|empty|fill|filter|flex|float|font|forced|gap|grid|hanging|height|hyphenate|hyphens|
    image|initial|inline|inset|isolation|justify|left|letter|line|list|margin|marker|mask|math|max|min|mix|object|offset|opacity|order|orphans|outline|
    overflow|overlay|overscroll|padding|page|paint|perspective|place|pointer|position|print|quotes|resize|right|rotate|row|ruby|scale|scroll|scrollbar|shape|stop|stroke|
    tab|table|text|top|touch|transform|transition|translate|unicode|user|vector|vertical|view|visibility|white|widows|width|will|word|writing|z|zoom)(?:-|$)""",
    re.VERBOSE,
)
"""The first words of the names of properties that browsers of today know."""


def _is_doubtful(tokens: Sequence[Token]) -> bool:
    """Whether browsers may differ over a declaration or a selector: a prefix, an unknown property, or a value that it does not take."""
    names = idents(tokens)
    if any(name.startswith(("-moz-", "-ms-", "-webkit-", "-o-", "-apple-")) for name in names):
        return True
    if len(tokens[:3]) == 3 and tokens[0].type == "ident" and tokens[1] == ":":  # noqa: PLR2004 - name, colon, value
        return not _FAMILIES.match(names[0]) or not is_valid(plain_name(names[0]), tuple(tokens[2:]))
    return False


def _walk(tokens: Sequence[Token]) -> Iterator[tuple[Tokens, Token]]:
    """Every parenthesis and function at any depth, with its content."""
    for token in tokens:
        if token.type in {"() block", "function"}:
            inner = solid(token.content if token.type == "() block" else token.arguments)
            yield inner, token
            yield from _walk(inner)


def breaks_of(condition: Condition) -> Iterator[tuple[str, float]]:
    """Where a media query may change its answer: a measure (``width``, ``height``, ``aspect-ratio`` or what a device counts) and its value there."""
    if condition.kind != "media":
        return
    for inner, _ in _walk(parse_value(condition.text)):
        for measure in {_bound(name)[1].removeprefix("device-") for name in idents(inner)} & {*_MEASURES, *_DEVICES, "pixel-ratio"}:
            name = "device-pixel-ratio" if measure == "pixel-ratio" else measure
            rest = [each for each in inner if each.type in {"dimension", "number", "function"} or each == "/"]
            ratio = any(each == "/" for each in rest)
            values = [_amount(rest, Environment())] if ratio else [_amount([each], Environment()) for each in rest]
            if name in _DEVICES and not values:
                values = [0.0]
            yield from ((name, value) for value in values if value is not None)


_MEASURES = {"width", "height", "aspect-ratio"}


def discrete_features(condition: Condition) -> set[tuple[str, str]]:
    """The discrete media features that a condition names, with the value that it asks for, empty where it asks for none."""
    if condition.kind != "media":
        return set()
    found = set()
    for inner, _ in _walk(parse_value(condition.text)):
        names = idents(inner)
        name = _bound(names[0])[1] if names else ""
        if name in _DISCRETE - {"prefers-color-scheme"}:
            found.add((name, names[1] if len(names) > 1 else ""))
    return found


def unevaluated(condition: Condition) -> set[str]:
    """The parts of a condition that must be asked both ways, each as the text under which it is assumed."""
    if condition.kind == "other":
        return {condition.text}
    tokens = parse_value(condition.text)
    found = set()
    for inner, token in _walk(tokens):
        if any(each.type == "() block" for each in inner):
            continue
        if condition.kind == "supports":
            if _is_doubtful(inner):
                found.add(text_of(inner) if token.type == "() block" else text_of([token]))
            continue
        names = idents(inner)
        name = _bound(names[0])[1] if names else ""
        known = name in _DISCRETE or name in _DEVICES or name in _LENGTHS or name.endswith("aspect-ratio") or name == "not"
        if not known:
            found.add(text_of(inner) if token.type == "() block" else text_of([token]))
    return found
