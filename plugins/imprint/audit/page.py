"""A page as the rules see it: its bytes, its text, its tree and what a reader sees of it, each worked out once."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from imprint.audit.document import Document, parse_document, parse_fragment
from imprint.audit.link import links_on
from imprint.audit.markup import speaks_to_robots
from imprint.audit.notice import NoticeFindings, notices_on
from imprint.audit.sight import Sight
from imprint.audit.source import Source
from imprint.audit.style.library import StyleLibrary
from imprint.audit.wording import Wording, wording_of

if TYPE_CHECKING:
    from imprint.audit.document import Element
    from imprint.audit.expected import Expected
    from imprint.audit.rule import Fault

__all__ = ["Page"]

_NOSCRIPT = re.compile(rb"<noscript", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """One HTML page, or the HTML fragment of a feed entry or a kit.

    ``path`` names the file as a person would type it. ``address`` is the path at which the site serves
    it, beginning with ``/``; style sheets are looked up from there. ``styles`` is shared by all pages of
    a site, so that a style sheet is read once. A ``fragment`` stands in somebody else's page;
    ``first_line`` is the line of the file at which it begins. ``tree`` is given where the surface is no
    HTML text, such as XHTML inside a feed; ``unscripted`` is the tree beside it that readers without scripts have, where it is another.
    """

    path: str
    data: bytes
    styles: StyleLibrary = field(default_factory=StyleLibrary)
    fragment: bool = False
    first_line: int = 1
    address: str = ""
    tree: Document | None = None
    unscripted: Document | None = None
    _notices: dict[Expected, NoticeFindings] = field(default_factory=dict, init=False, repr=False, compare=False)
    _links: dict[Expected, tuple[Fault, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def is_markup(self) -> bool:
        """Whether the bytes are HTML."""
        return True

    @cached_property
    def source(self) -> Source:
        """The text of the page."""
        return Source(self.path, self.data)

    @cached_property
    def document(self) -> Document:
        """The tree of the page."""
        if self.tree is not None:
            return self.tree
        return parse_fragment(self.source.text) if self.fragment else parse_document(self.source.text)

    @cached_property
    def without_scripts(self) -> Page | None:
        """The page as readers have it whose browser runs no scripts; None where it has no ``noscript`` and is the same for all.

        For them a ``noscript`` is an element like any other (HTML Living Standard, section 4.12.2), so that more may hide the notice: what
        stands in it, and what it leaves open.
        """
        if self.tree is not None:
            return replace(self, tree=self.unscripted, unscripted=None) if self.unscripted is not None else None
        if not self.is_markup or _NOSCRIPT.search(self.data) is None:
            return None
        parse = parse_fragment if self.fragment else parse_document
        return replace(self, tree=parse(self.source.text, scripting=False))

    @cached_property
    def wording(self) -> Wording:
        """The text of the page, in document order."""
        return wording_of(self.document.root)

    @cached_property
    def sight(self) -> Sight:
        """What a reader sees of it."""
        return Sight(self.document, self.styles.of_page(self.address or self.path, self.document))

    @cached_property
    def anchors(self) -> tuple[Element, ...]:
        """Everything that may be taken for a link: ``a`` of any namespace, and ``area``."""
        return tuple(each for each in self.document.elements if each.local_name in {"a", "area"})

    @cached_property
    def robots(self) -> tuple[tuple[Element, str, frozenset[str]], ...]:
        """Every element that tells search engines what to do: the element, whom it tells, and its words."""
        found = []
        for meta in self.document.named("meta"):
            name = meta.attrib.get("name", "").strip().lower()
            if speaks_to_robots(name):
                words = frozenset(re.split(r"[\s,;]+", meta.attrib.get("content", "").lower()))
                found.append((meta, "search engines" if name == "robots" else name, words))
        return tuple(found)

    def notices(self, expected: Expected) -> NoticeFindings:
        """How the page carries the expected notices."""
        if expected not in self._notices:
            self._notices[expected] = notices_on(self, expected)
        return self._notices[expected]

    def links(self, expected: Expected) -> tuple[Fault, ...]:
        """The faults of the expected links."""
        if expected not in self._links:
            self._links[expected] = links_on(self, expected)
        return self._links[expected]

    def source_line(self, number: int) -> str:
        """A line of the page's text, as an excerpt."""
        return self.source.line(number)

    @cached_property
    def _with_two_targets(self) -> frozenset[int]:
        """The elements, by their order, whose start tag has two ``href`` attributes; the tree keeps the first."""
        found = set()
        starts = [(each.line, each.column) for each in self.document.elements]
        for line, column in self.document.doubled:
            if self.source.row(line)[:column].lower().endswith("href"):
                at = bisect_right(starts, (line, column)) - 1
                found.add(self.document.elements[max(at, 0)].order)
        return frozenset(found)

    def repeats_href(self, anchor: Element) -> bool:
        """Whether the start tag of a link names two targets."""
        return anchor.order in self._with_two_targets
