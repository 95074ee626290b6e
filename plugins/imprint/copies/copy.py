"""A copy under judgement: the original, the stream, and what was found out about them, each once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from imprint.copies.align import Alignment, align
from imprint.copies.box_link import BoxLink, Republished, find_box_link
from imprint.copies.notices_found import NoticeFound, find_notice
from imprint.copies.text_kept import TextKept, text_kept
from imprint.copies.title_found import TitleFound, find_title

if TYPE_CHECKING:
    from imprint.copies.original import Original
    from imprint.copies.sight import Sight
    from imprint.copies.stream import Stream

__all__ = ["Copy"]


@dataclass(frozen=True)
class Copy:
    """``base`` is the address that relative links of the copy start from, empty where it is not known.

    ``sight`` tells what a reader sees of it; None for a text. ``address`` is where the copy was fetched from, or empty.
    """

    original: Original
    stream: Stream
    sight: Sight | None = None
    base: str = ""
    address: str = ""

    @cached_property
    def found(self) -> Alignment | None:
        """Where the article's text stands."""
        return align(self.original.keys, self.stream.keys)

    @property
    def region(self) -> Alignment:
        """Where the article's text stands; only asked for where it was found."""
        assert self.found is not None
        return self.found

    @cached_property
    def notices(self) -> tuple[NoticeFound, ...]:
        """What became of each notice."""
        return tuple(find_notice(raw, self.stream) for raw in self.original.notices)

    @cached_property
    def title(self) -> TitleFound:
        """What became of the title."""
        return find_title(self.original.title, self.stream, self.region.start, self.region.end)

    @cached_property
    def box(self) -> BoxLink:
        """The resource link and the place of the box."""
        notices = tuple(place for notice in self.notices for place in (*notice.places, *_span(notice)))
        republished = Republished(self.region.start, self.region.end, notices)
        return find_box_link(self.original, self.stream, republished, self.base, self.sight)

    @cached_property
    def text(self) -> TextKept:
        """The changes of the text."""
        others = [place for notice in self.notices for place in (*notice.places, *_span(notice))]
        if self.title.place is not None:
            others.append(self.title.place)
        anchor = self.box.anchor
        if anchor is not None and self.box.place == "inside" and self.stream.keys:
            number = self.stream.block_number(min(anchor.at, len(self.stream.keys) - 1))
            block = self.stream.blocks[number]
            end = self.stream.blocks[number + 1].first if number + 1 < len(self.stream.blocks) else len(self.stream.keys)
            others.append((block.first, end))
        return text_kept(self.original, self.stream, self.region, others)

    @cached_property
    def similarity(self) -> float:
        """How much of the text came through, from 0 to 1: twice the kept words to the words of both texts."""
        if self.found is None:
            return 0.0
        total = len(self.original.keys) + self.found.kept + self.text.foreign
        return round(2 * self.found.kept / total, 4) if total else 0.0


def _span(notice: NoticeFound) -> tuple[tuple[int, int], ...]:
    return ((notice.nearest.start, notice.nearest.end),) if notice.nearest is not None else ()
