"""The box of an element, or of one of its pseudo-elements: how large it is at most, and how far it is moved out of its place in the flow.

All measures are in CSS pixels. Sources: CSS Positioned Layout Level 3, CSS 2.2 sections 8 to 10, CSS Transforms Level 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Flag, auto
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from imprint.audit.style.colour import BLACK, colour_of
from imprint.audit.style.painting import is_positioned, stacks, word_of
from imprint.audit.style.replaced import REPLACED, own_width
from imprint.audit.style.token import parts, text_of
from imprint.audit.style.transformation import Movement, movement
from imprint.audit.style.value import length

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from imprint.audit.document import Element
    from imprint.audit.style.cascade import Style, Value
    from imprint.audit.style.measurement import Measurement
    from imprint.audit.style.sheet import Declared
    from imprint.audit.style.token import Tokens

__all__ = ["BLOCKS", "SLACK", "STICKY", "TRANSFORMING", "WITHOUT_LINES", "Motion", "MovedBox", "Reach", "motion_of"]

SLACK = 9.0
"""CSS pixels by which boxes may meet and leave every line of a text readable."""
TRANSFORMING = ("transform", "translate", "scale", "rotate")
_WIDE, _HIGH = 0.65, 1.6
"""The width of a letter and the height of a line at most, in font sizes."""
_A_COUNTER = 20
"""Letters, at most, of what ``content`` adds that is no string."""
_OUT = frozenset({"absolute", "fixed"})
_SHADE = 0.5
"""The opacity from which on a shadow hides what it falls on."""
BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header
    hgroup hr html legend li main menu nav ol optgroup option p pre search section summary ul""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""Elements that make a block in the browser's own style sheet."""
WITHOUT_LINES = BLOCKS | frozenset(
    """table tr td th caption tbody thead input textarea select button img svg video iframe canvas object""".split()  # noqa: SIM905 - a list of words reads best as words
)
"""Elements whose edges take room from the lines beside them."""
STICKY = frozenset({"sticky", "-webkit-sticky"})
_NEVER_SHOWN = frozenset({"head", "template", "noscript", "script"})


@dataclass(frozen=True, slots=True)
class Reach:
    """From where to where a box out of the flow reaches, counted from one edge of its containing block, or from its place in the flow."""

    edge: Literal["top", "bottom", "both", ""]
    start: float
    end: float


