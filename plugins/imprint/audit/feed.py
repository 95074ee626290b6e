"""A feed as its readers show it: each entry with the one element that is displayed.

RSS 2.0 and 1.0, Atom and JSON Feed. Of an RSS item a reader shows ``content:encoded`` and, where there is none,
``description``; of an Atom entry ``content`` and, where there is none, ``summary``, as its ``type`` says; of a
JSON Feed item ``content_html``. Sources: RSS 2.0, RFC 4287 sections 3.1 and 4.1.3, JSON Feed 1.1.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from lxml import etree

from imprint.audit.document import HTML, Document, Element, TextNode
from imprint.audit.rule import Fault, Place
from imprint.audit.source import Source, fit_text

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Feed", "FeedEntry", "is_feed", "read_feed"]

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
RSS_1 = "http://purl.org/rss/1.0/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MAX_DEPTH = 200
_XML_ENCODING = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']+)")
_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL | re.IGNORECASE)
"""A document type declaration, which stands before the first element (XML 1.0, section 2.8)."""
_MARKUP = re.compile(r"</?(?:p|a|div|br|span|em|strong|ul|ol|li|h[1-6]|blockquote|img|table)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. ``html`` is what a reader puts into its page; ``shown`` says from which element; ``line`` is where that begins.

    ``form`` is ``"html"``, ``"tree"`` (XHTML, in ``tree``), ``"text"``, ``"out-of-line"`` or ``"none"``.
    ``node`` is the entry itself as it was parsed: an XML element or a JSON object.
    """

    id: str
    title: str
    link: str
    form: Literal["html", "tree", "text", "out-of-line", "none"]
    html: str = ""
    shown: str = ""
    line: int = 0
    tree: Document | None = field(default=None, compare=False)
    node: Any = field(default=None, compare=False, repr=False)

    @property
    def is_double_escaped(self) -> bool:
        """Whether a reader would show tags as text."""
        return (
            self.form == "html"
            and "<" not in self.html
            and _MARKUP.search(self.html.replace("&lt;", "<").replace("&gt;", ">").replace("&#60;", "<")) is not None
        )


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. Where ``faults`` is not empty, it could not be read and has no entries. ``top`` is its root: an XML element or a JSON object."""

    path: str
    kind: Literal["rss", "atom", "json", "unknown"]
    entries: tuple[FeedEntry, ...] = ()
    faults: tuple[Fault, ...] = ()
    top: Any = field(default=None, compare=False, repr=False)


def is_feed(data: bytes) -> bool:
    """Whether a file's first characters say that it is a feed."""
    start = data[:2048].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"{"):
        return b"jsonfeed.org/version" in data.replace(b"\\/", b"/")  # PHP escapes slashes, and the version may come last
    if not start.startswith(b"<"):
        return False
    # The first tag that is neither a declaration nor a comment.
    found = re.search(rb"<(?![?!])(?:[\w.-]+:)?([\w-]+)", re.sub(rb"<!--.*?-->", b"", start, flags=re.DOTALL))
    name = found[1].lower() if found else b""
    return name in {b"rss", b"feed", b"rdf"} or (start.startswith(b"<?xml") and name != b"html")


def read_feed(path: str, data: bytes) -> Feed:
    """Read a feed; what is no feed comes back with faults."""
    source = Source(path, data)
    if fit_text(data) is None and source.faults:
        place, what = source.faults[0]
        return _unreadable(path, f"it holds {what}", place)
    if source.text.lstrip().startswith("{"):
        return _json(path, source)
    if encoding := _XML_ENCODING.match(data.lstrip(b"\xef\xbb\xbf")):
        name = encoding[1].decode("ascii", "replace").lower()
        if name not in {"utf-8", "utf8", "us-ascii", "ascii"}:
            return _unreadable(path, f"it declares the encoding {name}, not UTF-8", Place(1))
    if _DOCTYPE.match(data[:65536]):
        return _unreadable(path, "it has a document type declaration, which many readers refuse", Place(1))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, strip_cdata=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return _unreadable(path, f"it is not well-formed: {error.msg}", Place(error.lineno or 0))
    return _xml(path, root)


def _unreadable(path: str, what: str, place: Place) -> Feed:
    return Feed(path, "unknown", (), (Fault("feed-unreadable", place, {"what": what}),))


def _xml(path: str, root: etree._Element) -> Feed:
    name = etree.QName(root)
    if name.localname == "feed" and name.namespace == ATOM:
        return Feed(path, "atom", tuple(_atom_entry(each) for each in root.findall(f"{{{ATOM}}}entry")), top=root)
    if name.localname == "rss" and name.namespace is None:
        # Readers take an item wherever it stands, and in capitals too.
        items = tuple(_item(each, "") for each in root.iter("item", "ITEM", "Item"))
        return Feed(path, "rss", items, top=root)
    if name.localname == "RDF" and name.namespace == RDF:
        return Feed(path, "rss", tuple(_item(each, f"{{{RSS_1}}}") for each in root.findall(f"{{{RSS_1}}}item")))
    return _unreadable(path, f"its root element is <{name.localname}>, not that of RSS or Atom", Place(_line(root)))


