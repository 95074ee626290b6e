"""The values that the cascade gives an element in one set of circumstances, with the rule that each comes from.

Sources: CSS Cascading and Inheritance Levels 5, section 6, and 6, section 2.1 (scoping proximity); CSS Custom Properties Level 1; HTML Living
Standard, section 15.3 (the browser's own style sheet and presentational attributes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from imprint.audit.style.animation import ended
from imprint.audit.style.colour import BLACK, WHITE, Colour, colour_of
from imprint.audit.style.environment import STARTING
from imprint.audit.style.moved_box import BLOCKS, WITHOUT_LINES, Motion, motion_of
from imprint.audit.style.property import INHERITED
from imprint.audit.style.sheet import Declared, declarations_of
from imprint.audit.style.shorthand import FONT_SIZES, component, longhands
from imprint.audit.style.starting import transitions
from imprint.audit.style.token import Tokens, idents, parse_value, text_of
from imprint.audit.style.validity import is_valid, refers
from imprint.audit.style.value import Scale, length
from imprint.audit.style.variables import Variables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from imprint.audit.document import Document, Element
    from imprint.audit.style.condition import Condition, Container
    from imprint.audit.style.environment import Environment
    from imprint.audit.style.library import PageStyles, Ranked
    from imprint.audit.style.selector import Selector

__all__ = ["Cascade", "Style", "Value"]

Entry: TypeAlias = "tuple[tuple[object, ...], Declared, str]"
"""A declaration that applies, behind its rank in the cascade and before the words that name where it stands."""

_GLOBAL = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
_ROOT_SIZE = 16.0
_STEP = 1.2
_FONT_SIZES = {1: 10.0, 2: 13.0, 3: 16.0, 4: 18.0, 5: 24.0, 6: 32.0, 7: 48.0}
"""The sizes of ``<font size>``."""
_OWN_SIZES = {"small": 1 / _STEP, "sub": 1 / _STEP, "sup": 1 / _STEP, "big": _STEP, "rt": 0.5, "rp": 0.5}
"""What the browser's own style sheet makes of the size around an element; larger sizes never hide anything and are left out."""
_TABLES = {"table": "table", "tr": "table-row", "td": "table-cell", "th": "table-cell", "caption": "table-caption"}
_WITHOUT_HEIGHT = frozenset({"a", "span", "td", "th", "tr", "table", "tbody", "thead", "html", "body"})
"""Elements whose height does not depend on what is declared, or is that of the page."""


@dataclass(frozen=True, slots=True)
class Value:
    """The tokens of a property's value, in the property's own terms, and where they were declared."""

    tokens: Tokens
    source: str
    known: bool = True

    @property
    def text(self) -> str:
        """The value as text."""
        return text_of(self.tokens)

    @property
    def word(self) -> str:
        """The value where it is one keyword, in lower case."""
        return self.tokens[0].lower_value if len(self.tokens) == 1 and self.tokens[0].type == "ident" else ""


@dataclass(slots=True)
class Style:
    """What holds for one element. ``font`` is the font size in CSS pixels, ``colour`` that of its text; None where it cannot be told."""

    element: Element
    parent: Style | None
    values: dict[str, Value]
    custom: Variables
    font: float | None
    scheme: str
    colour: Colour | None
    environment: Environment
    root_font: float = _ROOT_SIZE
    colour_source: str = ""
    unread: dict[str, Value] = field(default_factory=dict)

    def get(self, name: str) -> Value | None:
        """The value of a property; inherited where the property is; None for the initial value."""
        style: Style | None = self
        while style is not None:
            found = style.values.get(name)
            if found is not None:
                return found if found.tokens else None
            if name not in INHERITED:
                return None
            style = style.parent
        return None

    def word(self, name: str, initial: str = "") -> str:
        """The value of a property that is one keyword."""
        found = self.get(name)
        return found.word if found is not None else initial

    def words(self, name: str) -> list[str]:
        """The keywords of a property's value."""
        found = self.get(name)
        return idents(found.tokens) if found is not None else []

    def scale(self, whole: float | None = None) -> Scale:
        """What relative units refer to here."""
        return Scale(self.font or _ROOT_SIZE, self.root_font, self.environment.width, self.environment.height, whole)

    def length(self, name: str, whole: float | None = None) -> float | None:
        """A length in CSS pixels; None for a keyword, the initial value, or what cannot be worked out."""
        found = self.get(name)
        return length(found.tokens[0], self.scale(whole)) if found is not None and len(found.tokens) == 1 else None

    @property
    def display(self) -> str:
        """The value of ``display``, with what the browser's own style sheet says."""
        found = self.get("display")
        if found is not None:
            return found.word or "block"
        name = self.element.local_name
        return "block" if name in BLOCKS else _TABLES.get(name, "inline")

    @property
    def is_inline(self) -> bool:
        """Whether it is an inline box, which has no size of its own and is not transformed."""
        if self.display not in {"inline", "contents"}:
            return False
        if self.word("position") in {"absolute", "fixed"} or self.word("float", "none") not in {"none", ""}:
            return False
        return self.parent is None or self.parent.display not in {"flex", "inline-flex", "grid", "inline-grid"}