@dataclass(frozen=True)
class MovedBox:
    """A box in one set of circumstances; ``pseudo`` is ``"before"`` or ``"after"``, or empty for the element's own box."""

    element: Element
    values: Mapping[str, Value]
    measures: Measurement
    pseudo: str = ""

    @cached_property
    def style(self) -> Style:
        """The values of the element."""
        return self.measures.style(self.element)

    @property
    def name(self) -> str:
        """The box in words."""
        return f"::{self.pseudo} of <{self.element.local_name}>" if self.pseudo else f"<{self.element.local_name}>"

    @property
    def around(self) -> Element | None:
        """The element in which the box stands."""
        return self.element if self.pseudo else self.element.parent

    @cached_property
    def is_out_of_flow(self) -> bool:
        """Whether the box leaves no gap where it would have stood."""
        return word_of(self.values, "position") in _OUT

    @cached_property
    def is_in_line(self) -> bool:
        """Whether it stands in a line of text, where its edges take no room from the lines above and below."""
        if self.pseudo:
            return (
                not self.is_out_of_flow
                and word_of(self.values, "display") in {"", "inline"}
                and word_of(self.values, "float") in {"", "none"}
            )
        return self.style.is_inline and self.element.local_name not in REPLACED

    @property
    def is_vague(self) -> bool:
        """Whether where it is placed, or how it is transformed, cannot be worked out."""
        if word_of(self.values, "position-area") not in {"", "none"} or len(getattr(self.values.get("position-area"), "tokens", ())) > 1:
            return True  # its place is beside, or over, an element that the style sheet names
        return self.turn is None or any(self._is_unknown(name) for name in ("top", "bottom", "left", "right", "height", "width"))

    def _is_unknown(self, name: str) -> bool:
        value = self.values.get(name)
        return value is not None and (not value.known or (bool(value.tokens) and value.word == "" and self.length(name, 100.0) is None))

    def length(self, name: str, whole: float) -> float | None:
        """A length; None where it is a keyword, not declared, or cannot be worked out. ``whole`` is what a percentage is of."""
        value = self.values.get(name)
        if value is None or len(value.tokens) != 1:
            return None
        return length(value.tokens[0], self.style.scale(whole))

    @property
    def _room(self) -> float:
        return self.style.environment.width

    @property
    def _window(self) -> float:
        return self.style.environment.height

    def _edge(self, side: str) -> float:
        return sum(max(self.length(name, self._room) or 0.0, 0.0) for name in (f"padding-{side}", f"border-{side}-width"))

    @property
    def thickness(self) -> float:
        """The thicker one of the upper and the lower edge, padding and border together."""
        return max(self._edge("top"), self._edge("bottom"))

    def _share(self, name: str) -> float | None:
        """A size that is declared in shares of the box around; None where it is none."""
        value = self.values.get(name)
        return value.tokens[0].value / 100 if value is not None and [token.type for token in value.tokens] == ["percentage"] else None

    def _is_auto(self, name: str) -> bool:
        return word_of(self.values, name) == "auto" or name not in self.values

    @cached_property
    def shadow(self) -> tuple[float, float]:
        """How far a shadow that is no mere shade reaches up and down over the edges of the box."""
        value = self.values.get("box-shadow")
        up = down = 0.0
        for part in parts(value.tokens) if value is not None else ():
            words = {token.lower_value for token in part if token.type == "ident"}
            hues = [hue for token in part if (hue := colour_of(token, self.style.colour or BLACK, self.style.scheme)) is not None]
            if words & {"inset", "none"} or any(each.alpha < _SHADE for each in hues):
                continue
            measures = [found for token in part if (found := length(token, self.style.scale())) is not None]
            _, shift, _, spread = (*measures, 0.0, 0.0, 0.0, 0.0)[:4]
            up, down = max(up, spread - shift), max(down, spread + shift)
        return (up if up > SLACK else 0.0), (down if down > SLACK else 0.0)

    @cached_property
    def height(self) -> float:
        """How high it is at most, with what runs over its edge."""
        edges = self._edge("top") + self._edge("bottom")
        if not self.pseudo:
            return max(self.measures.most(self.element), edges)
        declared = max((self.length(name, self._window) or 0.0 for name in ("height", "min-height")), default=0.0)
        return max(declared, _HIGH * self._font * math.ceil(self._letters * _WIDE * self._font / self._room)) + edges

    def width(self, room: float) -> float:
        """How wide it is at most where there is so much room."""
        edges = self._edge("left") + self._edge("right")
        declared = [found for name in ("width", "max-width") if (found := self.length(name, room)) is not None]
        if declared:
            return max(min(declared), self.length("min-width", room) or 0.0) + edges
        if self.pseudo:
            return min(self._letters * _WIDE * self._font, room) + edges
        if self.element.local_name in REPLACED:
            return own_width(self.element, room)
        if any(self._may_be_wide(each) for each in self.element.iter_subtree()):
            return room
        return min(self._letters * _WIDE * self._font, room) + edges

    def _may_be_wide(self, element: Element) -> bool:
        """Whether an element in the box may be wider than its text."""
        if "width" in self.measures.style(element).values or element.local_name in REPLACED:
            return True
        return any("content" in values and {"width", "min-width"} & values.keys() for _, values in self.measures.pseudo(element))

    @property
    def _letters(self) -> int:
        if self.pseudo:
            return sum(len(token.value) if token.type == "string" else _A_COUNTER for token in self.values["content"].tokens)
        return len(" ".join(self.element.text_content.split()))

    @property
    def _font(self) -> float:
        own = self.style.font or 16.0
        return (self.length("font-size", own) or own) if self.pseudo else own

    @cached_property
    def turn(self) -> Movement | None:
        """What transformations do to it; None where that cannot be told."""
        declared = {name: self.values[name] for name in TRANSFORMING if name in self.values}
        if any(not value.known for value in declared.values()):
            return None
        return movement({name: value.tokens for name, value in declared.items()}, self.style.scale())

    def _turned(self, height: float) -> tuple[float, float]:
        """How far transformations move a box of that height downwards, and how much further it then reaches both ways."""
        turn = self.turn or Movement()
        swung = abs(math.sin(math.radians(turn.angle))) * self.width(self._room) / 2 if turn.angle else 0.0
        return turn.down + turn.down_share * height, max(turn.growth - 1.0, 0.0) * height / 2 + swung

    @cached_property
    def shift(self) -> tuple[float, float]:
        """How far a box in the flow reaches beyond its place, upwards and downwards."""
        if self.is_in_line:
            return (self.thickness, self.thickness) if self.thickness > SLACK else (0.0, 0.0)
        if self.turn is None:
            return math.inf, math.inf
        moved, grown = self._turned(self.height) if self.turn != Movement() else (0.0, 0.0)
        if word_of(self.values, "position") == "relative":
            top, bottom = (self.length(name, self._window) for name in ("top", "bottom"))
            moved += top if top is not None else -bottom if bottom is not None else 0.0
        # A margin above a box moves what stands behind it as well; one below it moves that alone.
        above, below = (self.length(name, self._room) or 0.0 for name in ("margin-top", "margin-bottom"))
        up, down = self.shadow
        return max(-(moved + above), 0.0) + grown + up, max(moved, 0.0) + max(-below, 0.0) + grown + down

    @property
    def slides(self) -> bool:
        """Whether a box in a line is moved along it, over what stands beside it."""
        if not self.is_in_line:
            return False
        names = ("margin-left", "margin-right") + (("left", "right") if word_of(self.values, "position") == "relative" else ())
        moved = [self.length(name, self._room) or 0.0 for name in names]
        return min(moved) < -SLACK or any(abs(each) > SLACK for each in moved[2:])

    @property
    def is_displayed(self) -> bool:
        """Whether the box is made at all."""
        if self.pseudo:
            content = self.values.get("content")
            return (
                content is not None
                and content.word not in {"none", "normal"}
                and word_of(self.values, "display") != "none"
                and word_of(self.values, "visibility") != "hidden"
            )
        return not any(
            self.measures.style(each).display == "none" or "hidden" in each.attrib or each.shown_as in _NEVER_SHOWN
            for each in self.element.chain
        )

    @cached_property
    def leaves_its_place(self) -> bool:
        """Whether the box is anywhere else than where the flow puts it, or is given a place in a grid."""
        if self.is_out_of_flow or word_of(self.values, "position") in STICKY or {"grid-row", "grid-column"} <= self.values.keys():
            return True
        return max(*self.shift, self.overrun) > SLACK or self.slides

    @cached_property
    def overrun(self) -> float:
        """How far what is in a box of a declared height surely runs over its lower edge."""
        sizes = [value for name in ("height", "max-height") if (value := self.values.get(name)) is not None]
        if self.pseudo or word_of(self.values, "overflow-y") not in {"", "visible"}:
            return 0.0
        if any(token.type == "percentage" for value in sizes for token in value.tokens):
            return 0.0  # it counts only where the box around has a height
        declared = [found for name in ("height", "max-height") if (found := self.length(name, self._window)) is not None]
        if not declared:
            return 0.0
        inner = 0.0 if self.measures.in_row(self.element) else sum(self.measures.least(each) for each in self.element.elements)
        return max(max(inner, self._font if self._letters else 0.0) - min(declared), 0.0)

    @property
    def is_flat(self) -> bool:
        """Whether it has hardly any extent one way."""
        if self.is_in_line:
            return False
        if any(self.shadow) or self.is_vague:
            return False
        tall = self.is_out_of_flow and (("top" in self.values and "bottom" in self.values) or bool(self._share("height")))
        wide = not self.is_out_of_flow or ("left" in self.values and "right" in self.values)
        return (not tall and self.height <= SLACK) or (not wide and self.width(self._room) <= SLACK)

    @property
    def is_cut_away(self) -> bool:
        """Whether it cuts itself off to next to nothing, as texts for screen readers are."""
        clip = self.values.get("clip")
        if clip is not None and clip.word != "auto" and self.is_out_of_flow:
            return True
        path = self.values.get("clip-path")
        if path is not None and "inset(50%" in path.text:
            return True
        if not all(word_of(self.values, f"overflow-{axis}") in {"hidden", "clip"} for axis in ("x", "y")):
            return False
        width, height = self.length("width", self._room), self.length("height", self._window)
        return (height is not None and height < SLACK) or (width is not None and width < SLACK)

    def reach(self, least: float, most: float | None = None) -> Reach:
        """Where a box out of the flow begins and ends, in a containing block that is at least and at most so high."""
        low = self._reach(least)
        if most is None or most == least:
            return low
        high = self._reach(most)
        return Reach(low.edge, min(low.start, high.start), max(low.end, high.end))

    def _reach(self, whole: float) -> Reach:
        top, bottom = self.length("top", whole), self.length("bottom", whole)
        stretched = top is not None and bottom is not None and self._is_auto("height")
        height = max(whole - (top or 0.0) - (bottom or 0.0), 0.0) if stretched else max(self.height, (self._share("height") or 0.0) * whole)
        moved, grown = self._turned(height)
        above, below = (self._margin(side) for side in ("top", "bottom"))
        if top is not None and bottom is not None and stretched:
            return Reach("both", top + moved, bottom - moved)
        if top is not None:
            return Reach("top", top + moved + above - grown, top + height + moved + above + grown)
        if bottom is not None:
            return Reach("bottom", bottom - moved + below - grown, bottom + height - moved + below + grown)
        return Reach("", moved + above - grown, height + moved + above + grown)

    def _margin(self, side: str) -> float:
        declared = self.length(f"margin-{side}", self._room)
        return declared if declared is not None else 0.0 if self.pseudo else self.measures.margin(self.style, side)

    @property
    def hangs_outside(self) -> bool:
        """Whether a box out of the flow hangs below or above the whole of its containing block."""
        value = self.values.get(self._reach(self._window).edge)
        return value is not None and any(token.type == "percentage" and token.value >= 100 for token in value.tokens)  # noqa: PLR2004 - all of it

    def across(self, room: float) -> tuple[float, float]:
        """From where to where a box out of the flow reaches sideways, in a containing block so wide."""
        left, right = self.length("left", room), self.length("right", room)
        stretched = left is not None and right is not None and self._is_auto("width")
        width = room - (left or 0.0) - (right or 0.0) if stretched else self.width(room)
        turn = self.turn or Movement()
        moved = turn.right + turn.right_share * width
        if left is not None:
            moved += self.length("margin-left", room) or 0.0
            return left + moved, left + width + moved
        if right is not None:
            moved -= self.length("margin-right", room) or 0.0
            return room - right - width + moved, room - right + moved
        return -math.inf, math.inf

    @property
    def is_lifting(self) -> bool:
        """Whether it is painted above what is not positioned: a box in a line is painted with the texts."""
        lifted = is_positioned(self.values) or any(name in self.values for name in TRANSFORMING) or self.is_in_line
        return lifted or (not self.pseudo and stacks(self.style))


