"""A body with HTML in it: read tag by tag into the same pieces that a plain body has.

Authors mix tags with plain lines, leave items and paragraphs open, and write words in angle brackets, so this
is no reader of HTML documents: a tag is one of a known list, what looks like any other is text, and outside of
a paragraph's or item's own tags a blank line ends a paragraph as it does in a plain body. Nothing of the
markup is taken over but what a block or a run can say; so no script, style or attribute can get through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from imprint.article.entities import decoded
from imprint.article.model import Span
from imprint.article.text_format.bbcode import as_html, has_bbcode
from imprint.article.text_format.lines import Line, Piece
from imprint.article.text_format.paragraphs import pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Dropped", "is_html", "pieces_of_html", "text_of_html"]

Style: TypeAlias = Literal["strong", "em", "code"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STYLES: dict[str, Style] = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "code": "code", "tt": "code", "kbd": "code", "samp": "code",
}  # fmt: skip
_BREAKING = frozenset(
    {"p", "div", "center", "blockquote", "address", "dl", "dt", "dd", "article", "section", "header", "footer", "aside", "main", "nav",
     "figure", "figcaption", "form", "fieldset", "html", "body", "caption"}
)  # fmt: skip
"""Elements that begin and end a paragraph."""
_TRANSPARENT = frozenset(
    {"u", "s", "strike", "del", "ins", "span", "font", "small", "big", "sub", "sup", "q", "abbr", "acronym", "nobr", "wbr", "label", "blink",
     "marquee", "tbody", "thead", "tfoot", "colgroup", "col", "meta", "link", "base", "param", "source", "option"}
)  # fmt: skip
"""Elements that are read as if their tags were not there."""
_DROPPED = frozenset(
    {"script", "style", "iframe", "object", "embed", "applet", "noscript", "template", "textarea", "select", "button", "svg", "math", "canvas",
     "video", "audio", "img", "input", "head", "title"}
)  # fmt: skip
"""Elements that are left out with what is in them."""
_EMPTY = frozenset({"img", "input", "embed"})
_UNTOLD = frozenset({"head", "title"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_OTHERS = frozenset({"br", "hr", "a", "li", "pre", "table", "tr", "td", "th"})
_KNOWN = _HEADINGS | frozenset(_STYLES) | _BREAKING | _TRANSPARENT | _DROPPED | _LISTS | _OTHERS
_BARE_ATTRIBUTES = frozenset(
    {"br", "hr", "ol", "ul", "td", "th", "input", "script", "option", "table", "tr", "iframe", "video", "audio", "p"}
)
"""Elements that are known with an attribute that has no value, as in ``<hr noshade>``."""

_TAG = re.compile(
    r"<(?P<end>/)?(?P<name>[A-Za-z][A-Za-z0-9]*)(?=[\s/>])(?P<attributes>(?:[^<>\"']++|\"[^\"<>]*+\"|'[^'<>]*+'|[\"'])*+)>|<!(?P<comment>--)|<![A-Za-z][^<>]*>"
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""", re.IGNORECASE)
_WEB = re.compile(r"(?:https?|ftp)://[^\s/?#]", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_BREAK_END = re.compile(r"[^\S\n]*\n?")
_DROPPED_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _DROPPED - _EMPTY}
_LIST_END = re.compile(r"</(?:ul|ol|menu|dir)\s*>", re.IGNORECASE)
_LONGEST_HEADING = 16
_LONGEST_SENTENCE = 8
_DEEPEST = 32
"""How many open styles are remembered."""
_ENOUGH = 2
"""How many tags make a body HTML. One alone may be a word of the text: only a break is taken for one."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was left out: the tag, why, and the line."""

    tag: str
    reason: str
    line: int


def is_html(body: str) -> bool:
    """Whether a body is read with its tags: two known ones occur, or one that breaks a line, or a comment."""
    if "<" not in body:
        return False
    found = 0
    for tag in _TAG.finditer(body):
        name = _known_name(tag)
        if name:
            found += 1
            if found == _ENOUGH or name in {"br", "hr", "p", "!"}:
                return True
    return False


def text_of_html(text: str) -> str:
    """The words of a field that may hold tags and character references, on lines of their own where a tag breaks."""
    if has_bbcode(text):
        text = as_html(text)
    if is_html(text):
        pieces, _ = pieces_of_html(text, 1)
        return "\n\n".join("\n".join(line.text for line in piece.lines) for piece in pieces if piece.kind != "rule")
    return decoded(text)


def pieces_of_html(body: str, first: int) -> tuple[list[Piece], list[Dropped]]:
    """The pieces of a body whose first line has this number, and what was left out of it."""
    builder = _Builder(body, first)
    builder.build()
    return [part for piece in builder.pieces for part in _parted(piece)], builder.dropped


