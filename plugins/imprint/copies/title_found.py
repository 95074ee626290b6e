"""What became of an article's title in a copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.copies.difference import changes_between
from imprint.copies.notices_found import places_of
from imprint.copies.words import keys_of

if TYPE_CHECKING:
    from imprint.copies.stream import Stream

__all__ = ["TitleFound", "find_title"]

_BEFORE = 500
"""Words before the article within which its title is looked for."""
_LEAST_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class TitleFound:
    """``place`` is where it stands whole. Else ``altered`` is the block that is most like it, or ``heading`` the one that stands in its place.

    ``in_head`` says that the page's ``title`` element holds it.
    """

    place: tuple[int, int] | None = None
    altered: str = ""
    heading: str = ""
    line: int = 0
    in_head: bool = False


def find_title(title: str, stream: Stream, start: int, end: int) -> TitleFound:
    """The title before the article's words ``start`` to ``end``, or anywhere in a heading."""
    wanted = [key.casefold() for key in keys_of(title)]
    low = max(0, start - _BEFORE)
    window = [key.casefold() for key in stream.keys[low:end]]
    places = [(low + a, low + b) for a, b in places_of(wanted, window) if low + a <= start]
    if places:
        place = places[-1]
        return TitleFound(place=place, line=stream.line(place[0]))
    in_head = next(places_of(wanted, [key.casefold() for key in keys_of(stream.head.title)]), None) is not None
    first, last = stream.block_number(low), stream.block_number(start)
    best, likeness, line = "", 0.0, 0
    heading, at, level = "", 0, 7
    for block in stream.blocks[first:last]:
        text = " ".join(block.text.split())
        here = [key.casefold() for key in keys_of(text)]
        if not here:
            continue
        # The last of the highest headings stands where the title is expected.
        if block.level and block.level <= level:
            heading, at, level = text, block.runs[0].line, block.level
        if len(here) > 3 * len(wanted) + 6:
            continue
        lost = changes_between(wanted, here)
        kept = len(wanted) - sum(each.from_end - each.from_start for each in lost)
        score = 2 * kept / (len(wanted) + len(here)) if wanted else 0.0
        if score >= likeness:
            best, likeness, line = text, score, block.runs[0].line
    if likeness >= _LEAST_LIKE:
        return TitleFound(altered=best, line=line, in_head=in_head)
    return TitleFound(heading=heading, line=at, in_head=in_head)