_THICK = {"px": 20.0, "pt": 15.0, "em": 1.25, "rem": 1.25}
"""How thick an edge may be, by unit, and still leave the lines beside it readable."""
_MOVING = frozenset({"transform", "translate", "scale", "rotate", "offset", "offset-path"})
_ROW = frozenset({"grid-area", "grid-row", "grid-row-start"})
_COLUMN = frozenset({"grid-area", "grid-column", "grid-column-start"})


class Motion(Flag):
    """What declarations may do to a box, apart from its place in the flow."""

    NONE = 0
    MOVED = auto()
    """It may stand elsewhere than the flow puts it."""
    OVERRUN = auto()
    """What is in it may run over its lower edge, where it is a block."""
    ROW = auto()
    """It may be given a row of a grid."""
    COLUMN = auto()
    """It may be given a column of a grid."""
    THICK = auto()
    """Its edges may lie over the lines beside it, where it stands in a line."""


def motion_of(declarations: Iterable[Declared]) -> Motion:
    """What declarations may do to a box."""
    found = Motion.NONE
    for declared in declarations:
        name, value = declared.name, declared.value
        if name == "position":
            moves = text_of(value) not in {"static", "initial", "unset"}
        elif name.startswith("margin"):
            moves = _may_be_negative(value)
        else:
            moves = name in _MOVING and text_of(value) != "none"
        if moves or (name == "box-shadow" and _casts(value)):
            found |= Motion.MOVED
        if name in _ROW:
            found |= Motion.ROW
        if name in _COLUMN:
            found |= Motion.COLUMN
        if name in {"height", "max-height"} and any(token.type in {"dimension", "number", "function"} for token in value):
            found |= Motion.OVERRUN
        if name.startswith(("padding", "border")) and _may_be_thick(value):
            found |= Motion.THICK
    return found


def _casts(value: Tokens) -> bool:
    """Whether a shadow may reach further than a line of text."""
    return any(
        (token.type == "function" and token.lower_name in {"calc", "min", "max", "clamp", "var"})
        or (token.type == "dimension" and abs(token.value) > _THICK.get(token.lower_unit, 1.0))
        for token in value
    )


def _may_be_thick(value: Tokens) -> bool:
    """Whether an edge may be thick; beside a length, functions are colours."""
    lengths = [token for token in value if token.type == "dimension"]
    if lengths:
        return any(token.value > _THICK.get(token.lower_unit, 1.0) for token in lengths)
    return any(token.type == "function" for token in value)


def _may_be_negative(value: Tokens) -> bool:
    for token in value:
        if token.type == "function":
            if token.lower_name in {"var", "env", "attr", "if"} or _may_be_negative(tuple(token.arguments)):
                return True
        elif (token.type == "literal" and token.value == "-") or (token.type in {"number", "dimension", "percentage"} and token.value < 0):
            return True
    return False