class Cascade:
    """The values of the elements of one page, each worked out once for each set of circumstances."""

    def __init__(self, styles: PageStyles, meta_scheme: str = "") -> None:
        self._styles = styles
        self._meta_scheme = meta_scheme
        self._matched: dict[int, list[tuple[Ranked, Selector]]] = {}
        self._known: dict[tuple[int, Environment], Style] = {}
        self._pseudo: dict[tuple[int, Environment], list[tuple[str, dict[str, Value]]]] = {}
        self._out_of_flow: list[Element] | None = None
        self._spreading: list[Element] | None = None
        self._displaced: list[Element] | None = None
        self._celled: dict[int, list[Element]] = {}
        self._inline: dict[int, tuple[Declared, ...]] = {}
        self._containers: dict[int, frozenset[str]] = {}
        self._variables: dict[tuple[object, ...], Variables] = {}
        self._ranked: dict[tuple[int, str, str, int], Sequence[Entry]] = {}
        self._lists: dict[tuple[tuple[int, str], ...], Sequence[Entry]] = {}
        self._values: dict[tuple[int, int], tuple[Sequence[Entry], dict[str, Value]]] = {}

    def matched(self, element: Element) -> list[tuple[Ranked, Selector]]:
        """Every rule with a selector that matches the element in some state, pseudo-elements among them."""
        if element.order not in self._matched:
            numbers = sorted({pair for key in _keys_of(element) for pair in self._styles.buckets.get(key, ())})
            found = []
            for number_, which in numbers:
                ranked = self._styles.rules[number_]
                selector = ranked.rule.selectors[which]
                if any(selector.matches(element, state) for state in {*selector.tests, *selector.states}):
                    found.append((ranked, selector))
            self._matched[element.order] = found
        return self._matched[element.order]

    def out_of_flow(self, document: Document) -> list[Element]:
        """The elements that a declaration of ``position`` may take out of the flow, or one of their pseudo-elements."""
        if self._out_of_flow is None:
            self._out_of_flow = [each for each in document.elements if self._is_positioned(each)]
        return self._out_of_flow

    def spreading(self, document: Document) -> list[Element]:
        """The elements that may have a shadow or an outline of more than some pixels."""
        if self._spreading is None:
            sheets = self._styles.spreads
            self._spreading = [each for each in document.elements if (sheets or "style" in each.attrib) and self._declares(each, _spreads)]
        return self._spreading

    def displaced(self, document: Document) -> list[Element]:
        """The elements that may stand elsewhere than the flow puts them, or run over their own edge, and those with such a pseudo-element."""
        if self._displaced is None:
            self._displaced = []
            for element in document.elements:
                motion = self._motion(element)
                if motion & (Motion.MOVED | Motion.OVERRUN | Motion.THICK):
                    self._displaced.append(element)
                elif (Motion.ROW | Motion.COLUMN) in motion and element.parent is not None:
                    self._celled.setdefault(element.parent.order, []).append(element)
        return self._displaced

    def celled(self, parent: Element) -> list[Element]:
        """The children of an element that are moved by nothing but the cells of a grid that they may be put into."""
        return self._celled.get(parent.order, [])

    def _motion(self, element: Element) -> Motion:
        """What the declarations for an element, or for one of its pseudo-elements, may do to its place."""
        if _by_browser(element):
            return Motion.MOVED
        ignored = Motion.NONE
        if not element.nodes or element.local_name in _WITHOUT_HEIGHT:
            ignored |= Motion.OVERRUN
        if element.local_name in WITHOUT_LINES:
            ignored |= Motion.THICK
        motions = self._styles.motions
        found = motion_of(self.inline(element))
        pseudo = Motion.NONE
        if not found and self._styles.moving_keys.isdisjoint(_keys_of(element)):
            return found
        for ranked, selector in self.matched(element):
            if selector.pseudo_element:
                pseudo |= motions[ranked.order]
            else:
                found |= motions[ranked.order]
        return (found & ~ignored) | (pseudo & ~Motion.OVERRUN)

    def _declares(self, element: Element, question: Callable[[Declared], bool]) -> bool:
        if any(question(each) for each in self.inline(element)):
            return True
        return any(question(each) for ranked, _ in self.matched(element) for each in ranked.rule.declarations)

    def _is_positioned(self, element: Element) -> bool:
        if _by_browser(element):
            return True
        if "style" not in element.attrib and self._styles.positioning_keys.isdisjoint(_keys_of(element)):
            return False
        return self._declares(element, _positions)

    def style(self, element: Element, environment: Environment) -> Style:
        """What holds for an element."""
        missing = []
        each: Element | None = element
        while each is not None and (each.order, environment) not in self._known:
            missing.append(each)
            each = each.parent
        parent = self._known[each.order, environment] if each is not None else None
        for each in reversed(missing):
            parent = self._computed(each, parent, environment)
            self._known[each.order, environment] = parent
        assert parent is not None
        return parent

    def block_of(self, element: Element, environment: Environment) -> Element:
        """The block in whose lines an element stands."""
        return next((each for each in element.chain if not self.style(each, environment).is_inline), element)

    def pseudo(self, element: Element, environment: Environment) -> list[tuple[str, dict[str, Value]]]:
        """The pseudo-elements of an element and the values declared for them."""
        key = (element.order, environment)
        if key not in self._pseudo:
            names = dict.fromkeys(selector.pseudo_element for _, selector in self.matched(element) if selector.pseudo_element)
            self._pseudo[key] = [(name, self._pseudo_values(element, environment, name)) for name in names]
        return self._pseudo[key]

    def _pseudo_values(self, element: Element, environment: Environment, name: str) -> dict[str, Value]:
        entries = self._entries(element, environment, name)
        custom = self.style(element, environment).custom
        if (own := _own_variables(entries)) or self._styles.has_local_variables:
            custom = self._scope(own, custom)
        return self._resolved(entries, custom)

    def _is_answered(self, condition: Condition, element: Element, *, own: bool) -> bool:
        """Whether a container query may be asked of an element around; of itself too where a pseudo-element asks (``own``).

        Without a container it never holds (CSS Conditional Rules Level 5, section 5.4). An element that any rule makes a
        container counts as one, whatever the circumstances of that rule.
        """
        if condition.kind != "container":
            return True
        around = element if own else element.parent
        chain = tuple(around.chain) if around is not None else ()
        return any(
            not (wanted.name or wanted.contains) or any(_answers(self._contents(each), wanted) for each in chain)
            for wanted in condition.containers
        )

    def _contents(self, element: Element) -> frozenset[str]:
        """The words by which rules may make an element a container, ``*`` where a variable may stand for any."""
        if element.order not in self._containers:
            declared = [each for ranked, _ in self.matched(element) for each in ranked.rule.declarations]
            mine = [each for each in (*declared, *self.inline(element)) if each.name in {"container", "container-name", "container-type"}]
            words = {str(token.value) for each in mine for token in each.value if token.type == "ident"}
            self._containers[element.order] = frozenset({*words, *("*" for each in mine if refers(each.value))})
        return self._containers[element.order]

    def inline(self, element: Element) -> tuple[Declared, ...]:
        """The declarations of the attribute ``style``."""
        if element.order not in self._inline:
            text = element.attrib.get("style", "")
            self._inline[element.order] = declarations_of(text, quirks=element.quirks) if text else ()
        return self._inline[element.order]

    def _declared(self, element: Element, environment: Environment, pseudo: str, *, starting: bool = False) -> Iterator[Entry]:
        """Each declaration that applies, with its rank in the cascade and its source; where ``starting``, those of ``@starting-style`` alone."""
        for ranked, selector in self.matched(element):
            nearness = selector.nearness(element, environment.state) if selector.pseudo_element == pseudo else None
            if nearness is None:
                continue
            rule = ranked.rule
            if environment.state == STARTING and starting != any(each.kind == "starting" for each in rule.conditions):
                continue
            if not all(each.holds(environment) and self._is_answered(each, element, own=bool(pseudo)) for each in rule.conditions):
                continue
            source = f"{selector.text}, {_named(ranked.origin)} line {rule.line}"
            for position, declared in enumerate(rule.declarations):
                layer = -ranked.layer if declared.important else ranked.layer
                rank = (declared.important, False, layer, (selector.specificity, -nearness), ranked.order, position)
                yield rank, declared, source
        if pseudo or starting:
            return
        for position, declared in enumerate(self.inline(element)):
            yield (declared.important, True, 0, (0, 0, 0), 0, position), declared, f"the style of <{element.local_name}>"
        for position, declared in enumerate(_presentational(element)):
            yield (False, False, -1, (0, 0, 0), 0, position), declared, f"an attribute of <{element.local_name}>"
        for position, declared in enumerate(_by_browser(element)):
            yield (False, False, -2, (0, 0, 0), 0, position), declared, f"the browser's own style of <{element.local_name}>"

    def _entries(self, element: Element, environment: Environment, pseudo: str) -> Sequence[Entry]:
        """The declarations that apply, the weakest first; one list for all circumstances and elements for which they are the same."""
        key = (element.order, pseudo, environment.state, self._styles.answers(environment))
        if key not in self._ranked:
            entries = sorted(self._declared(element, environment, pseudo), key=lambda each: each[0])
            # The lists are kept, so that no other declaration is ever known by the number of one of theirs.
            self._ranked[key] = self._lists.setdefault(tuple((id(declared), source) for _, declared, source in entries), entries)
        return self._ranked[key]

    def _computed(self, element: Element, parent: Style | None, environment: Environment) -> Style:
        entries = self._entries(element, environment, "")
        own = _own_variables(entries)
        custom = parent.custom if parent is not None else None
        if own or custom is None or self._styles.has_local_variables:
            custom = self._scope(own, custom)
        if environment.state == STARTING and (begun := list(self._declared(element, environment, "", starting=True))):
            running = transitions((declared for _, declared, _ in entries), custom)
            entries = sorted([*entries, *(each for each in begun if running.linger(each[1].name))], key=lambda each: each[0])
        values = self._resolved(entries, custom)
        if over := list(ended(values, self._styles.keyframes)):
            values = self._resolved(sorted([*entries, *over], key=lambda each: each[0]), custom)
        style = self._styled(element, parent, values, custom, environment)
        style.colour, style.colour_source = _colour(style, parent)
        return style

    def pseudo_style(self, element: Element, environment: Environment, values: dict[str, Value]) -> Style:
        """What holds for a pseudo-element of an element, from which it inherits, with the ``values`` that :meth:`pseudo` gives for it."""
        around = self.style(element, environment)
        style = self._styled(element, around, dict(values), around.custom, environment)
        style.colour, style.colour_source = _colour(style, around) if "color" in style.values else (around.colour, around.colour_source)
        return style

    def _styled(
        self, element: Element, parent: Style | None, values: dict[str, Value], custom: Variables, environment: Environment
    ) -> Style:
        """The style with these values, its colour not yet worked out."""
        for name, value in list(values.items()):
            if value.word in _GLOBAL:
                values[name] = _keyword(name, value, parent)
        style = Style(element, parent, values, custom, None, "light", None, environment)
        style.root_font = parent.root_font if parent is not None else _ROOT_SIZE
        style.scheme = self._scheme(style, environment)
        style.font = _font_size(style, parent)
        if parent is None:
            style.root_font = style.font or _ROOT_SIZE
        return style

    def _scope(self, own: Mapping[str, Tokens], around: Variables | None) -> Variables:
        """The custom properties of an element that sets ``own``; one for all the circumstances and elements in which they are the same."""
        key = (id(around), *((name, id(tokens)) for name, tokens in own.items()))
        if key not in self._variables:
            self._variables[key] = Variables(own, around, self._styles.registered)
        return self._variables[key]

    def _resolved(self, entries: Sequence[Entry], custom: Variables) -> dict[str, Value]:
        """The winning value of each property, worked out once for all the circumstances in which the same is declared."""
        key = (id(custom), id(entries))
        if key not in self._values:
            # The entries are kept with the values, so that no other list is ever known by the same number.
            self._values[key] = (entries, _winning(entries, custom))
        return dict(self._values[key][1])

    def _scheme(self, style: Style, environment: Environment) -> str:
        value = style.get("color-scheme")
        words = value.text.lower() if value is not None else self._meta_scheme
        if "dark" in words and (environment.scheme == "dark" or "light" not in words):
            return "dark"
        return "light"


