"""Where the words of a copyright notice stand in a copy, and what became of a notice that does not stand there as it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.copies.align import align
from imprint.copies.words import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from imprint.copies.align import Alignment
    from imprint.copies.stream import Hidden, Stream

__all__ = ["NoticeFound", "find_notice", "places_of"]

_LEAST_LIKE = 0.4


@dataclass(frozen=True, slots=True)
class NoticeFound:
    """``places`` are the runs of words that are the notice, whole. Where there is none, ``nearest`` is what is most like it, or ``hidden`` is where it stands unseen."""

    raw: str
    keys: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    nearest: Alignment | None = None
    hidden: Hidden | None = None


def places_of(wanted: Sequence[str], keys: Sequence[str], start: int = 0) -> Iterator[tuple[int, int]]:
    """Each run of words that is ``wanted``, from ``start`` on."""
    size = len(wanted)
    if not size:
        return
    wanted = tuple(wanted)
    keys = tuple(keys)
    first = wanted[0]
    at = start - 1
    while True:
        try:
            at = keys.index(first, at + 1)
        except ValueError:
            return
        if keys[at : at + size] == wanted:
            yield at, at + size


def find_notice(raw: str, stream: Stream) -> NoticeFound:
    """What became of one notice."""
    wanted = tuple(keys_of(raw))
    places = tuple(places_of(wanted, stream.keys))
    if places:
        return NoticeFound(raw, wanted, places)
    for hidden in stream.hidden:
        if next(places_of(wanted, keys_of(hidden.text)), None) is not None:
            return NoticeFound(raw, wanted, (), hidden=hidden)
    nearest = align(wanted, stream.keys)
    if nearest is not None and nearest.kept < _LEAST_LIKE * len(wanted):
        nearest = None
    return NoticeFound(raw, wanted, (), nearest=nearest)
