"""The style sheets of a site, each read once: from an address on a page to the rules that apply to it.

A :class:`StyleLibrary` is made for an audit and handed to every page. It reads a sheet by its address
through ``resolve`` and keeps what it has read by content, so that the pages of one theme share everything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote, urlsplit

import ada_url

from imprint.audit.style.condition import Condition, breaks_of, discrete_features, unevaluated
from imprint.audit.style.element_state import NAMES, mark_states
from imprint.audit.style.environment import STARTING, combinations, environments
from imprint.audit.style.moved_box import WITHOUT_LINES, Motion, motion_of
from imprint.audit.style.sheet import CounterStyle, FontFace, Import, Item, Keyframes, LayerOrder, Registered, StyleRule, parse_sheet
from imprint.audit.style.token import idents, solid, text_of
from imprint.audit.style.validity import refers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from imprint.audit.document import Document, Element
    from imprint.audit.style.environment import Environment
    from imprint.audit.style.sheet import Declared
    from imprint.audit.style.token import Tokens

__all__ = ["PageStyles", "Sheet", "StyleLibrary"]

_MAX_SHEET = 8 * 1024 * 1024
"""The largest style sheet that is read, in bytes."""
_MAX_IMPORTS = 32
_SITE = "https://site.invalid"
"""Stands for the site's own address where addresses are joined."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet in the place where a page has it: where it comes from, its conditions, and its text or None where it cannot be read."""

    origin: str
    text: str | None
    conditions: tuple[Condition, ...] = ()
    address: str = ""
    quirks: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rule in the cascade of one page: ``layer`` is its rank among the layers (a higher one wins), ``order`` its place."""

    rule: StyleRule
    layer: int
    order: int
    origin: str


Resolve: TypeAlias = "Callable[[str], bytes | None]"


@dataclass(frozen=True)
class PageStyles:
    """Every rule that applies to a page, in the order of the cascade.

    ``unread`` names the sheets that could not be read; ``registered`` has the custom properties with a type, and ``counters``
    what the counter styles of the page write.
    """

    rules: tuple[Ranked, ...]
    keyframes: dict[str, Keyframes]
    fonts: frozenset[str]
    unread: tuple[str, ...] = ()
    registered: dict[str, Registered] = field(default_factory=dict)
    counters: dict[str, str] = field(default_factory=dict)

    @cached_property
    def buckets(self) -> dict[str, list[tuple[int, int]]]:
        """Rules by the rightmost id, class or element name of a selector: pairs of the rule's and the selector's number."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, ranked in enumerate(self.rules):
            for which, selector in enumerate(ranked.rule.selectors):
                if selector.id is not None:
                    key = f"#{selector.id}"
                elif selector.class_name is not None:
                    key = f".{selector.class_name}"
                else:
                    key = selector.local_name or "*"
                found.setdefault(key, []).append((number, which))
        return found

    @cached_property
    def positioning_keys(self) -> frozenset[str]:
        """The keys of :attr:`buckets` under which a rule declares ``position``."""
        return self._keys_of(any(each.name == "position" for each in ranked.rule.declarations) for ranked in self.rules)

    @cached_property
    def moving_keys(self) -> frozenset[str]:
        """The keys of :attr:`buckets` under which a rule may do something to the place of a box."""
        return self._keys_of(map(bool, self.motions))

    def _keys_of(self, concerned: Iterable[bool]) -> frozenset[str]:
        wanted = tuple(concerned)
        return frozenset(key for key, pairs in self.buckets.items() if any(wanted[number] for number, _ in pairs))

    @cached_property
    def reaches_far(self) -> bool:
        """Whether what a reader sees of a place may depend on what is laid over it from elsewhere."""
        if self.unread or self.pulls or self.spreads or self.pushes:
            return True
        bearing = self._bearing
        out_of_flow = [
            ranked
            for ranked in bearing
            if any(each.name == "position" and text_of(each.value) in {"absolute", "fixed"} for each in ranked.rule.declarations)
        ]
        return any(
            _stretches(ranked.rule, ("left", "right"), "width") and _stretches(ranked.rule, ("top", "bottom"), "height")
            for ranked in out_of_flow
        ) or (
            bool(out_of_flow)
            and any(_stretches(ranked.rule, ("left", "right"), "") and _stretches(ranked.rule, ("top", "bottom"), "") for ranked in bearing)
        )

    @cached_property
    def pulls(self) -> bool:
        """Whether a rule may pull what stands behind a box far up."""
        margins = {"margin", "margin-top", "margin-bottom", "margin-block"}
        return any(each.name in margins and _is_negative(each.value) for ranked in self.rules for each in ranked.rule.declarations)

    @cached_property
    def pushes(self) -> bool:
        """Whether a box in a row may push those behind it over an edge at which they are cut off."""
        declared = [each for ranked in self.rules for each in ranked.rule.declarations]
        cut = any(each.name in {"overflow", "overflow-x"} and {"hidden", "clip"} & set(idents(each.value)) for each in declared)
        stiff = any(
            each.name == "grid-auto-flow" or (each.name in {"flex", "flex-shrink"} and _may_be_stiff(each.value)) for each in declared
        )
        wide = any(
            each.name in {"width", "min-width"} and any(token.type == "percentage" and token.value > _WHOLE for token in each.value)
            for each in declared
        )
        return cut and (stiff or wide)

    @cached_property
    def spreads(self) -> bool:
        """Whether a shadow or an outline may reach far beyond its box."""
        declared = [each for ranked in self.rules for each in ranked.rule.declarations]
        custom: dict[str, list[Tokens]] = {}
        for each in declared:
            if each.name.startswith("--"):
                custom.setdefault(each.name, []).append(each.value)
        return any(_is_wide(each.value, custom) for each in declared if each.name in {"box-shadow", "outline"})

    @cached_property
    def structural(self) -> str:
        """A list of selectors for the elements of which more counts than the elements around them: their siblings, or what is inside.

        Each is wider than the selector of the style sheet from which it is made.
        """
        found = (
            _widened(text)
            for ranked in self._bearing
            for selector in ranked.rule.selectors
            for text in selector.texts
            if _STRUCTURAL.search(text)
        )
        return ",".join(dict.fromkeys(found))

    @cached_property
    def asks_of_states(self) -> bool:
        """Whether a selector asks what holds of form controls and their like when the page opens."""
        return any(_OF_A_STATE.search(text) for ranked in self.rules for selector in ranked.rule.selectors for text in selector.texts)

    @cached_property
    def measuring(self) -> str:
        """A list of selectors for the elements that may cut off a text that is too long for them."""
        cutting = (
            ranked
            for ranked in self.rules
            if any(each.name in {"overflow", "overflow-x", "overflow-y", "line-clamp", "contain"} for each in ranked.rule.declarations)
        )
        return ",".join(dict.fromkeys(_widened(selector.text) for ranked in cutting for selector in ranked.rule.selectors))

    @cached_property
    def moving(self) -> str:
        """A list of selectors for the elements that may be moved out of their places, or have a pseudo-element that is."""
        found: dict[str, None] = {}
        for ranked, motion in zip(self.rules, self.motions, strict=True):
            for selector in ranked.rule.selectors:
                thick = Motion.THICK in motion and (selector.pseudo_element or selector.local_name not in WITHOUT_LINES)
                if thick or motion & (Motion.MOVED | Motion.OVERRUN):
                    found[_widened(selector.text)] = None
        return ",".join(found)

    @cached_property
    def speaking(self) -> str:
        """A list of selectors for the elements to which a style sheet may add words."""
        adding = (
            ranked
            for ranked in self.rules
            if any(each.name in _ADDING and self._adds_words(each.value) for each in ranked.rule.declarations)
        )
        return ",".join(dict.fromkeys(_widened(selector.text) for ranked in adding for selector in ranked.rule.selectors))

    def _adds_words(self, value: Tokens) -> bool:
        """Whether a value may have words in it, other than the address of a link."""
        for token in value:
            if token.type == "string" and _WORD.search(token.value):
                return True
            words = idents(token.arguments) if token.type == "function" else [token.lower_value] if token.type == "ident" else []
            if self.counters.keys() & set(words) or (
                token.type == "function" and token.lower_name in {"var", "attr"} and words != ["href"]
            ):
                return True
        return False

    @cached_property
    def celled(self) -> str:
        """A list of selectors for the elements that may be given a row of a grid, where some are given a column."""
        if not any(Motion.COLUMN in motion for motion in self.motions):
            return ""
        given = (ranked for ranked, motion in zip(self.rules, self.motions, strict=True) if Motion.ROW in motion)
        return ",".join(dict.fromkeys(_widened(selector.text) for ranked in given for selector in ranked.rule.selectors))

    @cached_property
    def attributes(self) -> frozenset[str]:
        """The attributes that selectors name, and those that hide or give a size."""
        named = (name for ranked in self.rules for selector in ranked.rule.selectors for name in _ATTRIBUTE.findall(selector.text))
        return frozenset({"class", "id", "hidden", "width", "height", *named})

    @cached_property
    def has_local_variables(self) -> bool:
        """Whether there are custom properties that are not inherited."""
        return any(not each.inherits for each in self.registered.values())

    @cached_property
    def motions(self) -> tuple[Motion, ...]:
        """What each rule may do to the place of a box."""
        return tuple(motion_of(ranked.rule.declarations) for ranked in self.rules)

    @cached_property
    def _bearing(self) -> list[Ranked]:
        return [ranked for ranked in self.rules if any(_bears(each) for each in ranked.rule.declarations)]

    @cached_property
    def _conditions(self) -> tuple[Condition, ...]:
        found = {each for ranked in self.rules for each in ranked.rule.conditions}
        return tuple(sorted(found, key=lambda each: (each.kind, each.text)))

    @cached_property
    def _numbered(self) -> tuple[dict[Environment, int], dict[tuple[bool, ...], int]]:
        return {}, {}

    def answers(self, environment: Environment) -> int:
        """A number that two circumstances share where every condition of the rules has the same answer in both."""
        known, numbers = self._numbered
        if environment not in known:
            told = tuple(each.holds(environment) for each in self._conditions)
            known[environment] = numbers.setdefault(told, len(numbers))
        return known[environment]

    @cached_property
    def environments(self) -> list[Environment]:
        """The circumstances that the rules tell apart, each once."""
        conditions = self._conditions
        states = {state for ranked in self.rules for selector in ranked.rule.selectors for state in selector.states}
        if any(each.kind == "starting" for each in conditions):
            states |= {STARTING}
        sampled = environments(*_asked(conditions), states - {"unknown"})
        answers = {each: [each.holds(environment) for environment in sampled] for each in conditions}
        for environment in self._combined(sampled, answers):
            sampled.append(environment)
            for each in conditions:
                answers[each].append(each.holds(environment))
        seen = set()
        kept = []
        for number, environment in enumerate(sampled):
            # Two circumstances under which the same rules apply differ only by what a length such as 100vw is.
            told = tuple(answers[each][number] for each in conditions)
            key = (told, environment.scheme, environment.medium, environment.state)
            if key not in seen or environment.width in {320.0, 1280.0}:
                seen.add(key)
                kept.append(environment)
        return kept

    def _combined(self, sampled: Sequence[Environment], answers: dict[Condition, list[bool]]) -> list[Environment]:
        """Circumstances for the rules that apply in none of those ``sampled``, since several things must be unusual at once."""
        found: list[Environment] = []
        for chain in dict.fromkeys(ranked.rule.conditions for ranked in self._bearing if ranked.rule.conditions):
            counted = [each for each in chain if each.kind != "starting"]
            if not counted:
                continue
            held = zip(sampled, *(answers[each] for each in counted), strict=True)
            here = next((environment for environment, *told in held if all(told)), None)
            if here is None and not any(all(each.holds(there) for each in counted) for there in found):
                here = next((each for each in combinations(*_asked(counted)) if all(condition.holds(each) for condition in counted)), None)
                found += [here] if here is not None else []
            if here is not None and len(counted) < len(chain):
                found.append(replace(here, state=STARTING))
        return found


