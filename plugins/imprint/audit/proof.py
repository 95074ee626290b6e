"""A short way to say that a page is in order: what one page of a template has been found to be holds for its other pages.

The rules take some milliseconds a page, most of them for style sheets. But whether a style sheet hides the notice
and the link depends on little: on the elements around the two and on the sheets. So where a page was judged in full
and nothing was found, its *shape* is kept, and a later page of the same shape is proven to be in order by looking
for the notice's text and the link's address in the same surroundings. What is unusual in any way is not proven and
is judged in full; a proof never finds a fault, it only spares the search for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Any, TypeAlias

import turbohtml

from imprint.audit.claim import SENTENCE, claims_only, is_revoked, may_be_taken_back_around
from imprint.audit.document import is_quirky
from imprint.audit.markup import ROBOTS
from imprint.audit.source import UNSEEN, fit_text, seen_characters
from imprint.audit.style.overlap import SHORT_TEXT
from imprint.audit.wording import INLINE, carries, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from imprint.audit.expected import Expected
    from imprint.audit.page import Page
    from imprint.audit.style.library import PageStyles

__all__ = ["Shape", "is_confirmed", "shape_of"]

Node: TypeAlias = Any
"""A node of the parser, whose types differ by kind of node."""

_TELLING = "meta,link,style,script"
"""Elements that say something about the page as a whole."""
_DOUBTFUL = "[style],[contenteditable],[popover],[bgcolor],meta[http-equiv],details[name]"
_DOUBTFUL_TAGS = re.compile(
    rb"<(?:template|noscript|base|marquee|frameset|font|bdo|math|object|iframe|canvas|dialog|q|select|option|datalist|video|audio"
    rb"|progress|meter|xmp|plaintext|noembed|noframes|embed)[ >]"
)
"""Tags of elements of which a rule may have something to say, in what :data:`_APART` makes of a page."""
_INLINE = frozenset({"a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time", "wbr"})
_RAW = "script,style,textarea,title"
"""Elements whose text is not the page's."""
_HANDLER = re.compile(rb" on[a-z]+ *=")
"""What may be an attribute that runs a script, in what :data:`_APART` makes of a page."""
_APART = bytes.maketrans(b"\t\n\v\f\r\"'/" + ascii_uppercase.encode(), b" " * 8 + ascii_lowercase.encode())
"""A page with a blank for everything that may stand before an attribute, in small letters."""
_EDGE = "\0"
"""Stands between two text nodes, so that no word reaches over the edge of an element; no page in order holds it."""
_LINK_ATTRIBUTES = frozenset({"href", "class", "rel", "title", "lang", "hreflang", "id", "target", "itemprop"})
_REFUSED = frozenset({"nofollow", "ugc", "sponsored"})
_HTML = turbohtml.Namespace.HTML
_CLIMB = 3
"""Levels above the first text of the notice in which all of it must be found."""
_NEAR = 50
"""Elements between the notice and the link up to which they surely stand together."""
_MOST_KNOWN = 8
_LEAST_TEXT = 3
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides whether a page is in order. ``held`` and ``linked`` are the numbers of the elements with the notices and of the links."""

    key: tuple[object, ...]
    held: tuple[int, ...]
    linked: tuple[int, ...]


def shape_of(page: Page, expected: Expected) -> Shape | None:
    """The shape of a page that carries notice and link as they should be; None where it must be judged in full.

    Two pages of one site with the same key are both in order or both not.
    """
    data = page.data
    if not page.is_markup or page.tree is not None or len(data) > 1 << 24 or (text := fit_text(data)) is None:
        return None
    apart = data.translate(_APART)
    if _HANDLER.search(apart) or _DOUBTFUL_TAGS.search(apart):
        return None
    if page.fragment:
        top: Node = turbohtml.parse_fragment(text, "div", scripting=True, positions=False)
    else:
        tree = turbohtml.parse(text, scripting=True, allow_declarative_shadow_roots=False, positions=False)
        if is_quirky(tree) or any(error.code in {"duplicate-attribute", "cdata-in-html-content"} for error in tree.errors):
            return None
        top = tree.root
    told = _head(page, expected, top, text)
    if told is None or top.select_one(_DOUBTFUL) is not None:
        return None
    return _body(page, expected, top, told)


def is_confirmed(page: Page, shape: Shape) -> bool:
    """Whether, on a page without findings, it is the very places of the shape that a reader sees, whatever the length of its texts."""
    sight, elements = page.sight, page.document.elements
    asked = [(each, False) for number in (*shape.held, *shape.linked) for each in elements[number].iter_subtree()]
    asked += [(elements[number], True) for number in shape.linked]
    if any(sight.obstacles(each, clickable=clickable) or sight.is_measured(each, clickable=clickable) for each, clickable in asked):
        return False
    return all(sight.is_marked(elements[number]) for number in shape.linked)


def _head(page: Page, expected: Expected, top: Node, text: str) -> tuple[object, ...] | None:
    """What a page says of itself as a whole: its style sheets, as they are linked, and its colour scheme; None where that is unusual."""
    sheets: list[object] = []
    metas: list[Mapping[str, Any]] = []
    for element in top.select(_TELLING):
        tag, attributes = element.tag, element.attrs
        if tag == "link":
            sheets += _linked(page, attributes)
        elif tag == "style":
            sheets.append((_signature(element), element.text))
        elif tag == "meta":
            metas.append(attributes)
        elif attributes.get("type") != "application/ld+json" and attributes.get("src") not in expected.scripts:
            return None
    names = [(each.get("name") or "").lower() for each in metas]
    if any(robot in name for name in names for robot in ROBOTS):
        return None
    if page.fragment:
        return None if sheets else ()
    charsets = {charset.lower() for each in metas if (charset := each.get("charset")) is not None}
    if charsets != {"utf-8"} and (charsets or not text.isascii()):
        return None
    schemes = (each.get("content") or "" for name, each in zip(names, metas, strict=True) if name == "color-scheme")
    return (*sheets, next(schemes, ""))


def _linked(page: Page, attributes: Mapping[str, Any]) -> list[object]:
    """A style sheet that is linked; where its address is relative, with the folder that it is relative to."""
    rel = attributes.get("rel") or ""
    if "stylesheet" not in (rel if isinstance(rel, str) else " ".join(rel)).lower():
        return []
    sheet = tuple(sorted((name, str(value)) for name, value in attributes.items()))
    return [sheet] if (attributes.get("href") or "").startswith(("/", "http")) else [sheet, page.address.rpartition("/")[0]]


def _body(page: Page, expected: Expected, top: Node, head: tuple[object, ...]) -> Shape | None:
    body = top.find("body") or top
    for raw in body.select(_RAW):
        raw.clear()
    pieces = list(body.strings)
    if not (carries(text := _EDGE.join(pieces), expected.verbatim) or carries(folded(text), expected.texts)):
        return None
    notices = [folded(each) for each in dict.fromkeys(expected.notices)]
    joined = "".join(pieces)
    words = joined.encode()
    if not claims_only(words, notices) or may_be_taken_back_around(words, joined, text, notices):
        return None
    styles = page.styles.heads.get(head)
    if styles is None:
        styles = page.styles.heads[head] = page.sight.styles
    cutting = _matched(top, styles.measuring)
    holders = [_first(_holders(body, notice, page.styles.holders), cutting) for notice in notices]
    anchors = [_first(_anchors(body, link), cutting) for link in dict.fromkeys(expected.links)]
    elements = list(top.iter_elements())
    # Whether a textarea is valid depends on its text.
    if any(place is None for place in (*holders, *anchors)) or (styles.asks_of_states and body.select_one("textarea") is not None):
        return None
    held = [elements.index(each) for each in holders]
    linked = [elements.index(each) for each in anchors]
    if held and any(min(abs(here - each) for each in held) > _NEAR for here in linked):
        return None
    parts: list[object] = [head, page.fragment, expected.own, expected.indexed]
    place: Node
    for place in (*holders, *anchors):
        parts += [_chain(place), _inside(place), _beside(place, notice=place in holders)]
    if None in parts:
        return None
    if styles.reaches_far or _concerns((*holders, *anchors), _matched(top, styles.structural)):
        parts.append(tuple(_signature(each) for each in elements))
    parts.append(_moved(body, styles, (*holders, *anchors)))
    return Shape(tuple(parts), tuple(held), tuple(linked))


def _beside(place: Node, *, notice: bool) -> object:
    """Whether a place stands inside a text, where a link must be told from it; for a notice inside a line that line, whose words may take it back."""
    around = place.parent
    if notice and place.tag in INLINE:
        while type(around) is turbohtml.Element and around.tag in INLINE:
            around = around.parent
        return getattr(around, "text", "")
    return getattr(around, "text", "") != place.text


def _moved(body: Node, styles: PageStyles, places: Iterable[Node]) -> tuple[object, ...]:
    """The boxes that may be moved, each with those around it and about how long its text is, since its size depends on it."""
    found: list[object] = []
    known: dict[Node, tuple[object, ...]] = {}
    if styles.moving:
        for element in body.select(styles.moving):
            around = tuple(_telling(each, styles, known) for each in (element, *element.ancestors) if type(each) is turbohtml.Element)
            found.append((around, -(-len(words) // _LETTERS) if len(words := element.text) <= SHORT_TEXT else 0))
    if styles.speaking:
        found += [tuple(_signature(around) for around in (each, each.parent) if around) for each in body.select(styles.speaking)]
    if styles.celled:
        outer = {each for place in places for each in place.ancestors}
        found += [_telling(each, styles, known) for each in body.select(styles.celled) if each.parent in outer]
    return tuple(found)


_LETTERS = 40
"""About as many letters as stand in a short line."""


def _telling(element: Node, styles: PageStyles, known: dict[Node, tuple[object, ...]]) -> tuple[object, ...]:
    """What of an element decides which rules match it, and how large it is where it shows something of its own; ``known`` has it of some."""
    if element not in known:
        known[element] = (element.tag, *((name, str(value)) for name, value in element.attrs.items() if name in styles.attributes))
    return known[element]


def _first(places: Iterable[Node], cutting: set[Node]) -> Node | None:
    """The first place whose visibility does not depend on how long a text is."""
    return next((place for place in places if not _concerns((place,), cutting)), None)


def _holders(body: Node, notice: str, known: dict[str, None]) -> Iterator[Node]:
    """The innermost elements whose whole text is the notice, perhaps with harmless words behind it.

    ``known`` are selectors of elements that held a notice on other pages; they are asked first, and a new one is added.
    """
    for selector in known:
        for element in body.select(selector):
            if _holds(element, notice):
                yield element
    first = notice[:_SHORTEST].split(" ", 1)[0]
    for node in body.descendants:
        if type(node) is not turbohtml.Text or first not in node.data:
            continue
        around: Node = node.parent
        for _ in range(_CLIMB):
            if _holds(around, notice):
                if (selector := _selector(around)) and len(known) < _MOST_KNOWN:
                    known[selector] = None
                yield around
                break
            if around is body or len(around.text) > 4 * len(notice) or around.parent is None:
                break
            around = around.parent


def _holds(element: Node, notice: str) -> bool:
    """Whether the whole text of an element is the notice, perhaps with harmless words behind it."""
    text = element.text
    if not text.lstrip().startswith(notice[:_SHORTEST].split(" ", 1)[0]) or not (found := folded(text)).startswith(notice):
        return False
    rest = found[len(notice) :]
    beyond = rest and (rest[0].isalnum() or rest[0] == notice[-1])
    return not (beyond or is_revoked(rest[:SENTENCE]) or UNSEEN.search(found)) and _is_plain(element)


def _selector(element: Node) -> str:
    """A selector for elements of this name and class, or in such a one; empty where neither has a class that can be written simply."""
    classes = element.attrs.get("class", ())
    words = classes.split() if isinstance(classes, str) else classes
    if words:
        return f"{element.tag}.{'.'.join(words)}" if all(word.isidentifier() and word.isascii() for word in words) else ""
    around = _selector(element.parent) if type(element.parent) is turbohtml.Element and element.parent.attrs else ""
    return f"{around}>{element.tag}" if around else ""


def _is_plain(element: Node) -> bool:
    return all(
        each.tag in _INLINE and each.namespace is _HTML for each in element.iter_elements() if each is not element and each != element
    )


def _anchors(body: Node, link: str) -> Iterator[Node]:
    """The plain links to an address."""
    quoted = link.replace("\\", "\\\\").replace('"', '\\"')
    for anchor in body.select(f'a[href="{quoted}"]') if link.isprintable() else ():
        attributes = anchor.attrs
        if attributes.get("href") != link or not _LINK_ATTRIBUTES.issuperset(attributes):
            continue
        rel = attributes.get("rel", ())
        if not _REFUSED.isdisjoint(re.split(r"[\s,]+", (rel if isinstance(rel, str) else " ".join(rel)).lower())):
            continue
        text = anchor.text
        if len(text.strip()) >= _LEAST_TEXT and not UNSEEN.search(text) and _is_plain(anchor) and seen_characters(text) >= _LEAST_TEXT:
            yield anchor


def _matched(top: Node, selectors: str) -> set[Node]:
    """The elements that one of the selectors may match."""
    if not selectors:
        return set()
    return {*top.select(selectors), *((top,) if type(top) is turbohtml.Element and top.matches(selectors) else ())}


def _concerns(places: Iterable[Node], found: set[Node]) -> bool:
    """Whether one of the places, something in it, or something around it was found."""
    return bool(found) and any(each in found for place in places for each in (place, *place.iter_elements(), *place.ancestors))


def _signature(element: Node) -> tuple[object, ...]:
    return (element.tag, *((name, tuple(value) if isinstance(value, list) else value) for name, value in element.attrs.items()))


def _chain(element: Node) -> tuple[object, ...] | None:
    """The element and those around it, with their attributes; None where one of them is not of HTML."""
    found = [_signature(element)]
    for each in element.ancestors:
        if type(each) is turbohtml.Element:
            if each.namespace is not _HTML:
                return None
            found.append(_signature(each))
    return tuple(found)


def _inside(element: Node) -> tuple[object, ...]:
    return tuple(_walk(element))


def _walk(element: Node) -> Iterator[tuple[object, ...]]:
    for each in element.iter_elements():
        if each != element:
            yield _signature(each)
