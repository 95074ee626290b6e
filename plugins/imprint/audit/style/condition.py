"""The conditions of style sheets: media queries, ``@supports`` and those that only a browser can decide.

Sources: Media Queries Levels 4 (with the range syntax of section 2.4.3) and 5, CSS Conditional Rules Levels 3 to 5.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from imprint.audit.style.acceptance import is_supported
from imprint.audit.style.environment import STARTING, Environment
from imprint.audit.style.property import plain_name
from imprint.audit.style.token import Token, Tokens, idents, parse_value, parts, solid, text_of
from imprint.audit.style.validity import is_valid
from imprint.audit.style.value import Scale, length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Condition", "Container", "breaks_of", "container_query", "discrete_features", "unevaluated"]

_LENGTHS = frozenset({"width", "height", "device-width", "device-height"})
_RATIOS = frozenset({"aspect-ratio", "device-aspect-ratio"})
_PIXEL_RATIO = "-webkit-device-pixel-ratio"
"""The one feature with a prefix that a specification has (Compatibility Standard, section 3.1.1)."""
_REDUCED = frozenset({"no-preference", "reduce"})
_POINTERS = frozenset({"none", "coarse", "fine"})
_HOVERS = frozenset({"none", "hover"})
_RANGES = frozenset({"standard", "high"})
_DISCRETE: dict[str, frozenset[str]] = {
    "prefers-color-scheme": frozenset({"light", "dark"}),
    "prefers-reduced-motion": _REDUCED,
    "prefers-contrast": frozenset({"no-preference", "less", "more", "custom"}),
    "prefers-reduced-transparency": _REDUCED,
    "prefers-reduced-data": _REDUCED,
    "forced-colors": frozenset({"none", "active"}),
    "inverted-colors": frozenset({"none", "inverted"}),
    "hover": _HOVERS,
    "any-hover": _HOVERS,
    "pointer": _POINTERS,
    "any-pointer": _POINTERS,
    "scripting": frozenset({"none", "initial-only", "enabled"}),
    "orientation": frozenset({"portrait", "landscape"}),
    "update": frozenset({"none", "slow", "fast"}),
    "display-mode": frozenset(
        "fullscreen standalone minimal-ui browser picture-in-picture window-controls-overlay tabbed borderless unframed".split()  # noqa: SIM905 - a list of words reads best as words
    ),
    "color-gamut": frozenset({"srgb", "p3", "rec2020"}),
    "overflow-block": frozenset({"none", "scroll", "paged", "optional-paged"}),
    "overflow-inline": frozenset({"none", "scroll"}),
    "dynamic-range": _RANGES,
    "video-dynamic-range": _RANGES,
    "scan": frozenset({"interlace", "progressive"}),
}
"""The features that have one of some values, and these (Media Queries Level 5)."""
_DEVICES = {"color": 8.0, "color-index": 0.0, "monochrome": 0.0, "grid": 0.0, "resolution": 1.0, _PIXEL_RATIO: 1.0}
"""What is counted of a device, and what it is on the usual one."""
_OTHERS = frozenset(
    """device-posture display-state environment-blending horizontal-viewport-segments immersive light-level luminosity nav-controls overflow-wrap
    resizable shape vertical-viewport-segments video-aspect-ratio video-color-gamut video-height video-resolution video-width
    window-controls-overlay""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""Features of drafts, and of devices that are no window, which browsers may know or not."""
_INCLUDED = {"p3": {"srgb", "p3"}, "rec2020": {"srgb", "p3", "rec2020"}, "high": {"standard", "high"}}
"""The values of a feature that hold where a greater one does."""
_PREFIXES = ("-moz-", "-webkit-", "-apple-")
_GONE = ("-ms-", "-o-", "-khtml-")
"""Prefixes of browsers that nobody makes any more; no browser of today takes what begins with one."""
_OPERATORS = {"<", ">", "="}
_NAMED = re.compile(r"(?P<prefix>-(?:webkit|moz|apple)-)?(?P<bound>min|max)-(?P<own>-moz-)?(?P<name>.+)")


@dataclass(frozen=True, slots=True)
class Container:
    """What an element must be for a container query to be asked of it: its name, empty for any, and what it contains."""

    name: str
    contains: frozenset[str]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition as it is written; ``kind`` is the name of its at-rule. What cannot be evaluated is asked both ways.

    ``containers`` are those of which a container query may be asked; without one of them around an element it never holds.
    """

    kind: Literal["media", "supports", "container", "starting", "other"]
    text: str
    containers: tuple[Container, ...] = ()

    def holds(self, environment: Environment) -> bool:
        """Whether the rules below the condition apply."""
        return _holds(self, environment)