def _asked(conditions: Sequence[Condition]) -> tuple[list[tuple[str, float]], list[tuple[str, str]], list[str]]:
    """What conditions ask for: measures and their values, discrete features and their values, and what must be assumed."""
    return (
        [point for each in conditions for point in breaks_of(each)],
        [feature for each in conditions for feature in discrete_features(each)],
        [text for each in conditions for text in unevaluated(each)],
    )


@dataclass
class StyleLibrary:
    """The sheets of one site. ``resolve`` gives the bytes behind a path that begins with ``/``, or None where there is no such file."""

    resolve: Resolve | None = None
    site_url: str = ""
    proven: set[tuple[object, ...]] = field(default_factory=set, repr=False)
    """The shapes of pages in which nothing was found; see :mod:`imprint.audit.proof`."""
    holders: dict[str, None] = field(default_factory=dict, repr=False)
    """Selectors of the elements that held a notice on the pages that were judged."""
    heads: dict[tuple[object, ...], PageStyles] = field(default_factory=dict, repr=False)
    """The rules of the pages that were judged, by the links in their heads."""
    _parsed: dict[tuple[str, bool], tuple[Item, ...] | None] = field(default_factory=dict, repr=False)
    _pages: dict[tuple[Sheet, ...], PageStyles] = field(default_factory=dict, repr=False)

    def of_page(self, path: str, document: Document) -> PageStyles:
        """The rules that apply to a page at ``path``, the site-relative path that begins with ``/``."""
        sheets = tuple(replace(each, quirks=document.quirks) for each in self._sheets(path, document))
        if sheets not in self._pages:
            self._pages[sheets] = self._assembled(sheets)
        if self._pages[sheets].asks_of_states:
            mark_states(document)
        return self._pages[sheets]

    def _sheets(self, path: str, document: Document) -> Iterator[Sheet]:
        base = self._base(path, document)
        preferred = _preferred(document)
        chosen = _chooses_a_set(document)
        for element in document.elements:
            if (
                preferred
                and element.attrib.get("title")
                and element.attrib["title"] != preferred
                and element.local_name in {"style", "link"}
            ):
                continue
            if element.local_name == "style" and _is_css(element):
                yield Sheet(f"<style> at line {element.line}", element.text_content, _media(element), base)
            elif element.local_name == "link" and element.is_html and _is_linked(element, alternate=chosen):
                yield self._read(element.attrib.get("href", ""), base, _media(element))

    def file_at(self, href: str, path: str, document: Document) -> tuple[str, bytes | None]:
        """The path of the file of this site that a page at ``path`` means by an address, and its bytes; None where it is of another site or not there.

        ``document`` is the page's, whose ``base`` counts. An address that ends with ``/`` is one of an ``index.html``.
        """
        base = self._base(path, document)
        address = _joined(base, href.strip()) if href.strip() else None
        if address is None or not self._is_local(address):
            return "", None
        place = urlsplit(address).path
        data = self._bytes(address)
        if data is None:
            place = place.rstrip("/") + "/index.html"
            data = self._bytes(urlsplit(address)._replace(path=place, query="", fragment="").geturl())
        return place, data

    def _base(self, path: str, document: Document) -> str:
        own = _SITE + (path if path.startswith("/") else "/" + path)
        for element in document.named("base"):
            if "href" in element.attrib:
                return _joined(own, element.attrib["href"]) or own
        return own

    def _read(self, href: str, base: str, conditions: tuple[Condition, ...]) -> Sheet:
        address = _joined(base, href.strip()) if href.strip() else None
        if address is None:
            return Sheet(href, "", conditions)  # nothing a browser could load
        data = self._bytes(address)
        if data is None and not self._is_local(address):
            return Sheet(href, None, conditions, address)
        if data is not None and len(data) > _MAX_SHEET:
            return Sheet(href, None, conditions, address)
        return Sheet(href, _decoded(data or b""), conditions, address)

    def _is_local(self, address: str) -> bool:
        """Whether a missing sheet is known to be missing: it would stand on this site, and the site's files are at hand."""
        return address.startswith(_SITE + "/") or bool(self.site_url and address.startswith(self.site_url + "/"))

    def _bytes(self, address: str) -> bytes | None:
        if address.startswith("data:"):
            return _data(address)
        if not self._is_local(address) or self.resolve is None:
            return None
        path = urlsplit(address).path
        if self.site_url and address.startswith(self.site_url + "/"):
            path = "/" + path.removeprefix(urlsplit(self.site_url).path).lstrip("/")
        return self.resolve(unquote(path))

    def _items(self, text: str, *, quirks: bool) -> tuple[Item, ...] | None:
        """The rules of a sheet; None where it is beyond what can be read, such as thousands of levels of nesting."""
        if (text, quirks) not in self._parsed:
            try:
                self._parsed[text, quirks] = parse_sheet(text, quirks=quirks)
            except (RecursionError, ValueError, TypeError, AttributeError):  # what the tokenizer makes of hostile sheets
                self._parsed[text, quirks] = None
        return self._parsed[text, quirks]

    def _assembled(self, sheets: Iterable[Sheet]) -> PageStyles:
        found: list[tuple[StyleRule, str]] = []
        layers: dict[tuple[str, ...], None] = {}
        keyframes: dict[str, Keyframes] = {}
        fonts: set[str] = set()
        unread: list[str] = []
        registered: dict[str, Registered] = {}
        counters: dict[str, str] = {}
        for number, sheet in enumerate(sheets):
            for item, origin in self._flattened(sheet, (), (f"{number}",), unread, frozenset()):
                if isinstance(item, StyleRule):
                    _name_layers(layers, item.layer)
                    found.append((item, origin))
                elif isinstance(item, LayerOrder):
                    for layer in item.layers:
                        _name_layers(layers, layer)
                elif isinstance(item, Keyframes):
                    other = keyframes.get(item.name)
                    keyframes[item.name] = item if other is None else Keyframes(item.name, other.frames + item.frames, certain=False)
                elif isinstance(item, FontFace):
                    fonts.add(item.family)
                elif isinstance(item, Registered):
                    registered[item.name] = item
                elif isinstance(item, CounterStyle):
                    counters[item.name] = item.text
        ranks = _layer_ranks(layers)
        rules = tuple(Ranked(rule, ranks[rule.layer], order, origin) for order, (rule, origin) in enumerate(found))
        return PageStyles(rules, keyframes, frozenset(fonts), tuple(unread), registered, counters)

    def _flattened(
        self, sheet: Sheet, layer: tuple[str, ...], key: tuple[str, ...], unread: list[str], seen: frozenset[str]
    ) -> Iterator[tuple[Item, str]]:
        """The items of a sheet with its imports in their place."""
        if sheet.text is None:
            unread.append(sheet.origin)
            return
        items = self._items(sheet.text, quirks=sheet.quirks)
        if items is None:
            unread.append(sheet.origin)
            return
        for number, item in enumerate(items):
            if isinstance(item, Import):
                address = _joined(sheet.address, item.address)
                if address is None or address in seen or len(seen) > _MAX_IMPORTS:
                    continue
                imported = replace(self._read(item.address, sheet.address, (*sheet.conditions, *item.conditions)), quirks=sheet.quirks)
                inner = _distinct(item.layer, (*key, f"{number}"))
                if inner:
                    yield LayerOrder(((*layer, *inner),)), sheet.origin
                yield from self._flattened(imported, (*layer, *inner), (*key, f"{number}"), unread, seen | {address})
            elif isinstance(item, StyleRule):
                yield (
                    StyleRule(
                        item.selectors,
                        item.declarations,
                        (*sheet.conditions, *item.conditions),
                        (*layer, *_distinct(item.layer, key)),
                        item.line,
                    ),
                    sheet.origin,
                )
            elif isinstance(item, LayerOrder):
                yield LayerOrder(tuple((*layer, *_distinct(each, key)) for each in item.layers)), sheet.origin
            elif isinstance(item, Keyframes) and sheet.conditions:
                yield Keyframes(item.name, item.frames, certain=False), sheet.origin
            else:
                yield item, sheet.origin