def _known_name(tag: re.Match[str]) -> str:
    """The name of a known tag in small letters, ``!`` for a comment or a declaration; empty for what is text."""
    name = tag["name"]
    if name is None:
        return "!"
    name = name.lower()
    if name not in _KNOWN:
        return ""
    attributes = tag["attributes"].strip("/ \t\n")
    return name if not attributes or "=" in attributes or name in _BARE_ATTRIBUTES else ""


class _Builder:
    """Goes through a body once, from token to token, and gathers lines and pieces."""

    def __init__(self, body: str, first: int) -> None:
        self.body = body
        self.pieces: list[Piece] = []
        self.dropped: list[Dropped] = []
        self._place = 0  # everything before it is read
        self._counted, self._line = 0, first  # the line at a place that was asked for
        self._loose: list[Line] = []  # lines outside of lists, headings and preformatted text, "" between paragraphs
        self._runs: list[Span] = []  # of the line that is being read
        self._runs_line = first
        self._has_words = False  # whether the number of that line is known
        self._styles: list[Style] = []
        self._url = ""
        self._block = ""  # the innermost element whose line breaks are white space, or "pre"
        self._lists: list[bool] = []  # whether each open list is ordered
        self._items: list[Line] = []
        self._in_item = False
        self._tables = self._rows = self._cells = 0  # of the outermost table
        self._told: set[tuple[str, str]] = set()
        self._endless: set[str] = set()  # elements that are not closed from here on
        self._last_list_end = max((end.start() for end in _LIST_END.finditer(body)), default=-1)

    def build(self) -> None:
        body = self.body
        while tag := _TAG.search(body, self._place):
            name = _known_name(tag)
            if not name:
                self._text(body[self._place : tag.start() + 1])
                self._place = tag.start() + 1
                continue
            self._text(body[self._place : tag.start()])
            self._place = tag.end()
            if name == "!":
                self._skip_comment(tag)
            elif name in _DROPPED:
                self._drop(tag, name)
            elif tag["end"]:
                self._close(name)
            else:
                self._open(name, tag)
        self._text(body[self._place :])
        self._place = len(body)
        self._end_block()
        self._end_lists()
        self._flush()

    def _line_at(self, place: int) -> int:
        """The number of the line at a place; places are asked for in order."""
        if place > self._counted:
            self._line += self.body.count("\n", self._counted, place)
            self._counted = place
        return self._line

    # Tags

    def _skip_comment(self, tag: re.Match[str]) -> None:
        if not tag["comment"] or "!" in self._endless:
            return
        end = self.body.find("-->", tag.end())
        if end < 0:
            self._endless.add("!")
        else:
            self._place = end + 3

    def _drop(self, tag: re.Match[str], name: str) -> None:
        if tag["end"]:
            return
        if name not in _UNTOLD:
            self._tell(name, "it belongs to a web page, not to an article", tag.start())
        if name in _EMPTY or tag["attributes"].endswith("/"):
            return
        end = _DROPPED_END[name].search(self.body, self._place) if name not in self._endless else None
        if end:
            self._place = end.end()
        else:  # what stands behind it may be the rest of the article; it is text
            self._endless.add(name)

    def _tell(self, tag: str, reason: str, place: int) -> None:
        if (tag, reason) not in self._told:
            self._told.add((tag, reason))
            self.dropped.append(Dropped(tag, reason, self._line_at(place)))

    def _open(self, name: str, tag: re.Match[str]) -> None:
        if name in _STYLES:
            if len(self._styles) < _DEEPEST:
                self._styles.append(_STYLES[name])
        elif name == "a":
            self._url = self._address(tag)
        elif name == "br":
            self._break_line()
        elif name == "li":
            self._open_item()
        elif name in _LISTS:
            self._end_item()
            if not self._lists:
                self._end_block()
                self._flush()
            self._lists.append(name == "ol")
        elif name in {"td", "th"}:
            self._cells += 1
            self._runs.append(Span(" "))
        elif name not in _TRANSPARENT:
            self._open_block(name)

    def _open_block(self, name: str) -> None:
        self._leave_unclosed_list()
        if self._lists:  # a block within an item, or between two
            self._runs.append(Span(" "))
            return
        self._end_block()
        if name == "hr":
            self._flush()
            self.pieces.append(Piece([Line("---", self._line_at(self._place))], "rule"))
        elif name == "tr":
            self._rows += 1
            self._end_line()
        elif name in _HEADINGS or name == "pre":
            self._flush()
            self._block = name
        else:
            self._end_paragraph()
            if name == "table":
                self._open_table()
            if name in {"p", "dt", "dd", "caption"}:
                self._block = "p"

    def _close(self, name: str) -> None:
        if name in _STYLES:
            self._end_style(_STYLES[name])
        elif name == "a":
            self._url = ""
        elif name == "br":
            self._break_line()
        elif name == "li":
            self._end_item()
        elif name in _LISTS:
            self._close_list()
        elif self._lists and name not in {"td", "th", "tr"}:
            self._runs.append(Span(" "))
        elif name in _HEADINGS or name == "pre" or name in _BREAKING or name == "table":
            self._end_block()
            if name == "table":
                self._close_table()
            self._end_paragraph()

    def _address(self, tag: re.Match[str]) -> str:
        """The address of a link; empty, and told, where it is none that works outside of its page."""
        found = _HREF.search(tag["attributes"])
        if not found:
            return ""
        written = decoded(found["double"] or found["single"] or found["bare"] or "")
        address = "".join(written.split())
        if _WEB.match(address):
            return address
        lower = address.lower()
        if lower.startswith("mailto:") and "@" in address:
            return address
        if lower.startswith("www."):
            return "http://" + address
        if address.startswith("//"):
            return "http:" + address
        if address and address[0] != "#":
            self._tell("a", f"{address[:80]!r} is no address on the web", tag.start())
        return ""

    # Text

    def _text(self, text: str) -> None:
        if not text:
            return
        if self._block == "pre":
            self._add_lines(text)
        elif self._lists and not self._in_item:
            self._text_between_items(text)
        elif self._in_item:
            self._text_in_item(text)
        elif self._block or self._tables:
            parts = _BLANK_LINES.split(text) if self._block and text.strip() else [text]
            for number, part in enumerate(parts):
                if number and part:
                    if self._block in _HEADINGS:
                        self._end_block()
                    else:
                        self._end_paragraph()
                self._add(part)
        else:
            self._add_lines(text)

    def _text_in_item(self, text: str) -> None:
        if not self._is_closed_later():
            blank = _BLANK_LINES.search(text)
            if blank and text[blank.end() :].strip():
                self._add(text[: blank.start()])
                self._end_lists()
                self._place += blank.end()
                self._text(text[blank.end() :])
                return
        self._add(text)

    def _text_between_items(self, text: str) -> None:
        if not text.strip():
            return
        if self._items and not self._is_closed_later():
            self._end_lists()
            self._add_lines(text)
        elif self._items:
            last = self._items.pop()
            self._runs = [*(last.spans or (Span(last.text),)), Span(" ")]
            self._runs_line, self._has_words = last.number, True
            self._in_item = True
            self._add(text)
        else:
            self._loose.append(Line(" ".join(decoded(text).split()), self._line_at(self._place)))
            self._flush()

    def _add(self, text: str) -> None:
        """Add text to the line that is being read."""
        if not self._has_words and text and not text.isspace():
            self._has_words = True
            self._runs_line = self._line_at(self._place + len(text) - len(text.lstrip()))
        self._runs.append(Span(decoded(text), self._url, self._styles[-1] if self._styles else ""))

    def _add_lines(self, text: str) -> None:
        """Add text whose line breaks are the author's."""
        place = self._place
        for number, part in enumerate(text.split("\n")):
            if number:
                self._end_line(keep_blank=True)
            if not self._has_words and part and not part.isspace():
                self._has_words = True
                self._runs_line = self._line_at(place)
            if part:
                self._runs.append(Span(decoded(part), self._url, self._styles[-1] if self._styles else ""))
            place += len(part) + 1

    # Ends

    def _break_line(self) -> None:
        if self._lists:
            self._runs.append(Span(" "))
            return
        if self._block in _HEADINGS:
            self._runs.append(Span(" "))
            return
        self._end_line(keep_blank=True)
        end = _BREAK_END.match(self.body, self._place)
        if end and self._block != "pre":
            self._place = end.end()

    def _end_line(self, *, keep_blank: bool = False) -> None:
        line = self._made_line()
        if line.text or keep_blank:
            self._loose.append(line)
            if not line.text:
                self._forget_inline()

    def _end_paragraph(self) -> None:
        self._end_line()
        self._loose.append(Line("", self._runs_line))
        self._forget_inline()

    def _end_style(self, style: Style) -> None:
        """End the style that was opened last; tags of several styles may be closed in the wrong order."""
        for place in range(len(self._styles) - 1, -1, -1):
            if self._styles[place] == style:
                del self._styles[place]
                return

    def _forget_inline(self) -> None:
        """An element that was left open ends with its paragraph."""
        self._styles.clear()
        self._url = ""

    def _end_block(self) -> None:
        block, self._block = self._block, ""
        if block in _HEADINGS:
            line = self._made_line()
            if line.text:
                self.pieces.append(Piece([_without_style(line)], "heading", by_tag=True))
            self._forget_inline()
        elif block == "pre":
            self._end_line()
            lines = [line for line in self._loose if line.text]
            self._loose = []
            if lines:
                self.pieces.append(Piece(lines, "lines" if len(lines) > 1 else "text"))
            self._forget_inline()
        elif block:
            self._end_paragraph()

    def _flush(self) -> None:
        """Make pieces of the loose lines."""
        self._end_paragraph()
        self.pieces += pieces_of(self._loose)
        self._loose = []

    def _open_table(self) -> None:
        if not self._tables:
            self._flush()
            self._rows = self._cells = 0
        self._tables += 1

    def _close_table(self) -> None:
        """Make lines of the rows of a table that has several in a row; one that only places text on a page is not seen."""
        self._end_line()
        if self._tables == 1 and self._cells > self._rows > 1:
            rows = [line for line in self._loose if line.text]
            self._loose = []
            if rows:
                self.pieces.append(Piece(rows, "lines"))
        self._tables = max(0, self._tables - 1)

    # Lists

    def _open_item(self) -> None:
        self._end_item()
        if not self._lists:
            self._end_block()
            self._flush()
            self._lists.append(False)
        self._in_item = True

    def _end_item(self) -> None:
        if self._in_item:
            line = self._made_line()
            if line.text:
                self._items.append(line)
            self._in_item = False
            self._forget_inline()

    def _close_list(self) -> None:
        self._end_item()
        if self._lists:
            ordered = self._lists.pop()
            if not self._lists:
                self._make_list(ordered=ordered)

    def _end_lists(self) -> None:
        self._end_item()
        if self._lists:
            ordered = self._lists[0]
            self._lists = []
            self._make_list(ordered=ordered)

    def _make_list(self, *, ordered: bool) -> None:
        self._runs, self._has_words = [], False
        if self._items:
            self.pieces.append(Piece(self._items, "ordered" if ordered else "unordered"))
            self._items = []

    def _leave_unclosed_list(self) -> None:
        if self._lists and not self._is_closed_later():
            self._end_lists()

    def _is_closed_later(self) -> bool:
        return self._last_list_end >= self._place

    def _made_line(self) -> Line:
        """The line that was being read, its white space collapsed over the bounds of its runs."""
        runs, self._runs, self._has_words = self._runs, [], False
        spans: list[Span] = []
        gap = True
        for run in runs:
            text = _SPACE.sub(" ", run.text)
            if gap:
                text = text.lstrip(" ")
            if not text:
                continue
            gap = text[-1] == " "
            if run.url and gap:
                spans += (Span(text[:-1], run.url, run.style), Span(" "))
            elif run.url and text[0] == " ":
                spans += (Span(" "), Span(text[1:], run.url, run.style))
            else:
                spans.append(Span(text, run.url, run.style))
        while spans and gap:
            last = spans.pop()
            text = last.text.rstrip(" ")
            if text:
                spans.append(Span(text, last.url, last.style))
                break
        marked = any(span.url or span.style for span in spans)
        return Line("".join([span.text for span in spans]), self._runs_line, tuple(spans) if marked else None)


