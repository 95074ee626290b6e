"""Whether a reader surely does not see an element of a copy, and whether that can be told at all.

A copy is somebody else's page, so only sure signs count: what hides an element at rest, on an ordinary
screen, whatever the reader's settings. Everything finer (small print, weak contrast, narrow screens) is the
publisher's design and not a breach.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from imprint.audit.style.cascade import Cascade, Style
from imprint.audit.style.colour import WHITE, colour_of
from imprint.audit.style.environment import Environment
from imprint.audit.style.library import StyleLibrary
from imprint.copies.html_stream import unseen_by_markup

if TYPE_CHECKING:
    from imprint.audit.document import Document, Element

__all__ = ["Obstacle", "Sight"]

_SCREEN = Environment()
_LEAST_OPACITY = 0.1
_LEAST_FONT = 2.0
_FAR = -500.0
_OPENED = {"details": "open", "dialog": "open"}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """``sure`` is false where a reader may see it after all. ``reason`` fits behind "it is"."""

    sure: bool
    reason: str
    line: int


@dataclass
class Sight:
    """What stands between a reader and the elements of one page. ``missing`` names the style sheets that are not at hand."""

    document: Document
    missing: tuple[str, ...] = ()
    _cascade: Cascade | None = field(default=None, repr=False)
    _known: dict[int, Obstacle | None] = field(default_factory=dict, repr=False)

    def obstacle(self, element: Element) -> Obstacle | None:
        """Why a reader does not see, or cannot follow, this element; None where nothing stands in the way."""
        if element.order not in self._known:
            self._known[element.order] = self._obstacle(element)
        return self._known[element.order]

    def _obstacle(self, element: Element) -> Obstacle | None:
        doubt: Obstacle | None = None
        below: Element | None = None
        for each in element.chain:
            if reason := unseen_by_markup(each):
                return Obstacle(sure=True, reason=reason, line=each.line)
            if "inert" in each.attrib:
                return Obstacle(sure=True, reason=f"made inert by an attribute of <{each.local_name}>", line=each.line)
            opened = _OPENED.get(each.local_name)
            if opened and opened not in each.attrib and not (below is not None and below.local_name == "summary"):
                doubt = doubt or Obstacle(sure=False, reason=f"inside <{each.local_name}> that a reader has to open", line=each.line)
            if "popover" in each.attrib:
                doubt = doubt or Obstacle(sure=False, reason="inside a popover that a reader has to open", line=each.line)
            below = each
        return self._by_style(element) or doubt

    def _by_style(self, element: Element) -> Obstacle | None:
        if self._cascade is None:
            self._cascade = Cascade(StyleLibrary().of_page("/", self.document))
        style = self._cascade.style(element, _SCREEN)
        reason = _of_text(style)
        if reason:
            return Obstacle(sure=True, reason=reason, line=element.line)
        each: Style | None = style
        opacity = 1.0
        while each is not None:
            reason = _of_box(each)
            if reason:
                return Obstacle(sure=True, reason=reason, line=each.element.line)
            opacity *= _number(each, "opacity", 1.0)
            each = each.parent
        if opacity < _LEAST_OPACITY:
            return Obstacle(sure=True, reason=f"transparent (opacity {opacity:.2g})", line=element.line)
        return None


def _of_text(style: Style) -> str:  # noqa: PLR0911 - one sign after the other
    if style.word("visibility") in {"hidden", "collapse"}:
        return "invisible (visibility: hidden)"
    if style.font is not None and style.font < _LEAST_FONT:
        return f"too small to see ({style.font:g} px)"
    if (style.length("text-indent") or 0.0) < _FAR:
        return "moved off the page (text-indent)"
    colour = style.colour
    if colour is None:
        return ""
    if colour.alpha < _LEAST_OPACITY:
        return "of a transparent colour"
    ground = _ground(style)
    if ground is not None and ground == colour:
        return "of the colour of its background"
    return ""


def _ground(style: Style) -> object:
    """The colour behind a text; None where it cannot be told."""
    each: Style | None = style
    while each is not None:
        image = each.get("background-image")
        if image is not None and image.word != "none":
            return None
        value = each.get("background-color")
        if value is not None and value.word != "transparent":
            colour = colour_of(value.tokens[0], WHITE, each.scheme) if value.known and value.tokens else None
            if colour is None or colour.alpha >= 1:
                return colour
            if colour.alpha > 0:
                return None
        each = each.parent
    return WHITE


def _of_box(style: Style) -> str:  # noqa: PLR0911 - likewise
    if style.word("display") == "none":
        return "not displayed (display: none)"
    out_of_flow = style.word("position") in {"absolute", "fixed"}
    if out_of_flow and any((style.length(side) or 0.0) < _FAR for side in ("left", "top", "right", "bottom")):
        return "moved off the page"
    if (style.length("margin-left") or 0.0) < _FAR or (style.length("margin-top") or 0.0) < _FAR:
        return "moved off the page by a margin"
    clip = style.get("clip")
    if (
        out_of_flow
        and clip is not None
        and clip.text.replace(" ", "").replace("px", "").lower() in {"rect(0,0,0,0)", "rect(1,1,1,1)", "rect(0000)", "rect(1111)"}
    ):
        return "clipped away (clip)"
    shape = style.get("clip-path")
    if shape is not None and shape.text.replace(" ", "").lower() in {"inset(50%)", "inset(100%)", "circle(0)", "circle(0px)"}:
        return "clipped away (clip-path)"
    if style.word("overflow-x") in {"hidden", "clip"} or style.word("overflow-y") in {"hidden", "clip"}:
        for side in ("width", "height", "max-height", "max-width"):
            size = style.length(side)
            if size is not None and size <= 1 and not style.is_inline:
                return f"cut down to nothing ({side})"
    transform = style.get("transform")
    if transform is not None and transform.text.replace(" ", "").lower() in {"scale(0)", "scalex(0)", "scaley(0)", "scale(0,0)"}:
        return "scaled down to nothing (transform)"
    return ""


def _number(style: Style, name: str, initial: float) -> float:
    value = style.get(name)
    if value is None or len(value.tokens) != 1 or value.tokens[0].type not in {"number", "percentage"}:
        return initial
    number = float(value.tokens[0].value)
    return number if value.tokens[0].type == "number" else number / 100