_STATES = "|".join(sorted(NAMES | {"defined", "read-only", "placeholder", "ui-(?:in)?valid"}))
_OF_A_STATE = re.compile(rf":(?:-moz-)?(?:(?:{_STATES})\b|dir\()", re.IGNORECASE)
_STRUCTURAL = re.compile(rf"[+~]|:(?:has|empty|first|last|nth|only)|\bof\b|{_OF_A_STATE.pattern}", re.IGNORECASE)


_ADDING = frozenset({"content", "list-style", "list-style-type", "quotes"})
_WORD = re.compile(r"[^\W\d_]")
_CHARSET = re.compile(rb'@charset "([^"]*)";')
_ATTRIBUTE = re.compile(r"\[\s*([-\w]+)")
_PSEUDO = re.compile(r"::?[-\w]+(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?")


def _widened(selector: str) -> str:
    """A selector without its pseudo-classes, attributes and everything before the last sibling combinator."""
    bare = re.sub(r"\[[^\]]*\]", "", _PSEUDO.sub("", selector))
    bare = re.split(r"[+~]", bare)[-1].strip().lstrip(">").strip()
    bare = re.sub(r"(^|[>\s])(?=$|>)", r"\1*", bare)
    return bare or "*"


def _bears(declared: Declared) -> bool:
    """Whether a declaration can bear on whether something is seen; most margins, weights and borders cannot."""
    name, value = declared.name, declared.value
    if name in _HARMLESS:
        return False
    if name.startswith("margin"):
        return any(
            token.type not in {"dimension", "number", "percentage", "ident"} or (token.type != "ident" and token.value < 0)
            for token in value
        )
    if name.startswith("padding"):
        return any(token.type not in {"number", "dimension", "percentage"} or token.value > _WIDE for token in value)
    if name == "letter-spacing":
        return not (len(value) == 1 and value[0].type == "dimension" and value[0].value >= 0)
    if name in {"display", "visibility", "content-visibility"}:
        return refers(value) or text_of(value) in {"none", "hidden", "collapse", "table-column", "table-column-group", "contents", "inline"}
    return True


