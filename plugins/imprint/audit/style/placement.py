"""Boxes that are moved out of the place in which a reader looks: by position, margins, padding, or what stands before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.style.measurement import Measurement
from imprint.audit.style.moved_box import MovedBox
from imprint.audit.style.reason import Reason, told, untold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.style.cascade import Cascade, Style

__all__ = ["displaced", "outrun", "placed", "stacked", "stuck"]

_FARTHEST = 99.0
"""CSS pixels by which a box may be moved out of its place and still be found."""
_WIDEST = 3000.0
"""CSS pixels to which nobody scrolls sideways."""
_LEAST_WIDTH = 24.0
_LEAST_HEIGHT = 9.0


def placed(style: Style) -> Iterator[Reason]:  # noqa: C901, PLR0912 - one way to move a box after the other
    """A box's own values that move it, or the text in it, off the page."""
    position = style.word("position", "static")
    if position in {"absolute", "fixed", "relative"}:
        width, height = style.environment.width, style.environment.height
        for side, whole in (("left", width), ("right", width), ("top", height), ("bottom", height)):
            value = style.get(side)
            if value is None or value.word == "auto":
                continue
            distance = style.length(side, whole)
            if distance is None:
                if not value.known or value.word == "":
                    yield untold(side, value)
            elif (
                distance < -_FARTHEST
                or (side in {"left", "right"} and distance >= width - _LEAST_WIDTH)
                or distance > 4 * height
                or (side == "top" and position == "fixed" and distance > height - _LEAST_HEIGHT)
                or (side == "bottom" and distance > height - _LEAST_HEIGHT and position != "relative" and not _is_placed_inside(style))
            ):
                yield told("moved off the page", side, value)
            elif position == "relative" and abs(distance) > _LEAST_HEIGHT and side in {"top", "bottom"} and _is_boxed(style):
                yield Reason(f"may be moved to where it is cut off ({side}: {value.text}; {value.source})", determined=False)
    for side in ("left", "top", "right", "bottom"):
        name = f"margin-{side}"
        value = style.get(name)
        if value is None or (style.is_inline and side in {"top", "bottom"}):
            continue
        distance = style.length(name, style.environment.width)
        if side == "right" and style.word("float", "none") != "right" and (distance or 0.0) < 0:
            continue  # it draws what stands beside it nearer, or makes the box wider
        if distance is not None and (distance < -_FARTHEST or (side in {"left", "right"} and distance > style.environment.width)):
            yield told("moved off the page", name, value)
        elif distance is None and not value.known:
            yield untold(name, value)
    value = style.get("vertical-align")
    if value is not None and abs(style.length("vertical-align", 16.0) or 0.0) > _FARTHEST:
        yield told("moved out of its line", "vertical-align", value)
    value = style.get("offset-path")
    if value is not None and value.word != "none":
        yield untold("offset-path", value)
    yield from _pushed(style)


def stuck(cascade: Cascade, style: Style) -> Iterator[Reason]:
    """What lies screens below the upper edge of a small box that scrolls is not looked for there; what hangs above its container may be above the page."""
    measures = Measurement(cascade, style.environment)
    value, height = style.get("height") or style.get("max-height"), style.length("height") or style.length("max-height")
    if value is not None and height is not None and height <= _SMALL and style.word("overflow-y") in {"auto", "scroll", "overlay"}:
        room = max(height, _LEAST_HEIGHT) * _SCREENS
        for each in style.element.iter_subtree():
            if measures.generated(each) > room or (
                each is not style.element and measures.least(each) > room and not each.text_content.strip()
            ):
                yield told("far below the edge of a small box that scrolls", "height", value)
                return
    bottom = style.get("bottom")
    if bottom is None or style.word("position") != "absolute" or not _is_placed_inside(style):
        return
    lowest, share = style.length("bottom", 0.0), (style.length("bottom", 1000.0) or 0.0) - (style.length("bottom", 0.0) or 0.0)
    container = style.parent
    while container is not None and container.word("position", "static") in {"static", ""}:
        container = container.parent
    if container is not None and share >= 1000.0:  # noqa: PLR2004 - all of the container's height
        *_, page = style.element.chain
        out = container.word("position") in {"absolute", "fixed"}  # then what stands before it does not hold it down
        if out or measures.before(container.element, page) < measures.least(style.element) + (lowest or 0.0):
            yield Reason(f"may be moved above the page (bottom: {bottom.text}; {bottom.source})", determined=False)


_SMALL = 150.0
"""CSS pixels up to which a box that scrolls shows some lines only."""
_SCREENS = 3
"""Heights of such a box below which nobody looks for more."""


def _is_placed_inside(style: Style) -> bool:
    """Whether a box out of the flow is placed by another box than the window."""
    around = style.parent
    while around is not None:
        if around.word("position", "static") not in {"static", ""} or around.get("transform") is not None:
            return style.word("position") != "fixed"
        around = around.parent
    return False


