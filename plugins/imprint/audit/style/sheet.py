"""A style sheet as rules that can be asked: selectors, conditions, layers and the declarations that bear on what is seen.

Sources: CSS Syntax Level 3, CSS Nesting Level 1, CSS Cascading and Inheritance Level 5 (layers, imports).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

import tinycss2

from imprint.audit.style.condition import Condition, container_query
from imprint.audit.style.mode import completed, lowered
from imprint.audit.style.property import is_judged, plain_name
from imprint.audit.style.scope import Scope
from imprint.audit.style.selector import Selector, Surroundings, compiled
from imprint.audit.style.syntax import fits, is_computed, is_syntax
from imprint.audit.style.token import Token, Tokens, parts, solid, text_of
from imprint.audit.style.validity import is_valid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = [
    "CounterStyle",
    "Declared",
    "FontFace",
    "Import",
    "Item",
    "Keyframes",
    "LayerOrder",
    "Registered",
    "StyleRule",
    "declarations_of",
    "parse_sheet",
]

_DEEPEST = 24
"""Levels of nesting beyond which a style sheet is not followed."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration; ``name`` is without a vendor's prefix where the prefix changes nothing."""

    name: str
    value: Tokens
    important: bool = False


@dataclass(frozen=True, slots=True)
class StyleRule:
    """One style rule with everything it stands in. ``line`` is the line of the sheet."""

    selectors: tuple[Selector, ...]
    declarations: tuple[Declared, ...]
    conditions: tuple[Condition, ...]
    layer: tuple[str, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Import:
    """``@import``: an address as it is written, its conditions, and the layer it fills."""

    address: str
    conditions: tuple[Condition, ...]
    layer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayerOrder:
    """Layers named for the first time, in order."""

    layers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Keyframes:
    """An animation: for each offset, from 0 to 1, what it declares. ``certain`` is false where it is there under a condition only, or twice."""

    name: str
    frames: tuple[tuple[float, tuple[Declared, ...]], ...]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class FontFace:
    """A family whose glyphs come from a font file."""

    family: str


@dataclass(frozen=True, slots=True)
class Registered:
    """``@property``: the type of a custom property, whether it is inherited, and its value where nothing sets it, None for none."""

    name: str
    syntax: str
    inherits: bool
    initial: Tokens | None = None


@dataclass(frozen=True, slots=True)
class CounterStyle:
    """``@counter-style``: its name, and what it writes for the first number, with what stands before and behind."""

    name: str
    text: str


Item: TypeAlias = "StyleRule | Import | LayerOrder | Keyframes | FontFace | Registered | CounterStyle"


@dataclass(frozen=True, slots=True)
class _Context:
    around: Surroundings = field(default_factory=Surroundings)
    conditions: tuple[Condition, ...] = ()
    layer: tuple[str, ...] = ()
    depth: int = 0
    quirks: bool = False


def parse_sheet(text: str, *, quirks: bool = False) -> tuple[Item, ...]:
    """The rules of a style sheet, in order; ``quirks`` says that it belongs to a page in quirks mode."""
    nodes = tinycss2.parse_stylesheet(lowered(text) if quirks else text, skip_comments=True, skip_whitespace=True)
    return tuple(_outermost(nodes, _Context(quirks=quirks)))


def declarations_of(text: str, *, quirks: bool = False) -> tuple[Declared, ...]:
    """The declarations of a ``style`` attribute that bear on what is seen."""
    return tuple(_declared(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True), quirks=quirks))


def _declared(nodes: Iterable[Token], *, quirks: bool) -> Iterator[Declared]:
    for node in nodes:
        if node.type == "declaration" and is_judged(node.lower_name):
            # A custom property's name keeps its letter case.
            name = node.name if node.name.startswith("--") else plain_name(node.lower_name)
            value = completed(name, solid(node.value)) if quirks else solid(node.value)
            if is_valid(name, value):
                yield Declared(name, value, node.important)


