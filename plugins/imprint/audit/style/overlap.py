"""Whether a box that has left its place in the flow may lie over a text: what only a browser can tell for sure.

A box lies over another only where it is moved: out of the flow, by an offset, a transformation or a negative margin, where it
runs over its own edge, or where both are put into one cell of a grid. For each such box it is asked whether it surely stays
clear of the place, in rough measures (:mod:`imprint.audit.style.measurement`). Where it does not surely, the place is
"undetermined"; boxes that plainly cover it are :mod:`imprint.audit.style.cover`'s business.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from imprint.audit.obstacle import Obstacle
from imprint.audit.style.grid_cell import share_a_cell
from imprint.audit.style.measurement import Measurement
from imprint.audit.style.moved_box import SLACK, STICKY, TRANSFORMING, MovedBox, Reach
from imprint.audit.style.painting import is_above, is_drawn, is_positioned, is_solid, level_of, stacks, word_of
from imprint.audit.style.replaced import REPLACED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.document import Document, Element
    from imprint.audit.style.cascade import Cascade, Style
    from imprint.audit.style.environment import Environment

__all__ = ["SHORT_TEXT", "Overlap"]

SHORT_TEXT = 200
"""Letters up to which the text of a box is a part of a page's shape (:mod:`imprint.audit.proof`), so that its size is not taken to vary."""
_BUTTON = 120.0
"""The size in CSS pixels of what stays in the window and still leaves a reader room to scroll a text beside it."""
_BAR, _TALLEST = 0.25, 0.5
"""Shares of the window: where a bar at its upper edge begins at most, and how far it reaches."""
_MOST_BOXES = 2000
_DEEPEST = 60
"""Boxes inside each other that are followed."""
_LAID_OUT = frozenset({"flex", "inline-flex", "grid", "inline-grid"})
_GRIDS = frozenset({"grid", "inline-grid"})


class Overlap:
    """The answers for one page."""

    def __init__(self, cascade: Cascade, document: Document) -> None:
        self._cascade = cascade
        self._document = document
        self._measures: dict[Environment, Measurement] = {}
        self._known: dict[Environment, list[tuple[MovedBox, bool]]] = {}
        self.measured = False
        """Whether an answer depended on how long the texts of the page are."""

    def obstacles(self, place: Element, environment: Environment, *, clickable: bool) -> Iterator[Obstacle]:
        """The first box that may lie over ``place``, as an obstacle that is not determined.

        Boxes that move while a reader points at something or has the focus there are left alone: menus and tooltips are made so.
        """
        moved = self._cascade.displaced(self._document)
        celled = [each for around in place.chain for each in self._cascade.celled(around)]
        if environment.state != "rest" or not (moved or celled):
            return
        if len(moved) > _MOST_BOXES:
            yield Obstacle("undetermined", f"{len(moved)} boxes that may be moved stand around it, too many to follow", place.line)
            return
        measures = self._measures.setdefault(environment, Measurement(self._cascade, environment))
        question = _Question(self._cascade, measures, place, clickable=clickable)
        boxes = [*self._boxes(measures), *self._made(celled, measures)]
        shifted = question.is_shifted
        for box, leaves in boxes:
            if (leaves or shifted) and not question.holds_text_of_place(box) and question.may_lie_over(box):
                yield Obstacle("undetermined", f"{box.name} on line {box.element.line} may lie over it", box.element.line)
                self.measured = True
                return
        self.measured = self.measured or question.measured

    def _boxes(self, measures: Measurement) -> list[tuple[MovedBox, bool]]:
        """The boxes that are displayed and may be moved, and whether each surely or maybe leaves its place in the flow."""
        environment = measures.environment
        if environment not in self._known:
            self._known[environment] = self._made(self._cascade.displaced(self._document), measures)
        return self._known[environment]

    def _made(self, elements: list[Element], measures: Measurement) -> list[tuple[MovedBox, bool]]:
        found = []
        for element in elements:
            own = MovedBox(element, measures.style(element).values, measures)
            if not own.is_displayed:
                continue
            pseudo = self._cascade.pseudo(element, measures.environment)
            boxes = [own, *(MovedBox(element, values, measures, name) for name, values in pseudo if name in {"before", "after"})]
            found += [(box, box.leaves_its_place) for box in boxes if box.is_displayed and not box.is_cut_away]
        return found