def stacked(cascade: Cascade, style: Style) -> Iterator[Reason]:
    """Boxes that leave the flow without being placed lie where they would have stood: one upon the other."""
    if not _is_unplaced(style):
        return
    for sibling in style.element.iter_next_siblings():
        if _is_unplaced(cascade.style(sibling, style.environment)):
            value = style.get("position")
            assert value is not None
            yield Reason(f"<{sibling.local_name}> behind it may lie upon it (position: {value.text}; {value.source})", determined=False)
            return


def _is_unplaced(style: Style) -> bool:
    sides = (style.get(name) for name in ("left", "top", "right", "bottom"))
    return style.word("position") in {"absolute", "fixed"} and all(each is None or each.word == "auto" for each in sides)


def _pushed(style: Style) -> Iterator[Reason]:
    """Padding, or a box much wider than the window, that leaves the text beyond its edge."""
    width = style.environment.width
    for name in ("padding-left", "padding-right"):
        value = style.get(name)
        if value is not None and not style.is_inline and (style.length(name, width) or 0.0) > width - _LEAST_WIDTH:
            yield told("pushed off the page", name, value)
    value = style.get("width") or style.get("min-width")
    aside = style.word("text-align") in {"right", "end", "center", "-webkit-right", "-webkit-center"}
    extent = max(style.length("width", width) or 0.0, style.length("min-width", width) or 0.0)
    if value is not None and aside and extent > (1.5 * width if _is_cut(style) else _WIDEST):
        yield told("pushed off the page", "width", value)


def _is_cut(style: Style) -> bool:
    """Whether something around a box keeps a reader from scrolling sideways to what it holds."""
    each: Style | None = style
    while each is not None:
        if each.word("overflow-x", "visible") in {"hidden", "clip"}:
            return True
        each = each.parent
    return False


def _is_boxed(style: Style) -> bool:
    """Whether a box around it has a height and cuts off what does not fit."""
    around = style.parent
    while around is not None and around.parent is not None:
        if around.word("overflow-y", "visible") in {"hidden", "clip"} and (around.get("height") or around.get("max-height")) is not None:
            return True
        around = around.parent
    return False


def outrun(cascade: Cascade, style: Style) -> Iterator[Reason]:
    """Boxes before it in a row that does not wrap and that leave it no room, where what does not fit is cut off."""
    row = style.parent
    if row is None or style.element.previous is None or not _is_cut(row):
        return
    if row.display in {"grid", "inline-grid"} and "column" in row.words("grid-auto-flow"):
        flow = row.get("grid-auto-flow")
        assert flow is not None
        yield Reason(f"may be pushed beyond an edge at which it is cut off (grid-auto-flow: {flow.text}; {flow.source})", determined=False)
    if (
        row.display not in {"flex", "inline-flex"}
        or row.word("flex-direction").startswith("column")
        or row.word("flex-wrap", "nowrap") != "nowrap"
    ):
        return
    taken = 0.0
    width = max(row.length("width", style.environment.width) or 0.0, row.length("min-width", style.environment.width) or 0.0)
    roomy = width > style.environment.width  # in a row wider than the window nothing need shrink
    width = width if roomy else style.environment.width
    for sibling in style.element.previous_siblings:
        other = cascade.style(sibling, style.environment)
        if roomy or (other.length("flex-shrink") if other.get("flex-shrink") is not None else 1.0) == 0:
            taken += max((other.length(name, width) or 0.0 for name in ("flex-basis", "width", "min-width")), default=0.0)
    if taken > style.environment.width - _LEAST_WIDTH:
        yield Reason(
            f"may be pushed beyond an edge at which it is cut off by <{style.element.previous.local_name}> before it", determined=False
        )


def displaced(cascade: Cascade, style: Style) -> Iterator[Reason]:
    """Margins of what stands before a box that pull it, with everything behind them, off the page."""
    if style.word("position") in {"absolute", "fixed"}:
        return
    *_, page = style.element.chain
    measures = Measurement(cascade, style.environment)
    for sibling in style.element.previous_siblings:
        other = cascade.style(sibling, style.environment)
        if not measures.takes_room(other) or other.is_inline:
            continue
        for name in ("margin-top", "margin-bottom"):
            value = other.get(name)
            distance = other.length(name, style.environment.width)
            if value is not None and distance is not None and distance < -_FARTHEST:
                if measures.before(style.element, page) >= 0.0:
                    return  # so much stands above it that it surely stays on the page
                yield told(f"pulled off the page by <{sibling.local_name}> before it", name, value)
                return
        if measures.least(sibling) < -_FARTHEST and measures.before(style.element, page) < 0.0:
            yield Reason(f"may be pulled off the page by what is in <{sibling.local_name}> before it", determined=False)
            return
    for name, values in cascade.pseudo(style.element, style.environment):
        box = MovedBox(style.element, values, measures, name)
        pulled = sum(min(box.length(margin, style.environment.width) or 0.0, 0.0) for margin in ("margin-top", "margin-bottom"))
        if name == "before" and box.is_displayed and not (box.is_in_line or box.is_out_of_flow) and pulled < -_FARTHEST:
            yield Reason(f"may be pulled off the page by ::before of <{style.element.local_name}>", determined=False)
