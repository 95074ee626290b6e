"""What animations hide, and what they show once they are over."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from imprint.audit.style.reason import Reason
from imprint.audit.style.timing import LONGEST, Animation, animations
from imprint.audit.style.token import parse_value, text_of
from imprint.audit.style.transformation import hides
from imprint.audit.style.value import Scale, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from imprint.audit.style.cascade import Style, Value
    from imprint.audit.style.library import PageStyles
    from imprint.audit.style.sheet import Declared, Keyframes

__all__ = ["animated", "ended"]

_LEAST_OPACITY = 0.2
_LONGEST_DELAY = 5.0
_NAMES = ("animation-name", "animation-duration", "animation-delay", "animation-iteration-count", "animation-direction", "animation-fill-mode",
          "animation-play-state")  # fmt: skip
_LOOKS = frozenset({"opacity", "color", "text-fill-color", "mask-image"})
"""What leaves a box where it is, so that a click on it arrives."""


def ended(values: Mapping[str, Value], keyframes: Mapping[str, Keyframes]) -> Iterator[tuple[tuple[object, ...], Declared, str]]:
    """What animations that keep their last frame declare once they are over: above all normal declarations, below the important ones.

    Source: CSS Cascading Level 5, section 6.1; CSS Animations Level 1, ``animation-fill-mode``.
    """
    if not keyframes or "animation-name" not in values:
        return
    given = [values[name] for name in _NAMES if name in values]
    timeline = values.get("animation-timeline")
    if any(not each.known for each in given) or (timeline is not None and timeline.tokens):
        return
    position = 0
    for each in animations({name: values[name].tokens for name in _NAMES if name in values}):
        found = keyframes.get(each.name)
        if found is None or not found.certain or not each.known or each.paused or not each.keeps_end:
            continue
        if each.active + each.delay > LONGEST:
            continue
        for offset, declarations in found.frames:
            for declared in declarations if abs(offset - each.last) < _SAME else ():
                position += 1
                yield (False, 2, 0, (0, 0, 0), 0, position), declared, f"the last frame of the animation {found.name}"


_SAME = 1e-6
"""Offsets of keyframes that are closer are the same."""


def animated(style: Style, page: PageStyles) -> Iterator[Reason]:
    """An animation that hides at its end, for ever, or for long."""
    if not page.keyframes:
        return
    source = style.get("animation-name")
    if source is None:
        return
    given = {name: value for name in _NAMES if (value := style.get(name)) is not None}
    unknown = any(not value.known for value in given.values())
    timeline = style.get("animation-timeline")
    scrolled = timeline is not None and timeline.word != "auto"
    ignored = _LOOKS if style.environment.state == "active" else frozenset()
    for each in animations({name: value.tokens for name, value in given.items()}):
        frames = page.keyframes.get(each.name)
        if frames is None or not _hides_somewhere(frames, ignored):
            continue
        if scrolled or unknown or not each.known:
            when = "as far as the page is scrolled" if scrolled else "for a time that cannot be worked out"
            yield Reason(f"hidden by the animation {each.name} {when} ({source.source})", determined=False)
        elif told := _hidden(each, partial(_hides_at, frames, ignored)):
            yield Reason(f"{told.format(f'the animation {each.name}')} ({source.source})")


def _hidden(animation: Animation, hides: Callable[[float], bool]) -> str:
    """When an animation with a frame that hides does so, in words with a gap for its name; empty where it does for a moment only."""
    if animation.paused:
        return "hidden by {}, which is paused" if animation.halted is not None and hides(animation.halted) else ""
    if math.isinf(animation.active):
        return "hidden again and again by {}"
    if animation.keeps_end and hides(animation.last):
        return "hidden at the end of {}"
    if animation.active + min(animation.delay, 0.0) > LONGEST:
        return "hidden for long by {}"
    if animation.delay > _LONGEST_DELAY and animation.keeps_begin and hides(animation.first):
        return "hidden until {} begins"
    return ""


def _hides_somewhere(keyframes: Keyframes, ignored: frozenset[str]) -> bool:
    return any(each.name not in ignored and _hides(each.name, each.value) for _, declared in keyframes.frames for each in declared)


def _hides_at(keyframes: Keyframes, ignored: frozenset[str], place: float) -> bool:
    """Whether an animation hides where it stands: at a frame as this says, between two frames where either hides."""
    tracks: dict[str, list[tuple[float, bool]]] = {}
    for offset, declared in keyframes.frames:
        for each in declared:
            if each.name not in ignored:
                tracks.setdefault(each.name, []).append((offset, _hides(each.name, each.value)))
    return any(_holds_at(track, place, certain=keyframes.certain) for track in tracks.values())


def _holds_at(track: list[tuple[float, bool]], place: float, *, certain: bool) -> bool:
    here = [hides for offset, hides in track if abs(offset - place) < _SAME]
    if here:
        return here[-1] if certain else any(here)
    # Where there is no frame at an end, it is what the element has without the animation.
    below = max((offset for offset, _ in track if offset < place), default=0.0)
    above = min((offset for offset, _ in track if offset > place), default=1.0)
    if place in {0.0, 1.0}:
        return False
    return any(hides for offset, hides in track if offset in {below, above})


def _hides(name: str, value: tuple[object, ...]) -> bool:  # noqa: PLR0911 - one case a property
    """Whether a declaration inside an animation hides."""
    text = text_of(value)
    match name:
        case "opacity":
            found = parse_value(text)
            amount = number(found[0]) if found else None
            return amount is None or amount < _LEAST_OPACITY
        case "visibility":
            return text in {"hidden", "collapse"}
        case "display":
            return text == "none"
        case "color" | "text-fill-color":
            return text == "transparent"
        case "transform" | "scale" | "translate" | "rotate":
            return bool(hides(name, parse_value(text), Scale()))
        case "clip-path" | "mask-image":
            return text != "none"
        case "font-size" | "height" | "max-height" | "width" | "max-width":
            found = parse_value(text)
            return bool(found) and getattr(found[0], "value", 1) == 0
    return False