def _line(element: etree._Element) -> int:
    return element.sourceline or 0


def _text(element: etree._Element | None) -> str:
    """The characters of an element that holds only text, comments left out."""
    if element is None:
        return ""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _item(item: etree._Element, space: str) -> FeedEntry:
    title = _text(item.find(f"{space}title")).strip()
    link = _text(item.find(f"{space}link")).strip()
    identity = _text(item.find("guid")).strip() or str(item.get(f"{{{RDF}}}about") or "") or link
    encoded = item.find(f"{{{CONTENT}}}encoded")
    shown = encoded if encoded is not None and _text(encoded).strip() else item.find(f"{space}description")
    if shown is None or not _text(shown).strip():
        return FeedEntry(identity, title, link, "none", line=_line(item), node=item)
    name = "content:encoded" if shown is encoded else "description"
    return FeedEntry(identity, title, link, "html", _text(shown), name, _line(shown), node=item)


def _atom_entry(entry: etree._Element) -> FeedEntry:
    def child(name: str) -> etree._Element | None:
        return entry.find(f"{{{ATOM}}}{name}")

    title, identity = _text(child("title")).strip(), _text(child("id")).strip()
    links = [each for each in entry.findall(f"{{{ATOM}}}link") if (each.get("rel") or "alternate") == "alternate"]
    link = str(links[0].get("href") or "") if links else ""
    shown = child("content")
    if shown is None:
        shown = child("summary")
    if shown is None:
        return FeedEntry(identity, title, link, "none", line=_line(entry), node=entry)
    name = etree.QName(shown).localname
    line = _line(shown)
    if shown.get("src") is not None:
        return FeedEntry(identity, title, link, "out-of-line", str(shown.get("src")), name, line, node=entry)
    kind = str(shown.get("type") or "text").strip().lower()
    if kind in {"html", "text/html"}:
        return FeedEntry(identity, title, link, "html", _text(shown), name, line, node=entry)
    if kind in {"xhtml", "application/xhtml+xml"}:
        tree = _tree(shown)
        html = etree.tostring(shown, encoding="unicode", with_tail=False)
        return FeedEntry(identity, title, link, "tree", html, name, line, tree, entry)
    return FeedEntry(identity, title, link, "text", _text(shown), name, line, node=entry)


def _tree(content: etree._Element) -> Document:
    """The XHTML inside an element, as the tree that the rules know."""
    top = Element("div", HTML, {}, None, 0)
    top.line = _line(content)
    elements = [top]
    order = 0
    stack: list[tuple[etree._Element, Element, int]] = [(content, top, 0)]
    while stack:
        node, mine, depth = stack.pop()
        order += 1
        if node.text:
            mine.nodes.append(TextNode(node.text, mine, _line(node), order))
        made = []
        for child in node:
            order += 1
            if isinstance(child.tag, str):
                name = etree.QName(child)
                attributes = {str(key): str(value) for key, value in child.attrib.items()}
                element = Element(name.localname, name.namespace or "", attributes, mine, order)
                element.line = _line(child)
                elements.append(element)
                made.append((child, element, depth + 1))
            if child.tail:
                order += 1
                mine.nodes.append(TextNode(child.tail, mine, _line(child), order))
        if depth < _MAX_DEPTH:
            stack.extend(reversed(made))
    _number(top)
    return Document(top, tuple(top.iter_subtree()))


def _number(top: Element) -> None:
    """Give every node its place in document order."""
    order = 0
    stack: list[Element | TextNode] = [top]
    while stack:
        node = stack.pop()
        node.order = order
        order += 1
        if isinstance(node, Element):
            stack.extend(reversed(node.nodes))


def _no_number(word: str) -> None:
    """``NaN`` and ``Infinity`` are Python's, not JSON's (RFC 8259, section 6)."""
    raise ValueError(f"{word} is no number")


def _json(path: str, source: Source) -> Feed:
    try:
        feed = json.loads(source.text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        return _unreadable(path, f"it is no JSON: {error}", Place(getattr(error, "lineno", 0)))
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/1"):
        return _unreadable(path, "it does not say that it is a JSON Feed", Place(1))
    items = feed.get("items")
    if not isinstance(items, list):
        return _unreadable(path, "it has no list of items", Place(1))
    return Feed(path, "json", tuple(_json_entries(items, source)), top=feed)


def _json_entries(items: list[object], source: Source) -> Iterator[FeedEntry]:
    for item in items:
        if not isinstance(item, dict):
            yield FeedEntry("", "", "", "none")
            continue
        identity = item.get("id")
        identity = str(identity) if isinstance(identity, str | int) and not isinstance(identity, bool) else ""
        title, link = (item[name] if isinstance(item.get(name), str) else "" for name in ("title", "url"))
        line = source.find(json.dumps(identity, ensure_ascii=False)).line if identity else 0
        html, text = item.get("content_html"), item.get("content_text")
        if isinstance(html, str) and html:
            yield FeedEntry(identity, title, link, "html", html, "content_html", line, node=item)
        elif isinstance(text, str) and text:
            yield FeedEntry(identity, title, link, "text", text, "content_text", line, node=item)
        else:
            yield FeedEntry(identity, title, link, "none", line=line, node=item)
