"""A reading put together: what the fields say, what stood around the article and the article itself, held against each other.

Both formats end here, so the same rules hold for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from imprint.article import faults
from imprint.article.keywords import KeywordReading, read_keywords
from imprint.article.model import Reading, WordCount, block_texts
from imprint.article.notice import find_notice
from imprint.article.resource_box import split_box
from imprint.article.word_count import differs, legacy_count, reading_count
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from imprint.article.model import Block, Notice, OwnBox
    from imprint.article.text_format.frame import Frame
    from imprint.article.text_format.header import Header
    from imprint.findings import Kind

__all__ = ["Source", "made_reading"]

_OTHER_FIELDS = ("Author", "Contact", "Web Address", "Category", "Article Type", "Copyright", "Resource Box")
_EXPECTED_FIELDS = {"text": ("Word Count", "Summary", "Keywords"), "markdown": ("Summary", "Keywords")}
_NUMBER = re.compile(r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?: words?)?\.?\Z", re.IGNORECASE)
_ENDINGS = ("...", "…")
_LONGEST_EXCERPT = 80


@dataclass(frozen=True, slots=True)
class Source:
    """The file, its fields, its frame, its body as it is written, and the title where the fields do not give it."""

    path: str
    format: Literal["text", "markdown"]
    encoding: str
    header: Header
    frame: Frame
    body: str
    title: str


def made_reading(source: Source, blocks: tuple[Block, ...], warnings: list[Finding]) -> Reading:
    """The reading of a file without errors; the warnings are those met so far, and more are added to them."""
    return _Making(source, warnings).reading(blocks)


class _Making:
    def __init__(self, source: Source, warnings: list[Finding]) -> None:
        self.source, self.fields, self.warnings = source, source.header.fields, warnings

    def reading(self, blocks: tuple[Block, ...]) -> Reading:
        source = self.source
        for name in _EXPECTED_FIELDS[source.format]:
            if name not in self.fields:
                self._warn(faults.MISSING_FIELD, label=name)
        for name, given in self.fields.items():
            if not given.text and name != "Title":
                self._warn(faults.EMPTY_FIELD, given.line, label=name)
        summary, truncated = self._summary(blocks)
        keywords = self._keywords()
        fields = {name: value for name in _OTHER_FIELDS if (value := self._value(name))}
        return Reading(
            path=source.path,
            format=source.format,
            encoding=source.encoding,
            title=source.title,
            summary=summary,
            summary_truncated=truncated,
            keywords=keywords.keywords,
            tags=keywords.tags,
            fields=MappingProxyType({name.lower().replace(" ", "_"): value for name, value in fields.items()}),
            blocks=blocks,
            notices=self._notices(fields),
            reprint_terms=source.frame.terms,
            own_box=self._own_box(fields),
            word_count=self._word_count(blocks),
            warnings=tuple(self.warnings),
        )

    def _warn(self, kind: Kind, line: int = 0, excerpt: str = "", **facts: object) -> None:
        self.warnings.append(Finding(kind, self.source.path, line, facts=facts, excerpt=excerpt[:_LONGEST_EXCERPT]))

    def _value(self, name: str) -> str:
        """A field's text, its paragraphs apart; empty where it has none."""
        given = self.fields.get(name)
        return given.paragraphs if given else ""

    def _summary(self, blocks: tuple[Block, ...]) -> tuple[str, bool]:
        summary = self._value("Summary")
        ending = next((ending for ending in _ENDINGS if summary.endswith(ending)), "")
        if not ending:
            return summary, False
        start = _letters(summary)
        truncated = start != "" and (
            _letters(self.source.body[: 4 * len(summary)]).startswith(start)
            or _letters("".join(text for block in blocks for text in block_texts(block))).startswith(start)
        )
        if truncated:
            self._warn(faults.SUMMARY_TRUNCATED, self.fields["Summary"].line, ending=ending)
        return summary, truncated

    def _keywords(self) -> KeywordReading:
        given = self.fields.get("Keywords")
        if not given or not given.lines:
            return KeywordReading()
        read = read_keywords("\n".join(given.lines), self.source.body)
        if read.collisions:
            collisions = "; ".join(" = ".join(forms) for forms in read.collisions)
            self._warn(faults.KEYWORD_COLLISION, given.line, keywords=len(read.keywords), tags=len(read.tags), collisions=collisions)
        for again, keyword in read.duplicates:
            self._warn(faults.KEYWORD_DUPLICATE, given.line, again=again, keyword=keyword)
        return read

    def _notices(self, fields: Mapping[str, str]) -> tuple[Notice, ...]:
        """Those of the body and the one of the field, in order; where the field has years and a name alone, its label is the mark."""
        notices = list(self.source.frame.notices)
        if "Copyright" in fields:
            written, line = fields["Copyright"], self.fields["Copyright"].line
            notice = find_notice(written, position="field", line=line) or find_notice(f"Copyright {written}", position="field", line=line)
            if notice:
                notices.append(notice)
                notices.sort(key=lambda each: each.line)
        for notice in notices:
            if notice.year_from is None:
                self._warn(faults.COPYRIGHT_YEARS_UNREADABLE, notice.line, notice.raw, years=notice.raw[:_LONGEST_EXCERPT])
            if not notice.holder:
                self._warn(faults.COPYRIGHT_NO_HOLDER, notice.line, notice.raw)
        return tuple(notices)

    def _own_box(self, fields: Mapping[str, str]) -> OwnBox | None:
        """The box of the body, else the one of the field."""
        if self.source.frame.box or "Resource Box" not in fields:
            return self.source.frame.box
        return split_box("Resource Box", fields["Resource Box"], self.fields["Resource Box"].line)

    def _word_count(self, blocks: tuple[Block, ...]) -> WordCount:
        legacy = legacy_count(self.source.body)
        declared: int | None = None
        given = self.fields.get("Word Count")
        if given and given.text:
            number = _NUMBER.match(given.text)
            if number:
                declared = int(number["digits"].replace(",", ""))
                if differs(declared, legacy):
                    self._warn(faults.WORD_COUNT_MISMATCH, given.line, declared=declared, counted=legacy)
            else:
                self._warn(faults.WORD_COUNT_UNREADABLE, given.line, value=given.text[:_LONGEST_EXCERPT])
        return WordCount(declared, legacy, reading_count(blocks))


def _letters(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, text))
