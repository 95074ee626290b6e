"""A line of the body, and lines that stand together, before it is known what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from imprint.article.links import spans_of
from imprint.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Line", "Piece", "Text", "runs_of", "text_of", "without_start"]

Text: TypeAlias = "tuple[Span, ...]"


class Line(NamedTuple):
    """One line with its white space collapsed, and its number in the file.

    ``spans`` are its runs where markup has told them apart. ``indented`` says whether it began with white
    space, ``tabbed`` whether it held a tab.
    """

    text: str
    number: int
    spans: Text | None = None
    indented: bool = False
    tabbed: bool = False


@dataclass(slots=True)
class Piece:
    """Lines without a blank line between them.

    ``kind`` is ``"text"`` until more is known. A ``"rule"`` is a drawn line; ``"heading"`` and ``"lines"``
    are what underlines and markup have said already, ``by_tag`` where a heading's own tag says so; a piece that is a list has one line an item.
    """

    lines: list[Line]
    kind: Literal["text", "rule", "heading", "lines", "ordered", "unordered"] = "text"
    by_tag: bool = False

    @property
    def text(self) -> str:
        """All of it on one line."""
        return text_of(self.lines)


def text_of(lines: list[Line]) -> str:
    """The text of lines, on one line."""
    return lines[0].text if len(lines) == 1 else " ".join([line.text for line in lines])


def runs_of(lines: list[Line]) -> Text:
    """The runs of lines, on one line; bare addresses are links."""
    if len(lines) == 1:
        text, spans = lines[0].text, lines[0].spans
    else:
        text, spans = text_of(lines), next((line.spans for line in lines if line.spans), None)
    if not spans:
        return spans_of(text) if "//" in text or "@" in text or "www." in text or "WWW." in text else (Span(text),)
    runs: list[Span] = []
    for line in lines:
        if runs:
            runs.append(Span(" "))
        runs += line.spans or (Span(line.text),)
    return tuple(_linked(_merged(runs)))


def without_start(line: Line, length: int) -> Line:
    """The line without its first characters and the white space after them."""
    text = line.text[length:].lstrip()
    if line.spans is None:
        return line._replace(text=text)
    surplus = len(line.text) - len(text)
    spans: list[Span] = []
    for span in line.spans:
        if surplus < len(span.text):
            spans.append(Span(span.text[surplus:], span.url, span.style))
        surplus = max(0, surplus - len(span.text))
    return line._replace(text=text, spans=tuple(spans))


def _merged(runs: Iterable[Span]) -> list[Span]:
    """Runs of one kind that follow each other become one."""
    merged: list[list[Span]] = []
    for run in runs:
        if merged and not run.url and not merged[-1][0].url and run.style == merged[-1][0].style:
            merged[-1].append(run)
        else:
            merged.append([run])
    return [group[0] if len(group) == 1 else Span("".join([run.text for run in group]), "", group[0].style) for group in merged]


def _linked(runs: Iterable[Span]) -> Iterable[Span]:
    for run in runs:
        if run.url:
            yield run
        elif run.style:
            for span in spans_of(run.text):
                yield Span(span.text, span.url, run.style)
        else:
            yield from spans_of(run.text)
