"""Whether a reader meets the words of a passage in the order in which they stand, with nothing put between them by a style sheet.

Sources: CSS Flexible Box Layout Level 1, sections 5.1 and 5.4 (``flex-direction``, ``order``); CSS 2.2, section 9.5 (floats);
CSS Generated Content Level 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.style.token import parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from imprint.audit.document import Element, TextNode
    from imprint.audit.style.cascade import Cascade, Style
    from imprint.audit.style.environment import Environment

__all__ = ["inserted", "rearranged"]

_NOTHING = {"none", "normal", "open-quote", "close-quote", "no-open-quote", "no-close-quote"}
_LAID_OUT = {"flex", "inline-flex", "grid", "inline-grid"}


def inserted(cascade: Cascade, nodes: Sequence[TextNode], environment: Environment) -> str:
    """Which pseudo-element adds a text inside a passage, between its first character and its last; empty where none does."""
    first, last = nodes[0], nodes[-1]
    for element in _around(first, last):
        wanted = set()
        if element.order > first.order:
            wanted.add("before")
        if not any(each is element for each in last.parent.chain):
            wanted.add("after")
        for name, values in cascade.pseudo(element, environment):
            value = values.get("content")
            if name not in wanted or value is None or value.word in _NOTHING:
                continue
            if any(token.type != "string" or token.value.strip() for token in next(iter(parts(value.tokens, "/")), ())):
                return f"::{name} of <{element.local_name}> ({value.source})"
    return ""


def rearranged(cascade: Cascade, nodes: Sequence[TextNode], environment: Environment) -> str:
    """Why the parts of a passage are shown in another order than they stand; empty where they are not."""
    first, last = nodes[0], nodes[-1]
    common = _common(first, last)
    begun = False
    for element in (common, *_around(first, last)):
        style = cascade.style(element, environment)
        source = style.get("flex-direction")
        if (
            source is not None
            and style.display in {"flex", "inline-flex"}
            and source.word.endswith("-reverse")
            and _holds_several(element, nodes)
        ):
            return f"by flex-direction: {source.word} ({source.source})"
        if element is common:
            continue
        why = _moved(style, nodes, begun=begun)
        if why:
            return why
        begun = begun or style.word("float", "none") in {"none", ""}
    return ""


def _moved(style: Style, nodes: Sequence[TextNode], *, begun: bool) -> str:
    """Why one part stands elsewhere than its place says. ``begun`` says that a part before it stays in its place."""
    around = style.parent
    value = style.get("order")
    if (
        value is not None
        and around is not None
        and around.display in _LAID_OUT
        and value.tokens
        and getattr(value.tokens[0], "value", 0) != 0
    ):
        return f"by order: {value.text} ({value.source})"
    value = style.get("grid-area")
    if (
        value is not None
        and around is not None
        and around.display in {"grid", "inline-grid"}
        and any(each.type == "number" for each in value.tokens)
    ):
        return f"by its place in the grid: {value.text} ({value.source})"
    value = style.get("float")
    if value is not None and around is not None and around.display not in _LAID_OUT and any(_is_in(node, style.element) for node in nodes):
        ends = _is_in(nodes[-1], style.element)
        if (value.word in {"right", "inline-end"} and not ends) or (value.word in {"left", "inline-start"} and begun):
            return f"by float: {value.word} ({value.source})"
    value = style.get("direction")
    if value is not None and value.word == "rtl" and not style.is_inline and any(_is_in(node, style.element) for node in nodes):
        return f"by direction: rtl ({value.source})"
    return ""


def _is_in(node: TextNode, element: Element) -> bool:
    return any(each is element for each in node.parent.chain)


def _holds_several(element: Element, nodes: Sequence[TextNode]) -> bool:
    """Whether parts of the passage are different children of an element."""
    found = set()
    for node in nodes:
        below: object = node
        for each in node.parent.chain:
            if each is element:
                found.add(id(below))
            below = each
    return len(found) > 1


def _common(first: TextNode, last: TextNode) -> Element:
    around = {id(each) for each in first.parent.chain}
    return next(each for each in last.parent.chain if id(each) in around)


def _around(first: TextNode, last: TextNode) -> Iterator[Element]:
    """The elements that begin or end inside a passage, in document order."""
    common = _common(first, last)
    inner = {id(each) for each in first.parent.chain} - {id(each) for each in common.chain}
    for element in common.iter_subtree():
        if id(element) in inner or first.order < element.order < last.order:
            yield element