_WHOLE = 100.0
"""Percent of the box around it."""
_WIDE = 50.0
"""A padding above which, in any unit, a text may be pushed out of sight."""
_HARMLESS = frozenset(
    """font-weight border-bottom border border-width border-block border-block-width border-inline border-inline-width border-top border-right border-left
    border-block-start border-block-end border-inline-start border-inline-end border-bottom-style border-style border-top-width border-right-width
    border-bottom-width border-left-width grid-row grid-row-start grid-column grid-column-start float flex-shrink flex-wrap grid-auto-flow backdrop-filter min-width min-height text-align box-sizing flex flex-basis flex-grow
    transition transition-property transition-duration transition-delay print-color-adjust flex-direction flex-flow column-count columns grid grid-template grid-template-rows grid-template-columns grid-area order""".split()  # noqa: SIM905 - a list of words reads best as words
)


def _is_wide(value: Tokens, custom: dict[str, list[Tokens]], depth: int = 0) -> bool:
    """Whether a value, or a custom property that it names, holds a length of many pixels, lines or letters."""
    for token in value:
        if token.type == "dimension" and abs(token.value) > _WIDE:
            return True
        if token.type == "function":
            inner = solid(token.arguments)
            named = custom.get(inner[0].value, []) if token.lower_name == "var" and inner and inner[0].type == "ident" else []
            if depth > _DEEPEST or any(_is_wide(each, custom, depth + 1) for each in (inner, *named)):
                return True
    return False


