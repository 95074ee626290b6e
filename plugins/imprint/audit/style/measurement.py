"""How high boxes are, at least and at most, as far as texts, paddings and declared sizes tell: a layout in rough outlines.

A browser alone knows the true height of a box. What is asked here is whether two boxes surely stay apart, so the least
height is that of a text in narrow letters on the widest lines, and the most that of one in wide letters.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from imprint.audit.document import TextNode
from imprint.audit.markup import FOREIGN_TEXT
from imprint.audit.style.painting import is_inside, word_of
from imprint.audit.style.replaced import REPLACED, own_height
from imprint.audit.style.value import length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.document import Element
    from imprint.audit.style.cascade import Cascade, Style, Value
    from imprint.audit.style.environment import Environment

__all__ = ["Measurement"]

_NARROW, _WIDE = 0.38, 0.65
"""The widths of an average letter in the narrowest and the widest usual fonts, in font sizes."""
_LOW, _HIGH = 1.0, 1.6
"""The heights of a line where none is declared, in font sizes."""
_NARROWEST = 160.0
"""CSS pixels below which no box of text is taken to be, where its width is not declared."""
_ROWS = frozenset({"flex", "inline-flex", "grid", "inline-grid", "table-row"})
_FLEXIBLE = frozenset({"flex", "inline-flex"})
_SKIPPED = FOREIGN_TEXT
_OWN_MARGINS = {
    "p": 1.0,
    "blockquote": 1.0,
    "ul": 1.0,
    "ol": 1.0,
    "dl": 1.0,
    "pre": 1.0,
    "figure": 1.0,
    "menu": 1.0,
    "hr": 0.5,
    "h1": 0.67,
    "h2": 0.83,
    "h3": 1.0,
    "h4": 1.33,
    "h5": 1.67,
    "h6": 2.33,
}
"""The margins above and below a block in the browser's own style sheet, in font sizes."""
_DEEPEST = 60
"""Boxes inside each other that are followed."""
_MARGIN = 32.0
"""What the margins of a box that cannot be worked out add to a height at most, and what may stand between two boxes in a row."""