def _parted(piece: Piece) -> Iterator[Piece]:
    """A piece cut at its lines that are wholly bold, which are headings; several of them in a row are bold text."""
    lines = piece.lines
    bold = [piece.kind == "text" and _is_bold(line) for line in lines]
    if not any(bold) or (len(lines) > 1 and all(bold)):
        yield piece
        return
    rest: list[Line] = []
    for line, is_heading in zip(lines, bold, strict=True):
        if is_heading:
            if rest:
                yield Piece(rest)
            rest = []
            yield Piece([_without_style(line)], "heading")
        else:
            rest.append(line)
    if rest:
        yield Piece(rest)


def _is_bold(line: Line) -> bool:
    """Whether a line is wholly bold and short enough for a heading; a longer sentence in bold is a sentence."""
    if not line.spans or not all(span.style == "strong" or span.text.isspace() for span in line.spans):
        return False
    words = line.text.count(" ") + 1
    return words <= (_LONGEST_SENTENCE if line.text[-1] in ".,;" else _LONGEST_HEADING) and any(map(str.isalpha, line.text))


def _without_style(line: Line) -> Line:
    """A heading without the bold that made it one."""
    if not line.spans:
        return line
    spans = tuple(Span(span.text, span.url, "" if span.style == "strong" else span.style) for span in line.spans)
    return line._replace(spans=spans)
