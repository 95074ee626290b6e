"""A page's tree as a browser builds it, with the line of every element.

The tree comes from an HTML5 parser with scripting on, so the content of ``noscript`` is text; what readers
without scripts get is asked for as such, and there a ``noscript`` is an element like any other. A template's
content is kept out. An :class:`Element` answers what a CSS selector engine asks
(cssselect2's ``ElementWrapper``, whose names it uses), so no second tree is made for style sheets.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import turbohtml

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Document", "Element", "TextNode", "is_old_type", "is_quirky", "parse_document", "parse_fragment"]

HTML = "http://www.w3.org/1999/xhtml"
_NAMESPACES = {"html": HTML, "svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}


class TextNode:
    """A run of text; ``order`` is its place among all nodes of the document."""

    __slots__ = ("data", "line", "order", "parent")

    def __init__(self, data: str, parent: Element, line: int, order: int) -> None:
        self.data = data
        self.parent = parent
        self.line = line
        self.order = order


class Element:
    """An element, made once while the document is read. Names in camel case are foreign elements of SVG."""

    __slots__ = (
        "_classes",
        "attrib",
        "column",
        "elements",
        "has_slot",
        "index",
        "line",
        "local_name",
        "namespace_url",
        "nodes",
        "order",
        "parent",
        "previous",
        "quirks",
        "shown_as",
    )

    in_html_document = True
    in_disabled_fieldset = False

    def __init__(self, name: str, namespace: str, attributes: dict[str, str], parent: Element | None, order: int) -> None:
        self.local_name = name
        self.shown_as = name
        """Its name where it is asked whether a reader sees its content; that of a ``span`` for a ``noscript`` where scripts do not run."""
        self.namespace_url = namespace
        self.attrib = attributes
        self.parent = parent
        self.order = order
        self.line = 0
        self.column = 0
        self.nodes: list[Element | TextNode] = []
        self.elements: list[Element] = []
        self.index = 0
        self.previous: Element | None = None
        self.quirks: bool = parent.quirks if parent is not None else False
        """Whether the page is one of old, whose classes and ids are compared without regard to letter case."""
        self.has_slot = False
        """Whether it is a template with a ``slot`` in its content, which is kept out of the tree."""
        self._classes: frozenset[str] | None = None
        if parent is not None:
            siblings = parent.elements
            if siblings:
                self.index = len(siblings)
                self.previous = siblings[-1]
            siblings.append(self)
            parent.nodes.append(self)

    def get(self, name: str, default: str | None = None) -> str | None:
        """The value of an attribute; the empty string where it has none; ``default`` where it is not there."""
        return self.attrib.get(name, default)

    @property
    def is_html(self) -> bool:
        """Whether it is an element of HTML, not of SVG or MathML."""
        return self.namespace_url == HTML

    @property
    def chain(self) -> Iterator[Element]:
        """The element and its ancestors, from the inside out."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def texts(self) -> Iterator[TextNode]:
        """The text nodes below this element, in document order."""
        stack: list[Element | TextNode] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, TextNode):
                yield node
            else:
                stack.extend(reversed(node.nodes))

    @property
    def text_content(self) -> str:
        """All characters below this element, seen or not."""
        return "".join(node.data for node in self.texts)

    # What the selector engine asks.

    @property
    def tag(self) -> str:
        """The name, as the engine calls it."""
        return self.local_name

    @property
    def etree_element(self) -> Element:
        """The element itself."""
        return self

    @property
    def etree_children(self) -> list[Element]:
        """The child elements."""
        return self.elements

    @property
    def etree_siblings(self) -> list[Element]:
        """The child elements of the parent, this one among them."""
        return [self] if self.parent is None else self.parent.elements

    @property
    def text(self) -> str:
        """The characters directly in it."""
        return "".join(node.data for node in self.nodes if isinstance(node, TextNode))

    @property
    def id(self) -> str | None:
        """The attribute ``id``."""
        name = self.attrib.get("id")
        return name.lower() if name is not None and self.quirks else name

    @property
    def classes(self) -> frozenset[str]:
        """The words of the attribute ``class``."""
        if self._classes is None:
            words = self.attrib.get("class", "")
            self._classes = frozenset((words.lower() if self.quirks else words).split())
        return self._classes

    @property
    def lang(self) -> str:
        """The language of the nearest element that names one."""
        return next((each.attrib["lang"].lower() for each in self.chain if "lang" in each.attrib), "")

    @property
    def ancestors(self) -> tuple[Element, ...]:
        """The elements around it, from the outside in."""
        return tuple(self.parent.chain)[::-1] if self.parent is not None else ()

    @property
    def previous_siblings(self) -> tuple[Element, ...]:
        """The siblings before it."""
        return tuple(self.parent.elements[: self.index]) if self.parent is not None else ()

    def iter_siblings(self) -> Iterator[Element]:
        """All children of the parent."""
        return iter(self.etree_siblings)

    def iter_next_siblings(self) -> Iterator[Element]:
        """The siblings behind it."""
        return iter(self.parent.elements[self.index + 1 :]) if self.parent is not None else iter(())

    def iter_children(self) -> Iterator[Element]:
        """The child elements."""
        return iter(self.elements)

    def iter_subtree(self) -> Iterator[Element]:
        """The element and all below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.elements))


@dataclass(frozen=True)
class Document:
    """A whole page, or the fragment of HTML in a feed entry. ``elements`` are in document order."""

    root: Element
    elements: tuple[Element, ...]
    doubled: tuple[tuple[int, int], ...] = ()
    """Where an attribute stands for the second time in a start tag: the line, and the column behind its name counted from 0."""
    cdata: tuple[int, ...] = ()
    """The lines of CDATA sections outside SVG and MathML, which browsers turn into comments."""

    @property
    def quirks(self) -> bool:
        """Whether browsers show it by the rules of old (:func:`is_quirky`)."""
        return self.root.quirks

    @cached_property
    def body(self) -> Element:
        """The body, or the root where there is none."""
        return next((each for each in self.root.elements if each.local_name == "body" and each.is_html), self.root)

    @cached_property
    def by_name(self) -> dict[str, list[Element]]:
        """The elements of HTML, by name."""
        named: dict[str, list[Element]] = {}
        for element in self.elements:
            if element.is_html:
                named.setdefault(element.local_name, []).append(element)
        return named

    def named(self, *names: str) -> list[Element]:
        """The elements of HTML with one of these names, in document order."""
        found = [element for name in names for element in self.by_name.get(name, ())]
        return sorted(found, key=lambda each: each.order) if len(names) > 1 else found


def parse_document(text: str, *, scripting: bool = True) -> Document:
    """The tree of a whole page, as a browser builds it that runs scripts or one that does not."""
    tree = turbohtml.parse(text, scripting=scripting, allow_declarative_shadow_roots=False)
    doubled = tuple((error.line, error.col) for error in tree.errors if error.code == "duplicate-attribute")
    cdata = tuple(error.line for error in tree.errors if error.code == "cdata-in-html-content")
    return replace(_built(tree.root, quirks=is_quirky(tree), scripting=scripting), doubled=doubled, cdata=cdata)


_OLD_TYPES = (
    "+//silmaril//", "-//as//", "-//advasoft ltd//", "-//ietf//", "-//metrius//", "-//microsoft//", "-//netscape comm. corp.//", "-//o'reilly and associates//",
    "-//softquad", "-//spyglass//", "-//sq//", "-//sun microsystems corp.//", "-//w3c//dtd html 3", "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//", "-//w3c//dtd html experimental", "-//w3c//dtd w3 html 3.0//", "-//w3o//dtd w3 html 3", "-//webtechs//",
)  # fmt: skip
"""How the public identifiers of the document types of old begin, in lower case."""
_OLD_UNLESS_LOCATED = ("-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//")
_OLD_TYPE = frozenset({"-/w3c/dtd html 4.0 transitional/en", "html"})
_OLD_LOCATION = "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"


def is_quirky(tree: Any) -> bool:  # noqa: ANN401 - the parser's node types are its own
    """Whether a page's document type, or its lack of one, puts browsers into quirks mode."""
    return all(is_old_type(each.name, each.public_id, each.system_id) for each in tree.children if isinstance(each, turbohtml.Doctype))


