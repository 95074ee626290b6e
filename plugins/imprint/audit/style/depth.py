"""How far in front of the page, or behind it, a box stands in perspective: it vanishes behind the eye, and shrinks far away.

Source: CSS Transforms Module Level 2, sections 8 (``perspective``), 9 (``transform-style``) and 12 (three-dimensional functions).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.style.reason import Reason, told, untold
from imprint.audit.style.token import calls, parts, solid
from imprint.audit.style.value import length, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from imprint.audit.style.cascade import Style, Value
    from imprint.audit.style.token import Token

__all__ = ["receding"]

_LARGEST, _SMALLEST = 3.0, 0.3
"""The factors between which a text in perspective stays readable."""
_NEAR = 200.0
"""CSS pixels from the eye to the page up to which a box that is turned may reach behind the eye."""
_TURNING = frozenset({"rotatex", "rotatey", "rotate3d", "matrix3d"})


def receding(style: Style) -> Iterator[Reason]:
    """Whether perspective takes a box out of sight."""
    declared = [value for name in ("transform", "translate", "rotate") if (value := style.get(name)) is not None]
    if not declared or style.is_inline:
        return
    value = declared[0]
    eye = _eye(style)
    if eye is None:
        return
    distance = max(eye, 1.0)
    near, known, turned, growth = _moved(style)
    if not known:
        yield untold("transform", value)
    elif near >= distance:
        yield told("moved behind the eye", "transform", value)
    elif not turned and near == 0.0:
        return  # it stands on the page
    elif turned and distance < _NEAR:
        yield untold("transform", value)
    elif not _SMALLEST <= distance / (distance - near) * growth <= _LARGEST:
        yield told("scaled in perspective", "transform", value)


def _eye(style: Style) -> float | None:
    """How far the eye is from the page, the nearest of what is declared; None where there is no perspective."""
    found = [
        length(token, style.scale())
        for call in calls(_tokens(style.get("transform")))
        if call.lower_name == "perspective"
        for token in solid(call.arguments)
    ]
    around = style.parent
    while around is not None:
        found.append(around.length("perspective"))
        if around.word("transform-style") != "preserve-3d":
            break
        around = around.parent
    return min((each for each in found if each is not None), default=None)


def _tokens(value: Value | None) -> tuple[Token, ...]:
    return value.tokens if value is not None else ()


def _moved(style: Style) -> tuple[float, bool, bool, float]:
    """How far a box is moved towards the eye, whether all of that is known, whether it is turned out of the page, and how much it grows."""
    total, known, turned, growth = 0.0, True, False, 1.0
    each: Style | None = style
    while each is not None:
        steps = list(_tokens(each.get("translate"))[2:3])
        for call in calls(_tokens(each.get("transform"))):
            arguments = [part[0] for part in parts(call.arguments) if part]
            if call.lower_name == "translatez":
                steps += arguments[:1]
            elif call.lower_name == "translate3d":
                steps += arguments[2:3]
            elif call.lower_name in {"scale", "scale3d"} and arguments:
                growth *= number(arguments[0]) or 1.0
            turned = turned or call.lower_name in _TURNING
        rotated = _tokens(each.get("rotate"))
        turned = turned or len(rotated) > 1
        growth *= (number(scaled[0]) or 1.0) if (scaled := _tokens(each.get("scale"))) else 1.0
        for token in steps:
            here = length(token, each.scale())
            known = known and here is not None
            total += here or 0.0
        each = each.parent
        if each is None or each.word("transform-style") != "preserve-3d":
            break
    return total, known, turned, growth