def _rules(nodes: Sequence[Token], context: _Context) -> Iterator[Item]:
    if context.depth > _DEEPEST:
        return
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _style_rule(node.prelude, node.content, node.source_line, context)
        elif node.type == "at-rule" and node.lower_at_keyword not in {"import", "namespace"}:
            yield from _at_rule(node, context)


def _outermost(nodes: Sequence[Token], context: _Context) -> Iterator[Item]:  # noqa: C901 - one case a kind of rule
    """The rules of a sheet that are in no other: imports and namespaces count in its head only, which no invalid rule ends.

    Sources: CSS Cascading 5, section 2; CSS Namespaces 3, section 2.
    """
    importing = naming = True
    imported = False
    namespaces: dict[str | None, str] = {}
    for node in nodes:
        context = replace(context, around=Surroundings(namespaces=namespaces))
        if node.type == "qualified-rule":
            if (importing or naming) and compiled(node.prelude, context.around) is None:
                continue
            importing = naming = False
            yield from _style_rule(node.prelude, node.content, node.source_line, context)
        elif node.type != "at-rule" or node.lower_at_keyword == "charset":
            continue
        elif node.lower_at_keyword == "import":
            if importing and (found := _import(node.prelude, context) if node.content is None else None):
                imported = True
                yield found
        elif node.lower_at_keyword == "namespace":
            if naming and node.content is None and (declared := _namespace(node.prelude)):
                importing = False
                namespaces = {**namespaces, declared[0]: declared[1]}
        else:
            if node.content is not None and node.lower_at_keyword in _KNOWN:
                importing = naming = False
            elif node.lower_at_keyword == "layer":
                # Layers may be named before imports and between them; behind them, no namespace counts.
                naming = naming and not imported and importing
            yield from _at_rule(node, context)


_KNOWN = frozenset(
    """media supports layer container scope keyframes -webkit-keyframes property font-face page counter-style starting-style view-transition position-try
    font-feature-values font-palette-values color-profile function""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""The at-rules with a block that a browser of today knows."""


def _namespace(prelude: Sequence[Token]) -> tuple[str | None, str] | None:
    """The prefix and the address that ``@namespace`` declares, None for the default; None where it is not valid."""
    tokens = solid(prelude)
    prefix = tokens[0].value if len(tokens) == 2 and tokens[0].type == "ident" else None  # noqa: PLR2004 - prefix and address
    if len(tokens) != (1 if prefix is None else 2):
        return None
    address = _address(tokens[-1])
    return None if address is None else (prefix, address)


def _address(token: Token) -> str | None:
    """The address in a string or in ``url()``."""
    if token.type in {"string", "url"}:
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        arguments = solid(token.arguments)
        return str(arguments[0].value) if arguments else ""
    return None


def _style_rule(prelude: Sequence[Token], content: Sequence[Token], line: int, context: _Context) -> Iterator[Item]:
    selectors = compiled(prelude, context.around)
    if selectors is None:
        return
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    declarations = tuple(_declared(nodes, quirks=context.quirks))
    if declarations and selectors:
        yield StyleRule(selectors, declarations, context.conditions, context.layer, line)
    if any(node.type in {"qualified-rule", "at-rule"} for node in nodes):
        parent = ", ".join(each.text for each in selectors) or _NOTHING
        inner = replace(context, around=replace(context.around, parent=parent), depth=context.depth + 1)
        yield from _nested(nodes, selectors, line, inner)


_NOTHING = ":not(*|*)"


def _nested(nodes: Sequence[Token], selectors: tuple[Selector, ...], line: int, context: _Context) -> Iterator[Item]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _style_rule(node.prelude, node.content, node.source_line, context)
        elif node.type == "at-rule" and node.content is not None and node.lower_at_keyword == "scope":
            yield from _scoped(node, context)
        elif node.type == "at-rule" and node.content is not None:
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            within = _entered(node, context)
            if within is None:
                continue
            if declarations := tuple(_declared(inner, quirks=context.quirks)):
                yield StyleRule(selectors, declarations, within.conditions, within.layer, node.source_line)
            yield from _nested(inner, selectors, line, within)


def _entered(node: Token, context: _Context) -> _Context | None:
    """The context inside an at-rule that groups other rules; None where it groups none that count."""
    name = node.lower_at_keyword
    depth = context.depth + 1
    if depth > _DEEPEST:
        return None
    text = text_of(node.prelude)
    if name == "layer":
        return replace(context, layer=(*context.layer, *_layer_name(text, node)), depth=depth)
    if name == "media":
        condition = Condition("media", text)
    elif name == "supports":
        condition = Condition("supports", text)
    elif name == "container":
        condition = container_query(node.prelude)
    elif name == "starting-style" and not text:
        condition = Condition("starting", "")
    else:
        return None  # what no browser knows, such as @when and @document, goes with what it holds
    return replace(context, conditions=(*context.conditions, condition), depth=depth)


def _layer_name(text: str, node: Token) -> tuple[str, ...]:
    return tuple(text.split(".")) if text else (f"<{node.source_line}:{node.source_column}>",)


def _at_rule(node: Token, context: _Context) -> Iterator[Item]:
    name = node.lower_at_keyword
    if name == "layer" and node.content is None:
        yield LayerOrder(tuple((*context.layer, *text_of(part).split(".")) for part in parts(node.prelude) if part))
    elif node.content is None:
        return
    elif name in {"keyframes", "-webkit-keyframes", "-moz-keyframes"}:
        yield _keyframes(node, certain=not context.conditions, quirks=context.quirks)
    elif name in _DESCRIBED:
        yield from _DESCRIBED[name](node)
    elif name == "scope":
        yield from _scoped(node, context)
    else:
        within = _entered(node, context)
        if within is not None:
            if name == "layer":
                yield LayerOrder((within.layer,))
            yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True), within)