def _winning(entries: Sequence[Entry], custom: Variables) -> dict[str, Value]:
    """The winning value of each property, with custom properties replaced and shorthands taken apart."""
    values: dict[str, Value] = {}
    below: dict[str, dict[object, Value]] = {}
    for rank, declared, source in entries:
        if declared.name.startswith("--"):
            continue
        tokens: Tokens | None = declared.value
        known = True
        if refers(declared.value):
            tokens, known = custom.replaced(declared.value)
            if known and tokens is not None and not is_valid(declared.name, tokens):
                tokens = None
        for name in longhands(declared.name):
            if tokens is None:
                # Invalid at computed-value time: as if unset.
                values[name] = Value(parse_value("unset"), source)
                continue
            mine = tokens if _is_word(tokens, *_GLOBAL) else component(name, declared.name, tokens)
            if mine is None:
                continue
            history = below.setdefault(name, {})
            if _is_word(mine, "revert-layer"):
                # What the layers below say (CSS Cascading 5, section 7.3.5).
                history.pop(rank[:3], None)
                values[name] = next(reversed(history.values()), Value(mine, source))
                continue
            values[name] = Value(mine, source, known)
            history.pop(rank[:3], None)
            history[rank[:3]] = values[name]
    return values


def _own_variables(entries: Sequence[Entry]) -> dict[str, Tokens]:
    """The winning value of each custom property that is declared."""
    own: dict[str, Tokens] = {}
    for index, (rank, declared, _) in enumerate(entries):
        if not declared.name.startswith("--"):
            continue
        own[declared.name] = declared.value
        if _is_word(declared.value, "revert-layer"):
            below = (each.value for other, each, _ in reversed(entries[:index]) if each.name == declared.name and other[:3] != rank[:3])
            own[declared.name] = next(below, declared.value)
    return own


