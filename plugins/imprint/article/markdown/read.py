"""The reader of Markdown articles: the same rules as for the text format, on blocks that Markdown has told apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from imprint.article import faults
from imprint.article.decode import decode
from imprint.article.made_reading import Source, made_reading
from imprint.article.markdown.header import read_metadata
from imprint.article.markdown.limits import excess_in
from imprint.article.model import Heading, Lines, ListBlock, Markup, Paragraph, Reading, Span, block_texts, plain
from imprint.article.resource_box import box_label
from imprint.article.text_format.frame import take_frame
from imprint.article.text_format.lines import Line, Piece, runs_of
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from imprint.article.decode import Decoded
    from imprint.article.markdown.markup_blocks import DrawnRule
    from imprint.article.model import Block, Text
    from imprint.article.text_format.header import Header
    from imprint.findings import Kind

    _Found: TypeAlias = "Block | DrawnRule"

__all__ = ["read_markdown"]

_EXTENSIONS = ("fenced_code", "sane_lists", "tables")
_DEEPEST_HEADING = 6
_WORD = re.compile(r"\w+")
_FARTHEST_WORD = 5_000
"""How many characters below the last block's first word the next one's is looked for."""
_LONGEST_OPENING = 200
_TAG_OR_NUMBER = re.compile(r"<[^<>]*>|\d+[.)]")
_UNDERLINED = re.compile(r"[^\n]*\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_LONGEST_EXCERPT = 80
_MOST_TOLD = 100
"""How many dead addresses of one file are told one by one."""
_REFUSED = "articles go into other people's pages and feeds"
_LOST = {"a": ("link", "["), "img": ("picture", "![")}
"""What an element without its address was, and how Markdown opens it."""
_OTHER_DIALECTS = {
    "footnotes": re.compile(r"\[\^[^\s\[\]]{1,40}\]"),
    "struck words": re.compile(r"(?<!~)~~(?=[^\s~])[^~]{1,200}~~(?!~)"),
    "names for headings": re.compile(r"\{[#.][\w-][^{}]{0,80}\}\Z"),
}
"""Signs of other dialects of Markdown that stay in the text, by what they mean there."""


def read_markdown(data: bytes, path: str) -> Reading:
    """What a Markdown file says; never raises.

    The title is the metadata's or, without one there, the first heading where the text begins with one of
    level 1. Raw HTML is made harmless before it becomes blocks.
    """
    decoded = decode(data, path)
    if decoded.error:
        return Reading(path, "markdown", decoded.encoding, errors=(decoded.error,), warnings=decoded.warnings)
    return _Reader(decoded, path).reading()


class _Reader:
    """Reads one text, and collects what is wrong with it on the way."""

    def __init__(self, decoded: Decoded, path: str) -> None:
        self.decoded, self.path = decoded, path
        self.errors: list[Finding] = []
        self.warnings = list(decoded.warnings)
        self.header: Header

    def reading(self) -> Reading:
        """The reading; where there are errors, only they and the warnings met before them."""
        lines = self.decoded.text.split("\n")
        self.header = header = read_metadata(lines, self.path)
        self.errors += header.errors
        self.warnings += header.warnings
        body = "\n".join(lines[header.body_index :])
        excess = excess_in(body)
        if excess:
            self._wrong(faults.MARKUP_TOO_COMPLEX, header.body_index + 1, **excess._asdict())
            return self._refused()
        found = self._found(body)
        title = self._title(found)
        pieces, own = _pieces_of(found)
        frame = take_frame(pieces, title, wrapped=False)
        if frame.repeated_title:
            self._warn(faults.REPEATED_TITLE, frame.repeated_title)
        for given in frame.trailer:
            header.add(given.name, given.line, self.path).lines.extend(given.lines)
        self.errors += header.errors[len(self.errors) :]
        self._tell_other_dialects(found)
        blocks = _levelled([block for piece in frame.pieces if (block := _block(piece, own))])
        if not blocks:
            self._wrong(faults.EMPTY_BODY, header.body_index + 1)
        if self.errors:
            return self._refused()
        source = Source(self.path, "markdown", self.decoded.encoding, header, frame, body, title)
        return made_reading(source, blocks, self.warnings)

    def _refused(self) -> Reading:
        return Reading(self.path, "markdown", self.decoded.encoding, errors=tuple(self.errors), warnings=tuple(self.warnings))

    def _wrong(self, kind: Kind, line: int = 0, **facts: object) -> None:
        self.errors.append(Finding(kind, self.path, line, facts=facts))

    def _warn(self, kind: Kind, line: int = 0, excerpt: str = "", **facts: object) -> None:
        self.warnings.append(Finding(kind, self.path, line, facts=facts, excerpt=excerpt[:_LONGEST_EXCERPT]))

    def _found(self, body: str) -> list[_Found]:
        """The blocks of the body with their lines, and the rules drawn between them."""
        # Loaded here: only a Markdown article needs these, and they take longer to load than all the rest together.
        from markdown import markdown  # noqa: PLC0415

        from imprint.article.markdown.markup_blocks import blocks_of  # noqa: PLC0415
        from imprint.article.sanitised import sanitise  # noqa: PLC0415

        sanitised = sanitise(markdown(body, extensions=_EXTENSIONS))
        for tag in sanitised.refused:
            self._warn(faults.HTML_DROPPED, self._line_of("<" + tag, body), tag=tag, reason=_REFUSED)
        found = blocks_of(sanitised.html)
        for tag, words in found.lost[:_MOST_TOLD]:
            what, opening = _LOST[tag]
            self._warn(faults.ADDRESS_NOT_ABSOLUTE, self._line_of(opening + words, body), words, what=what)
        return list(_with_lines(found.blocks, body, self.header.body_index))

    def _tell_other_dialects(self, found: Iterable[_Found]) -> None:
        """A warning for each kind of sign that another dialect reads, at the first one."""
        untold = dict(_OTHER_DIALECTS)
        for block in found:
            if not isinstance(block, Paragraph | Heading | ListBlock | Lines):
                continue
            for text in _texts_of(block):
                shown = "".join(span.text for span in text if span.style != "code")
                for what, signs in list(untold.items()):
                    if (sign := signs.search(shown)) and (isinstance(block, Heading) or what != "names for headings"):
                        del untold[what]
                        self._warn(faults.MARKDOWN_AS_TEXT, block.line, plain(text), found=sign[0], what=what)

    def _line_of(self, needle: str, body: str) -> int:
        """The line that first holds these characters, in capitals or not; 0 where none does."""
        place = body.lower().find(needle.lower())
        return self.header.body_index + 1 + body.count("\n", 0, place) if place >= 0 else 0

    def _title(self, found: list[_Found]) -> str:
        """The title; a heading that gives it is taken off the blocks."""
        given = self.header.fields.get("Title")
        if given:
            if not given.text:
                self._wrong(faults.EMPTY_TITLE, given.line)
            return given.text
        if found and isinstance(found[0], Heading) and found[0].level == 1:
            first = found.pop(0)
            assert isinstance(first, Heading)
            return plain(first.text)
        self._wrong(faults.MISSING_TITLE)
        return ""


def _with_lines(found: Iterable[_Found], body: str, index: int) -> Iterator[_Found]:
    """The blocks, each with the line that its first word stands on; ``index`` is that of the body's first line.

    A block whose word is written in another way in the source has the line of the block above it.
    """
    place = counted = 0
    line = index + 1
    for block in found:
        if not isinstance(block, Paragraph | Heading | ListBlock | Lines | Markup):
            yield block
            continue
        words = "\n".join(block_texts(block))
        word = _WORD.search(words)
        at = _start_of(word[0], body, place, heads=isinstance(block, Heading)) if word else -1
        if at >= 0:
            line += body.count("\n", counted, at)
            counted = at
            place = at + len(words)
        yield replace(block, line=line)


def _start_of(word: str, body: str, place: int, *, heads: bool) -> int:
    """The place at which a word opens a line, behind marks and tags at most; -1 where it opens none nearby.

    A line that ``heads`` has a mark before it or an underline below it.
    """
    end = place + _FARTHEST_WORD
    at = body.find(word, place, end)
    while at >= 0:
        before = body[max(body.rfind("\n", 0, at) + 1, at - _LONGEST_OPENING) : at]
        opens = not _WORD.search(before) or not _WORD.search(_TAG_OR_NUMBER.sub("", before))
        if opens and (not heads or "#" in before or "<" in before or _UNDERLINED.match(body, at)):
            break
        at = body.find(word, at + len(word), end)
    return at


def _texts_of(block: Paragraph | Heading | ListBlock | Lines) -> Sequence[Text]:
    match block:
        case ListBlock():
            return block.items
        case Lines():
            return block.lines
        case _:
            return (block.text,)


def _pieces_of(found: Sequence[_Found]) -> tuple[list[Piece], dict[int, tuple[Block, list[Line]]]]:
    """The blocks as pieces that a frame is taken off; for each piece, by its id, the block and the lines it was made of."""
    pieces: list[Piece] = []
    own: dict[int, tuple[Block, list[Line]]] = {}
    for block in found:
        match block:
            case Paragraph():
                piece = Piece(_label_apart(Line(plain(block.text), block.line, block.text)))
            case Heading():
                piece = Piece([Line(plain(block.text), block.line, block.text)], "heading", by_tag=True)
            case Lines():
                piece = Piece([Line(plain(text), block.line, text) for text in block.lines])
            case ListBlock():
                items = [Line(plain(text), block.line, text) for text in block.items]
                piece = Piece(items, "ordered" if block.ordered else "unordered")
            case Markup():
                piece = Piece([Line(block.text, block.line)], "unordered")
            case _:
                pieces.append(Piece([Line("---", 0)], "rule"))
                continue
        pieces.append(piece)
        own[id(piece)] = (block, piece.lines)
    return pieces, own


def _label_apart(line: Line) -> list[Line]:
    """A paragraph's line; two where it begins with the label of a resource box in a style of its own."""
    first = line.spans[0] if line.spans and len(line.spans) > 1 else None
    found = box_label(first.text) if first and first.style else None
    if not first or not found or found[1]:
        return [line]
    assert line.spans
    text = line.text[len(first.text) :].lstrip(" :-–—")
    surplus = len(line.text) - len(first.text) - len(text)
    after = line.spans[1]
    rest = (Span(after.text[surplus:], after.url, after.style), *line.spans[2:])
    return [Line(first.text, line.number, (first,)), Line(text, line.number, rest)]


def _block(piece: Piece, own: dict[int, tuple[Block, list[Line]]]) -> Block | None:
    """The block that a piece was made of, without the lines that the frame took; ``None`` for a drawn rule."""
    if id(piece) not in own:
        return None
    block, lines = own[id(piece)]
    if piece.lines is lines or piece.lines == lines:
        return block
    number = piece.lines[0].number
    if isinstance(block, Lines) and len(piece.lines) > 1:
        return Lines(tuple(runs_of([line]) for line in piece.lines), number)
    return Paragraph(runs_of(piece.lines), number)


def _levelled(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks with their headings from level 2 down: the title is the only one of level 1."""
    if not any(isinstance(block, Heading) and block.level == 1 for block in blocks):
        return tuple(blocks)
    return tuple(replace(block, level=min(block.level + 1, _DEEPEST_HEADING)) if isinstance(block, Heading) else block for block in blocks)
