"""A copy as a stream of words and links in document order, whatever medium it came in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from imprint.copies.words import settled, words_of

if TYPE_CHECKING:
    from imprint.audit.document import Element

__all__ = ["Anchor", "Block", "Head", "Hidden", "Medium", "Run", "Stream", "StreamWriter"]

Medium = Literal["html", "markdown", "text"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one node: where it begins in its block, its line in the source, and its element in HTML."""

    start: int
    line: int
    element: Element | None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or line. ``first`` is the number of its first word, ``level`` that of a heading, else 0."""

    text: str
    runs: tuple[Run, ...]
    first: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link as the copy has it. ``at`` is the number of the word that it begins with or stands before, ``end`` the word behind it.

    ``printed`` marks an address that is only printed; ``unseen`` says what surely hides the link, by markup alone.
    """

    href: str
    text: str
    at: int
    end: int
    line: int
    rel: str = ""
    image: bool = False
    printed: bool = False
    unseen: str = ""
    element: Element | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text that a reader does not see, with the reason."""

    text: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Head:
    """What an HTML page says of itself beside its text."""

    title: str = ""
    title_line: int = 0
    base: str = ""
    canonical: tuple[str, int] = ("", 0)
    robots: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Stream:
    """The words that a reader sees, with their blocks; the links; and what is there without being seen.

    ``keys`` are the words as they are compared. ``breaks`` are the numbers of the words with which a further page
    begins, where a copy is split over several.
    """

    medium: Medium
    keys: tuple[str, ...]
    spans: tuple[tuple[int, int, int], ...]
    blocks: tuple[Block, ...]
    anchors: tuple[Anchor, ...]
    hidden: tuple[Hidden, ...] = ()
    head: Head = field(default=Head())
    whole: bool = False
    breaks: tuple[int, ...] = ()

    def block(self, word: int) -> Block:
        """The block of a word."""
        return self.blocks[self.spans[word][0]]

    def block_number(self, word: int) -> int:
        """The number of the block that holds a word, or that comes next."""
        return self.spans[word][0] if word < len(self.spans) else len(self.blocks)

    def run(self, word: int) -> Run:
        """The piece of text in which a word begins."""
        number, start, _ = self.spans[word]
        runs = self.blocks[number].runs
        return runs[bisect_right(runs, start, key=lambda each: each.start) - 1]

    def line(self, word: int) -> int:
        """The line of the source at which a word stands; of the last word for one behind the end."""
        return self.run(min(word, len(self.spans) - 1)).line if self.spans else 0

    def text(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end`` as they are written, blocks parted by a space."""
        pieces = []
        at = start
        while at < end:
            number, begins, ends = self.spans[at]
            last = at
            while last + 1 < end and self.spans[last + 1][0] == number:
                last += 1
                ends = self.spans[last][2]
            pieces.append(self.blocks[number].text[begins:ends])
            at = last + 1
        return " ".join(" ".join(pieces).split())


@dataclass
class StreamWriter:
    """Takes the pieces of a copy in order and makes the stream of them."""

    keys: list[str] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _marks: list[tuple[int, list[int]]] = field(default_factory=list)
    _length: int = 0
    level: int = 0

    def text(self, text: str, line: int, element: Element | None = None) -> None:
        """Add a piece of text to the block."""
        text = settled(text)
        if text:
            self._runs.append(Run(self._length, line, element))
            self._pieces.append(text)
            self._length += len(text)

    def space(self) -> None:
        """A space that belongs to the text before it."""
        if self._pieces:
            self._pieces.append(" ")
            self._length += 1

    def mark(self) -> list[int]:
        """A mark at this place: a list that will hold the number of the word that comes next."""
        place: list[int] = []
        self._marks.append((self._length, place))
        return place

    def end_block(self) -> None:
        """The block ends here."""
        first = len(self.keys)
        if self._pieces:
            text = "".join(self._pieces).replace("\n", " ")
            words = words_of(text)
            number = len(self.blocks)
            self.keys.extend([word.key for word in words])
            self.spans.extend([(number, word.start, word.end) for word in words])
            if words:
                self.blocks.append(Block(text, tuple(self._runs), first, self.level))
            if self._marks:
                starts = [word.start for word in words]
                for offset, place in self._marks:
                    at = bisect_right(starts, offset - 1)
                    # A mark inside a word, such as a link on part of one, belongs to that word.
                    if at and words[at - 1].end > offset:
                        at -= 1
                    place.append(first + at)
            self._pieces, self._runs, self._length = [], [], 0
        else:
            for _, place in self._marks:
                place.append(first)
        self._marks = []
