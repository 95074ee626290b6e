"""Whether a reader sees the text of an element and can click it, decided from the style sheets in all circumstances.

The answer is a list of obstacles: what surely hides, and what cannot be told without a browser.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from imprint.audit.document import TextNode
from imprint.audit.markup import FOREIGN_TEXT
from imprint.audit.obstacle import Obstacle
from imprint.audit.style.background import border_stops, ground_stops, inner_shadow, stops_of
from imprint.audit.style.box import box_reasons, opacity_of
from imprint.audit.style.cascade import Cascade, Style, Value
from imprint.audit.style.colour import BLACK, WHITE, Colour, colour_of, contrast
from imprint.audit.style.cover import covers
from imprint.audit.style.decoration import decorated
from imprint.audit.style.element_state import is_right_to_left
from imprint.audit.style.extent import measures
from imprint.audit.style.generated import Added, words_beside
from imprint.audit.style.overlap import Overlap
from imprint.audit.style.printing import darkened, is_exact
from imprint.audit.style.reason import Reason
from imprint.audit.style.sequence import inserted, rearranged
from imprint.audit.style.token import idents, parts
from imprint.audit.style.transformation import shrunk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from imprint.audit.document import Document, Element
    from imprint.audit.style.environment import Environment
    from imprint.audit.style.library import PageStyles
    from imprint.audit.style.token import Token

__all__ = ["Visibility"]

_LEAST_FONT = 9.0
_LEAST_CONTRAST = 3.0
_LEAST_OPACITY = 0.2
_FARTHEST_INDENT = 99.0
_THICKEST = 0.1
"""The width of the line around letters, in font sizes, from which on it covers their strokes."""
_WIDEST = 3.0
"""Letter spacing, in font sizes, at which nobody sees words in the letters."""
_TIGHTEST = -0.4
"""Letter spacing, in font sizes, at which letters stand on each other."""


class Visibility:
    """The answers for one page; each element and set of circumstances is judged once."""

    def __init__(self, document: Document, styles: PageStyles, cascade: Cascade | None = None) -> None:
        self.document = document
        self._styles = styles
        self.cascade = cascade or Cascade(styles, _meta_scheme(document))
        self.measured = False
        """Whether an answer since :meth:`forget_measures` depended on how long a text is."""
        self._boxes: dict[tuple[int, Environment], tuple[tuple[Reason, ...], bool]] = {}
        self._overlap = Overlap(self.cascade, document)

    def forget_measures(self) -> None:
        """From now on, note whether an answer depends on how long a text is."""
        self.measured = self._overlap.measured = False

    def obstacles(self, element: Element, *, clickable: bool) -> Iterator[Obstacle]:
        """What keeps a reader from the text of an element, one obstacle of each kind, the usual circumstances first."""
        if self._styles.unread:
            yield Obstacle("undetermined", f"the style sheet {self._styles.unread[0]} is not at hand or cannot be read")
        if not self._styles.rules and not any("style" in each.attrib or _is_styled(each) for each in self.document.elements):
            return
        told: set[str] = set()
        for environment in self._styles.environments:
            for obstacle in self._within(element, environment, clickable=clickable):
                if environment.is_assumed and obstacle.kind != "undetermined":
                    obstacle = replace(obstacle, kind="undetermined")  # noqa: PLW2901 - whether the condition ever holds is a browser's business
                if obstacle.kind not in told:
                    told.add(obstacle.kind)
                    words = environment.words
                    yield Obstacle(obstacle.kind, f"{obstacle.reason}, {words}" if words else obstacle.reason, obstacle.line)

    def clear_in(self, element: Element, *, clickable: bool) -> frozenset[Environment]:
        """The circumstances in which nothing keeps a reader from the text of an element."""
        if self._styles.unread:
            return frozenset()
        return frozenset(each for each in self._styles.environments if next(self._within(element, each, clickable=clickable), None) is None)

    def _within(self, element: Element, environment: Environment, *, clickable: bool) -> Iterator[Obstacle]:
        style = self.cascade.style(element, environment)
        opacity = 1.0
        scrolled = False
        each: Style | None = style
        while each is not None:
            for reason in self._box(each, environment):
                if reason.cut and scrolled:
                    continue
                yield Obstacle("style" if reason.determined else "undetermined", reason.text, each.element.line)
            for values in self._content_of_details(each, element):
                inner = Style(each.element, each, values, each.custom, each.font, each.scheme, each.colour, environment, each.root_font)
                for reason in box_reasons(self.cascade, inner, self._styles):
                    yield Obstacle("style" if reason.determined else "undetermined", f"{reason.text}, ::details-content", each.element.line)
            scrolled = scrolled or _scrolls(each)
            opacity *= opacity_of(each) if opacity_of(each) is not None else 1.0  # type: ignore[operator] # just asked
            each = each.parent
        yield from self._held(style)
        yield from self._shown(style)
        yield from self._set(style)
        if environment.state != "active":
            # In the moment of a click nobody reads; what only changes the look lets the click arrive.
            if opacity < _LEAST_OPACITY:
                yield Obstacle("style", f"transparent, since the opacities around it multiply to {opacity:.2g}", element.line)
            yield from self._text(style)
            yield from self._coloured(style, opacity)
        if clickable:
            yield from self._clicked(style)
        plainly = list(covers(self.cascade, self.document, element, environment, clickable=clickable))
        yield from plainly
        if not plainly:
            yield from self._overlap.obstacles(element, environment, clickable=clickable)
            self.measured = self.measured or self._overlap.measured

    def _content_of_details(self, style: Style, place: Element) -> Iterator[dict[str, Value]]:
        """What is declared for the box around the content of ``details`` (CSS Pseudo-Elements 4, section 4.5); a ``summary`` stands outside it."""
        if style.element.local_name != "details" or any(
            each.local_name == "summary" and each.parent is style.element for each in place.chain
        ):
            return
        for name, values in self.cascade.pseudo(style.element, style.environment):
            if name == "details-content":
                yield values

    def _held(self, style: Style) -> Iterator[Obstacle]:
        """Where the window cannot be scrolled, what lies below its edge is never reached (CSS Overflow 3, section 3.3)."""
        environment = style.environment
        if environment.medium == "print":
            return
        each: Style | None = style
        while each is not None and each.parent is not None:
            own = each.word("overflow-y", "visible")
            if each.word("position") == "fixed" or (own in {"auto", "scroll"} and each.parent.parent is not None):
                return
            each = each.parent
        root = self.cascade.style(self.document.root, environment)
        body = self.cascade.style(self.document.body, environment)
        # The body's overflow is the window's where the root has none of its own.
        window = root if root.word("overflow-y", "visible") != "visible" or root.word("overflow-x", "visible") != "visible" else body
        value = window.get("overflow-y")
        if value is not None and value.word in {"hidden", "clip"}:
            yield Obstacle("undetermined", f"the page cannot be scrolled (overflow: {value.word}; {value.source})", style.element.line)

    def words_beside(self, first: Element, last: Element) -> Iterator[Added]:
        """The words that style sheets put beside a text that begins in ``first`` and ends in ``last``; nothing where they add none."""
        if self._styles.speaking:
            yield from words_beside(self.cascade, self._styles, first, last)

    def disturbance(self, nodes: Sequence[TextNode]) -> tuple[str, str]:
        """What a style sheet puts into a passage, and how it rearranges its parts, in any circumstances; empty where it does not."""
        if len(nodes) < 2 or not (self._styles.rules or any("style" in each.attrib for each in self.document.elements)):  # noqa: PLR2004 - one run has no inside
            return "", ""
        environments = self._styles.environments
        added = (inserted(self.cascade, nodes, each) for each in environments)
        moved = (rearranged(self.cascade, nodes, each) for each in environments)
        return next(filter(None, added), ""), next(filter(None, moved), "")

    def is_marked(self, anchor: Element) -> bool:
        """Whether a link inside a text differs from the text around it, in the usual circumstances."""
        style = self.cascade.style(anchor, self._styles.environments[0])
        around = style.parent
        words = {token.data.strip() for token in around.element.nodes if isinstance(token, TextNode)} if around is not None else set()
        if around is None or not any(words):
            return True  # it stands by itself
        if style.colour != around.colour or style.word("font-weight") != around.word("font-weight"):
            return True
        line = style.get("text-decoration-line")
        if line is None or set(idents(line.tokens)) & {"underline", "overline"}:
            return True
        return any(_shows(style.get(name)) for name in ("border-bottom", "background-color", "background-image", "box-shadow", "outline"))

    def _box(self, style: Style, environment: Environment) -> tuple[Reason, ...]:
        key = (style.element.order, environment)
        if key not in self._boxes:
            reasons = list(box_reasons(self.cascade, style, self._styles))
            reasons += self._unreadable(style)
            self._boxes[key] = tuple(reasons), measures(style) or self._styles.pulls
        found, measured = self._boxes[key]
        self.measured = self.measured or measured
        return found

    def _unreadable(self, style: Style) -> Iterator[Reason]:
        """Rules whose selector cannot be evaluated and which would hide."""
        for ranked, selector in self.cascade.matched(style.element):
            if not selector.is_readable and not selector.pseudo_element:
                names = {each.name for each in ranked.rule.declarations if not each.name.startswith("--")}
                if names & _HIDING:
                    yield Reason(
                        f"the selector {selector.text} cannot be evaluated ({ranked.origin} line {ranked.rule.line})", determined=False
                    )

    def _shown(self, style: Style) -> Iterator[Obstacle]:
        line = style.element.line
        value = style.get("visibility")
        if value is not None:
            if not value.known:
                yield Obstacle("undetermined", f"the value of visibility cannot be worked out ({value.source})", line)
            elif value.word in {"hidden", "collapse"}:
                yield Obstacle("style", f"invisible (visibility: {value.word}; {value.source})", line)

    def _set(self, style: Style) -> Iterator[Obstacle]:
        """Letters set so small, so close or so far away that neither eye nor pointer meets them."""
        line = style.element.line
        font = style.font
        if font is None:
            yield Obstacle("undetermined", "the font size cannot be worked out", line)
        elif font * _zoom(style) < _LEAST_FONT - 0.01:
            found = style.get("font-size")
            yield Obstacle(
                "style", f"too small to read, {font * _zoom(style):.3g} px ({found.source if found else 'smaller within smaller'})", line
            )
        yield from self._spaced(style, font or 16.0)
        for name in _INHERITED_LENGTHS:
            value = style.get(name)
            if value is not None and not value.known:
                yield Obstacle("undetermined", f"the value of {name} cannot be worked out ({value.source})", line)

    def _text(self, style: Style) -> Iterator[Obstacle]:
        line = style.element.line
        yield from self._struck(style)
        for name, words in (("text-security", {"disc", "circle", "square"}),):
            value = style.get(name)
            if value is not None and value.word in words:
                yield Obstacle("style", f"masked letter by letter ({name}: {value.word}; {value.source})", line)
        value = style.get("text-combine-upright")
        if value is not None and value.word == "all" and style.word("writing-mode").startswith(("vertical", "tb")):
            yield Obstacle("style", f"set into the room of one letter (text-combine-upright: all; {value.source})", line)
        value = style.get("font-family")
        families = _families(value) if value is not None else []
        if value is not None and families and families[0] in _SYMBOLS:
            yield Obstacle("style", f"set in a font of symbols ({value.source})", line)
        if value is not None and not self._styles.fonts.isdisjoint(families):
            yield Obstacle("undetermined", f"its letters come from a font file ({value.source})", line)
        yield from self._first_letters(style)

    def _spaced(self, style: Style, font: float) -> Iterator[Obstacle]:
        line = style.element.line
        block = style
        while block.is_inline and block.parent is not None:
            block = block.parent  # the indent is the block's, whatever an element in its lines says
        value = block.get("text-indent")
        if value is not None:
            distance = block.length("text-indent", style.environment.width)
            if distance is None:
                yield Obstacle("undetermined", f"the value of text-indent cannot be worked out ({value.source})", line)
            elif distance < -_FARTHEST_INDENT or distance >= style.environment.width / 2:
                yield Obstacle("style", f"moved off the page (text-indent: {value.text}; {value.source})", line)
        value = style.get("letter-spacing")
        if value is not None and (style.length("letter-spacing", font) or 0.0) <= _TIGHTEST * font:
            yield Obstacle("style", f"set letter upon letter (letter-spacing: {value.text}; {value.source})", line)
        if value is not None and (style.length("letter-spacing", font) or 0.0) > _WIDEST * font:
            yield Obstacle("style", f"torn apart (letter-spacing: {value.text}; {value.source})", line)
        value = style.get("word-spacing")
        if value is not None and (style.length("word-spacing", font) or 0.0) <= _TIGHTEST * font:
            yield Obstacle("style", f"set word upon word (word-spacing: {value.text}; {value.source})", line)
        value = style.get("line-height")
        if value is not None and value.tokens:
            token = value.tokens[0]
            height = token.value * font if token.type == "number" else style.length("line-height", font)
            if height is not None and height < 0.4 * font:
                yield Obstacle("style", f"set line upon line (line-height: {value.text}; {value.source})", line)

    def _struck(self, style: Style) -> Iterator[Obstacle]:
        yield from decorated(style)
        each: Style | None = style
        while each is not None:
            bidi = each.get("unicode-bidi")
            if bidi is not None and bidi.word in {"bidi-override", "isolate-override"} and self._is_right_to_left(each):
                yield Obstacle("reversed", f"by unicode-bidi: {bidi.word} ({bidi.source})", each.element.line)
            each = each.parent

    def _is_right_to_left(self, style: Style) -> bool:
        direction = style.get("direction")
        if direction is not None:
            return direction.word == "rtl"
        return is_right_to_left(style.element)

    def _first_letters(self, style: Style) -> Iterator[Obstacle]:
        """``::first-line`` and ``::first-letter`` of the elements around, where they hide the beginning of this text."""
        for each in style.element.chain:
            pseudo = [found for found in self.cascade.pseudo(each, style.environment) if found[0] in {"first-line", "first-letter"}]
            if not pseudo or self.cascade.block_of(_first_of(each), style.environment) is not self.cascade.block_of(
                style.element, style.environment
            ):
                continue
            for name, values in pseudo:
                for found in self._beginning(name, self.cascade.pseudo_style(each, style.environment, values)):
                    reason = f"partly hidden (::{name}; {found.reason})" if found.kind == "style" else f"{found.reason}, ::{name}"
                    yield Obstacle(found.kind, reason, each.line)

    def _beginning(self, name: str, style: Style) -> Iterator[Obstacle]:
        """What a pseudo-element does to the letters in it."""
        yield from self._set(style)
        value = style.values.get("text-decoration-line")
        if value is not None and "line-through" in idents(value.tokens):
            yield Obstacle("struck", f"by text-decoration: {value.text} ({value.source})", style.element.line)
        opacity = opacity_of(style) or 0.0
        if opacity < _LEAST_OPACITY and "opacity" in style.values:
            yield Obstacle("style", f"transparent; {style.values['opacity'].source}", style.element.line)
        if "color" in style.values or "background-color" in style.values or "background-image" in style.values:
            yield from self._coloured(style, opacity)
        if name == "first-letter":
            yield from _moved_away(style)

    def _clicked(self, style: Style) -> Iterator[Obstacle]:
        for name, word in (("pointer-events", "none"), ("interactivity", "inert")):
            value = style.get(name)
            if value is None:
                continue
            if not value.known:
                yield Obstacle("undetermined", f"the value of {name} cannot be worked out ({value.source})", style.element.line)
            elif value.word == word:
                yield Obstacle("unclickable", f"closed to clicks ({name}: {word}; {value.source})", style.element.line)
        value = style.get("user-modify")
        if value is not None and value.word.startswith("read-write"):
            yield Obstacle("unclickable", f"editable, so that a click places the caret (user-modify; {value.source})", style.element.line)

    def _coloured(self, style: Style, opacity: float) -> Iterator[Obstacle]:  # noqa: C901 - one case a source of colour
        environment = style.environment
        # Forced colours choose their own where that is not declined, and browsers print in the light scheme.
        forced = environment.feature("forced-colors") == "active" and style.word("forced-color-adjust", "auto") != "none"
        if (environment.medium == "print" and environment.scheme == "dark") or forced:
            return
        line = style.element.line
        colour, source = style.colour, style.colour_source
        fill = style.get("text-fill-color")
        if fill is not None and fill.tokens and fill.word != "currentcolor":
            colour, source = (colour_of(fill.tokens[0], colour or BLACK, style.scheme) if fill.known else None), fill.source
        if colour is not None and colour.alpha < _LEAST_OPACITY and (painted := _painted(style)):
            # The background is cut to the letters (CSS Backgrounds 4, background-clip: text): its colours are those of the text.
            grounds, doubt = self._grounds(painted[0].parent) if painted[0].parent is not None else ([WHITE], "")
            if not doubt and all(
                contrast(each.faded(opacity).over(ground), ground) >= _LEAST_CONTRAST for each in painted[1] for ground in grounds
            ):
                return
        if colour is None:
            yield Obstacle("undetermined", f"its colour cannot be worked out ({source})", line)
            return
        if colour.alpha < _LEAST_OPACITY:
            yield Obstacle("style", f"of a transparent colour ({source})", line)
            return
        grounds, doubt = self._grounds(style)
        if environment.medium == "print":
            grounds = self._printed(style, colour.faded(opacity), grounds)
        elif doubt:
            yield Obstacle("undetermined", doubt, line)
        yield from self._stroked(style, opacity, grounds)
        for ground in grounds:
            ratio = contrast(colour.faded(opacity).over(ground), ground)
            if ratio < _LEAST_CONTRAST:
                where = f"; {source}" if source else ""
                yield Obstacle("style", f"without contrast to its background, {ratio:.2f} to 1{where}", line)
                return

    def _printed(self, style: Style, colour: Colour, grounds: list[Colour]) -> list[Colour]:
        """The grounds on which a text is printed, none where it is readable in darkened letters on the paper alone."""
        paper, _ = self._grounds(style, printed=True)
        if is_exact(style):
            return paper
        letters = darkened(colour)
        return [] if all(contrast(letters.over(each), each) >= _LEAST_CONTRAST for each in paper) else grounds

    def _stroked(self, style: Style, opacity: float, grounds: Sequence[Colour]) -> Iterator[Obstacle]:
        """A line around the letters lies above them; where it is thick it is all that is seen."""
        value, width = style.get("text-stroke-color"), style.length("text-stroke-width")
        if value is None or not value.tokens or width is None or width < _THICKEST * (style.font or 16.0):
            return
        line = style.element.line
        colour = colour_of(value.tokens[0], style.colour or BLACK, style.scheme) if value.known else None
        if colour is None:
            yield Obstacle("undetermined", f"the colour of the line around its letters cannot be worked out ({value.source})", line)
        elif colour.alpha >= _LEAST_OPACITY and any(contrast(colour.faded(opacity).over(each), each) < _LEAST_CONTRAST for each in grounds):
            yield Obstacle("style", f"painted over by the line around its letters (text-stroke-color: {value.text}; {value.source})", line)

    def _grounds(self, style: Style, *, printed: bool = False) -> tuple[list[Colour], str]:
        """The colours that may lie behind a text, and why that cannot be told, or an empty string; ``printed`` are those of exact elements alone."""
        layers: list[list[Colour]] = []
        doubt = ""
        each: Style | None = style
        opaque = False
        while each is not None and not opaque:
            clip = each.get("background-clip")
            if (printed and not is_exact(each)) or (clip is not None and "text" in idents(clip.tokens)):
                each = each.parent  # it is not printed, or drawn in the letters alone
                continue
            for name, stops in _images(each):
                if stops is None:
                    doubt = doubt or f"the image behind it is not known ({each.values[name].source})"
                elif stops and not opaque:
                    layers.append(stops)
                    opaque = all(stop.alpha >= 1 for stop in stops)
            value = each.get("background-color")
            if value is not None and value.tokens and not opaque:
                found = colour_of(value.tokens[0], each.colour or BLACK, each.scheme) if value.known else None
                if found is None:
                    doubt = doubt or f"the colour behind it cannot be worked out ({value.source})"
                elif found.alpha > 0:
                    layers.append([found])
                    opaque = found.alpha >= 1
            each = each.parent
        root = self.cascade.style(self.document.root, style.environment)
        canvas = WHITE if printed else colour_of(_CANVAS, BLACK, root.scheme) or WHITE
        grounds = [canvas]
        for layer in reversed(layers):
            grounds = [colour.over(ground) for ground in grounds for colour in layer][:64]
        return grounds, doubt


def _first_of(element: Element) -> Element:
    """The element of the first text in an element."""
    return next((node.parent for node in element.texts if node.data.strip() and node.parent.shown_as not in FOREIGN_TEXT), element)


_SYMBOLS = frozenset({"wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "zapf dingbats", "zapfdingbats", "marlett"})
"""Fonts of systems that have symbols where others have letters."""


def _families(value: Value) -> list[str]:
    """The names in a list of fonts, in small letters."""
    return [" ".join(str(token.value) for token in part if token.type in {"ident", "string"}).lower() for part in parts(value.tokens)]


def _moved_away(style: Style) -> Iterator[Obstacle]:
    """A first letter that floats to the far side, or is pulled off its word."""
    value = style.values.get("float")
    if value is not None and value.word in {"right", "inline-end"}:
        yield Obstacle("style", f"floated away from its word (float: {value.word}; {value.source})", style.element.line)
    for side in ("left", "top", "right", "bottom"):
        value = style.values.get(f"margin-{side}")
        distance = style.length(f"margin-{side}", style.environment.width)
        if value is not None and distance is not None and not -(style.font or 16.0) <= distance <= _FARTHEST_INDENT:
            yield Obstacle("style", f"moved off its word (margin-{side}: {value.text}; {value.source})", style.element.line)


def _images(style: Style) -> Iterator[tuple[str, list[Colour] | None]]:
    """The properties by which a box has more than one colour behind its text, the uppermost first, and the colours of each."""
    if style.values:
        yield "border-image-source", border_stops(style)
        yield "box-shadow", inner_shadow(style)
        yield "background-image", ground_stops(style.values, style)


_INHERITED_LENGTHS = ("letter-spacing", "word-spacing", "line-height", "font-size-adjust")

_HIDING = frozenset(
    """display visibility opacity font-size color text-fill-color text-indent position left right top bottom margin-left margin-top clip clip-path height
    width max-height max-width transform translate rotate scale content-visibility mask-image zoom filter pointer-events mix-blend-mode""".split()  # noqa: SIM905 - a list of words reads best as words
)


def _canvas_token() -> Token:
    from imprint.audit.style.token import parse_value  # noqa: PLC0415 - made once

    return parse_value("canvas")[0]


_CANVAS = _canvas_token()


def _painted(style: Style) -> tuple[Style, list[Colour]] | None:
    """The box whose background is cut to the letters of a text, and the colours of that background."""
    each: Style | None = style
    while each is not None:
        clip = each.get("background-clip")
        if clip is not None and "text" in idents(clip.tokens):
            image, value = each.get("background-image"), each.get("background-color")
            found = stops_of(image.tokens, each) if image is not None and image.tokens and image.word != "none" else []
            plain = (
                colour_of(value.tokens[0], each.colour or BLACK, each.scheme)
                if value is not None and value.tokens and value.known
                else None
            )
            colours = found or ([plain] if plain is not None and found is not None else None)
            return (each, colours) if colours else None
        if not each.is_inline:
            return None
        each = each.parent
    return None


def _shows(value: Value | None) -> bool:
    """Whether a border, a background or a shadow is there."""
    if value is None or not value.tokens or value.word in {"none", "transparent", "hidden"}:
        return False
    return not any(
        getattr(token, "value", None) == 0 or getattr(token, "lower_value", "") in {"none", "hidden", "transparent"}
        for token in value.tokens
    )


def _scrolls(style: Style) -> bool:
    """Whether a box has a height to which it is held, and scrolls what does not fit into it."""
    if style.word("overflow-y") not in {"auto", "scroll", "overlay"}:
        return False
    held = any(style.get(name) is not None and style.word(name) not in {"auto", "none"} for name in ("height", "max-height"))
    stretched = style.word("position") in {"absolute", "fixed"} and style.get("top") is not None and style.get("bottom") is not None
    around = style.parent
    return held or stretched or (around is not None and around.display in {"flex", "inline-flex", "grid", "inline-grid"})


def _zoom(style: Style) -> float:
    """The factor between a font's size and the size at which its letters are seen; transformations count where they make them smaller."""
    factor = 1.0
    each: Style | None = style
    while each is not None:
        value = each.get("zoom")
        if value is not None and value.tokens and value.tokens[0].type in {"number", "percentage"}:
            token = value.tokens[0]
            factor *= token.value if token.type == "number" else token.value / 100
        for name in ("transform", "scale"):
            value = each.get(name)
            if value is not None and value.known and not each.is_inline:
                factor *= min(shrunk(name, value.tokens), 1.0)
        each = each.parent
    return factor


def _is_styled(element: Element) -> bool:
    """Whether markup alone may say how an element looks, or that it lies over others."""
    return (
        element.local_name in {"font", "small", "sub", "sup", "mark", "dialog"}
        or "popover" in element.attrib
        or (
            element.local_name in {"body", "table", "tr", "td", "th"}
            and bool({"bgcolor", "text", "link", "background", "width", "height"} & set(element.attrib))
        )
    )


def _meta_scheme(document: Document) -> str:
    for meta in document.named("meta"):
        if meta.attrib.get("name", "").strip().lower() == "color-scheme":
            return meta.attrib.get("content", "").lower()
    return ""