_DEEPEST = 8
"""Custom properties inside each other that are followed."""


def _may_be_stiff(value: Tokens) -> bool:
    """Whether a value of ``flex`` or ``flex-shrink`` may keep a box from shrinking."""
    return refers(value) or text_of(value) == "none" or any(token.type == "number" and token.value == 0 for token in value)


def _is_negative(value: Tokens) -> bool:
    """Whether a value may be a length far below nought."""
    for token in value:
        if token.type == "function" and _is_negative(tuple(token.arguments)):
            return True
        if token.type in {"number", "dimension", "percentage"} and token.value < 0:
            small = token.type == "dimension" and (
                (token.lower_unit == "px" and token.value > -_WIDE) or (token.lower_unit in {"em", "rem"} and token.value > -3)  # noqa: PLR2004 - some lines
            )
            if not small:
                return True
    return False


def _stretches(rule: StyleRule, edges: tuple[str, str], size: str) -> bool:
    """Whether a rule may stretch a box from edge to edge."""
    names = {each.name for each in rule.declarations}
    axis = "inset-inline" if "left" in edges else "inset-block"
    return "inset" in names or axis in names or set(edges) <= names or bool(size and (size in names or f"min-{size}" in names))


def _distinct(layer: tuple[str, ...], key: tuple[str, ...]) -> tuple[str, ...]:
    """A layer's name; layers without a name are told apart by the sheet in which they stand."""
    return tuple(f"{name}@{'.'.join(key)}" if name.startswith("<") else name for name in layer)


