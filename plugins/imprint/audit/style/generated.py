"""The words that style sheets put beside a text: before and behind it in its lines, and above and below its block.

Sources: CSS Pseudo-Elements Level 4, section 4; CSS Generated Content Level 3, sections 1 to 4; CSS Lists and Counters Level 3, sections 3
and 4; CSS Counter Styles Level 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from imprint.audit.document import TextNode
from imprint.audit.style.token import idents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from imprint.audit.document import Element
    from imprint.audit.style.cascade import Cascade, Style, Value
    from imprint.audit.style.environment import Environment
    from imprint.audit.style.library import PageStyles
    from imprint.audit.style.token import Token

__all__ = ["Added", "words_beside"]


class Added(NamedTuple):
    """What is added in one set of circumstances: in the line before and behind a text, and in the blocks above and below."""

    before: str = ""
    after: str = ""
    above: str = ""
    below: str = ""


def words_beside(cascade: Cascade, styles: PageStyles, first: Element, last: Element) -> Iterator[Added]:
    """The words that are added beside a text that begins in ``first`` and ends in ``last``, each time that circumstances make them others."""
    told = set()
    known = set()
    for environment in styles.environments:
        if (same := (environment.state, styles.answers(environment))) in known:
            continue
        known.add(same)
        asked = _Question(cascade, styles, environment)
        added = Added(
            asked.in_line(first, "before"), asked.in_line(last, "after"), asked.beside(first, "before"), asked.beside(last, "after")
        )
        if added not in told:
            told.add(added)
            yield added


class _Question(NamedTuple):
    cascade: Cascade
    styles: PageStyles
    environment: Environment

    def in_line(self, element: Element, which: str) -> str:
        """What ``::before`` or ``::after``, and the marker of an item, add to an element and to the inline elements around it."""
        found = []
        for each in element.chain:
            found.append(self._added(each, which))
            style = self.cascade.style(each, self.environment)
            if not style.is_inline:
                found += [self._marker(style)] if which == "before" else []
                break
        return "".join(found if which == "after" else reversed(found))

    def beside(self, element: Element, which: str) -> str:
        """What is added directly above (``"before"``) or below the block of an element."""
        each = self.cascade.block_of(element, self.environment)
        found: list[str] = []
        while each.parent is not None and not _has_words(each, which):
            siblings = each.parent.elements
            other = siblings[: each.index][-1:] if which == "before" else siblings[each.index + 1 :][:1]
            if other:
                found += [self._added(other[0], name) for name in ("before", "after")]
                if other[0].text_content.strip():
                    break
            found.append(self._added(each.parent, which))
            each = each.parent
        return " ".join(filter(None, found))

    def _added(self, element: Element, which: str) -> str:
        """The text of a pseudo-element."""
        for name, values in self.cascade.pseudo(element, self.environment):
            if name == which and "content" in values:
                return self._text(values["content"], self.cascade.style(element, self.environment))
        return ""

    def _marker(self, style: Style) -> str:
        """The words of the marker before an item of a list."""
        if not (style.word("display") == "list-item" or (style.element.local_name == "li" and style.get("display") is None)):
            return ""
        for name, values in self.cascade.pseudo(style.element, self.environment):
            if name == "marker" and "content" in values:
                return self._text(values["content"], style)
        kind = style.get("list-style-type")
        if kind is None:
            return ""
        return self._counted(idents(kind.tokens)) or self._text(kind, style)

    def _text(self, value: Value, style: Style) -> str:
        return "".join(self._token(token, style) for token in value.tokens)

    def _token(self, token: Token, style: Style) -> str:
        if token.type == "string":
            return str(token.value)
        if token.type == "function" and token.lower_name == "attr":
            return style.element.attrib.get(next(iter(idents(token.arguments)), ""), "")
        if token.type == "function" and token.lower_name in {"counter", "counters"}:
            return self._counted(idents(token.arguments)[1:])
        if token.type == "ident" and token.lower_value in {"open-quote", "close-quote"}:
            quotes = style.get("quotes")
            words = [str(each.value) for each in quotes.tokens if each.type == "string"] if quotes is not None else []
            number = 0 if token.lower_value == "open-quote" else 1
            return words[number] if len(words) > number else ""
        return ""

    def _counted(self, names: list[str]) -> str:
        """The words of a counter style that the page defines."""
        styles: Mapping[str, str] = self.styles.counters
        return next((styles[name] for name in names if name in styles), "")


def _has_words(element: Element, which: str) -> bool:
    """Whether text stands directly before or behind an element in the element around it."""
    nodes = element.parent.nodes if element.parent is not None else [element]
    place = nodes.index(element) + (-1 if which == "before" else 1)
    beside = nodes[place] if 0 <= place < len(nodes) else None
    return isinstance(beside, TextNode) and bool(beside.data.strip())