def _registered(node: Token) -> Iterator[Registered]:
    """What ``@property`` registers; nothing where the rule is not valid (CSS Properties and Values API Level 1, section 2)."""
    name = solid(node.prelude)
    inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    declared = {each.lower_name: solid(each.value) for each in inside if each.type == "declaration"}
    syntax, inherits, initial = declared.get("syntax", ()), text_of(declared.get("inherits", ())).lower(), declared.get("initial-value")
    if len(name) != 1 or name[0].type != "ident" or not name[0].value.startswith("--") or inherits not in {"true", "false"}:
        return
    if len(syntax) != 1 or syntax[0].type != "string" or not is_syntax(written := syntax[0].value.strip()):
        return
    if written != "*" and (initial is None or not is_computed(initial) or fits(written, initial) is False):
        return
    yield Registered(name[0].value, written, inherits == "true", initial)


def _counter_style(node: Token) -> Iterator[CounterStyle]:
    """A counter style (CSS Counter Styles 3, section 3), of which the words matter and not the counting."""
    name = solid(node.prelude)
    said = {"prefix": "", "symbols": "", "additive-symbols": "", "suffix": ". "}
    for each in tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True):
        if each.type == "declaration" and each.lower_name in said:
            said[each.lower_name] = next((str(token.value) for token in solid(each.value) if token.type in {"string", "ident"}), "")
    if len(name) == 1 and name[0].type == "ident":
        yield CounterStyle(name[0].lower_value, said["prefix"] + (said["symbols"] or said["additive-symbols"]) + said["suffix"])


def _font_face(node: Token) -> Iterator[FontFace]:
    for each in tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True):
        if each.type == "declaration" and each.lower_name == "font-family":
            yield FontFace(_family(solid(each.value)))


_DESCRIBED: dict[str, Callable[[Token], Iterator[Item]]] = {
    "property": _registered,
    "font-face": _font_face,
    "counter-style": _counter_style,
}
"""At-rules that hold descriptors."""


