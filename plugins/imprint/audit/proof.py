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
from typing import TYPE_CHECKING, Any, TypeAlias

import turbohtml

from imprint.audit.claim import CLAIM, REVOKED
from imprint.audit.markup import speaks_to_robots
from imprint.audit.sight import Sight
from imprint.audit.source import BIDI_CONTROLS, ZERO_WIDTH
from imprint.audit.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from imprint.audit.expected import Expected
    from imprint.audit.page import Page

__all__ = ["Shape", "is_confirmed", "shape_of"]

Node: TypeAlias = Any
"""A node of the parser, whose types differ by kind of node."""

_UNFIT = bytes([*range(9), 11, 12, *range(14, 32), 127])
_UNFIT_BEYOND = re.compile(rb"\xc2[\x80-\x9f]|\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])")
"""The UTF-8 forms of the controls U+0080 to U+009F and of the code points that are no characters."""
_DOUBTFUL = (
    "template,noscript,base,[style],marquee,frameset,font,bdo,[contenteditable],[onclick],[onload],"
    "meta[http-equiv],math,object,iframe,canvas,dialog,[popover],[bgcolor]"
)
_INLINE = frozenset({"a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time", "wbr"})
_RAW = frozenset({"script", "style", "textarea", "title"})
"""Elements whose text is not the page's."""
_REPLACED = frozenset(
    {"select", "option", "datalist", "video", "audio", "object", "progress", "meter", "xmp", "plaintext", "noembed", "noframes", "embed"}
)
_LINK_ATTRIBUTES = frozenset({"href", "class", "rel", "title", "lang", "hreflang", "id", "target", "itemprop"})
_REFUSED = frozenset({"nofollow", "ugc", "sponsored"})
_UNSEEN = re.compile(f"[{ZERO_WIDTH}{BIDI_CONTROLS}]")
_HTML = turbohtml.Namespace.HTML
_CLIMB = 3
"""Levels above the first text of the notice in which all of it must be found."""
_NEAR = 50
"""Elements between the notice and the link up to which they surely stand together."""
_LEAST_TEXT = 3
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides whether a page is in order. ``held`` and ``linked`` are the numbers of the elements with the notices and of the links."""

    key: tuple[object, ...]
    held: tuple[int, ...]
    linked: tuple[int, ...]


def shape_of(page: Page, expected: Expected) -> Shape | None:  # noqa: PLR0911 - one doubt after the other
    """The shape of a page that carries notice and link as they should be; None where it must be judged in full.

    Two pages of one site with the same key are both in order or both not.
    """
    data = page.data
    if not page.is_markup or page.tree is not None or len(data) > 1 << 20 or len(data.translate(None, _UNFIT)) != len(data):
        return None
    if not data.isascii() and ((b"\xc2" in data or b"\xef" in data) and _UNFIT_BEYOND.search(data)):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if page.fragment:
        top: Node = turbohtml.parse_fragment(text, "div", scripting=True, positions=False)
        head: tuple[object, ...] | None = ()
        if any(name.startswith("on") for element in top.iter_elements() for name in element.attrs):
            return None
    else:
        tree = turbohtml.parse(text, scripting=True, allow_declarative_shadow_roots=False, positions=False)
        if any(error.code in {"duplicate-attribute", "cdata-in-html-content"} for error in tree.errors):
            return None
        top = tree.root
        head = _head(page, tree, text)
    scripts = [script.attrs for script in top.find_all("script") if script.attrs.get("type") != "application/ld+json"]
    if any(script.get("src") not in expected.scripts for script in scripts):
        return None
    if head is None or top.select_one(_DOUBTFUL) is not None or (page.fragment and top.find("style") is not None):
        return None
    return _body(page, expected, top, head)


def is_confirmed(page: Page, shape: Shape) -> bool:
    """Whether, on a page without findings, it is the very places of the shape that a reader sees, whatever the length of its texts."""
    sight = Sight(page.document, page.sight.styles)
    elements = page.document.elements
    for number in (*shape.held, *shape.linked):
        if any(sight.obstacles(each) for each in elements[number].iter_subtree()):
            return False
    clickable = all(not sight.obstacles(elements[number], clickable=True) and sight.is_marked(elements[number]) for number in shape.linked)
    return clickable and not sight.measured


def _head(page: Page, tree: Node, text: str) -> tuple[object, ...] | None:
    """The style sheets of a page, as they are linked; None where its head holds something unusual."""
    declared = text.isascii()
    for meta in tree.find_all("meta"):
        attributes = meta.attrs
        if attributes.get("charset", "utf-8").lower() != "utf-8":
            return None
        declared = declared or "charset" in attributes
        if "name" in attributes and speaks_to_robots(attributes["name"]):
            return None
    if not declared:
        return None
    sheets: list[object] = []
    for link in tree.select("link,style"):
        attributes = link.attrs
        if link.tag == "style":
            sheets.append((_signature(link), link.text))
            continue
        words = attributes.get("rel", ())
        if "stylesheet" in (words if isinstance(words, str) else " ".join(words)).lower():
            sheets.append(tuple(sorted((name, str(value)) for name, value in attributes.items())))
            if not attributes.get("href", "").startswith(("/", "http")):
                sheets.append(page.address.rpartition("/")[0])
    scheme = tree.select_one("meta[name='color-scheme' i]")
    return (*sheets, scheme.attrs.get("content", "") if scheme is not None else "")


def _body(page: Page, expected: Expected, top: Node, head: tuple[object, ...]) -> Shape | None:
    body = top.find("body") or top
    text = _wording(body)
    if text is None or not _carries(text, expected.texts):
        return None
    notices = [folded(each) for each in dict.fromkeys(expected.notices)]
    if not _claims_only(text, notices):
        return None
    styles = page.styles.heads.get(head)
    if styles is None:
        styles = page.styles.heads[head] = page.sight.styles
    holders = [_first(_holders(body, notice), styles.measuring) for notice in notices]
    anchors = [_first(_anchors(body, link), styles.measuring) for link in dict.fromkeys(expected.links)]
    elements = list(top.iter_elements())
    if any(place is None for place in (*holders, *anchors)):
        return None
    held = [elements.index(each) for each in holders]
    linked = [elements.index(each) for each in anchors]
    if held and any(min(abs(here - each) for each in held) > _NEAR for here in linked):
        return None
    parts: list[object] = [head, page.fragment, expected.own, expected.indexed]
    place: Node
    for place in (*holders, *anchors):
        around = place.parent
        # Whether it stands inside a text, where a link must be told from it.
        parts += [_chain(place), _inside(place), around is not None and getattr(around, "text", "") != place.text]
    if None in parts:
        return None
    if styles.reaches_far or _concerns((*holders, *anchors), styles.structural):
        parts.append(tuple(_signature(each) for each in elements))
    return Shape(tuple(parts), tuple(held), tuple(linked))


def _first(places: Iterable[Node], measuring: tuple[str, ...]) -> Node | None:
    """The first place whose visibility does not depend on how long a text is."""
    return next((place for place in places if not _concerns((place,), measuring)), None)


def _wording(body: Node) -> str | None:
    """The text of the page, folded; None where it cannot be had simply."""
    pieces: list[str] = []
    raw: Node = None
    for node in body.descendants:
        if type(node) is turbohtml.Text:
            if raw is None or node.parent != raw:
                pieces.append(node.data)
        elif type(node) is turbohtml.Element:
            tag = node.tag
            raw = node if tag in _RAW else None
            if tag not in _INLINE or tag == "br":
                pieces.append(" ")
            if tag in _REPLACED:
                return None
    return folded("".join(pieces))


def _carries(text: str, parts: tuple[str, ...]) -> bool:
    """Whether the parts of an article stand in a text, in order."""
    position = 0
    for part in parts:
        position = text.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return True


def _claims_only(text: str, notices: list[str]) -> bool:
    """Whether every text that claims rights is one of the notices."""
    low = text.lower()
    if len(low) != len(text):
        return False
    for mark in ("copyright", "©", "(c)", "copr."):
        at = low.find(mark)
        while at >= 0:
            if CLAIM.match(text, at):
                here = text[at : at + 2000]
                if not any(here.startswith(notice) or notice.find(here[:_SHORTEST]) > 0 for notice in notices):
                    return False
            at = low.find(mark, at + 1)
    return True


def _holders(body: Node, notice: str) -> Iterator[Node]:
    """The innermost elements whose whole text is the notice, perhaps with harmless words behind it."""
    start = notice[:_SHORTEST]
    first = start.split(" ", 1)[0]
    for node in body.descendants:
        if type(node) is not turbohtml.Text or first not in node.data:
            continue
        element: Node = node.parent
        if getattr(element, "tag", "") in _RAW:
            continue
        for _ in range(_CLIMB):
            found = folded(element.text)
            if found.startswith(notice):
                rest = found[len(notice) :]
                if (
                    (rest and (rest[0].isalnum() or rest[0] == notice[-1]))
                    or REVOKED.match(rest)
                    or _UNSEEN.search(found)
                    or not _is_plain(element)
                ):
                    break
                yield element
                break
            if element is body or len(found) > 2 * len(notice) or element.parent is None:
                break
            element = element.parent


def _is_plain(element: Node) -> bool:
    return all(
        each.tag in _INLINE and each.namespace is _HTML for each in element.iter_elements() if each is not element and each != element
    )


def _anchors(body: Node, link: str) -> Iterator[Node]:
    """The plain links to an address."""
    for anchor in body.find_all("a"):
        attributes = anchor.attrs
        if attributes.get("href") != link or not _LINK_ATTRIBUTES.issuperset(attributes):
            continue
        rel = attributes.get("rel", ())
        if _REFUSED.intersection(word.lower() for word in (rel.split() if isinstance(rel, str) else rel)):
            continue
        text = anchor.text
        if (
            len(text.strip()) >= _LEAST_TEXT
            and not _UNSEEN.search(text)
            and _is_plain(anchor)
            and len("".join(text.split())) >= _LEAST_TEXT
        ):
            yield anchor


def _concerns(places: Iterable[Node], selectors: tuple[str, ...]) -> bool:
    """Whether one of the selectors may match one of the places, something in them, or something around them."""
    if not selectors:
        return False
    concerned = {}
    for place in places:
        for each in (*place.iter_elements(), place, *place.ancestors):
            if type(each) is turbohtml.Element:
                concerned[id(each)] = each
    return any(each.matches(selector) for each in concerned.values() for selector in selectors)


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
