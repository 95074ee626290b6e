"""Sanitised HTML as the blocks of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from lxml import etree, html

from imprint.article.links import spans_of
from imprint.article.model import Heading, Lines, ListBlock, Markup, Paragraph, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from imprint.article.model import Block

__all__ = ["DrawnRule", "MarkupBlocks", "blocks_of"]

_Style: TypeAlias = Literal["", "em", "strong", "code"]
_Text: TypeAlias = "tuple[Span, ...]"

_STYLES: dict[str, _Style] = {"em": "em", "i": "em", "cite": "em", "var": "em", "strong": "strong", "b": "strong"}
_STYLES |= {"code": "code", "kbd": "code", "samp": "code"}
_STRENGTH: dict[_Style, int] = {"": 0, "em": 1, "strong": 2, "code": 3}
"""Of styles inside each other the stronger one is kept."""
_PLAIN_INLINE = frozenset({*_STYLES, "a", "small", "br"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset({*_HEADINGS, "blockquote", "dl", "figure", "hr", "ol", "p", "pre", "table", "ul"})
_BREAK_AROUND = frozenset({*_BLOCKS, "li", "tr", "dt", "dd", "figcaption", "caption"})
_SPACE = re.compile(r"\s+")
_CELL_GAP = " | "


@dataclass(frozen=True, slots=True)
class DrawnRule:
    """A line drawn across the text. It separates what stands above and below, and is no part of the article."""


@dataclass(frozen=True, slots=True)
class MarkupBlocks:
    """The blocks in order, without line numbers, each heading with its level as written.

    ``lost`` has the words of every link, and the description of every image, whose address was taken out.
    """

    blocks: tuple[Block | DrawnRule, ...]
    lost: tuple[tuple[str, str], ...]


def blocks_of(sanitised: str) -> MarkupBlocks:
    """The blocks of sanitised HTML.

    A paragraph, a heading and a list of plain items become what they are, a paragraph with line breaks
    becomes lines, and everything else stays markup. Text outside every block is a paragraph.
    """
    root = html.fragment_fromstring(sanitised, create_parent="div")
    lost = tuple(_without_dead_addresses(root))
    blocks: list[Block | DrawnRule] = []
    loose = etree.Element("p")
    loose.text = root.text
    for element in list(root):
        if element.tag in _BLOCKS:
            blocks += _paragraphs(loose)
            blocks += _block(element)
            loose = etree.Element("p")
            loose.text = element.tail
        else:
            loose.append(element)  # moves it with the text after it
    blocks += _paragraphs(loose)
    return MarkupBlocks(tuple(blocks), lost)


def _without_dead_addresses(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Put the words in place of each link or image without an address; yields the element's name and the words."""
    for element in list(root.iter("a", "img")):
        if element.tag == "a" and element.get("href") is None:
            words = _SPACE.sub(" ", element.text_content()).strip()
            element.drop_tag()
            if words:
                yield "a", words
        elif element.tag == "img" and element.get("src") is None:
            words = element.get("alt", "")
            element.text = words
            element.drop_tag()
            yield "img", words


def _block(element: etree._Element) -> Iterator[Block | DrawnRule]:
    if element.tag == "hr":
        yield DrawnRule()
    elif element.tag == "p":
        yield from _paragraphs(element)
    elif element.tag in _HEADINGS:
        text = _joined(_lines_of(element))
        if text:
            yield Heading(text, level=_HEADINGS[element.tag])
    elif (items := _plain_items(element)) is not None:
        if items:
            yield ListBlock(element.tag == "ol", items)
    else:
        shown = _visible_text(element)
        if shown:
            yield _markup(element, shown)


def _paragraphs(element: etree._Element) -> Iterator[Block]:
    """What one ``p`` holds: one paragraph, several that blank lines part, or lines; markup where it is more than text."""
    if not _is_plain(element):
        shown = _visible_text(element)
        if shown or element.find(".//img") is not None:
            yield _markup(element, shown)
        return
    together: list[_Text] = []
    for line in [*_lines_of(element), ()]:
        if line:
            together.append(line)
        elif together:
            yield Paragraph(together[0]) if len(together) == 1 else Lines(tuple(together))
            together = []


