"""What stands around the article in its body: notices, reprint terms, labelled fields at the end, the resource box.

They are taken off piece by piece from both ends, so that what is left is the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from imprint.article.model import Span
from imprint.article.notice import find_notice
from imprint.article.reprint_terms import find_terms
from imprint.article.resource_box import box_label, box_of_spans
from imprint.article.text_format.header import LABELS
from imprint.article.text_format.headings import is_heading_like
from imprint.article.text_format.lines import Line, Piece, runs_of, text_of, without_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.article.model import Notice, OwnBox

__all__ = ["Frame", "take_frame"]

Position: TypeAlias = "Literal['start', 'end']"

_TRAILER = frozenset({"Author", "Contact", "Web Address", "Category", "Copyright", "Resource Box"})
"""The labels that stand below an article as well as above it."""
_MOST_BOX_PIECES = 6
_LONGEST_LABEL = 80
"""How many characters a label without a colon has, which stands alone on its line, at most, with its ornaments."""
_MOST_RULED_PIECES = 2
_MOST_BEHIND_NOTICE = 2
"""How many paragraphs can stand between a notice at either end and that end: a byline, an advertisement."""
_LONGEST_BYLINE = 8
_WRAPPED_NOTICE = 40
"""A line of a notice that is shorter than this was ended by its author."""
_LATEST_MARK = 60
_LONGEST_NOTICE = 8_000
"""How many characters a notice and the terms below it have at most; what is longer is an article."""
_MOST_NOTICE_LINES = 6
_SENTENCE_ENDS = '.!?:)]}"”’'
_OF_ARTICLE = re.compile(r"\bre-?p(?:rint|ubl)|\barticles?\b", re.IGNORECASE)
_TERMS_WORDS = ("print", "PRINT", "ublish", "UBLISH", "ublica", "UBLICA")
_MARKS = ("opyright", "(c)", "©", "OPYRIGHT", "(C)", "&copy;")


@dataclass(frozen=True, slots=True)
class TrailerField:
    """A labelled field below the article: the line of its label, and its lines, an empty one between paragraphs."""

    name: str
    line: int
    lines: list[str]


@dataclass(slots=True)
class _Segment:
    """Lines of a piece that are a notice, the terms, or neither."""

    kind: Literal["text", "notice", "terms"]
    lines: list[Line]


@dataclass(slots=True)
class Frame:
    """What was taken off: ``pieces`` are what is left, ``trailer`` the labelled fields with the lines of their labels.

    ``repeated_title`` is the line that repeated the title, 0 where none did.
    """

    pieces: list[Piece]
    notices: list[Notice] = field(default_factory=list)
    terms: str | None = None
    box: OwnBox | None = None
    trailer: list[TrailerField] = field(default_factory=list)
    repeated_title: int = 0


def take_frame(pieces: list[Piece], title: str, *, wrapped: bool) -> Frame:
    """Take everything off a body that is not the article; the pieces themselves are changed."""
    frame = Frame(pieces)
    _take_start(frame, title, wrapped=wrapped)
    closing_rule = _take_end(frame, wrapped=wrapped)
    if _take_trailer(frame):
        closing_rule = _take_end(frame, wrapped=wrapped)
    if _take_labelled_box(frame) or _take_ruled_box(frame, closing_rule):
        _take_end(frame, wrapped=wrapped)
    _take_near_end(frame)
    frame.notices.sort(key=lambda notice: notice.line)
    return frame


def _take_start(frame: Frame, title: str, *, wrapped: bool) -> None:
    pieces = frame.pieces
    folded = _folded(title)
    taken = 0
    for piece in pieces:
        if piece.kind == "rule":
            taken += 1
            continue
        if not frame.repeated_title and _folded(piece.lines[0].text) == folded and (len(piece.lines) > 1 or taken + 1 < len(pieces)):
            frame.repeated_title = piece.lines[0].number
            piece.lines = piece.lines[1:]
            if not piece.lines:
                taken += 1
                continue
            piece.kind = "text"
        left = _lines_left(frame, piece, "start", wrapped=wrapped)
        if left:
            piece.lines = left
            break
        taken += 1
    del pieces[:taken]
    if len(pieces) > _MOST_BEHIND_NOTICE and len(pieces[0].lines) == 1 and pieces[0].text.count(" ") < _LONGEST_BYLINE:
        notice = _lone_notice(pieces[1], "start")
        if notice:
            frame.notices.append(notice)
            del pieces[1]


def _take_end(frame: Frame, *, wrapped: bool) -> Piece | None:
    """Take rules, notices and terms off the end; the topmost of the rules."""
    pieces = frame.pieces
    rule: Piece | None = None
    while pieces:
        piece = pieces[-1]
        if piece.kind == "rule":
            rule = pieces.pop()
            continue
        if _trailer_name(piece.lines[0]) or (len(pieces) > 1 and _trailer_name(pieces[-2].lines[-1])):
            break
        left = _lines_left(frame, piece, "end", wrapped=wrapped)
        if left:
            piece.lines = left
            break
        pieces.pop()
    return rule


def _lines_left(frame: Frame, piece: Piece, position: Position, *, wrapped: bool) -> list[Line]:
    """The lines of a piece without the notices and terms at that end of it, which are taken into the frame."""
    lines = piece.lines
    if piece.kind in {"ordered", "unordered"}:
        return lines
    text = piece.text
    if len(text) > _LONGEST_NOTICE or not (_may_be_notice(text) or _may_be_terms(text)):
        return lines
    if len(lines) == 1:
        segment = _Segment("notice", lines) if _may_be_notice(text[:_LATEST_MARK]) else _Segment("terms", lines)
        if segment.kind == "terms" and not _is_terms(text):
            return lines
        return [] if _take_segment(frame, segment, position) else lines
    segments = _segments(lines, wrapped=wrapped)
    kept = [segment.kind == "text" for segment in segments]
    if position == "start":
        end = kept.index(True) if True in kept else len(kept)
        taken = segments[:end]
        left = segments[end:]
    elif kept[0]:
        end = len(kept) - kept[::-1].index(True)
        taken = segments[end:]
        left = segments[:end]
    else:  # a piece that opens with a notice holds one, whatever stands below it
        taken = [segment for segment in segments if segment.kind != "text"]
        left = [segment for segment in segments if segment.kind == "text"]
    for segment in taken:
        _take_segment(frame, segment, position)
    return [line for segment in left for line in segment.lines]


def _segments(lines: list[Line], *, wrapped: bool) -> list[_Segment]:
    """A piece cut where a notice or the terms begin."""
    segments: list[_Segment] = []
    for index, line in enumerate(lines):
        last = segments[-1] if segments else None
        if _opens_notice(lines, index, wrapped=wrapped):
            segments.append(_Segment("notice", [line]))
        elif last and (last.kind != "notice" or wrapped or _goes_on(last.lines[-1].text, line.text)):
            last.lines.append(line)
        else:
            segments.append(_Segment("terms" if _is_terms(text_of(lines[index:])) else "text", [line]))
    return segments


def _opens_notice(lines: Sequence[Line], index: int, *, wrapped: bool) -> bool:
    text = lines[index].text
    if not _may_be_notice(text[:_LATEST_MARK]):
        return False
    if wrapped:
        if index and lines[index - 1].text[-1] not in _SENTENCE_ENDS:
            return False
        text = text_of(list(lines[index : index + _MOST_NOTICE_LINES]))
    return find_notice(text) is not None


def _goes_on(above: str, text: str) -> bool:
    """Whether a line goes on with the notice above it: it opens with the rights or a bracket, or the line above was cut at a width."""
    return text[0] in "{[(" or "ights reserved" in text.lower() or (above[-1] not in _SENTENCE_ENDS and len(above) >= _WRAPPED_NOTICE)


def _take_segment(frame: Frame, segment: _Segment, position: Position) -> bool:
    """Take a notice, with the terms that stand behind it, or the terms; whether it was one."""
    text = text_of(segment.lines)
    if segment.kind == "notice":
        terms = find_terms(text) if _may_be_terms(text) else None
        if terms and text.endswith(terms):
            text = text[: -len(terms)].rstrip()
        notice = find_notice(text, position=position, line=segment.lines[0].number)
        if notice is None:
            return False
        frame.notices.append(notice)
        text = terms or ""
    if not text or not frame.terms:
        frame.terms = frame.terms or text or None
    else:
        frame.terms = f"{text}\n\n{frame.terms}" if position == "end" else f"{frame.terms}\n\n{text}"
    return True


def _may_be_notice(text: str) -> bool:
    """Whether a copyright mark occurs; cheap."""
    return any([mark in text for mark in _MARKS])  # noqa: C419  # a list is the faster of the two here


def _may_be_terms(text: str) -> bool:
    """Whether reprinting or publishing is mentioned; cheap."""
    return any([word in text for word in _TERMS_WORDS])  # noqa: C419  # likewise


def _is_terms(text: str) -> bool:
    """Whether a block is the reprint terms: it opens with the permission, and speaks of the article."""
    return _may_be_terms(text) and find_terms(text) == text and _OF_ARTICLE.search(text) is not None


def _take_near_end(frame: Frame) -> None:
    """Take a notice that an advertisement stands below; it must say more than a mark, a year and a name."""
    pieces = frame.pieces
    for back in range(2, 2 + _MOST_BEHIND_NOTICE):
        if len(pieces) <= back:
            return
        notice = _lone_notice(pieces[-back], "end")
        if notice and (notice.statement or notice.publisher_notice):
            frame.notices.append(notice)
            del pieces[-back]
            return


def _lone_notice(piece: Piece, position: Position) -> Notice | None:
    line = piece.lines[0]
    if len(piece.lines) > 1 or len(line.text) > _LONGEST_NOTICE or piece.kind != "text" or not _may_be_notice(line.text[:_LATEST_MARK]):
        return None
    return find_notice(line.text, position=position, line=line.number)


def _take_trailer(frame: Frame) -> bool:
    """Take the labelled fields that end a body, if every piece from the first of them on belongs to one."""
    pieces = frame.pieces
    start = 1
    while start < len(pieces):
        if _trailer_name(pieces[start].lines[0]):
            fields, end = _trailer_from(pieces, start)
            if fields:
                frame.trailer = fields
                del pieces[start:]
                return True
            start = max(end, start + 1)
        else:
            start += 1
    return False


def _trailer_from(pieces: Sequence[Piece], start: int) -> tuple[list[TrailerField], int]:
    """The fields from a piece to the end; none, and the piece at which they stop, where they do not reach it."""
    fields: list[TrailerField] = []
    below = 0  # pieces of the last field's value
    for index in range(start, len(pieces)):
        piece = pieces[index]
        opens = _trailer_name(piece.lines[0]) is not None
        if piece.kind not in {"text", "rule"} or (
            not opens and below > 0 and (fields[-1].name != "Resource Box" or below >= _MOST_BOX_PIECES)
        ):
            return [], index
        if piece.kind == "rule":
            continue
        if not opens and below:
            fields[-1].lines.append("")
        for line in piece.lines:
            name = _trailer_name(line)
            if name and (not fields or fields[-1].lines):
                fields.append(TrailerField(name, line.number, []))
                below = 0
            elif name:
                return [], index
            else:
                fields[-1].lines.append(line.text)
        below += bool(fields[-1].lines)
    return (fields, len(pieces)) if fields and fields[-1].lines else ([], len(pieces))


def _trailer_name(line: Line) -> str | None:
    """The field whose label stands alone on a line."""
    text = line.text
    if text[-1] != ":":
        return None
    name = LABELS.get(text[:-1].rstrip().lower())
    return name if name in _TRAILER else None


def _take_labelled_box(frame: Frame) -> bool:
    """Take the box that a label opens; it goes on to the end of the body."""
    pieces = frame.pieces
    for index in range(len(pieces) - 1, max(-1, len(pieces) - 2 - _MOST_BOX_PIECES), -1):
        piece = pieces[index]
        if piece.kind in {"rule", "ordered", "unordered"}:
            continue
        for place, line in enumerate(piece.lines):
            if ":" not in line.text and len(line.text) > _LONGEST_LABEL:
                continue
            found = box_label(line.text)
            if not found or not (index or place) or (place and ":" not in line.text):
                continue
            label, rest = found
            below = piece.lines[place + 1 :]
            if rest:
                below = [without_start(line, len(line.text) - len(rest)), *below]
            paragraphs = [below] if below else []
            notices = [(each, _lone_notice(each, "end")) for each in pieces[index + 1 :] if each.kind != "rule"]
            paragraphs += [each.lines for each, notice in notices if notice is None]
            spans = _spans_of(paragraphs)
            if not paragraphs or (":" not in line.text and _is_section(paragraphs, spans)):
                return False
            frame.box = box_of_spans(label, spans, line.number)
            frame.notices += [notice for _, notice in notices if notice]
            del pieces[index + 1 :]
            if place:
                piece.lines = piece.lines[:place]
            else:
                del pieces[index]
            return True
    return False


def _is_section(paragraphs: list[list[Line]], spans: list[Span]) -> bool:
    """Whether what stands below a label is a part of the article after all: no address in it, and a heading inside."""
    return not any(span.url for span in spans) and any(len(lines) == 1 and is_heading_like(lines[0].text) for lines in paragraphs[1:-1])


def _take_ruled_box(frame: Frame, closing_rule: Piece | None) -> bool:
    """Take the one or two pieces after the last drawn rule, one of them with a link.

    Where another rule closes the body, the two must be drawn alike.
    """
    pieces = frame.pieces
    for back in range(2, 2 + _MOST_RULED_PIECES):
        if len(pieces) <= back:
            return False
        if pieces[-back].kind != "rule":
            continue
        if closing_rule and closing_rule.text != pieces[-back].text:
            return False
        after = pieces[1 - back :]
        if any(piece.kind not in {"text", "heading"} for piece in after):
            return False
        spans = _spans_of([piece.lines for piece in after])
        if not any(span.url for span in spans):
            return False
        frame.box = box_of_spans(None, spans, after[0].lines[0].number)
        del pieces[-back:]
        return True
    return False


def _spans_of(paragraphs: list[list[Line]]) -> list[Span]:
    """The runs of several paragraphs, with a blank line between them."""
    spans: list[Span] = []
    for lines in paragraphs:
        if spans:
            spans.append(Span("\n\n"))
        spans += runs_of(lines)
    return spans


def _folded(text: str) -> str:
    """A title as it is compared: without case and closing punctuation."""
    return text.casefold().strip(" .:*\"“”'‘’_-=")
