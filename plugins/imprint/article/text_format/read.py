"""The reader of the text format: bytes in, a :class:`~imprint.article.model.Reading` out, with every fault of the file.

The stages are one module each: ``decode`` gives the text, ``header`` the fields, ``paragraphs``, ``html_body`` and
``bbcode`` the pieces of the body, ``frame`` takes off what stands around the article, ``units``, ``lists`` and
``headings`` tell what the rest is, and ``made_reading`` puts the reading together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.article import faults
from imprint.article.decode import decode
from imprint.article.entities import decoded
from imprint.article.made_reading import Source, made_reading
from imprint.article.model import Heading, Lines, ListBlock, Paragraph, Reading
from imprint.article.text_format.bbcode import as_html, has_bbcode
from imprint.article.text_format.frame import take_frame
from imprint.article.text_format.header import read_header, second_article
from imprint.article.text_format.headings import settle_headings
from imprint.article.text_format.html_body import is_html, pieces_of_html, text_of_html
from imprint.article.text_format.lines import runs_of
from imprint.article.text_format.paragraphs import pieces_of, plain_lines, wrap_width
from imprint.article.text_format.units import parted, units_of
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.article.decode import Decoded
    from imprint.article.model import Block
    from imprint.article.text_format.frame import Frame
    from imprint.article.text_format.header import Header
    from imprint.article.text_format.lines import Piece
    from imprint.article.text_format.units import Unit
    from imprint.findings import Kind

__all__ = ["read_text"]

_LONGEST_EXCERPT = 80


def read_text(data: bytes, path: str, *, encoding: str = "", promote: Sequence[str] = (), demote: Sequence[str] = ()) -> Reading:
    """What a file in the text format says; never raises.

    ``encoding`` forces an encoding. ``promote`` and ``demote`` are lines of the body that the manifest makes
    headings, or paragraphs, whatever the rule says of them.
    """
    text = decode(data, path, encoding)
    if text.error:
        return Reading(path, "text", text.encoding, errors=(text.error,), warnings=text.warnings)
    return _Reader(text, path, _lines_named(promote), _lines_named(demote)).reading()


class _Reader:
    """Reads one text, and collects what is wrong with it on the way."""

    def __init__(self, text: Decoded, path: str, promote: frozenset[str], demote: frozenset[str]) -> None:
        self.text, self.path, self.promote, self.demote = text, path, promote, demote
        self.errors: list[Finding] = []
        self.warnings = list(text.warnings)
        self.header: Header
        self.frame: Frame

    def reading(self) -> Reading:
        """The reading; where there are errors, only they and the warnings met before them."""
        lines = self.text.text.split("\n")
        self.header = header = read_header(lines, self.path)
        self.errors += header.errors
        if not header.fields and header.body_index < 0:
            self._wrong(faults.NO_LABELS)
            return self._refused()
        self.warnings += header.warnings
        for given in header.fields.values():
            if "<" in (value := "\n".join(given.lines)) or "&" in value or "[/" in value:
                given.lines = text_of_html(value).split("\n")
        self._check_title()
        if header.body_index < 0:
            self._wrong(faults.MISSING_BODY)
            return self._refused()
        body = "\n".join(lines[header.body_index :])
        body = body[body.index(":") + 1 :]
        second = second_article(body)
        if second >= 0:
            self._wrong(faults.MULTIPLE_ARTICLES, header.body_index + 1 + body.count("\n", 0, second))
            return self._refused()
        blocks = self._blocks(body)
        if not blocks:
            self._wrong(faults.EMPTY_BODY, header.body_index + 1)
        if self.errors:
            return self._refused()
        title = header.fields["Title"].text
        return made_reading(Source(self.path, "text", self.text.encoding, header, self.frame, body, title), blocks, self.warnings)

    def _refused(self) -> Reading:
        return Reading(self.path, "text", self.text.encoding, errors=tuple(self.errors), warnings=tuple(self.warnings))

    def _wrong(self, kind: Kind, line: int = 0, **facts: object) -> None:
        self.errors.append(Finding(kind, self.path, line, facts=facts))

    def _warn(self, kind: Kind, line: int = 0, excerpt: str = "", **facts: object) -> None:
        self.warnings.append(Finding(kind, self.path, line, facts=facts, excerpt=excerpt[:_LONGEST_EXCERPT]))

    def _check_title(self) -> None:
        title = self.header.fields.get("Title")
        if title is None:
            self._wrong(faults.MISSING_TITLE)
        elif not title.text:
            self._wrong(faults.EMPTY_TITLE, title.line)

    def _blocks(self, body: str) -> tuple[Block, ...]:
        """The article itself; what stood around it is in ``self.frame`` afterwards, and the trailer's fields in the header."""
        first = self.header.body_index + 1
        pieces = self._pieces(body, first)
        if self.promote:
            pieces = [part for piece in pieces for part in parted(piece, self.promote)]
        width = wrap_width(pieces)
        title = self.header.fields.get("Title")
        self.frame = frame = take_frame(pieces, title.text if title else "", wrapped=width > 0)
        if frame.repeated_title:
            self._warn(faults.REPEATED_TITLE, frame.repeated_title)
        for given in frame.trailer:
            self.header.add(given.name, given.line, self.path).lines.extend(given.lines)
        self.errors += self.header.errors[len(self.errors) :]
        units = units_of(frame.pieces, width)
        settle_headings(units, self.promote, self.demote)
        return tuple(map(_block, units))

    def _pieces(self, body: str, first: int) -> list[Piece]:
        if has_bbcode(body):
            body = as_html(body)
        if not is_html(body):
            return pieces_of(plain_lines(decoded(body), first))
        pieces, dropped = pieces_of_html(body, first)
        for each in dropped:
            self._warn(faults.HTML_DROPPED, each.line, tag=each.tag, reason=each.reason)
        return pieces


def _lines_named(lines: Sequence[str]) -> frozenset[str]:
    """The lines as they stand in the file, and as they read without markup."""
    return frozenset(lines).union(" ".join(text_of_html(line).split()) for line in lines) if lines else frozenset()


def _block(unit: Unit) -> Block:
    line = unit.lines[0].number
    match unit.kind:
        case "h":
            return Heading(runs_of(unit.lines), line)
        case "list":
            return ListBlock(unit.ordered, tuple(runs_of(item.lines) for item in unit.items), line)
        case "lines":
            return Lines(tuple(runs_of([each]) for each in unit.lines), line)
        case _:
            return Paragraph(runs_of(unit.lines), line)
