"""What becomes of colours on paper.

Where ``print-color-adjust`` is ``economy``, browsers leave backgrounds out of a print and darken light letters, unless the reader asks for
backgrounds, in which case everything is printed as it is declared. Where it is ``exact``, it always is.

Sources: CSS Color Adjustment Module Level 1, section 5.1; what Chromium prints with and without backgrounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.style.colour import Colour

if TYPE_CHECKING:
    from imprint.audit.style.cascade import Style

__all__ = ["darkened", "is_exact"]

_STEP = 0.33
"""How much darker the lightest channel is printed."""


def is_exact(style: Style) -> bool:
    """Whether an element is printed in the colours that are declared."""
    return style.word("print-color-adjust") == "exact"


def darkened(colour: Colour) -> Colour:
    """The colour in which letters are printed without backgrounds; those that are far enough from white keep theirs."""
    channels = (colour.red, colour.green, colour.blue)
    lightest = max(channels)
    if sum((1 - each) ** 2 for each in channels) > 1 or not lightest:
        return colour
    factor = max(0.0, (lightest - _STEP) / lightest)
    return Colour(colour.red * factor, colour.green * factor, colour.blue * factor, colour.alpha)