def _answers(words: frozenset[str], wanted: Container) -> bool:
    """Whether an element with these words for names and types may be the container that is wanted."""
    if "*" in words:
        return True
    kinds = {"size": {"size", "inline-size", "block-size"}}
    types = {word.lower() for word in words}
    return (not wanted.name or wanted.name in words) and all(types & kinds.get(each, {each}) for each in wanted.contains)


def _keys_of(element: Element) -> list[str]:
    """The keys under which :attr:`PageStyles.buckets` has the rules that may match an element."""
    keys = ["*", element.local_name, *(f".{name}" for name in element.classes)]
    return keys if element.id is None else [*keys, f"#{element.id}"]


def _positions(declared: Declared) -> bool:
    return declared.name == "position"


def _spreads(declared: Declared) -> bool:
    return declared.name in {"box-shadow", "outline"} and (
        refers(declared.value)
        or any(token.type == "function" or (token.type == "dimension" and abs(token.value) > _FAR_OFF) for token in declared.value)
    )


_FAR_OFF = 5
"""In any unit, the least extent of a shadow that may reach far."""


def _named(origin: str) -> str:
    return origin if origin.startswith("<") else origin.rpartition("/")[2] or origin


def _is_word(tokens: Tokens, *words: str) -> bool:
    return len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value in words