def _is_plain(element: etree._Element) -> bool:
    return all(node is element or node.tag in _PLAIN_INLINE for node in element.iter())


def _plain_items(element: etree._Element) -> tuple[_Text, ...] | None:
    """The items of a list in which each is one run of text; ``None`` for every other element."""
    if element.tag not in {"ol", "ul"} or element.get("start", "1") != "1":
        return None
    items: list[_Text] = []
    for item in element:
        inner = item[0] if len(item) == 1 and item[0].tag == "p" and not (item.text or "").strip() else item
        if item.tag != "li" or not _is_plain(inner) or inner.find(".//br") is not None:
            return None
        text = _joined(_lines_of(inner))
        if text:
            items.append(text)
    return tuple(items)


def _joined(lines: list[_Text]) -> _Text:
    """Lines as one text."""
    joined: list[Span] = []
    for line in lines:
        if line and joined:
            joined.append(Span(" "))
        joined += line
    return tuple(joined)


def _lines_of(element: etree._Element) -> list[_Text]:
    """The text of an element, cut at its line breaks, with white space collapsed."""
    lines: list[list[_Run]] = [[]]
    styles: list[_Style] = [""]
    link: etree._Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.tag == "br":
                lines.append([])
            elif node.tag == "a":
                link = node
            styles.append(max(styles[-1], _STYLES.get(str(node.tag), ""), key=_STRENGTH.__getitem__))
            text = node.text
        else:
            styles.pop()
            if node is element:
                break
            if node is link:
                link = None
            text = node.tail
        if text:
            lines[-1].append(_Run(text, styles[-1], link))
    return [_spans(line) for line in lines]


@dataclass(slots=True)
class _Run:
    """Characters of one style, inside or outside a link."""

    text: str
    style: _Style
    link: etree._Element | None


def _spans(runs: list[_Run]) -> _Text:
    """Runs as spans: white space collapsed, one span a link, bare addresses linked."""
    merged: list[_Run] = []
    blank = True  # whether the text so far ends in a blank, or there is none
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if blank:
            text = text.lstrip(" ")
        if not text:
            continue
        blank = text[-1] == " "
        last = merged[-1] if merged else None
        if last and last.link is run.link and (run.link is not None or last.style == run.style):
            last.text += text
            last.style = last.style if last.style == run.style else ""
        else:
            merged.append(_Run(text, run.style, run.link))
    if merged:
        merged[-1].text = merged[-1].text.rstrip(" ")
    spans: list[Span] = []
    for run in merged:
        if run.link is not None:
            spans.append(Span(run.text, str(run.link.get("href")).strip(), run.style))
        elif run.style == "code":
            spans.append(Span(run.text, "", "code"))
        elif run.text:
            spans += [Span(span.text, span.url, run.style) for span in spans_of(run.text)]
    return tuple(span for span in spans if span.text)


def _markup(element: etree._Element, shown: str) -> Markup:
    links = tuple(
        Span(_SPACE.sub(" ", "".join(link.itertext())).strip(), str(link.get("href")).strip())
        for link in element.iter("a")
        if link.get("href")
    )
    return Markup(etree.tostring(element, encoding="unicode", method="html", with_tail=False).strip(), shown, links)


def _visible_text(element: etree._Element) -> str:
    """What a reader sees, with line breaks where they matter."""
    parts: list[str] = []
    preformatted = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = str(node.tag)
        preformatted += (tag == "pre") * (1 if event == "start" else -1)
        if tag in _BREAK_AROUND or (tag == "br" and event == "end"):
            parts.append("\n")
        elif event == "start" and tag in {"td", "th"} and node.getprevious() is not None:
            parts.append(_CELL_GAP)
        elif event == "start" and tag == "img":
            parts.append(node.get("alt", ""))
        text = node.text if event == "start" else None if node is element else node.tail
        if text:
            parts.append(text if preformatted else _SPACE.sub(" ", text))
    lines = (line.rstrip() if element.tag == "pre" else _SPACE.sub(" ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line.strip())
