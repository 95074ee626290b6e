"""A reading as a JSON value: the parse of one file, for other programs and for the cases of the format."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from imprint.article.model import Heading, Lines, ListBlock, Markup, Paragraph, link_text, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from imprint.article.model import Block, Notice, OwnBox, Reading, Span
    from imprint.findings import Finding

__all__ = ["reading_as_json"]


def reading_as_json(reading: Reading) -> dict[str, object]:
    """The reading as a value that :func:`json.dumps` takes.

    ``blocks`` is the article in order; ``headings``, ``lists``, ``paragraph_count`` and ``links`` are
    views of it. Where ``ok`` is false only ``errors`` counts.
    """
    return {
        "ok": reading.ok,
        "format": reading.format,
        "encoding": reading.encoding,
        "title": reading.title,
        "summary": reading.summary,
        "summary_truncated": reading.summary_truncated,
        "keywords": list(reading.keywords),
        "keyword_slugs": [tag.slug for tag in reading.tags],
        "keyword_collisions": [list(tag.forms) for tag in reading.tags if len(tag.forms) > 1],
        "fields": dict(reading.fields),
        "headings": [plain(heading.text) for heading in reading.headings],
        "paragraph_count": sum(isinstance(block, Paragraph) for block in reading.blocks),
        "lists": [_list_as_json(block) for block in reading.blocks if isinstance(block, ListBlock)],
        "blocks": [_block_as_json(block) for block in reading.blocks],
        "links": [{"text": span.text, "url": span.url} for block in reading.blocks for span in _links_of(block)],
        "copyrights": [_notice_as_json(notice) for notice in reading.notices],
        "reprint_terms": reading.reprint_terms,
        "resource_box": _box_as_json(reading.own_box) if reading.own_box else None,
        "word_count": {
            "declared": reading.word_count.declared,
            "legacy": reading.word_count.legacy,
            "reading": reading.word_count.reading,
        },
        "warnings": _findings_as_json(reading.warnings),
        "errors": _findings_as_json(reading.errors),
    }


def _block_as_json(block: Block) -> dict[str, object]:
    match block:
        case Paragraph():
            return {"type": "p", "text": plain(block.text)}
        case Heading():
            return {"type": "h", "text": plain(block.text)}
        case ListBlock():
            return {"type": "list", **_list_as_json(block)}
        case Lines():
            return {"type": "lines", "lines": [plain(line) for line in block.lines]}
        case Markup():
            return {"type": "markup", "html": block.html, "text": block.text}
        case _:
            assert_never(block)


def _list_as_json(block: ListBlock) -> dict[str, object]:
    return {"ordered": block.ordered, "items": [plain(item) for item in block.items]}


def _links_of(block: Block) -> Iterator[Span]:
    match block:
        case Paragraph() | Heading():
            yield from link_text(block.text)
        case ListBlock():
            for item in block.items:
                yield from link_text(item)
        case Lines():
            for line in block.lines:
                yield from link_text(line)
        case Markup():
            yield from block.links
        case _:
            assert_never(block)


def _notice_as_json(notice: Notice) -> dict[str, object]:
    return {
        "raw": notice.raw,
        "year_from": notice.year_from,
        "year_to": notice.year_to,
        "holder": notice.holder,
        "statement": notice.statement,
        "publisher_notice": notice.publisher_notice,
        "position": notice.position,
        "line": notice.line,
    }


def _box_as_json(box: OwnBox) -> dict[str, object]:
    return {"label": box.label, "text": box.text, "urls": list(box.urls), "emails": list(box.emails)}


def _findings_as_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    return [{"code": finding.kind.name, "reason": finding.message, "line": finding.line} for finding in findings]