class Measurement:
    """The heights of the boxes of one page in one set of circumstances, in CSS pixels, each worked out once."""

    def __init__(self, cascade: Cascade, environment: Environment) -> None:
        self._cascade = cascade
        self.environment = environment
        self._known: dict[tuple[int, bool], float] = {}
        self._depth = 0

    def style(self, element: Element) -> Style:
        """The values of an element in these circumstances."""
        return self._cascade.style(element, self.environment)

    def pseudo(self, element: Element) -> list[tuple[str, dict[str, Value]]]:
        """The pseudo-elements of an element and the values declared for them."""
        return self._cascade.pseudo(element, self.environment)

    def least(self, element: Element) -> float:
        """How high a box in the flow is at least, its padding with it; 0 for what takes no room."""
        return self._height(element, most=False)

    def most(self, element: Element) -> float:
        """How far a box and what runs over its lower edge reach down from its upper edge at most."""
        return self._height(element, most=True)

    def in_row(self, element: Element) -> bool:
        """Whether the children of an element stand beside each other."""
        style = self.style(element)
        if style.display in {"flex", "inline-flex"}:
            return not style.word("flex-direction").startswith("column")
        return style.display in _ROWS

    def before(self, place: Element, outer: Element, *, most: bool = False) -> float:
        """The height of what stands between the upper edge of ``outer`` and the place in it, at least or at most."""
        return self._beside(place, outer, behind=False, most=most)

    def behind(self, place: Element, outer: Element) -> float:
        """The least height of what stands between the place and the lower edge of ``outer``."""
        return self._beside(place, outer, behind=True, most=False)

    def inset(self, place: Element, outer: Element | None, side: str) -> float:
        """How far, at least, the place is from the left or the right edge of ``outer``, by margins and paddings alone."""
        total = 0.0
        room = self.environment.width
        for each in reversed([each for each in place.chain if outer is None or is_inside(each, outer)]):
            style = self.style(each)
            if style.is_inline:
                continue
            if each is outer:
                total += max(style.length(f"padding-{side}", room) or 0.0, 0.0)
                continue
            margins = [style.get("margin-left"), style.get("margin-right")]
            automatic = [value is not None and value.word == "auto" for value in margins]
            limits = [found for name in ("width", "max-width") if (found := style.length(name, room)) is not None]
            if limits and any(automatic) and min(limits) < room:
                free = room - min(limits)
                left = free / 2 if all(automatic) else free if automatic[0] else 0.0
                around = (left, free - left)
            else:
                around = tuple(max(style.length(f"margin-{edge}", room) or 0.0, 0.0) for edge in ("left", "right"))  # type: ignore[assignment] # two edges
            within = tuple(max(style.length(f"padding-{edge}", room) or 0.0, 0.0) for edge in ("left", "right"))
            total += (around[0] + within[0]) if side == "left" else (around[1] + within[1])
            room = max(room - sum(around) - sum(within), _NARROWEST)
        return total

    def _beside(self, place: Element, outer: Element, *, behind: bool, most: bool) -> float:
        total = 0.0
        for each in place.chain:
            if each is outer:
                break
            around = each.parent
            if around is None:
                break
            style = self.style(around)
            if not self.in_row(around):
                siblings = list(each.iter_next_siblings()) if behind else list(each.previous_siblings)
                total += sum(self.most(sibling) if most else self.least(sibling) for sibling in siblings)
                total += sum(self.pull(sibling) for sibling in siblings)
                if not most:
                    total += self.margins([each, *siblings] if behind else [*siblings, each])
                total += self._loose(around, each, behind=behind, most=most)
            if not style.is_inline:
                total += max(style.length("padding-bottom" if behind else "padding-top", self.environment.width) or 0.0, 0.0)
            if around is not outer and not style.is_inline:
                total += max(style.length("margin-bottom" if behind else "margin-top", self.environment.width) or 0.0, 0.0)
        return total + (_MARGIN * sum(1 for _ in place.chain) if most else 0.0)

    def _loose(self, around: Element, child: Element, *, behind: bool, most: bool) -> float:
        """The height of text that stands directly in an element, before or behind one of its children."""
        if self.style(child).is_inline:
            return 0.0
        letters = sum(
            len(node.data.strip()) for node in around.nodes if isinstance(node, TextNode) and (node.order > child.order) == behind
        )
        return self._lines(self.style(around), letters, most=most) if letters else 0.0

    def pull(self, element: Element) -> float:
        """How far the negative margins of a block pull what stands behind it upwards, as a number below 0."""
        style = self.style(element)
        if style.values.keys().isdisjoint(("margin-top", "margin-bottom")) or style.is_inline or not self.takes_room(style):
            return 0.0
        return sum(min(style.length(name, self.environment.width) or 0.0, 0.0) for name in ("margin-top", "margin-bottom"))

    def generated(self, element: Element) -> float:
        """The declared height of the block that ``::before`` makes in an element."""
        return max(self._declared(element, "before"), 0.0)

    def _declared(self, element: Element, *names: str) -> float:
        """The largest declared height of some pseudo-elements that stand in the flow."""
        heights = (
            length(value.tokens[0], self.style(element).scale(self.environment.height))
            for name, values in self.pseudo(element)
            if name in names and "content" in values and word_of(values, "position") not in {"absolute", "fixed"}
            for value in (values.get("height"), values.get("min-height"))
            if value is not None and value.tokens
        )
        return max((found for found in heights if found is not None), default=0.0)

    def room(self, container: Element | None) -> float:
        """How wide a box is at most: an element's, or the window."""
        limits = [self.environment.width]
        for each in container.chain if container is not None else ():
            found = (self.style(each).length(name, self.environment.width) for name in ("width", "max-width"))
            limits += [limit for limit in found if limit is not None and limit > 0]
        return min(limits)

    def margins(self, siblings: list[Element]) -> float:
        """The margins between blocks that follow each other, each time the larger one of two (CSS 2.2, section 8.3.1)."""
        blocks = [style for each in siblings if self.takes_room(style := self.style(each)) and not style.is_inline]
        return sum(max(self.margin(one, "bottom"), self.margin(other, "top")) for one, other in pairwise(blocks))

    def margin(self, style: Style, side: str) -> float:
        """The margin of a block, ``"top"`` or ``"bottom"``, the browser's own where none is declared; 0 where it is negative."""
        value = style.get(f"margin-{side}")
        if value is None and f"margin-{side}" not in style.values:
            return _OWN_MARGINS.get(style.element.local_name, 0.0) * (style.font or 0.0)
        return max(style.length(f"margin-{side}", self.environment.width) or 0.0, 0.0)

    def _most_margins(self, style: Style) -> float:
        """The margins above and below a block together, at most."""
        vague = any((value := style.get(name)) is not None and not value.known for name in ("margin-top", "margin-bottom"))
        return _MARGIN if vague else self.margin(style, "top") + self.margin(style, "bottom")

    def takes_room(self, style: Style) -> bool:
        """Whether a box stands in the flow."""
        return (
            style.display != "none"
            and style.word("position") not in {"absolute", "fixed"}
            and style.word("float", "none") in {"none", ""}
            and (style.element.shown_as not in _SKIPPED or style.element.local_name in REPLACED)
            and "hidden" not in style.element.attrib
        )

    def _height(self, element: Element, *, most: bool) -> float:
        key = (element.order, most)
        if key not in self._known:
            if self._depth > _DEEPEST:
                return self._lines(self.style(element), len(element.text_content), most=True) if most else 0.0
            self._depth += 1
            self._known[key] = self._measured(element, most=most)
            self._depth -= 1
        return self._known[key]

    def _measured(self, element: Element, *, most: bool) -> float:
        style = self.style(element)
        if style.display == "none" or element.shown_as in {"script", "style", "template", "head", "noscript"}:
            return 0.0
        if not most and not self.takes_room(style):
            return 0.0
        room = self.environment.width
        declared = style.length("height", self.environment.height) if not _is_share(style, "height") else None
        ceiling = style.length("max-height", self.environment.height) if not _is_share(style, "max-height") else None
        floor = style.length("min-height", self.environment.height) if not _is_share(style, "min-height") else None
        edges = sum(
            max(style.length(name, room) or 0.0, 0.0)
            for name in ("padding-top", "padding-bottom", "border-top-width", "border-bottom-width")
        )
        inner = self._content(element, style, most=most)
        if element.local_name in REPLACED:
            inner = own_height(element) if most or element.attrib.get("height", "").isdecimal() else 0.0
        clips = style.word("overflow-y", "visible") not in {"visible", ""}
        height = declared if declared is not None else inner
        if ceiling is not None:
            height = min(height, ceiling)
        if floor is not None or clips or edges > 0 or most:
            height = max(height, floor or 0.0)
        if most:
            height = max(height, self._declared(element, "before", "after"))
        if most and not clips:
            height = max(height, inner)  # what runs over
        return height + edges

    def _content(self, element: Element, style: Style, *, most: bool) -> float:
        """The height of what is in an element: its lines, and the boxes between them."""
        heights: list[float] = []
        letters = 0
        for node in element.nodes:
            if isinstance(node, TextNode):
                letters += len(" ".join(node.data.split()))
            elif self._is_of_lines(node):
                letters += len(" ".join(node.text_content.split())) if self.style(node).display != "none" else 0
            else:
                if letters or node.local_name == "br":
                    heights.append(self._lines(style, max(letters, 1), most=most))
                letters = 0
                heights.append(self._in_column(node, most=most))
        if letters:
            heights.append(self._lines(style, letters, most=most))
        if self.in_row(element) and (not most or style.display in _FLEXIBLE):
            return max(heights, default=0.0) * (self._rows(element, style) if most else 1)
        # Negative margins reach through the edges of the box around (CSS 2.2, section 8.3.1), so the sum may be below nought.
        return sum(heights) + (0.0 if most else sum(self.pull(each) for each in element.elements) + self.margins(element.elements))

    def _rows(self, element: Element, style: Style) -> int:
        """In how many rows, at most, a flexible box puts its children."""
        if style.word("flex-wrap", "nowrap") == "nowrap":
            return 1
        children = [each for each in element.elements if self.takes_room(self.style(each))]
        room = max(self.room(element), _NARROWEST)
        wide = [self._broadest(each, room) + _MARGIN for each in children]
        # What is left empty at the end of a row is less than the child that did not fit.
        filled = max(room - max(wide, default=0.0), room / 2)
        return max(min(math.ceil(sum(wide) / filled), len(children)), 1)

    def _broadest(self, element: Element, room: float) -> float:
        """How wide a child of a flexible box is at most."""
        if any("width" in self.style(each).values or each.local_name in REPLACED for each in element.iter_subtree()):
            return room
        font = max((self.style(node.parent).font or 16.0 for node in element.texts), default=16.0)
        sides = [f"{edge}-{side}" for edge in ("padding", "margin") for side in ("left", "right")]
        spaces = (max(self.style(each).length(name, room) or 0.0, 0.0) for each in element.iter_subtree() for name in sides)
        return min(len(" ".join(element.text_content.split())) * _WIDE * font + sum(spaces), room)

    def _is_of_lines(self, element: Element) -> bool:
        """Whether an element is a part of the lines around it."""
        if element.local_name in REPLACED or element.shown_as in {"br", *_SKIPPED}:
            return False
        return self.style(element).is_inline and not any(_is_block(self.style(each)) for each in element.elements)

    def _in_column(self, element: Element, *, most: bool) -> float:
        """What a box adds to the height of the box around it."""
        style = self.style(element)
        if element.local_name == "br" or (element.shown_as in _SKIPPED and element.local_name not in REPLACED):
            return 0.0
        if self.takes_room(style):
            return self.most(element) + self._most_margins(style) if most else self.least(element)
        return self.most(element) if most and style.word("float", "none") not in {"none", ""} else 0.0

    def _lines(self, style: Style, letters: int, *, most: bool) -> float:
        """The height of the lines of a text of so many letters."""
        font = style.font if style.font is not None else 16.0
        room = self.environment.width
        for each in _blocks(style):
            limits = [found for name in ("width", "max-width") if (found := each.length(name, room)) is not None and found > 0]
            if limits:
                room = min(room, *limits)
        value = style.get("line-height")
        height = (_HIGH if most else _LOW) * font
        if value is not None and value.tokens:
            token = value.tokens[0]
            declared = token.value * font if token.type == "number" else style.length("line-height", font)
            height = declared if declared is not None else height
        wrapped = style.word("text-wrap-mode", "wrap") != "nowrap"
        number = math.ceil(letters * (_WIDE if most else _NARROW) * font / max(room, 1.0)) if wrapped else 1
        return max(number + (1 if most and number > 1 else 0), 1) * height


def _is_share(style: Style, name: str) -> bool:
    """Whether a height is a percentage, which counts only where the box around has a height."""
    value = style.get(name)
    return value is not None and any(token.type == "percentage" for token in value.tokens)


def _is_block(style: Style) -> bool:
    return style.display in {"block", "flex", "grid", "table", "list-item", "flow-root"}


def _blocks(style: Style) -> Iterator[Style]:
    each: Style | None = style
    while each is not None:
        if not each.is_inline:
            yield each
        each = each.parent
