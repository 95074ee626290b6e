"""``@scope``: the elements below a scoping root, down to the limits, and how near the root is.

Source: CSS Cascading and Inheritance Level 6, sections 2.5 (scoped styles) and 2.1 (scoping proximity).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from imprint.audit.document import Element
    from imprint.audit.style.selector import Selector

__all__ = ["MARK", "Scope"]

MARK = " scope"
"""The attribute that stands at a scoping root while selectors look for it; no attribute of a page has a blank in its name."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The roots and limits of one ``@scope``. Without ``roots`` any element may be one, since it depends on where the sheet stands."""

    roots: tuple[Selector, ...] | None
    limits: tuple[Selector, ...] = ()

    def hops(self, element: Element, state: str, test: Callable[[Element], bool]) -> int | None:
        """The generations from an element up to the nearest root for which the test of a selector holds; None where there is none."""
        path = []
        for number, each in enumerate(element.chain):
            path.append(each)
            if self.roots is not None and not any(root.may_match(each, state) for root in self.roots):
                continue
            each.attrib[MARK] = ""
            try:
                if test(element) and not self._is_cut(path, state):
                    return number
            finally:
                del each.attrib[MARK]
        return None

    def _is_cut(self, path: Sequence[Element], state: str) -> bool:
        """Whether a limit stands on the way from the marked root, the last of the path, to the element."""
        return any(limit.is_met(each, state) for limit in self.limits for each in path)

    @property
    def selectors(self) -> Iterator[Selector]:
        """All selectors that decide what is in scope."""
        yield from self.roots or ()
        yield from self.limits
