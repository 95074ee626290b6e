"""A plain text, or a Markdown text, as a stream.

Markdown is read as far as it matters here: links in their three forms and as plain tags, addresses in angle brackets and
marks of emphasis, headings, quotations, code, character references and tags. Everything else of it is text.
Source: CommonMark 0.31.2, sections 2.5, 4.2, 4.7, 6.1, 6.3, 6.5 and 6.6.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Literal

from imprint.copies.stream import Anchor, Hidden, Stream, StreamWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["stream_of_text"]

_ADDRESS = re.compile(r"(?<![\w@/.-])(?:https?://|www\.)[^\s<>\"“”\\^`{|}\[\]]{3,2000}", re.IGNORECASE)
_TRAILING = re.compile(r"[.,;:!?)'’\"*_~]+$")
_LINK = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|<(?P<auto>https?://[^\s<>]{1,2000})>"
    r"|(?P<bang>!?)\[(?P<text>(?:[^\[\]\\\n]|\\.){0,500})\](?:\(\s*<?(?P<url>[^\s()<>]{0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,2000})?)>?(?:\s+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?\s*\)|\[(?P<ref>[^\[\]\n]{0,200})\])?"
    r"|(?<!`)(?P<ticks>`{1,4})(?!`)(?P<code>.{1,2000}?)(?<!`)(?P=ticks)(?!`)"
    r"|<a(?:\s+(?:title|target|rel)=\"[^\"<>]{0,300}\")*\s+href=\"(?P<href>[^\"<>]{1,2000})\"(?:\s+(?:title|target|rel)=\"[^\"<>]{0,300}\")*\s*>(?P<words>[^<>]{1,500})</a>"
    r"|</?(?P<tag>[a-z][a-z0-9-]{0,30})(?:\s[^<>]{0,500})?/?>"
    r"|(?P<reference>&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)",
    re.IGNORECASE,
)
_INLINE = frozenset("a abbr b cite code del em i ins kbd mark q s samp small span strong sub sup u var".split())  # noqa: SIM905 - a list of words reads best as words
"""Elements that do not part the words on their two sides."""
_MARKS = frozenset("[<\\`&")
"""Without one of these a line of Markdown is plain."""
_BROKEN_LINK = re.compile(
    r"\[([^\[\]\\\n]{0,300}(?:\n[^\[\]\\\n]{1,300}){1,3})\](\(\s*<?[^\s()<>]{1,2000}>?[^()\n]{0,300}\)|\[[^\[\]\n]{0,200}\])"
)
"""A link whose words were broken over lines."""
_DEFINITION = re.compile(
    r" {0,3}\[(?P<name>[^\[\]\n]{1,200})\]:\s*<?(?P<url>[^\s<>]{1,2000})>?(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?\s*$"
)
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+|$)(?P<text>.*?)(?:[ \t]+#+)?[ \t]*$")
_RULED = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def stream_of_text(text: str, medium: Literal["text", "markdown"]) -> Stream:
    """The stream of a text."""
    return _Reader(text, medium).stream()


def _on_one_line(match: re.Match[str]) -> str:
    """A link with its words on one line; the line breaks follow it, so that the lines keep their numbers."""
    words = match[1]
    return f"[{' '.join(words.split())}]{match[2]}" + "\n" * words.count("\n")


class _Reader:
    def __init__(self, text: str, medium: Literal["text", "markdown"]) -> None:
        self.medium = medium
        self.writer = StreamWriter()
        self.hidden: list[Hidden] = []
        self.links: list[tuple[str, str, list[int], list[int], int, bool]] = []
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if medium == "markdown":
            text = _COMMENT.sub(self._commented(text), text)
            text = _BROKEN_LINK.sub(_on_one_line, text)
        self.lines = text.split("\n")
        self.references = dict(self._definitions()) if medium == "markdown" else {}

    def _commented(self, whole: str) -> Callable[[re.Match[str]], str]:
        def replaced(match: re.Match[str]) -> str:
            self.hidden.append(Hidden(match[0][4:].removesuffix("-->"), "in a comment", whole.count("\n", 0, match.start()) + 1))
            return "\n" * match[0].count("\n")

        return replaced

    def _definitions(self) -> Iterator[tuple[str, str]]:
        for number, line in enumerate(self.lines):
            if found := _DEFINITION.match(line):
                self.lines[number] = ""
                yield " ".join(found["name"].lower().split()), found["url"]

    def stream(self) -> Stream:
        writer = self.writer
        for number, line in enumerate(self.lines, 1):
            bare = line.strip()
            if not bare:
                writer.end_block()
                continue
            heading = _HEADING.match(line) if self.medium == "markdown" else None
            ruled = self.medium == "markdown" and not heading and number < len(self.lines) and bool(_RULED.match(self.lines[number]))
            # Each line is a block of its own: nothing that is compared depends on where a line was broken.
            writer.level = len(heading["marks"]) if heading else 2 if ruled else 0
            self._line(heading["text"] if heading else line, number)
            writer.end_block()
            writer.level = 0
        anchors = tuple(
            Anchor(href=href, text=shown, at=start[0], end=max(start[0], end[0]), line=line, printed=printed, image=False)
            for href, shown, start, end, line, printed in self.links
        )
        return Stream(self.medium, tuple(writer.keys), tuple(writer.spans), tuple(writer.blocks), anchors, tuple(self.hidden))

    def _line(self, line: str, number: int) -> None:
        if self.medium == "text" or not _MARKS.intersection(line):
            self._plain(line, number)
            return
        at = 0
        for match in _LINK.finditer(line):
            self._plain(line[at : match.start()], number)
            at = match.end()
            if match["escaped"]:
                self.writer.text(match["escaped"], number)
            elif match["auto"]:
                self._link(match["auto"], match["auto"], number)
            elif match["code"]:
                self.writer.text(match["code"], number)
            elif match["href"]:
                self._link(unescape(match["href"]), unescape(match["words"]), number)
            elif match["tag"]:
                self.writer.text("" if match["tag"].lower() in _INLINE else " ", number)
            elif match["reference"]:
                self.writer.text(unescape(match["reference"]), number)
            else:
                self._bracketed(match, number)
        self._plain(line[at:], number)

    def _bracketed(self, match: re.Match[str], number: int) -> None:
        shown = match["text"]
        url = match["url"]
        if url is None:
            url = self.references.get(" ".join((match["ref"] or shown).lower().split()))
        if match["bang"]:
            return  # an image is no text
        if url is None:
            self.writer.text(match[0], number)
        else:
            self._link(url, re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown), number)

    def _link(self, href: str, shown: str, number: int) -> None:
        start = self.writer.mark()
        self.writer.text(shown, number)
        self.links.append((href, " ".join(shown.split()), start, self.writer.mark(), number, False))

    def _plain(self, text: str, number: int) -> None:
        if "/" not in text and "." not in text:
            self.writer.text(text, number)
            return
        at = 0
        for match in _ADDRESS.finditer(text):
            address = match[0]
            trailing = _TRAILING.search(address)
            if trailing:
                address = address[: trailing.start()]
                # A bracket that was opened inside the address belongs to it.
                if trailing[0].startswith(")") and address.count("(") > address.count(")"):
                    address += ")"
            self.writer.text(text[at : match.start()], number)
            start = self.writer.mark()
            self.writer.text(address, number)
            self.links.append((address, address, start, self.writer.mark(), number, True))
            at = match.start() + len(address)
        self.writer.text(text[at:], number)
