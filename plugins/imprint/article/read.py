"""The reader of the text format: bytes in, a :class:`~imprint.article.model.Reading` out, with every fault of the file.

The stages are one module each: ``decode`` gives the text, ``header`` the fields, ``paragraphs``, ``html_body`` and
``bbcode`` the pieces of the body, ``frame`` takes off what stands around the article, ``units``, ``lists`` and
``headings`` tell what the rest is.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from imprint.article import faults
from imprint.article.bbcode import as_html, has_bbcode
from imprint.article.decode import decode
from imprint.article.entities import decoded
from imprint.article.frame import take_frame
from imprint.article.header import read_header, second_article
from imprint.article.headings import settle_headings
from imprint.article.html_body import is_html, pieces_of_html, text_of_html
from imprint.article.keywords import read_keywords
from imprint.article.lines import runs_of
from imprint.article.model import Heading, Lines, ListBlock, Paragraph, Reading, WordCount
from imprint.article.notice import find_notice
from imprint.article.paragraphs import pieces_of, plain_lines, wrap_width
from imprint.article.resource_box import split_box
from imprint.article.units import units_of
from imprint.article.word_count import differs, legacy_count, reading_count
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from imprint.article.decode import Decoded
    from imprint.article.frame import Frame
    from imprint.article.header import Header
    from imprint.article.lines import Piece
    from imprint.article.model import Block, Notice, OwnBox, Tag
    from imprint.article.units import Unit
    from imprint.findings import Kind

__all__ = ["read_text"]

_OTHER_FIELDS = ("Author", "Contact", "Web Address", "Category", "Article Type", "Copyright", "Resource Box")
_EXPECTED_FIELDS = ("Word Count", "Summary", "Keywords")
_NUMBER = re.compile(r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?: words?)?\.?\Z", re.IGNORECASE)
_ENDINGS = ("...", "…")
_LONGEST_EXCERPT = 80


def read_text(data: bytes, path: str, *, encoding: str = "", promote: Sequence[str] = (), demote: Sequence[str] = ()) -> Reading:
    """What a file in the text format says; never raises.

    ``encoding`` forces an encoding. ``promote`` and ``demote`` are lines of the body that the manifest makes
    headings, or paragraphs, whatever the rule says of them.
    """
    text = decode(data, path, encoding)
    if text.error:
        return Reading(path, "text", text.encoding, errors=(text.error,), warnings=text.warnings)
    return _Reader(text, path, frozenset(promote), frozenset(demote)).reading()


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
        return self._made(blocks, body)

    def _made(self, blocks: tuple[Block, ...], body: str) -> Reading:
        """The reading of a file without errors."""
        for name in _EXPECTED_FIELDS:
            if name not in self.header.fields:
                self._warn(faults.MISSING_FIELD, label=name)
        for name, given in self.header.fields.items():
            if not given.text and name != "Title":
                self._warn(faults.EMPTY_FIELD, given.line, label=name)
        summary, truncated = self._summary(body)
        keywords, tags = self._keywords(body)
        fields = {name: value for name in _OTHER_FIELDS if (value := self._value(name))}
        notices = self._notices(fields)
        return Reading(
            path=self.path,
            format="text",
            encoding=self.text.encoding,
            title=self._value("Title"),
            summary=summary,
            summary_truncated=truncated,
            keywords=keywords,
            tags=tags,
            fields=MappingProxyType({name.lower().replace(" ", "_"): value for name, value in fields.items()}),
            blocks=blocks,
            notices=notices,
            reprint_terms=self.frame.terms,
            own_box=self._own_box(fields),
            word_count=self._word_count(blocks, body),
            warnings=tuple(self.warnings),
        )

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

    def _value(self, name: str) -> str:
        """A field's text, its paragraphs apart; empty where it has none."""
        given = self.header.fields.get(name)
        return given.paragraphs if given else ""

    def _summary(self, body: str) -> tuple[str, bool]:
        summary = self._value("Summary")
        ending = next((ending for ending in _ENDINGS if summary.endswith(ending)), "")
        if not ending:
            return summary, False
        start = _letters(summary)
        truncated = start != "" and (
            _letters(body[: 4 * len(summary)]).startswith(start)
            or _letters(_without_title(body, self._value("Title"))[: 4 * len(summary)]).startswith(start)
        )
        if truncated:
            self._warn(faults.SUMMARY_TRUNCATED, self.header.fields["Summary"].line, ending=ending)
        return summary, truncated

    def _keywords(self, body: str) -> tuple[tuple[str, ...], tuple[Tag, ...]]:
        given = self.header.fields.get("Keywords")
        if not given or not given.lines:
            return (), ()
        read = read_keywords("\n".join(given.lines), body)
        if read.collisions:
            collisions = "; ".join(" = ".join(forms) for forms in read.collisions)
            self._warn(faults.KEYWORD_COLLISION, given.line, keywords=len(read.keywords), tags=len(read.tags), collisions=collisions)
        for again, keyword in read.duplicates:
            self._warn(faults.KEYWORD_DUPLICATE, given.line, again=again, keyword=keyword)
        return read.keywords, read.tags

    def _notices(self, fields: Mapping[str, str]) -> tuple[Notice, ...]:
        """Those of the body in order, after the one of the field; a field that is no notice is only a field."""
        notices = list(self.frame.notices)
        if "Copyright" in fields:
            line = self.header.fields["Copyright"].line
            notice = find_notice(fields["Copyright"], position="field", line=line)
            if notice:
                notices.insert(0, notice)
        for notice in notices:
            if notice.year_from is None:
                self._warn(faults.COPYRIGHT_YEARS_UNREADABLE, notice.line, notice.raw, years=notice.raw[:_LONGEST_EXCERPT])
            if not notice.holder:
                self._warn(faults.COPYRIGHT_NO_HOLDER, notice.line, notice.raw)
        return tuple(notices)

    def _own_box(self, fields: Mapping[str, str]) -> OwnBox | None:
        """The box of the body, else the one of the field."""
        if self.frame.box or "Resource Box" not in fields:
            return self.frame.box
        return split_box("Resource Box", fields["Resource Box"], self.header.fields["Resource Box"].line)

    def _word_count(self, blocks: tuple[Block, ...], body: str) -> WordCount:
        legacy = legacy_count(body)
        declared: int | None = None
        given = self.header.fields.get("Word Count")
        if given and given.text:
            number = _NUMBER.match(given.text)
            if number:
                declared = int(number["digits"].replace(",", ""))
                if differs(declared, legacy):
                    self._warn(faults.WORD_COUNT_MISMATCH, given.line, declared=declared, counted=legacy)
            else:
                self._warn(faults.WORD_COUNT_UNREADABLE, given.line, value=given.text[:_LONGEST_EXCERPT])
        return WordCount(declared, legacy, reading_count(blocks))


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


def _letters(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def _without_title(body: str, title: str) -> str:
    """The body from behind a title that it repeats."""
    text = body.lstrip()
    return text[len(title) :] if text.casefold().startswith(title.casefold()) else body
