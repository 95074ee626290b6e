"""The labelled fields above the article, the same labels below it, and a second article in the same file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from imprint.article import faults
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LABELS", "Field", "Header", "read_header", "second_article"]

LABELS = {
    "title": "Title",
    "word count": "Word Count",
    "wordcount": "Word Count",
    "summary": "Summary",
    "keywords": "Keywords",
    "author": "Author",
    "contact": "Contact",
    "web address": "Web Address",
    "category": "Category",
    "article type": "Article Type",
    "copyright": "Copyright",
    "resource box": "Resource Box",
}
"""Every label above the body, in small letters, and the name of its field."""
_BODY_LABEL = "article body"
_LONGEST_LABEL = 24
_EXCERPT = 80
_SHORT_FIELDS = frozenset({"Keywords", "Word Count"})
"""Fields whose value never starts like a label."""
_UNKNOWN_LABEL = re.compile(r"[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}\Z")
_USUAL_ELSEWHERE = frozenset(
    {
        "abstract",
        "article id",
        "article source",
        "article title",
        "article url",
        "byline",
        "company",
        "copyright holder",
        "date",
        "description",
        "e-mail",
        "email",
        "email address",
        "format",
        "homepage",
        "language",
        "license",
        "licence",
        "name",
        "phone",
        "published",
        "published by",
        "publisher",
        "source",
        "sub title",
        "sub-title",
        "subject",
        "submitted by",
        "subtitle",
        "tags",
        "type",
        "url",
        "web site",
        "website",
        "words",
        "written by",
    }
)
"""Labels of other formats: with text beside them they are taken for labels, where other words before a colon are prose."""
_SECOND_TITLE = re.compile(r"^[ \t\xa0]*title[ \t\xa0]*:[ \t\xa0]*(?P<value>[^\n]*)", re.IGNORECASE | re.MULTILINE)
_BODY_LABELS = re.compile(r"^[ \t\xa0]*article[ \t\xa0]+body[ \t\xa0]*:[ \t\xa0]*$", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class Field:
    """One labelled value: its lines with their white space collapsed, blank ones included, and where its label stands."""

    name: str
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The value in one line."""
        return self.lines[0] if len(self.lines) == 1 else " ".join(line for line in self.lines if line)

    @property
    def paragraphs(self) -> str:
        """The value with its paragraphs apart: a blank line between them, the lines of each on one."""
        if len(self.lines) == 1:
            return self.lines[0]
        paragraphs: list[list[str]] = [[]]
        for line in self.lines:
            if line:
                paragraphs[-1].append(line)
            elif paragraphs[-1]:
                paragraphs.append([])
        return "\n\n".join(" ".join(lines) for lines in paragraphs if lines)


@dataclass(slots=True)
class Header:
    """The fields by name. ``body_index`` is the index of the line that holds ``Article Body:``, -1 where none does."""

    fields: dict[str, Field] = field(default_factory=dict)
    body_index: int = -1
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def add(self, name: str, line: int, path: str) -> Field:
        """A new field; a second one of the same name is an error, and its value counts for nothing."""
        opened = Field(name, line)
        first = self.fields.setdefault(name, opened)
        if first is not opened:
            self.errors.append(Finding(faults.DUPLICATE_FIELD, path, line, facts={"label": name, "first": first.line}))
        return opened


def read_header(lines: Sequence[str], path: str) -> Header:
    """The fields up to the line ``Article Body:``; a value runs to the next label, over blank lines.

    A line that looks like a label of another format stays text of the field above it and is told.
    """
    header = Header()
    current: Field | None = None
    beside = False  # whether the line above is a label with its value beside it
    for index, raw in enumerate(lines):
        line = " ".join(raw.split())
        colon = line.find(":", 0, _LONGEST_LABEL)
        label = line[:colon].rstrip() if colon > 0 else ""
        folded = label.lower()
        if folded == _BODY_LABEL:
            header.body_index = index
            break
        name = LABELS.get(folded)
        if name:
            current = header.add(name, index + 1, path)
            value = line[colon + 1 :].lstrip()
            beside = value != ""
            if beside:
                current.lines.append(value)
            continue
        if current is None:
            if line and not header.warnings:
                header.warnings.append(Finding(faults.TEXT_BEFORE_FIELDS, path, index + 1, facts={"text": line[:_EXCERPT]}))
            continue
        beside = bool(label) and _is_label_of_elsewhere(folded, line[colon + 1 :], current, beside=beside)
        if beside:
            facts = {"label": label, "field": current.name}
            header.warnings.append(Finding(faults.UNKNOWN_LABEL, path, index + 1, facts=facts, excerpt=line[:_EXCERPT]))
        if line or current.lines:
            current.lines.append(line)
    return header


def _is_label_of_elsewhere(folded: str, value: str, current: Field, *, beside: bool) -> bool:
    """Whether a line of a field looks like a label: alone on its line, below a label with its value beside it, or a usual one."""
    if not _UNKNOWN_LABEL.match(folded) or not (current.lines or current.name in _SHORT_FIELDS):
        return False
    return beside or not value or (value[0] == " " and folded in _USUAL_ELSEWHERE)


def second_article(body: str) -> int:
    """The offset in the body at which another article starts, -1 where none does.

    One starts with ``Title:`` alone on its line, or with a title beside the label and a later line ``Article Body:``.
    """
    if "itle" not in body and "ITLE" not in body:
        return -1
    last_body: int | None = None
    for title in _SECOND_TITLE.finditer(body):
        if not title["value"].strip():
            return title.start()
        if last_body is None:
            last_body = max((label.start() for label in _BODY_LABELS.finditer(body)), default=-1)
        if title.start() < last_body:
            return title.start()
    return -1
