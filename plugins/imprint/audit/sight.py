"""Whether a reader sees a place of a page: its markup and its style sheets asked together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.markup import STRUCK, barrier, slotting
from imprint.audit.obstacle import Obstacle
from imprint.audit.style.visibility import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from imprint.audit.document import Document, Element, TextNode
    from imprint.audit.style.cascade import Cascade
    from imprint.audit.style.environment import Environment
    from imprint.audit.style.generated import Added
    from imprint.audit.style.library import PageStyles

__all__ = ["Sight"]


class Sight:
    """What stands between a reader and the elements of one page; each element is judged once."""

    def __init__(self, document: Document, styles: PageStyles, cascade: Cascade | None = None) -> None:
        self.styles = styles
        self._visibility = Visibility(document, styles, cascade)
        self._known: dict[tuple[int, bool], tuple[Obstacle, ...]] = {}
        self._measured: set[tuple[int, bool]] = set()

    def is_measured(self, element: Element, *, clickable: bool = False) -> bool:
        """Whether what :meth:`obstacles` says of an element depends on how long a text is."""
        self.obstacles(element, clickable=clickable)
        return (element.order, clickable) in self._measured

    def obstacles(self, element: Element, *, clickable: bool = False) -> tuple[Obstacle, ...]:
        """Why a reader does not see the text of ``element`` or, where ``clickable`` is asked, cannot click it; empty where nothing does."""
        key = (element.order, clickable)
        if key not in self._known:
            found = _by_markup(element)
            # What the markup hides already is not asked of the style sheets.
            if not any(each.kind == "markup" for each in found):
                self._visibility.forget_measures()
                found += self._visibility.obstacles(element, clickable=clickable)
                if self._visibility.measured:
                    self._measured.add(key)
            self._known[key] = tuple(found)
        return self._known[key]

    @property
    def circumstances(self) -> frozenset[Environment]:
        """All circumstances that the style sheets tell apart."""
        return frozenset(self.styles.environments)

    def clear_in(self, element: Element, *, clickable: bool = False) -> frozenset[Environment]:
        """The circumstances in which a reader sees the text of an element and, where that is asked, can click it."""
        return frozenset() if _by_markup(element) else self._visibility.clear_in(element, clickable=clickable)

    def words_beside(self, first: Element, last: Element) -> Iterator[Added]:
        """The words that style sheets put beside a text that begins in ``first`` and ends in ``last``."""
        return self._visibility.words_beside(first, last)

    def disturbance(self, nodes: Sequence[TextNode]) -> tuple[str, str]:
        """What a style sheet puts between the parts of a passage, and how it rearranges them; empty where it does not."""
        return self._visibility.disturbance(nodes)

    def is_marked(self, anchor: Element) -> bool:
        """Whether a reader can tell a link from the text around it."""
        return self._visibility.is_marked(anchor)


def _by_markup(element: Element) -> list[Obstacle]:
    found = []
    if barred := barrier(element):
        found.append(Obstacle("markup", barred[0], barred[1].line))
    if host := slotting(element):
        found.append(
            Obstacle("undetermined", f"beside the shadow tree of <{host.local_name}>, which may show it through a slot", host.line)
        )
    for each in element.chain:
        if each.local_name in STRUCK:
            found.append(Obstacle("struck", f"inside <{each.local_name}>", each.line))
        if each.local_name == "bdo" and each.attrib.get("dir", "").strip().lower() == "rtl":
            found.append(Obstacle("reversed", "inside <bdo dir=rtl>", each.line))
    return found