def _keyword(name: str, value: Value, parent: Style | None) -> Value:
    word = value.word
    inherits = word == "inherit" or (word in {"unset", "revert", "revert-layer"} and name in INHERITED)
    if inherits:
        above = parent.get(name) if parent is not None else None
        return Value(above.tokens if above is not None else (), value.source)
    return Value((), value.source)


def _font_size(style: Style, parent: Style | None) -> float | None:
    above = parent.font if parent is not None else _ROOT_SIZE
    value = style.values.get("font-size")
    if value is None:
        factor = _OWN_SIZES.get(style.element.local_name, 1.0)
        return above * factor if above is not None else None
    if not value.tokens:
        return _ROOT_SIZE
    if not value.known or above is None:
        return None
    token = value.tokens[0]
    if token.type == "ident":
        word = token.lower_value
        return {"smaller": above / _STEP, "larger": above * _STEP}.get(word, FONT_SIZES.get(word, above))
    return length(token, Scale(above, style.root_font, style.environment.width, style.environment.height, above))


def _colour(style: Style, parent: Style | None) -> tuple[Colour | None, str]:  # noqa: PLR0911 - the cascade of a colour, the strongest source first
    above = parent.colour if parent is not None else (WHITE if style.scheme == "dark" else BLACK)
    value = style.values.get("color")
    if value is not None:
        if not value.tokens:
            return (WHITE if style.scheme == "dark" else BLACK), value.source
        if value.word == "inherit" or (above is not None and value.word == "currentcolor"):
            return above, value.source
        return (colour_of(value.tokens[0], above or BLACK, style.scheme) if value.known else None), value.source
    element = style.element
    if element.local_name in {"a", "area"} and "href" in element.attrib:
        name = "visitedtext" if style.environment.state == "visited" else "linktext"
        return colour_of(parse_value(name)[0], BLACK, style.scheme), "the browser's own colour of links"
    if parent is None or (style.scheme != parent.scheme and "color" not in parent.values and parent.parent is None):
        return (WHITE if style.scheme == "dark" else BLACK), ""
    if element.local_name == "mark":
        return BLACK, ""
    return above, parent.colour_source


