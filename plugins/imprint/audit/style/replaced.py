"""Elements that show something of their own, whatever is in them: pictures, players and form controls.

Sources: HTML Living Standard, sections 15.4 (replaced elements) and 15.5 (form controls); what sizes browsers give them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.audit.document import Element

__all__ = ["REPLACED", "has_own_ground", "is_shown", "own_height", "own_width"]

_HEIGHTS = {
    "img": 300.0,
    "video": 300.0,
    "iframe": 150.0,
    "canvas": 150.0,
    "object": 150.0,
    "embed": 150.0,
    "svg": 150.0,
    "audio": 60.0,
    "textarea": 60.0,
    "select": 30.0,
    "input": 30.0,
    "progress": 20.0,
    "meter": 20.0,
}
"""How high, at most, in CSS pixels, each is taken to be where nothing says so."""
_WIDTHS = {"audio": 300.0, "progress": 180.0, "meter": 100.0}
"""How wide some are where nothing says so; the others take the room that there is."""
_BOX = 24.0
"""The size of what is ticked, with its margins."""
_ROW = 24.0
"""The height of a row of a list or of a field for text."""

REPLACED = frozenset(_HEIGHTS)


def is_shown(element: Element) -> bool:
    """Whether the element shows anything at all: a player without controls and a hidden field do not."""
    if element.local_name == "audio":
        return "controls" in element.attrib
    return not (element.local_name == "input" and _kind(element) == "hidden")


def has_own_ground(element: Element) -> bool:
    """Whether browsers paint the whole box where the page does not say otherwise."""
    return element.local_name in {"button", "dialog"} or "popover" in element.attrib


def own_height(element: Element) -> float:
    """How high a replaced element is at most where no style sheet says so, in CSS pixels."""
    name, attributes = element.local_name, element.attrib
    if attributes.get("height", "").isdecimal():
        return float(attributes["height"])
    if name == "input":
        return {"checkbox": _BOX, "radio": _BOX, "image": _HEIGHTS["img"]}.get(_kind(element), _HEIGHTS[name])
    rows = attributes.get({"textarea": "rows", "select": "size"}.get(name, ""), "")
    return max(_HEIGHTS[name], _ROW * int(rows)) if rows.isdecimal() else _HEIGHTS[name]


def own_width(element: Element, room: float) -> float:
    """How wide a replaced element is at most where no style sheet says so and there is so much room, in CSS pixels."""
    given = element.attrib.get("width", "")
    if given.isdecimal():
        return float(given)
    if element.local_name == "input" and _kind(element) in {"checkbox", "radio"}:
        return _BOX
    return _WIDTHS.get(element.local_name, room)


def _kind(element: Element) -> str:
    return element.attrib.get("type", "").strip().lower()