@lru_cache(maxsize=4096)
def _holds(condition: Condition, environment: Environment) -> bool:
    return _Reading(environment).holds(condition)


def container_query(prelude: Sequence[Token]) -> Condition:
    """The condition of ``@container`` (CSS Conditional Rules Level 5, section 5.4)."""
    return Condition("container", f"@container {text_of(prelude)}", tuple(_container(part) for part in parts(prelude)))


def _container(tokens: Tokens) -> Container:
    named = tokens and tokens[0].type == "ident" and tokens[0].lower_value not in {"not", "and", "or", "none"}
    return Container(tokens[0].value, _contents(tokens[1:])) if named else Container("", _contents(tokens))


def _contents(tokens: Sequence[Token]) -> frozenset[str]:
    """What a container must contain for a query to be asked of it; every element is a container for queries of style."""
    found: frozenset[str] = frozenset()
    for token in tokens:
        if token.type == "() block":
            inner = solid(token.content)
            nested = inner and (inner[0].type == "() block" or _is_word(inner[0], "not") or _asks_otherwise(inner[0]))
            found |= _contents(inner) if nested else {"size"}
        elif token.type == "function" and token.lower_name == "scroll-state":
            found |= {"scroll-state"}
    return found


def _asks_otherwise(token: Token) -> bool:
    return bool(token.type == "function" and token.lower_name in {"style", "scroll-state", "anchored"})


def _is_word(token: Token, *words: str) -> bool:
    return bool(token.type == "ident" and token.lower_value in words)


Answer: TypeAlias = "bool | None"
"""None where it is unknown (Media Queries Level 4, section 3.2)."""


