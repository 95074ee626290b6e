"""An HTML page, or a piece of one, as a stream."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from imprint.audit.document import Element, TextNode
from imprint.audit.markup import FOREIGN_TEXT
from imprint.copies.stream import Anchor, Head, Hidden, Stream, StreamWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from imprint.audit.document import Document

__all__ = ["commented_out", "stream_of_html", "unseen_by_markup"]

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp small span strike strong sub
    sup time tt u var wbr amp-anchor""".split()  # noqa: SIM905 - a list of words reads best as words
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INVISIBLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\s*(?:!\s*important\s*)?(?:;|$)", re.IGNORECASE
)
_NOT_THE_PAGE = FOREIGN_TEXT - {"head"}


def unseen_by_markup(element: Element) -> str:
    """Why a reader surely does not see the content of this element, looked at alone; an empty string where nothing says so."""
    name = element.local_name
    if not element.is_html:
        return f"inside <{name}>" if name in {"svg", "math"} else ""
    if name in _NOT_THE_PAGE:
        return f"inside <{name}>"
    attributes = element.attrib
    if "data-imprint-unseen" in attributes:  # what a browser has found: imprint.copies.rendered
        return attributes["data-imprint-unseen"]
    if "hidden" in attributes:
        return f"hidden by the attribute hidden of <{name}>"
    style = attributes.get("style", "")
    if style and (found := _INVISIBLE.search(style)):
        return f'hidden by style="{found[0].strip("; ")}" of <{name}>'
    return ""


_NOT_TEXT = frozenset({"inside <script>", "inside <style>", "inside <title>"})
"""Why something is not seen that nobody meant to be seen."""
_COMMENT = re.compile(r"<!--(.*?)(?:--!?>|\Z)|(<template\b.*?(?:</template\b|\Z))", re.DOTALL | re.IGNORECASE)


def commented_out(text: str) -> Iterator[Hidden]:
    """What a page's source holds in comments and templates, which the tree leaves out; without the tags, but with the addresses in them."""
    at, line = 0, 1
    for match in _COMMENT.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        inside = match[1] if match[1] is not None else match[2]
        yield Hidden(_without_tags(inside), "in a comment" if match[1] is not None else "inside <template>", line)


def _without_tags(source: str) -> str:
    addresses = " ".join(re.findall(r"href\s*=\s*[\"']?([^\"'\s>]{1,2000})", source))
    return html.unescape(re.sub(r"<[^<>]*>", " ", source) + "\n" + addresses)


@dataclass
class _Open:
    """A link that has begun: where, and what a reader sees of it."""

    element: Element
    start: list[int]
    unseen: str
    text: list[str] = field(default_factory=list)
    image: bool = False
    end: list[int] | None = None


@dataclass
class _Reader:
    """One pass over the tree, without recursion, since a page may nest tens of thousands deep. ``offset`` is added to each line."""

    offset: int = 0
    writer: StreamWriter = field(default_factory=StreamWriter)
    hidden: list[Hidden] = field(default_factory=list)
    links: list[_Open] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def read(self, top: Element) -> None:
        """Take in everything below an element."""
        # What is on the stack: nodes to visit with the reason why they are unseen, and functions that end what was begun.
        stack: list[tuple[Element | TextNode | str, str]] = [(top, "")]
        while stack:
            node, unseen = stack.pop()
            if isinstance(node, str):
                self._end(node)
            elif isinstance(node, TextNode):
                self._text(node, unseen)
            else:
                self._element(node, unseen, stack)
        self.writer.end_block()

    def _end(self, what: str) -> None:
        if what == "block":
            self.writer.end_block()
        elif what == "space":
            self.writer.space()
        elif what == "heading":
            self.writer.end_block()
            self.writer.level = 0
        else:
            self.open.pop().end = self.writer.mark()

    def _text(self, node: TextNode, unseen: str) -> None:
        if unseen:
            if unseen not in _NOT_TEXT and node.data.strip():
                data = _without_tags(node.data) if unseen == "inside <noscript>" else node.data
                self.hidden.append(Hidden(data, unseen, node.line + self.offset))
            # A link that is hidden as a whole still has its words.
            for link in self.open:
                if link.unseen:
                    link.text.append(node.data)
            return
        self.writer.text(node.data, node.line + self.offset, node.parent)
        for link in self.open:
            link.text.append(node.data)

    def _element(self, element: Element, unseen: str, stack: list[tuple[Element | TextNode | str, str]]) -> None:
        name = element.local_name
        unseen = unseen or unseen_by_markup(element)
        if name == "br":
            self.writer.end_block()
            return
        if name == "img" and not unseen and element.attrib.get("alt", "").strip():
            for link in self.open:
                link.image = True
        if name in {"a", "area"} and "href" in element.attrib:
            link = _Open(element, self.writer.mark(), unseen)
            self.links.append(link)
            self.open.append(link)
            stack.append(("link", ""))
        elif name == "sup" and not unseen:
            # The mark of a footnote is no part of the word before it.
            self.writer.space()
            stack.append(("space", ""))
        elif not unseen and element.is_html and name not in _INLINE and name != "html":
            self.writer.end_block()
            level = _HEADINGS.get(name, 0)
            self.writer.level = level or self.writer.level
            stack.append(("heading" if level else "block", ""))
        stack.extend([(each, unseen) for each in reversed(element.nodes)])

    def anchors(self) -> tuple[Anchor, ...]:
        """The links, once everything was read."""
        found = []
        for link in self.links:
            element = link.element
            at = link.start[0]
            found.append(
                Anchor(
                    href=element.attrib["href"],
                    text=" ".join("".join(link.text).split()),
                    at=at,
                    end=max(at, link.end[0] if link.end else at),
                    line=element.line + self.offset,
                    rel=element.attrib.get("rel", ""),
                    image=link.image or (element.local_name == "area" and bool(element.attrib.get("alt", "").strip())),
                    unseen=link.unseen,
                    element=element,
                )
            )
        return tuple(found)


def stream_of_html(document: Document, *, whole: bool, offset: int = 0, comments: Iterable[Hidden] = ()) -> Stream:
    """The stream of a tree; ``whole`` says that it is a page and not a piece of one.

    ``offset`` is the number of lines before it in its file, ``comments`` are those that the tree leaves out.
    """
    reader = _Reader(offset)
    reader.read(document.root)
    writer = reader.writer
    return Stream(
        medium="html",
        keys=tuple(writer.keys),
        spans=tuple(writer.spans),
        blocks=tuple(writer.blocks),
        anchors=reader.anchors(),
        hidden=(*reader.hidden, *comments),
        head=_head(document),
        whole=whole,
    )


def _head(document: Document) -> Head:
    title = next(iter(document.named("title")), None)
    base = next((each.attrib["href"] for each in document.named("base") if "href" in each.attrib), "")
    canonical = next(
        (
            (each.attrib["href"], each.line)
            for each in document.named("link")
            if "canonical" in each.attrib.get("rel", "").lower().split() and "href" in each.attrib
        ),
        ("", 0),
    )
    robots = tuple(
        (each.attrib.get("content", ""), each.line)
        for each in document.named("meta")
        if each.attrib.get("name", "").strip().lower() in {"robots", "googlebot", "bingbot"}
    )
    return Head(
        title=" ".join(title.text_content.split()) if title is not None else "",
        title_line=title.line if title is not None else 0,
        base=base,
        canonical=canonical,
        robots=robots,
    )
