"""The text of a page as a stream of characters in document order, each of which knows where it stands.

The stream holds what the page's author wrote as text, hidden or not; whether a reader sees a part of it
is asked afterwards, so that a hidden word inside a copyright notice is found. White space is collapsed,
a line break and the edge of a block count as one space, and dashes are folded into one; nothing else is
changed, since a letter that only looks alike is a fault.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.audit.document import TextNode
from imprint.audit.markup import FOREIGN_TEXT

if TYPE_CHECKING:
    from imprint.audit.document import Element

__all__ = ["INLINE", "Passage", "Wording", "carries", "folded", "wording_of"]

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―", "-"))
"""U+2010 to U+2015: a typesetter may use any of them for the hyphen of the notice."""

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp small span strike "  # noqa: SIM905 - a list of words reads best as words
    "strong sub sup time tt u var wbr".split()
)
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
_REPLACED = frozenset(
    {"img", "input", "select", "textarea", "button", "video", "audio", "canvas", "iframe", "object", "embed", "svg", "math"}
)
_WHITE = re.compile(r"[^\S\u1680]+")
"""White space; not the space of ogham, which is drawn as a line."""


def folded(text: str) -> str:
    """A text as texts are compared: white space collapsed and trimmed, dashes folded, nothing else changed."""
    text = " ".join(text.split()) if "\u1680" not in text else _WHITE.sub(" ", text).strip(" ")
    return text if text.isascii() else text.translate(_DASHES)


def carries(text: str, parts: tuple[str, ...]) -> bool:
    """Whether the parts of an article stand in a text, in order."""
    position = 0
    for part in parts:
        position = text.find(part, position)
        if position < 0:
            return False
        position += len(part)
    return True


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the stream: where it begins and ends, and the text nodes that it touches."""

    start: int
    end: int
    nodes: tuple[TextNode, ...]

    @property
    def line(self) -> int:
        """The line at which it begins."""
        return self.nodes[0].line if self.nodes else 0


@dataclass(frozen=True)
class Wording:
    """``text`` is folded; ``starts`` and ``nodes`` say from which character on each text node stands; ``blocks`` is where blocks begin."""

    text: str
    starts: tuple[int, ...]
    nodes: tuple[TextNode, ...]
    blocks: tuple[int, ...]

    def passage(self, start: int, end: int) -> Passage:
        """The part of the stream from ``start`` to ``end``, with its text nodes."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_right(self.starts, end - 1) - 1
        nodes = tuple(node for position in range(first, last + 1) if (node := self.nodes[position]) and self._reaches(position, start, end))
        return Passage(start, end, nodes or self.nodes[first : first + 1])

    def _reaches(self, position: int, start: int, end: int) -> bool:
        begins = self.starts[position]
        ends = self.starts[position + 1] if position + 1 < len(self.starts) else len(self.text)
        return begins < end and ends > start

    def occurrences(self, wanted: str) -> list[Passage]:
        """Every place of a folded text at the edge of words, in order."""
        found = []
        start = self.text.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            before = self.text[start - 1] if start else " "
            after = self.text[end] if end < len(self.text) else " "
            if not _joins(before, wanted[0]) and not _joins(wanted[-1], after):
                found.append(self.passage(start, end))
            start = self.text.find(wanted, start + 1)
        return found

    def block_of(self, position: int) -> tuple[int, int]:
        """Where the block that holds a character begins and ends."""
        after = bisect_right(self.blocks, position)
        return self.blocks[after - 1] if after else 0, self.blocks[after] if after < len(self.blocks) else len(self.text)

    def block_number(self, position: int) -> int:
        """How many blocks begin before a character."""
        return bisect_right(self.blocks, position)

    def position_of(self, order: int) -> int:
        """The first character that stands at or after the node with that order."""
        low, high = 0, len(self.nodes)
        while low < high:
            middle = (low + high) // 2
            if self.nodes[middle].order < order:
                low = middle + 1
            else:
                high = middle
        return self.starts[low] if low < len(self.starts) else len(self.text)


def _joins(one: str, other: str) -> bool:
    """Whether two characters side by side belong to one word, or are one mark doubled."""
    return (one.isalnum() and other.isalnum()) or (one == other and one != " ")


def wording_of(top: Element) -> Wording:  # noqa: C901 - one case a kind of node
    """The stream of the text below an element."""
    pieces: list[str] = []
    starts: list[int] = []
    nodes: list[TextNode] = []
    blocks: list[int] = [0]
    length = 0
    space = True  # leading white space is dropped

    def edge() -> None:
        nonlocal length, space
        if not space:
            pieces.append(" ")
            length += 1
            space = True
        if blocks[-1] != length:
            blocks.append(length)

    stack: list[Element | TextNode | None] = [top]
    while stack:
        node = stack.pop()
        if node is None:
            edge()
        elif isinstance(node, TextNode):
            text = _WHITE.sub(" ", node.data)
            if space and text.startswith(" "):
                text = text[1:]
            if text:
                starts.append(length)
                nodes.append(node)
                pieces.append(text)
                length += len(text)
                space = text.endswith(" ")
        else:
            name = node.shown_as
            if name in _REPLACED and not (node.is_html and name == "button"):
                pieces.append(_OBJECT)
                length += 1
                space = False
            if node.is_html and name in FOREIGN_TEXT:
                continue
            if name == "br":
                if not space:
                    pieces.append(" ")
                    length += 1
                    space = True
            elif name in INLINE or not node.is_html:
                stack.extend(reversed(node.nodes))
            else:
                edge()
                stack.append(None)
                stack.extend(reversed(node.nodes))
    return Wording("".join(pieces).translate(_DASHES), tuple(starts), tuple(nodes), tuple(blocks))
