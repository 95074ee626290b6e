"""A reading as a person looks at it: what the file says of itself, and the shape of its body."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from imprint.article.model import Heading, Lines, ListBlock, Markup, Paragraph, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.article.model import Block, Notice, Reading

__all__ = ["outline"]

_NAME_WIDTH = 13
_TEXT_WIDTH = 96


def outline(reading: Reading) -> str:
    """The parse of a file on a few lines, long texts cut; no trailing line break.

    Characters that a terminal would obey rather than show are escaped.
    """
    shown = [f"{name:<{_NAME_WIDTH}} {_one_line(text)}" for name, text in _facts(reading)]
    shown.append("")
    shown.extend(f"{line:>5}  {kind:<8} {_one_line(text)}" for line, kind, text in map(_block, reading.blocks))
    return "\n".join(line.rstrip() for line in shown)


def _facts(reading: Reading) -> Iterator[tuple[str, str]]:
    yield "title", reading.title
    yield "summary", reading.summary + (" (cut off)" if reading.summary_truncated else "")
    yield "keywords", ", ".join(reading.keywords)
    yield "tags", ", ".join(f"{tag.name} ({tag.slug})" for tag in reading.tags)
    for name, value in reading.fields.items():
        yield name.replace("_", " "), value
    count = reading.word_count
    declared = "none" if count.declared is None else f"{count.declared:,}"
    yield "words", f"{count.reading:,} to read; {count.legacy:,} by the format's rule, declared {declared}"
    yield "encoding", reading.encoding
    for notice in reading.notices:
        yield f"notice, {notice.position}", notice.raw
        yield "", _parts(notice)
    yield "terms", reading.reprint_terms or "none"
    box = reading.own_box
    yield "resource box", (f"{box.label}: " if box.label else "") + box.text if box else "none"
    if box and (box.urls or box.emails):
        yield "", ", ".join((*box.urls, *box.emails))


def _parts(notice: Notice) -> str:
    years = "years unknown" if notice.year_from is None else f"{notice.year_from}–{notice.year_to}"
    parts = [years if notice.year_from != notice.year_to or notice.year_from is None else str(notice.year_from)]
    parts.append(f"holder {notice.holder}" if notice.holder else "no holder")
    if notice.publisher_notice:
        parts.append(f"publishers: {notice.publisher_notice}")
    return "; ".join(parts)


def _block(block: Block) -> tuple[int, str, str]:
    match block:
        case Paragraph():
            return block.line, "", plain(block.text)
        case Heading():
            return block.line, "heading", plain(block.text)
        case ListBlock():
            return block.line, "numbers" if block.ordered else "bullets", " | ".join(map(plain, block.items))
        case Lines():
            return block.line, "lines", " | ".join(map(plain, block.lines))
        case Markup():
            return block.line, "markup", block.text
        case _:
            assert_never(block)


def _one_line(text: str) -> str:
    line = " ".join(text[: 4 * _TEXT_WIDTH].split())
    cut = line if len(line) <= _TEXT_WIDTH else line[: _TEXT_WIDTH - 1] + "…"
    return cut if cut.isprintable() else "".join(char if char.isprintable() else repr(char)[1:-1] for char in cut)