@dataclass(slots=True)
class _Reading:
    """Conditions read in one set of circumstances. ``asked`` gathers what had to be assumed, each as the text under which it is."""

    environment: Environment
    asked: set[str] = field(default_factory=set)

    def holds(self, condition: Condition) -> bool:
        if condition.kind == "starting":
            return self.environment.state == STARTING
        if condition.kind in {"container", "other"}:
            return self._assumed(condition.text)
        tokens = parse_value(condition.text)
        if condition.kind == "supports":
            return _logic(tokens, self._supported) is True
        # Every query of the list is read, since each may have something to ask.
        return not tokens or True in [self._query(query) for query in parts(tokens)]

    def _assumed(self, text: str) -> bool:
        self.asked.add(text)
        return (text, "assumed") in self.environment.odd

    def _query(self, tokens: Tokens) -> Answer:
        """One media query; None where it is unknown or not well formed, in which case it does not hold."""
        if not tokens:
            return None
        plain = not (tokens[0].type == "ident" and len(tokens) > 1 and tokens[1].type == "ident" and _is_word(tokens[0], "not", "only"))
        rest = tokens if plain else tokens[1:]
        if rest[0].type != "ident" or _is_word(rest[0], "not"):
            return _logic(rest, self._answer)
        if _is_word(rest[0], "only", "and", "or", "layer") or (len(rest) > 1 and not _is_word(rest[1], "and")):
            return None
        if any(_is_word(token, "or") for token in rest):
            return None
        matches: Answer = rest[0].lower_value in {"all", self.environment.medium}
        if len(rest) > 1:
            further = _logic(rest[2:], self._answer)
            matches = False if matches is False or further is False else further
        return matches if plain or _is_word(tokens[0], "only") else _negated(matches)

    def _answer(self, token: Token) -> Answer:
        """What stands between the words of a media query."""
        if token.type == "function":
            return self._assumed(text_of([token])) if token.lower_name.startswith(_PREFIXES) else None
        if token.type != "() block":
            return None
        inner = solid(token.content)
        if inner and (inner[0].type == "() block" or _is_word(inner[0], "not")):
            return _logic(inner, self._answer)
        return self._feature(inner)

    def _feature(self, tokens: Tokens) -> Answer:  # noqa: PLR0911 - each form of a feature is one case
        pieces, operators = _compared(tokens)
        if operators:
            return self._range(tokens, pieces, operators)
        if not tokens or tokens[0].type != "ident" or (len(tokens) > 1 and (len(tokens) < 3 or tokens[1] != ":")):  # noqa: PLR2004 - name, colon, value
            return None
        bound, name = _bound(tokens[0].lower_value)
        values = tokens[2:]
        if name in _DISCRETE:
            if not values:
                return self.environment.feature(name) not in {"", "none", "no-preference"}
            if bound or len(values) > 1 or not _is_word(values[0], *_DISCRETE[name]):
                return None
            here = self.environment.feature(name)
            return values[0].lower_value in _INCLUDED.get(here, {here})
        measured = _measure(name, self.environment)
        if measured is None:
            return self._unmeasured(name, tokens)
        if not values:
            return None if bound else measured > 0
        there = _amount(values, self.environment, name)
        if there is None:
            return self._assumed(text_of(tokens)) if any(token.type == "function" for token in values) else None
        return measured >= there if bound == "min" else measured <= there if bound == "max" else abs(measured - there) < 0.001  # noqa: PLR2004 - floats

    def _unmeasured(self, name: str, tokens: Tokens) -> Answer:
        """A feature that only a browser can decide is assumed; one that nobody has heard of is unknown."""
        known = name.startswith(_PREFIXES) or name.removeprefix("min-").removeprefix("max-") in _OTHERS
        return self._assumed(text_of(tokens)) if known else None

    def _range(self, tokens: Tokens, pieces: list[list[Token]], operators: list[str]) -> Answer:
        """``(400px <= width < 700px)`` and its like."""
        if len(operators) > 2 or len({each[:1] for each in operators} - {"="}) > 1 or not all(pieces) or set(operators) - _COMPARED.keys():  # noqa: PLR2004 - one on each side
            return None
        named = [index for index, piece in enumerate(pieces) if len(piece) == 1 and piece[0].type == "ident"]
        if len(named) != 1 or (len(operators) == 2 and (named != [1] or "=" in operators)):  # noqa: PLR2004 - likewise
            return None
        name = pieces[named[0]][0].lower_value
        here = _measure(name, self.environment)
        if here is None:
            return self._unmeasured(name, tokens)
        values = [here if index == named[0] else _amount(piece, self.environment, name) for index, piece in enumerate(pieces)]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return self._assumed(text_of(tokens)) if any(token.type == "function" for token in tokens) else None
        return all(_COMPARED[operator](known[index], known[index + 1]) for index, operator in enumerate(operators))

    def _supported(self, token: Token) -> Answer:
        """What stands between the words of a condition on what a browser supports (CSS Conditional Rules Level 4, section 2).

        What is neither a declaration nor a function that is known here is asked both ways, since browsers differ over it.
        """
        if token.type == "function":
            taken = is_supported(token.arguments) if token.lower_name == "selector" else None
            return self._assumed(text_of([token])) if taken is None else taken
        if token.type != "() block":
            return None
        inner = solid(token.content)
        if inner and (inner[0].type in {"() block", "function"} or _is_word(inner[0], "not")):
            return _logic(inner, self._supported)
        taken = _is_taken(inner)
        return self._assumed(text_of(inner)) if taken is None else taken