def _presentational(element: Element) -> Iterator[Declared]:  # noqa: C901, PLR0912 - one attribute after the other
    """The attributes of old that say what style sheets say today."""
    attributes = element.attrib
    if not attributes or not element.is_html:
        return
    name = element.local_name
    if name == "font":
        if "color" in attributes:
            yield from _hint("color", attributes["color"])
        if found := re.match(r"\s*([+-]?)(\d+)", attributes.get("size", "")):
            size = int(found[2]) if not found[1] else 3 + int(found[1] + found[2])
            yield from _hint("font-size", f"{_FONT_SIZES[min(max(size, 1), 7)]}px")
    if "bgcolor" in attributes and name in {"body", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "marquee"}:
        yield from _hint("background-color", attributes["bgcolor"])
    if "background" in attributes and name in {"body", "table", "td", "th"}:
        yield from _hint("background-image", "url(x)")
    if name == "body" and "text" in attributes:
        yield from _hint("color", attributes["text"])
    if name == "a" and "href" in attributes:
        body = next((each for each in element.chain if each.local_name == "body"), None)
        if body is not None and "link" in body.attrib:
            yield from _hint("color", body.attrib["link"])
    if name == "mark":
        yield from _hint("background-color", "#ff0")
    if name in {"table", "td", "th", "img", "hr", "iframe"}:
        for side in ("width", "height"):
            if found := re.fullmatch(r"\s*(\d+)(%?)\s*", attributes.get(side, "")):
                yield from _hint(side, found[1] + (found[2] or "px"))


_DIALOG = declarations_of(
    "position: absolute; left: 0; right: 0; width: fit-content; height: fit-content; background-color: canvas; color: canvastext"
)
_POPOVER = declarations_of(
    "position: fixed; inset: 0; width: fit-content; height: fit-content; background-color: canvas; color: canvastext"
)
_CLOSED = declarations_of("display: none")


def _by_browser(element: Element) -> tuple[Declared, ...]:
    """What the browser's own style sheet says of boxes over the page (HTML Living Standard, section 15.3.3 and 15.3.8)."""
    popover = "popover" in element.attrib
    if not element.is_html or not (popover or element.local_name == "dialog"):
        return ()
    declared = _DIALOG if element.local_name == "dialog" else ()
    declared += _POPOVER if popover else ()
    return declared if element.local_name == "dialog" and "open" in element.attrib else (*declared, *_CLOSED)


def _hint(name: str, text: str) -> Iterator[Declared]:
    text = text.strip()
    if re.fullmatch(r"[0-9a-fA-F]{3}|[0-9a-fA-F]{6}", text):
        text = f"#{text}"
    value = parse_value(text)
    if len(value) == 1:
        yield Declared(name, value)
