"""Kit files without HTML: plain text, and Markdown by what it becomes.

A text file is read as paragraphs, so the rules of the notice apply to it as to a page; a link is its address
written out. A Markdown file is judged by the HTML that a converter makes of it, since its links live there.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import pyromark

from imprint.audit.document import HTML, Document, Element, TextNode
from imprint.audit.page import Page
from imprint.audit.rule import Fault
from imprint.audit.source import Source

if TYPE_CHECKING:
    from imprint.audit.expected import Expected
    from imprint.audit.style.library import StyleLibrary

__all__ = ["MARKDOWN", "MarkdownFile", "TextFile"]

MARKDOWN = (".md", ".markdown", ".mdown")
"""The suffixes of Markdown files."""

_EXTENSIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH

_ENDS = r"(?=$|[\s<>\"'»”’)\]}|]|[.,;:!?…](?:$|[\s<>\"'»”’)\]}]))"
"""What may stand behind an address: nothing that would belong to it."""


class TextFile(Page):
    """A plain text file: each paragraph is a block."""

    @property
    def is_markup(self) -> bool:
        """Whether the bytes are HTML: they are plain text."""
        return False

    @cached_property
    def document(self) -> Document:
        """The paragraphs as a tree."""
        return _paragraphs(self.source.text)

    def links(self, expected: Expected) -> tuple[Fault, ...]:
        """The addresses that are not written out."""
        if expected not in self._links:
            self._links[expected] = tuple(
                Fault("resource-address-not-written", facts={"link": link})
                for link in dict.fromkeys(expected.links)
                if not _is_written(link, self.source.text)
            )
        return self._links[expected]


def _is_written(link: str, text: str) -> bool:
    """Whether an address stands in a text and ends where it should."""
    return link in text and re.search(r"(?<![\w:/.@=&?%#+~-])" + re.escape(link) + _ENDS, text, re.MULTILINE) is not None


def _paragraphs(text: str) -> Document:
    top = Element("body", HTML, {}, None, 0)
    line = 1
    for number, piece in enumerate(re.split(r"(\n[ \t]*\n\s*)", text)):
        if number % 2 == 0:
            paragraph = Element("p", HTML, {}, top, number * 2 + 1)
            paragraph.line = line
            paragraph.nodes.append(TextNode(piece, paragraph, line, number * 2 + 2))
        line += piece.count("\n")
    return Document(top, (top, *top.elements))


def MarkdownFile(path: str, data: bytes, styles: StyleLibrary) -> Page:  # noqa: N802 - it stands beside TextFile and makes the same kind of thing
    """A Markdown file as the HTML fragment that CommonMark makes of it; lines are those of the HTML and are looked up afterwards.

    Tables and struck text are read as well, since many systems know them.
    """
    return Page(path, pyromark.html(Source(path, data).text, options=_EXTENSIONS).encode(), styles, fragment=True)
