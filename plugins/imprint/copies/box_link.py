"""The link of a copy that is, or was meant to be, the resource link, and the place of the resource box.

A page may link to the author in several places. The one that counts is the one a reader meets after the
article; where none of those goes to the right place, the one in the words of the box or with the words of the link.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from imprint.copies.aim import Aim, aim_of
from imprint.copies.furniture import is_comments, is_site_footer
from imprint.copies.notices_found import places_of
from imprint.copies.words import keys_of

if TYPE_CHECKING:
    from imprint.audit.document import Element
    from imprint.copies.original import Original
    from imprint.copies.sight import Sight
    from imprint.copies.stream import Anchor, Stream

__all__ = ["FARTHEST", "BoxLink", "Place", "find_box_link"]

FARTHEST = 150
"""Foreign words between the article and its box beyond which the two are no longer one."""
_FARTHEST_IN_FOOTER = 12
"""Likewise, where the box stands in the footer of the whole site."""
_NEAR = 200
"""Words behind the article within which a link that goes elsewhere is taken for the resource link."""
_LEAST_OF_BOX = 0.6

Place = Literal["after", "before", "inside", "far", "comments", "none"]


@dataclass(frozen=True, slots=True)
class BoxLink:
    """``anchor`` is the link, or None where there is none; ``aim`` says where it goes.

    ``place`` is where the box stands to the article, ``words`` how many foreign words lie between, ``line`` where it stands.
    ``mention`` is the line at which the address stands without being a link, 0 where it does not.
    """

    anchor: Anchor | None
    aim: Aim | None
    place: Place
    words: int = 0
    line: int = 0
    mention: int = 0


@dataclass(frozen=True, slots=True)
class Republished:
    """The place of the article in the copy: its words ``start`` to ``end``, and the ``notices`` around it."""

    start: int
    end: int
    notices: tuple[tuple[int, int], ...]


def find_box_link(original: Original, stream: Stream, text: Republished, base: str, sight: Sight | None) -> BoxLink:
    """The resource link of a copy as far as it can be made out."""
    return _Search(original, stream, text, base, sight).found()


class _Search:
    def __init__(self, original: Original, stream: Stream, text: Republished, base: str, sight: Sight | None) -> None:
        self.original, self.stream, self.text, self.base, self.sight = original, stream, text, base, sight
        self.box = frozenset(keys_of(original.box)) - {".", ","}
        self.named = tuple(keys_of(original.anchor))
        self.bare = original.link.partition("://")[2].rstrip("/")

    def found(self) -> BoxLink:  # noqa: PLR0911 - one way to find it after the other
        stream, link = self.stream, self.original.link
        # A page may link to one address ten thousand times.
        known = {href: aim_of(href, link, self.base) for href in {anchor.href for anchor in stream.anchors}} if link else {}
        aims = [(anchor, known.get(anchor.href)) for anchor in stream.anchors]
        right = [(anchor, aim) for anchor, aim in aims if aim is not None and aim.arrives]
        placed = [(anchor, aim, *self._placed(anchor.at, anchor.element)) for anchor, aim in right]
        best = min(placed, key=lambda each: self._rank(each[0], each[2], each[3]), default=None)
        if best is not None and best[2] == "after":
            return BoxLink(best[0], best[1], best[2], best[3], best[0].line)
        astray = [(anchor, aim) for anchor, aim in aims if (aim is None or not aim.arrives) and self._is_meant(anchor, aim)]
        meant = [(anchor, aim, *self._placed(anchor.at, anchor.element)) for anchor, aim in astray]
        near = min((each for each in meant if each[2] == "after"), key=lambda each: self._rank(each[0], each[2], each[3]), default=None)
        if near is not None:
            return BoxLink(near[0], near[1], near[2], near[3], near[0].line)
        if best is not None:
            return BoxLink(best[0], best[1], best[2], best[3], best[0].line)
        meant.sort(key=lambda each: self._rank(each[0], each[2], each[3]))
        mention = self._mention()
        if mention is not None:
            place, words = self._placed(mention, stream.run(mention).element)
            return BoxLink(None, None, place, words, stream.line(mention), stream.line(mention))
        if meant:
            anchor, aim, place, words = meant[0]
            return BoxLink(anchor, aim, place, words, anchor.line)
        box = self._box_block()
        if box is not None:
            place, words = self._placed(box, stream.run(box).element)
            return BoxLink(None, None, place, words, stream.line(box))
        return BoxLink(None, None, "none")

    def _rank(self, anchor: Anchor, place: Place, words: int) -> tuple[object, ...]:
        unseen = bool(anchor.unseen)
        if not unseen and self.sight is not None and anchor.element is not None and place == "after":
            obstacle = self.sight.obstacle(anchor.element)
            unseen = obstacle is not None and obstacle.sure
        empty = not anchor.text and not anchor.image
        return (_PLACES.index(place), unseen or empty, words, anchor.at)

    def _placed(self, at: int, element: Element | None) -> tuple[Place, int]:
        """Where a word stands to the article, and how many foreign words lie between."""
        text = self.text
        if element is not None and self._is_comment(element):
            return "comments", 0
        if at < text.start:
            return "before", self._foreign(at, text.start)
        if at < text.end:
            return "inside", 0
        words = self._foreign(text.end, at)
        footer = element is not None and any(is_site_footer(each) for each in element.chain)
        return ("far" if words > (_FARTHEST_IN_FOOTER if footer else FARTHEST) else "after"), words

    def _is_comment(self, element: Element) -> bool:
        if self.text.end <= self.text.start:
            return False
        inside = self.stream.run(self.text.start).element
        around = {each.order for each in inside.chain} if inside is not None else set()
        return any(is_comments(each) for each in element.chain if each.order not in around)

    def _foreign(self, start: int, end: int) -> int:
        words = end - start
        for begin, stop in self.text.notices:
            words -= max(0, min(stop, end) - max(begin, start))
        return words

    def _is_meant(self, anchor: Anchor, aim: Aim | None) -> bool:  # noqa: PLR0911 - one sign after the other
        """Whether a link that goes elsewhere was meant to be the resource link."""
        if anchor.printed and self.original.link:
            return bool(self.bare) and self.bare.split("/")[0] in anchor.href
        words = tuple(keys_of(anchor.text))
        if self.named and words == self.named:
            return True
        if aim is not None and aim.place == "through":
            return True
        if self.bare and (self.bare in anchor.text or self.bare in anchor.href):
            return True
        if not self.original.link and anchor.at >= self.text.end:
            return (
                self._foreign(self.text.end, anchor.at) <= _NEAR and aim is None and anchor.href.lower().startswith(("http://", "https://"))
            )
        if self.text.end <= anchor.at < self.text.end + _NEAR and len(self.box) > 3:  # noqa: PLR2004 - fewer words are no box
            here = self._words_of_block(min(anchor.at, len(self.stream.keys) - 1))
            return len(here & self.box) >= _LEAST_OF_BOX * len(self.box)
        return False

    def _words_of_block(self, at: int) -> frozenset[str]:
        if at < 0:
            return frozenset()
        return frozenset(self._block_keys(self.stream.spans[at][0]))

    def _block_keys(self, number: int) -> tuple[str, ...]:
        blocks = self.stream.blocks
        end = blocks[number + 1].first if number + 1 < len(blocks) else len(self.stream.keys)
        return self.stream.keys[blocks[number].first : end]

    def _mention(self) -> int | None:
        """The first word of the address where it stands as text, after the article if it stands there."""
        if not self.bare:
            return None
        wanted = keys_of(self.bare)
        found: int | None = None
        for start, _ in places_of(wanted, self.stream.keys):
            if start >= self.text.end:
                return start
            found = start if found is None else found
        return found

    def _box_block(self) -> int | None:
        """The first word of a block with the words of the box, after the article if there is one."""
        if len(self.box) <= 3:  # noqa: PLR2004 - fewer words are no box
            return None
        found: int | None = None
        for number, block in enumerate(self.stream.blocks):
            here = frozenset(self._block_keys(number))
            if len(here & self.box) >= _LEAST_OF_BOX * len(self.box) and len(here) <= 4 * len(self.box):
                if block.first >= self.text.end:
                    return block.first
                found = block.first if found is None else found
        return found


_PLACES: tuple[Place, ...] = ("after", "far", "inside", "before", "comments", "none")