def _name_layers(layers: dict[tuple[str, ...], None], layer: tuple[str, ...]) -> None:
    for length in range(1, len(layer) + 1):
        layers.setdefault(layer[:length])


def _layer_ranks(layers: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """The rank of each layer: a later one wins, a layer's own rules win over those of the layers in it, and no layer wins over all."""
    order = {layer: number for number, layer in enumerate(layers)}

    def sort_key(layer: tuple[str, ...]) -> tuple[float, ...]:
        return (*(order[layer[:length]] for length in range(1, len(layer) + 1)), float("inf"))

    ranked = sorted([*order, ()], key=sort_key)
    return {layer: rank for rank, layer in enumerate(ranked)}


def _chooses_a_set(document: Document) -> bool:
    """Whether a ``meta`` element names the set of style sheets that applies, so that an alternative one may."""
    return any(each.attrib.get("http-equiv", "").strip().lower() == "default-style" for each in document.named("meta"))


def _preferred(document: Document) -> str:
    """The name of the set of style sheets that applies where a page has several: that of the first sheet with a title (CSSOM, section 6.2).

    Empty where there is one set only, or where a ``meta`` element may choose another.
    """
    if _chooses_a_set(document):
        return ""
    sheets = document.named("style", "link")
    return next(
        (each.attrib["title"] for each in sheets if each.attrib.get("title") and (each.local_name == "style" or _is_linked(each))), ""
    )


def _is_css(element: Element) -> bool:
    return element.attrib.get("type", "").strip().lower() in {"", "text/css"}


def _is_linked(element: Element, *, alternate: bool = False) -> bool:
    words = element.attrib.get("rel", "").lower().split()
    kind = element.attrib.get("type", "").split(";")[0].strip().lower()
    return (
        "stylesheet" in words and (alternate or "alternate" not in words) and "disabled" not in element.attrib and kind in {"", "text/css"}
    )


def _media(element: Element) -> tuple[Condition, ...]:
    media = element.attrib.get("media", "").strip()
    return (Condition("media", media),) if media and media.lower() != "all" else ()


def _joined(base: str, href: str) -> str | None:
    try:
        return ada_url.join_url(base, href)
    except ValueError:
        return None


_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"))


def _decoded(data: bytes) -> str | None:
    """The text of a sheet, by its byte order mark or the encoding that it names (CSS Syntax 3, section 3.2); None where that is not known."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    named = _CHARSET.match(data)
    if named is None:
        return data.decode("utf-8", "replace")
    name = named[1].decode("ascii", "replace").strip().lower()
    try:
        # A sheet whose first bytes can be read as ASCII is in no encoding of two bytes a character, whatever it says.
        return data.decode("utf-8" if name.startswith("utf-16") else name, "replace")
    except LookupError:
        return None


def _data(address: str) -> bytes | None:
    """The content of a ``data:`` address."""
    from base64 import b64decode  # noqa: PLC0415 - needed by few pages
    from binascii import Error  # noqa: PLC0415 - likewise
    from urllib.parse import unquote_to_bytes  # noqa: PLC0415 - likewise

    head, _, body = address.partition(",")
    raw = unquote_to_bytes(body)
    if not head.lower().endswith(";base64"):
        return raw
    try:
        return b64decode(raw + b"==")
    except Error:
        return None