def is_old_type(name: str | None, public: str | None, system: str | None) -> bool:
    """Whether a document type asks for quirks mode. Source: HTML Living Standard, section 13.2.6.4.1 (the "initial" insertion mode)."""
    public, system = (public or "").lower(), (system or "").lower()
    return (
        (name or "").lower() != "html"
        or public in _OLD_TYPE
        or system == _OLD_LOCATION
        or public.startswith(_OLD_TYPES)
        or (not system and public.startswith(_OLD_UNLESS_LOCATED))
    )


def parse_fragment(text: str, *, scripting: bool = True) -> Document:
    """The tree of a piece of HTML, as it stands when a receiver puts it into a ``div`` of its own page."""
    return _built(turbohtml.parse_fragment(text, "div", scripting=scripting), scripting=scripting)


def _attributes(node: Any) -> dict[str, str]:  # noqa: ANN401 - the parser's node types are its own
    return {name: " ".join(value) if isinstance(value, list) else value or "" for name, value in node.attrs.items()}


def _built(top: Any, *, quirks: bool = False, scripting: bool = True) -> Document:  # noqa: ANN401 - likewise
    root = Element(top.tag, _NAMESPACES.get(top.namespace.value, HTML), _attributes(top), None, 0)
    root.quirks = quirks
    root.line, root.column = top.source_line or 0, (top.source_col or 0) + 1
    elements = [root]
    order = 0
    # Iterative, since pages from elsewhere may nest tens of thousands deep.
    stack = [(root, iter(top.children), root.line or 1)]
    while stack:
        parent, rest, line = stack[-1]
        for node in rest:
            order += 1
            if isinstance(node, turbohtml.Text):
                data = node.data
                parent.nodes.append(TextNode(data, parent, line, order))
                if "\n" in data:
                    line += data.count("\n")
            elif isinstance(node, turbohtml.Element):
                element = Element(node.tag, _NAMESPACES.get(node.namespace.value, HTML), _attributes(node), parent, order)
                element.line = node.source_line or line
                element.column = (node.source_col or 0) + 1
                elements.append(element)
                if not scripting and element.local_name == "noscript":
                    element.shown_as = "span"
                line = max(line, element.line)
                stack[-1] = (parent, rest, line)
                if element.local_name == "template" and element.namespace_url == HTML:
                    element.has_slot = "shadowrootmode" in element.attrib and node.select_one("slot") is not None
                else:
                    stack.append((element, iter(node.children), line))
                break
        else:
            stack.pop()
            if stack:
                outer, its_rest, its_line = stack[-1]
                stack[-1] = (outer, its_rest, max(its_line, line))
    return Document(root, tuple(elements))