class _Question:
    """Whether boxes may lie over one place, in one set of circumstances."""

    def __init__(self, cascade: Cascade, measures: Measurement, place: Element, *, clickable: bool) -> None:
        self._cascade = cascade
        self._measures = measures
        self._place = place
        self._clickable = clickable
        self._environment = measures.environment
        self._chain = {id(each) for each in place.chain}
        self._within = {id(each) for each in place.iter_subtree()}
        self._known: dict[int, MovedBox] = {}
        self._shifts: dict[int, float] = {}
        self.measured = False

    @property
    def is_shifted(self) -> bool:
        """Whether the place, or a box around it, is itself moved out of the flow."""
        return any(self._shift_of(each) > SLACK for each in self._place.chain)

    def holds_text_of_place(self, box: MovedBox) -> bool:
        """Whether a box holds the place, or a part of its text."""
        element = box.element
        return not box.pseudo and (id(element) in self._chain or (id(element) in self._within and bool(element.text_content.strip())))

    def may_lie_over(self, box: MovedBox) -> bool:
        """Whether a box may lie over the place; false where it surely does not, or shows nothing."""
        if not (box.leaves_its_place or self._place_shift(box.element) > SLACK):
            return False
        if not is_above(self._level(box), box.element, self._place, self._cascade, self._environment, last=box.pseudo == "after"):
            return False
        return self._shows(box) and (self._shares_a_cell(box) or self._meets(box, 0.0, 0.0)) and not box.is_flat

    def _measure(self, box: MovedBox) -> None:
        """Note that the answer depends on the size of a box, which varies with its text where that is long."""
        self.measured = self.measured or len(box.element.text_content) > SHORT_TEXT

    def is_around(self, element: Element) -> bool:
        """Whether the place is the element, or stands in it."""
        return id(element) in self._chain

    def is_within(self, element: Element) -> bool:
        """Whether an element is the place, or stands in it."""
        return id(element) in self._within

    # Whether there is anything to see, and above what.

    def _shows(self, box: MovedBox) -> bool:
        lifted = box.is_lifting or any(is_positioned(style.values) or stacks(style) for style in self._around(box))
        if not box.pseudo:
            return is_solid(self._cascade, box.element, self._environment, clickable=self._clickable, lifted=lifted)
        if any(token.type != "string" or token.value.strip() for token in box.values["content"].tokens):
            return True
        within_link = box.element.local_name == "a" and self.is_around(box.element)  # a click on it is one on the link
        clickable = self._clickable and word_of(box.values, "pointer-events") != "none" and not within_link
        return lifted and (clickable or is_drawn(box.values, box.style))

    def _level(self, box: MovedBox) -> float:
        """The level of the outermost stacking context in which the box stands and the place does not."""
        level = level_of(box.values) if is_positioned(box.values) else 0.0
        for style in self._around(box):
            if stacks(style):
                level = level_of(style.values)
        return level

    def _around(self, box: MovedBox) -> Iterator[Style]:
        """The elements around a box, up to the one in which the place stands too."""
        around = box.around
        while around is not None and not self.is_around(around):
            yield self._measures.style(around)
            around = around.parent

    # Where it is.

    def _meets(self, box: MovedBox, up: float, down: float, steps: int = 0) -> bool:
        """Whether a box that reaches so much further up and down than its own edges may lie over the place."""
        if steps > _DEEPEST:
            return True
        position = word_of(box.values, "position")
        if box.is_out_of_flow:
            if box.is_vague:
                return True
            if position == "fixed" and not any(self._transforms(each) for each in self._chain_around(box)):
                return self._meets_in_window(box, up, down)
            return self._meets_placed(box, up, down, steps)
        if (position in STICKY and self._meets_stuck(box)) or self._meets_in_line(box):
            return True
        above, below = box.shift
        return self._meets_in_flow(box, up + above, down + below + box.overrun, steps)

    def _meets_in_flow(self, box: MovedBox, up: float, down: float, steps: int = 0) -> bool:
        around = box.around
        if around is None:
            return False
        if self.is_around(around):
            if not box.pseudo and self._is_beside(box.element, around):
                return False
            if self.is_within(box.element) and not box.pseudo:
                return max(up, down) > SLACK  # it stands among the words
            return (up if self._is_behind(box) else down) > self._gap(box, around) + SLACK
        if max(up, down, self._place_shift(box.element)) <= SLACK:
            return False
        style = self._measures.style(around)
        if _clips(style):
            up = down = 0.0
        return self._meets(self._box_of(around), up, down, steps + 1)

    def _meets_unplaced(self, box: MovedBox, up: float, down: float, steps: int) -> bool:
        """A box out of the flow without offsets stands where it would have stood, or at an edge of a flexible box or a grid."""
        around = box.around
        if around is not None and self._measures.style(around).display in _LAID_OUT:
            room = self._measures.most(around)
            up, down = (up + room, down + room) if self.is_around(around) else (max(box.height - room, 0.0), max(box.height - room, 0.0))
        return self._meets_in_flow(box, up, down, steps)

    def _box_of(self, element: Element) -> MovedBox:
        if element.order not in self._known:
            self._known[element.order] = MovedBox(element, self._measures.style(element).values, self._measures)
        return self._known[element.order]

    def _is_behind(self, box: MovedBox) -> bool:
        if box.pseudo and self.is_around(box.element):
            return box.pseudo == "after"
        return box.element.order > self._place.order

    def _is_beside(self, element: Element, around: Element) -> bool:
        """Whether an element and the place stand in a row, side by side."""
        style = self._measures.style(around)
        if style.display in _GRIDS:
            columns = style.get("grid-template-columns")
            return columns is not None and len(columns.tokens) > 1
        return self._measures.in_row(around) and style.word("flex-wrap", "nowrap") == "nowrap" and element.local_name not in REPLACED

    def _gap(self, box: MovedBox, around: Element) -> float:
        """The least height of what stands between the place and a box in the same element."""
        self.measured = True
        measures, place = self._measures, self._place
        shift = self._place_shift(box.element)
        behind = self._is_behind(box)
        if box.pseudo:
            return (measures.behind(place, around) if behind else measures.before(place, around)) - shift
        branch = next((each for each in place.chain if each.parent is around), None)
        if branch is None:
            return 0.0  # it stands in the place itself
        first, last = sorted((branch.index, box.element.index))
        between = around.elements[first : last + 1]
        height = 0.0
        if not measures.in_row(around):
            height = sum(measures.least(each) + measures.pull(each) for each in between[1:-1]) + measures.margins(between)
        within = 0.0 if branch is place else measures.behind(place, branch) if behind else measures.before(place, branch)
        return height + within - shift

    def _place_shift(self, other: Element) -> float:
        """How far the place, or a box around it that does not hold the other element, is itself moved out of the flow."""
        meeting = next((each for each in other.chain if self.is_around(each)), None)
        total = 0.0
        for each in self._place.chain:
            if each is meeting:
                break
            total += self._shift_of(each)
        return total

    def _shift_of(self, element: Element) -> float:
        if element.order not in self._shifts:
            box = self._box_of(element)
            pulled = sum(self._measures.pull(sibling) for sibling in element.previous_siblings)
            self._shifts[element.order] = math.inf if box.is_out_of_flow else sum(box.shift) - pulled
        return self._shifts[element.order]

    def _chain_around(self, box: MovedBox) -> Iterator[Element]:
        around = box.around
        return around.chain if around is not None else iter(())

    def _transforms(self, element: Element) -> bool:
        """Whether an element is the containing block of what is fixed in it (CSS Transforms 1, section 2)."""
        style = self._measures.style(element)
        return any(style.get(name) is not None and style.word(name) != "none" for name in (*TRANSFORMING, "filter"))

    def _container(self, box: MovedBox) -> Element | None:
        """The element to whose edges a box out of the flow is placed; None for the page."""
        return next(
            (each for each in self._chain_around(box) if is_positioned(self._measures.style(each).values) or self._transforms(each)), None
        )

    def _is_aside(self, box: MovedBox, container: Element | None) -> bool:
        """Whether a box out of the flow stands beside the place, or beside the window."""
        room = self._measures.room(container)
        start, end = box.across(room)
        if end <= SLACK or start >= room - SLACK:
            return True
        if start < room / 2 < end:
            return False
        left, right = (self._measures.inset(self._place, container, side) for side in ("left", "right"))
        return end <= left + SLACK or start >= room - right - SLACK

    def _meets_placed(self, box: MovedBox, up: float, down: float, steps: int) -> bool:
        """A box that is placed by the edges of the element around it that is positioned."""
        self._measure(box)
        container = self._container(box)
        if container is not None and not self.is_around(container):
            return self._meets_beyond(box, container, up, down, steps)
        reach = self._reach(box, container)
        if self._is_aside(box, container) or (container is not None and box.hangs_outside):
            return False
        if not reach.edge:
            return self._meets_unplaced(box, max(-reach.start, 0.0) + up, max(reach.end, 0.0) + down, steps)
        start, end = (reach.start - down, reach.end + up) if reach.edge == "bottom" else (reach.start - up, reach.end + down)
        if reach.edge == "bottom" and container is not None:
            self.measured = True
            return end > max(self._measures.behind(self._place, container), 0.0) + SLACK
        if reach.edge == "bottom":
            # The edges of the page are those of the window before anything is scrolled.
            start, end = self._environment.height - end, self._environment.height - start
        return self._meets_from_above(container, start, math.inf if reach.edge == "both" else end)

    def _reach(self, box: MovedBox, container: Element | None) -> Reach:
        if container is None:
            return box.reach(self._environment.height)
        return box.reach(max(self._measures.least(container), 0.0), self._measures.most(container))

    def _meets_from_above(self, container: Element | None, start: float, end: float) -> bool:
        """A box that reaches from so far to so far below the upper edge of its containing block."""
        if end <= SLACK:
            return False
        self.measured = True
        outer = container if container is not None else self._root
        if end <= self._measures.before(self._place, outer) + SLACK:
            return False
        return start < self._measures.before(self._place, outer, most=True) + self._measures.most(self._place)

    def _meets_beyond(self, box: MovedBox, container: Element, up: float, down: float, steps: int) -> bool:
        """A box that is placed by an element in which the place does not stand: how far it reaches beyond that."""
        reach = self._reach(box, container)
        if not reach.edge:
            return self._meets_unplaced(box, max(-reach.start, 0.0) + up, max(reach.end, 0.0) + down, steps)
        if _clips(self._measures.style(container)):
            return self._meets(self._box_of(container), 0.0, 0.0, steps + 1)
        room = self._measures.least(container)
        above, below = max(-reach.start + up, 0.0), max(reach.end - room + down, 0.0)
        if box.hangs_outside:
            size = reach.end - reach.start
            above, below = (0.0, size + down) if reach.edge == "top" else (size + up, 0.0)
        elif reach.edge == "bottom":
            above, below = max(reach.end - room + up, 0.0), max(-reach.start + down, 0.0)
        elif reach.edge == "both":
            below = max(-reach.end + down, 0.0)
        return self._meets(self._box_of(container), above, below, steps + 1)

    @property
    def _root(self) -> Element:
        *_, root = self._place.chain
        return root

    def _meets_in_window(self, box: MovedBox, up: float, down: float) -> bool:
        """A box that stays in the window while the page is scrolled."""
        self._measure(box)
        high = self._environment.height
        reach = box.reach(high)
        if not reach.edge and self._is_behind(box):
            return self._meets_unplaced(box, max(-reach.start, 0.0) + up, 0.0, 0)  # it stands below the place, or below the window
        start, end = self._seen(box, up, down)
        left, right = box.across(self._environment.width)
        small = end - start <= _BUTTON and right - left <= _BUTTON
        if small or end <= SLACK or start >= high - SLACK or self._is_aside(box, None):
            return False
        self.measured = True
        if start <= _BAR * high and end <= _TALLEST * high:
            return end > self._measures.before(self._place, self._root) + SLACK
        if reach.edge and start >= _TALLEST * high:
            below = self._measures.before(self._place, self._root, most=True) + self._measures.most(self._place)
            return high - start > self._measures.behind(self._place, self._root) + SLACK and below > start
        return True

    def _seen(self, box: MovedBox, up: float, down: float) -> tuple[float, float]:
        """From where to where a fixed box reaches in the window."""
        high = self._environment.height
        reach = box.reach(high)
        start, end = reach.start, reach.end
        if reach.edge == "bottom":
            start, end = high - end, high - start
        elif reach.edge == "both":
            end = high - end
        elif not reach.edge:
            start += self._measures.before(box.element, self._root)
            end += self._measures.before(box.element, self._root, most=True)
        return start - up, end + down

    def _meets_in_line(self, box: MovedBox) -> bool:
        """A box that is moved along a line in which the place stands."""
        around = box.around
        return box.slides and around is not None and (self.is_around(around) or self.is_within(around))

    def _meets_stuck(self, box: MovedBox) -> bool:
        """A box that stays at an edge of the window as long as what is around it is seen."""
        around = box.around
        if around is None or not self.is_around(around) or (not box.pseudo and self._is_beside(box.element, around)):
            return False
        edge = "bottom" if self._is_behind(box) else "top"  # the other edge keeps it away from what stands between
        distance = box.length(edge, self._environment.height)
        self._measure(box)
        return distance is not None and box.height + max(distance, 0.0) > _TALLEST * self._environment.height

    # Cells of a grid.

    def _is_in_cell(self, box: MovedBox) -> bool:
        around = box.around
        return (
            around is not None
            and "grid-row" in box.values
            and self.is_around(around)
            and self._place is not around
            and self._measures.style(around).display in _GRIDS
        )

    def _shares_a_cell(self, box: MovedBox) -> bool:
        """Whether a box and the part of the grid in which the place stands are put into the same cells."""
        if not self._is_in_cell(box):
            return False
        branch = next(each for each in self._place.chain if each.parent is box.around)
        return share_a_cell(box.values, self._measures.style(branch).values)


def _clips(style: Style) -> bool:
    """Whether a box cuts off what reaches over its upper and lower edges."""
    return style.word("overflow-y", "visible") not in {"visible", ""}
