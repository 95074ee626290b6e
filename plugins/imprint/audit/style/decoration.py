"""Lines that are drawn along a text: through it, which says that it no longer holds, or so thick that letters of their colour vanish in them.

Source: CSS Text Decoration Modules Levels 3, section 2, and 4, section 2 (the lines of an element are drawn along all the text in it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.obstacle import Obstacle
from imprint.audit.style.colour import BLACK, colour_of, contrast
from imprint.audit.style.token import idents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.style.cascade import Style

__all__ = ["decorated"]

_THICK, _BESIDE = 0.5, 0.3
"""How thick a line may be, in font sizes, and still leave the letters of its colour readable; the second where it is moved up to them."""
_RAISED = -0.2
"""The offset of an underline, in font sizes, from which on it is among the letters."""
_LEAST_CONTRAST = 3.0


def decorated(style: Style) -> Iterator[Obstacle]:
    """The lines along the text of an element, drawn by it or by an element around it, that keep a reader from it."""
    each: Style | None = style
    while each is not None:
        value = each.get("text-decoration-line")
        lines = set(idents(value.tokens)) if value is not None else set()
        if value is not None and "line-through" in lines:
            yield Obstacle("struck", f"by text-decoration: {value.text} ({value.source})", each.element.line)
        if value is not None and lines & {"underline", "overline"} and _is_thick(each) and not _differs(each, style):
            yield Obstacle(
                "style", f"painted over by a thick line along it (text-decoration: {value.text}; {value.source})", each.element.line
            )
        each = each.parent


def _is_thick(style: Style) -> bool:
    font = style.font or 16.0
    thick = style.length("text-decoration-thickness", font) or 0.0
    raised = (style.length("text-underline-offset", font) or 0.0) < _RAISED * font
    return thick > (_BESIDE if raised else _THICK) * font


def _differs(drawing: Style, reading: Style) -> bool:
    """Whether the line has a colour from which that of the text can be told."""
    value = drawing.get("text-decoration-color")
    own = drawing.colour or BLACK
    line = (colour_of(value.tokens[0], own, drawing.scheme) if value is not None and value.tokens else None) or own
    text = reading.colour or BLACK
    return line.alpha == 0.0 or contrast(text.over(line), line) >= _LEAST_CONTRAST
