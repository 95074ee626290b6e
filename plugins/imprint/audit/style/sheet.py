"""A style sheet as rules that can be asked: selectors, conditions, layers and the declarations that bear on what is seen.

Sources: CSS Syntax Level 3, CSS Nesting Level 1, CSS Cascading and Inheritance Level 5 (layers, imports).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

import tinycss2

from imprint.audit.style.condition import Condition
from imprint.audit.style.mode import completed, lowered
from imprint.audit.style.property import is_judged, plain_name
from imprint.audit.style.selector import Selector, compiled
from imprint.audit.style.token import Token, Tokens, idents, parts, solid, text_of
from imprint.audit.style.validity import is_valid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Declared", "FontFace", "Import", "Item", "Keyframes", "LayerOrder", "Registered", "StyleRule", "declarations_of", "parse_sheet"]

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
    """``@property``: the value that a custom property has where nothing sets it."""

    name: str
    initial: Tokens
    inherits: bool = True


Item: TypeAlias = "StyleRule | Import | LayerOrder | Keyframes | FontFace | Registered"


@dataclass(frozen=True, slots=True)
class _Context:
    parent: str = ""
    conditions: tuple[Condition, ...] = ()
    layer: tuple[str, ...] = ()
    depth: int = 0
    quirks: bool = False


def parse_sheet(text: str, *, quirks: bool = False) -> tuple[Item, ...]:
    """The rules of a style sheet, in order; ``quirks`` says that it belongs to a page in quirks mode."""
    nodes = tinycss2.parse_stylesheet(lowered(text) if quirks else text, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(nodes, _Context(quirks=quirks)))


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
    # Imports count only before everything but @charset and @layer statements (CSS Cascading 5, section 2).
    importing = context.depth == 0
    for node in nodes:
        if node.type == "qualified-rule":
            importing = False
            yield from _style_rule(node.prelude, node.content, node.source_line, context)
        elif node.type == "at-rule":
            if node.lower_at_keyword == "import" and not importing:
                continue
            importing = importing and node.content is None
            yield from _at_rule(node, context)


def _style_rule(prelude: Sequence[Token], content: Sequence[Token], line: int, context: _Context) -> Iterator[Item]:
    selectors = compiled(prelude, context.parent)
    if selectors is None:
        return
    nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    declarations = tuple(_declared(nodes, quirks=context.quirks))
    if declarations and selectors:
        yield StyleRule(selectors, declarations, context.conditions, context.layer, line)
    if any(node.type in {"qualified-rule", "at-rule"} for node in nodes):
        inner = replace(context, parent=", ".join(each.text for each in selectors), depth=context.depth + 1)
        yield from _nested(nodes, selectors, line, inner)


def _nested(nodes: Sequence[Token], selectors: tuple[Selector, ...], line: int, context: _Context) -> Iterator[Item]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _style_rule(node.prelude, node.content, node.source_line, context)
        elif node.type == "at-rule" and node.content is not None:
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            within = _entered(node, context)
            if within is None:
                continue
            if declarations := tuple(_declared(inner, quirks=context.quirks)):
                yield StyleRule(selectors, declarations, within.conditions, within.layer, node.source_line)
            yield from _nested(inner, selectors, line, within)


def _entered(node: Token, context: _Context) -> _Context | None:  # noqa: PLR0911 - one case an at-rule
    """The context inside an at-rule that groups other rules; None where it groups none that count."""
    name = node.lower_at_keyword
    depth = context.depth + 1
    if depth > _DEEPEST:
        return None
    text = text_of(node.prelude)
    if name == "media":
        return replace(context, conditions=(*context.conditions, Condition("media", text)), depth=depth)
    if name == "supports":
        return replace(context, conditions=(*context.conditions, Condition("supports", text)), depth=depth)
    if name == "layer":
        return replace(context, layer=(*context.layer, *_layer_name(text, node)), depth=depth)
    if name == "scope" and sum(token.type == "() block" for token in node.prelude) == 1 and "to" not in idents(node.prelude):
        return replace(context, depth=depth)  # all of it is below its root
    if name in {"container", "scope", "document", "-moz-document", "when", "else"}:
        return replace(context, conditions=(*context.conditions, Condition("other", f"@{name} {text}")), depth=depth)
    return None


def _layer_name(text: str, node: Token) -> tuple[str, ...]:
    return tuple(text.split(".")) if text else (f"<{node.source_line}:{node.source_column}>",)


def _at_rule(node: Token, context: _Context) -> Iterator[Item]:  # noqa: C901, PLR0912 - one case an at-rule
    name = node.lower_at_keyword
    if name == "import" and node.content is None:
        if found := _import(node.prelude, context):
            yield found
    elif name == "layer" and node.content is None:
        yield LayerOrder(tuple((*context.layer, *text_of(part).split(".")) for part in parts(node.prelude) if part))
    elif node.content is None:
        return
    elif name in {"keyframes", "-webkit-keyframes", "-moz-keyframes"}:
        yield _keyframes(node, certain=not context.conditions, quirks=context.quirks)
    elif name == "property":
        inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        declared = {each.lower_name: solid(each.value) for each in inside if each.type == "declaration"}
        if "initial-value" in declared:
            yield Registered(text_of(solid(node.prelude)), declared["initial-value"], text_of(declared.get("inherits", ())) != "false")
    elif name == "font-face":
        for each in tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True):
            if each.type == "declaration" and each.lower_name == "font-family":
                yield FontFace(_family(solid(each.value)))
    else:
        within = _entered(node, context)
        if within is not None:
            if name == "layer":
                yield LayerOrder((within.layer,))
            if name == "scope" and (root := next((each for each in node.prelude if each.type == "() block"), None)) is not None:
                # What a scope holds applies below its root; whether its lower limit lets it is asked both ways.
                scope = tinycss2.serialize(root.content)
                within = replace(within, parent=f"{scope}, :is({scope}) *")
                yield from _scoped(node.content, within)
            else:
                yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True), within)


def _scoped(content: Sequence[Token], context: _Context) -> Iterator[Item]:
    for node in tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True):
        if node.type == "qualified-rule":
            text = re.sub(r":scope\b|&", "*", tinycss2.serialize(node.prelude))
            prelude = tinycss2.parse_component_value_list(", ".join(f"{piece.strip()}:is(&)" for piece in text.split(",")))
            yield from _style_rule(prelude, node.content, node.source_line, context)
        elif node.type == "at-rule":
            yield from _at_rule(node, context)


def _family(tokens: Sequence[Token]) -> str:
    return " ".join(str(token.value) for token in tokens if token.type in {"ident", "string"}).lower()


def _import(prelude: Sequence[Token], context: _Context) -> Import | None:
    tokens = solid(prelude)
    if not tokens:
        return None
    first = tokens[0]
    if first.type in {"string", "url"}:
        address = first.value
    elif first.type == "function" and first.lower_name == "url" and solid(first.arguments):
        address = str(solid(first.arguments)[0].value)
    else:
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
    return Import(str(address), tuple(conditions), layer)


def _keyframes(node: Token, *, certain: bool, quirks: bool) -> Keyframes:
    frames = []
    for rule in tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        declared = tuple(_declared(tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True), quirks=quirks))
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