def _logic(tokens: Sequence[Token], answer: Callable[[Token], Answer]) -> Answer:
    """``not``, ``and`` and ``or`` over operands, as in Media Queries Level 4, section 3.2; None also where they are not well formed."""
    if tokens and _is_word(tokens[0], "not"):
        return _negated(answer(tokens[1])) if len(tokens) == 2 else None  # noqa: PLR2004 - the word and what it negates
    operators = {token.lower_value if token.type == "ident" else "" for token in tokens[1::2]}
    # All are answered, whatever the first ones say, since each may have something to ask.
    answers = [answer(token) for token in tokens[::2]]
    if len(tokens) % 2 == 0 or len(operators) > 1 or operators - {"and", "or"}:
        return None
    decisive = operators == {"or"}
    return decisive if decisive in answers else None if None in answers else not decisive


def _negated(answer: Answer) -> Answer:
    return None if answer is None else not answer


def _compared(tokens: Tokens) -> tuple[list[list[Token]], list[str]]:
    """The tokens on both sides of each comparison, and the comparisons."""
    pieces: list[list[Token]] = [[]]
    operators: list[str] = []
    for token in tokens:
        if token.type == "literal" and token.value in _COMPARED:
            if operators and not pieces[-1]:
                operators[-1] += token.value
            else:
                operators.append(token.value)
                pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces, operators


_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "=": operator.eq,
}


def _bound(name: str) -> tuple[str, str]:
    """A feature's name without ``min-`` or ``max-``, and which of the two it had."""
    found = _NAMED.fullmatch(name)
    if found is None:
        return "", _PIXEL_RATIO if name == "-moz-device-pixel-ratio" else name
    if found["name"] == "device-pixel-ratio" and (found["prefix"] or found["own"]):
        return found["bound"], _PIXEL_RATIO
    ranged = not found["prefix"] and not found["own"] and found["name"] in {*_LENGTHS, *_RATIOS, *_DEVICES}
    return (found["bound"], found["name"]) if ranged else ("", name)


def _measure(name: str, environment: Environment) -> float | None:
    if name in _LENGTHS:
        return environment.width if name.endswith("width") else environment.height
    if name in _RATIOS:
        return environment.width / environment.height
    if name in _DEVICES:
        for odd, value in environment.odd:
            if odd == name:
                return float(value)
    return _DEVICES.get(name)


_RESOLUTIONS = {"dppx": 1, "x": 1, "dpi": 96, "dpcm": 96 / 2.54}


def _amount(tokens: Sequence[Token], environment: Environment, name: str) -> float | None:
    """The value with which a feature is compared; None where it is none that the feature takes, or cannot be worked out."""
    if not tokens:
        return None
    first = tokens[0]
    if len(tokens) == 3 and tokens[1] == "/" and name in _RATIOS:  # noqa: PLR2004 - a ratio
        return first.value / tokens[2].value if first.type == tokens[2].type == "number" and tokens[2].value else None
    if len(tokens) > 1:
        return None
    if first.type == "dimension" and first.lower_unit in _RESOLUTIONS:
        return float(first.value) / _RESOLUTIONS[first.lower_unit] if name == "resolution" else None
    if first.type == "number":
        return float(first.value) if name not in {*_LENGTHS, "resolution"} or not first.value else None
    return (
        length(first, Scale(width=environment.width, height=environment.height)) if name in _LENGTHS or first.type == "function" else None
    )


