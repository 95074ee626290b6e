"""Whether a reader sees a place of a page: its markup and its style sheets asked together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.markup import STRUCK, barrier
from imprint.audit.obstacle import Obstacle

if TYPE_CHECKING:
    from imprint.audit.document import Document, Element

__all__ = ["Sight"]


class Sight:
    """What stands between a reader and the elements of one page; each element is judged once."""

    def __init__(self, document: Document, styles: object) -> None:
        self._document = document
        self._styles = styles
        self._known: dict[tuple[int, bool], tuple[Obstacle, ...]] = {}

    def obstacles(self, element: Element, *, clickable: bool = False) -> tuple[Obstacle, ...]:
        """Why a reader does not see the text of ``element`` or, where ``clickable`` is asked, cannot click it; empty where nothing does."""
        key = (element.order, clickable)
        if key not in self._known:
            self._known[key] = tuple(_by_markup(element))
        return self._known[key]


def _by_markup(element: Element) -> list[Obstacle]:
    found = []
    if barred := barrier(element):
        found.append(Obstacle("markup", barred[0], barred[1].line))
    for each in element.chain:
        if each.local_name in STRUCK:
            found.append(Obstacle("struck", f"inside <{each.local_name}>", each.line))
        if each.local_name == "bdo" and each.attrib.get("dir", "").strip().lower() == "rtl":
            found.append(Obstacle("reversed", "inside <bdo dir=rtl>", each.line))
    return found