def _scoped(node: Token, context: _Context) -> Iterator[Item]:
    """The rules of ``@scope``; its own declarations are those of the scoping root."""
    found = _scope(node, context)
    if found is None or context.depth >= _DEEPEST:
        return
    scope, certain = found
    doubts = () if certain else (Condition("other", f"@scope {text_of(node.prelude)}"),)
    within = replace(
        context,
        around=replace(context.around, parent="", scope=scope),
        conditions=(*context.conditions, *doubts),
        depth=context.depth + 1,
    )
    nodes = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    if declarations := tuple(_declared(nodes, quirks=context.quirks)):
        roots = compiled(tinycss2.parse_component_value_list("&"), replace(within.around, namespaces={})) or ()
        yield StyleRule(roots, declarations, within.conditions, within.layer, node.source_line)
    yield from _rules(nodes, within)


def _scope(node: Token, context: _Context) -> tuple[Scope, bool] | None:
    """What ``@scope`` says, and whether it is certain; None where browsers drop it."""
    tokens = solid(node.prelude)
    blocks = [token.content for token in tokens if token.type == "() block"]
    shape = ["()" if token.type == "() block" else getattr(token, "lower_value", "") for token in tokens]
    if shape not in ([], ["()"], ["to", "()"], ["()", "to", "()"]):
        return None
    roots = compiled(blocks[0], context.around) if shape[:1] == ["()"] else None
    begin = Scope(roots)
    limits = compiled(blocks[-1], replace(context.around, parent="", scope=begin)) if "to" in shape else ()
    if limits is None or (roots is None and shape[:1] == ["()"]) or any(each.pseudo_element for each in (*(roots or ()), *limits)):
        return None
    readable = tuple(each for each in limits if each.is_readable)
    certain = roots is not None and len(readable) == len(limits) and all(each.is_readable for each in roots)
    return Scope(roots, readable), certain


def _family(tokens: Sequence[Token]) -> str:
    return " ".join(str(token.value) for token in tokens if token.type in {"ident", "string"}).lower()


def _import(prelude: Sequence[Token], context: _Context) -> Import | None:
    tokens = solid(prelude)
    if not tokens:
        return None
    first = tokens[0]
    address = _address(first)
    if address is None:
        return None
    layer = context.layer
    conditions = list(context.conditions)
    rest = list(tokens[1:])
    if rest and rest[0].type == "ident" and rest[0].lower_value == "layer":
        layer = (*layer, f"<{first.source_line}:{first.source_column}>")
        rest = rest[1:]
    elif rest and rest[0].type == "function" and rest[0].lower_name == "layer":
        layer = (*layer, *text_of(solid(rest[0].arguments)).split("."))
        rest = rest[1:]
    if rest and rest[0].type == "function" and rest[0].lower_name == "supports":
        inner = text_of(rest[0].arguments)
        conditions.append(Condition("supports", inner if inner.startswith(("(", "not")) else f"({inner})"))
        rest = rest[1:]
    if rest:
        # The white space between the words of a query has been dropped with the rest; it is put back.
        conditions.append(Condition("media", " ".join(text_of([token]) for token in rest)))
    return Import(address, tuple(conditions), layer)


def _keyframes(node: Token, *, certain: bool, quirks: bool) -> Keyframes:
    frames = []
    for rule in tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        nodes = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        # What is important in a keyframe is ignored (CSS Animations Level 1, section 3).
        declared = tuple(each for each in _declared(nodes, quirks=quirks) if not each.important)
        for part in parts(rule.prelude):
            for token in part[:1]:
                offset = {"from": 0.0, "to": 1.0}.get(token.lower_value) if token.type == "ident" else None
                if token.type == "percentage":
                    offset = token.value / 100
                if offset is not None:
                    frames.append((offset, declared))
    name = solid(node.prelude)
    return Keyframes(
        str(name[0].value) if name and hasattr(name[0], "value") else "", tuple(sorted(frames, key=lambda each: each[0])), certain
    )