_FAMILIES = re.compile(
    r"""--|(?:accent|align|all|anchor|animation|appearance|aspect|backdrop|backface|background|block|border|bottom|box|break|caption|caret|clear|clip|color|
    columns?|contain|container|content|counter|cursor|cx|cy|d|direction|display|dominant|empty|fill|filter|flex|float|font|forced|gap|grid|hanging|height|hyphenate|hyphens|
    image|initial|inline|inset|isolation|justify|left|letter|line|list|margin|marker|mask|math|max|min|mix|object|offset|opacity|order|orphans|outline|
    overflow|overlay|overscroll|padding|page|paint|perspective|place|pointer|position|print|quotes|resize|right|rotate|row|ruby|scale|scroll|scrollbar|shape|stop|stroke|
    tab|table|text|top|touch|transform|transition|translate|unicode|user|vector|vertical|view|visibility|white|widows|width|will|word|writing|z|zoom)(?:-|$)""",
    re.VERBOSE,
)
"""The first words of the names of properties that browsers of today know."""


def _is_declaration(tokens: Tokens) -> bool:
    named = len(tokens[:2]) == 2 and tokens[0].type == "ident" and tokens[1] == ":"  # noqa: PLR2004 - name and colon
    return named and not any(token.type == "literal" and token.value == ";" for token in tokens)


def _is_taken(tokens: Tokens) -> bool | None:
    """Whether browsers of today take a declaration; None where they may differ: a prefix, an unknown property, a value of a draft, or no declaration."""
    if not _is_declaration(tokens):
        return None
    name, value = tokens[0].lower_value, tokens[2:]
    if name.startswith("--"):
        return True
    if any(each.startswith(_GONE) for each in idents(tokens)):
        return False
    if any(each.startswith(_PREFIXES) for each in idents(tokens)) or not _FAMILIES.match(name):
        return None
    if len(value) > 1 and value[-2] == "!" and _is_word(value[-1], "important"):
        value = value[:-2]
    if set(idents(value)) & _DRAFTED:
        return None
    return is_valid(plain_name(name), value)


_DRAFTED = frozenset({"grid-lanes", "inline-grid-lanes", "masonry", "run-in", "stretch", "footnote", "auto-sizing"})
"""Values that some browsers take and others do not yet."""


def _walk(tokens: Sequence[Token]) -> Iterator[Tokens]:
    """The content of every parenthesis and function at any depth."""
    for token in tokens:
        if token.type in {"() block", "function"}:
            inner = solid(token.content if token.type == "() block" else token.arguments)
            yield inner
            yield from _walk(inner)


def breaks_of(condition: Condition) -> Iterator[tuple[str, float]]:
    """Where a media query may change its answer: a measure (``width``, ``height``, ``aspect-ratio`` or what a device counts) and its value there."""
    if condition.kind != "media":
        return
    for inner in _walk(parse_value(condition.text)):
        for name in {_bound(name)[1].removeprefix("device-") for name in idents(inner)} & {*_MEASURES, *_DEVICES}:
            rest = [each for each in inner if each.type in {"dimension", "number", "function"} or each == "/"]
            ratio = any(each == "/" for each in rest)
            values = [_amount(rest, Environment(), name)] if ratio else [_amount([each], Environment(), name) for each in rest]
            if name in _DEVICES and not values:
                values = [0.0]
            yield from ((name, value) for value in values if value is not None)


_MEASURES = {"width", "height", "aspect-ratio"}


def discrete_features(condition: Condition) -> set[tuple[str, str]]:
    """The discrete media features that a condition names, with the value that it asks for, empty where it asks for none."""
    if condition.kind != "media":
        return set()
    found = set()
    for inner in _walk(parse_value(condition.text)):
        names = idents(inner)
        if names and names[0] in _DISCRETE and names[0] != "prefers-color-scheme":
            found.add((names[0], names[1] if len(names) > 1 and names[1] in _DISCRETE[names[0]] else ""))
    return found


def unevaluated(condition: Condition) -> set[str]:
    """The parts of a condition that must be asked both ways, each as the text under which it is assumed."""
    reading = _Reading(Environment())
    reading.holds(condition)
    return reading.asked
