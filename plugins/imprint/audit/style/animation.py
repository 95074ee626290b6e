"""What animations hide, and what they show once they are over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.style.reason import Reason
from imprint.audit.style.token import idents, parse_value, parts, text_of
from imprint.audit.style.transformation import hides
from imprint.audit.style.value import Scale, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from imprint.audit.style.cascade import Style, Value
    from imprint.audit.style.library import PageStyles
    from imprint.audit.style.sheet import Declared, Keyframes

__all__ = ["animated", "ended"]

_LEAST_OPACITY = 0.2
_LONGEST_DELAY = 5.0


_LONGEST = 10.0
"""Seconds, delay and duration together, within which an animation ends while somebody still reads."""
_ENDLESS = frozenset({"infinite", "paused", "reverse", "alternate", "alternate-reverse"})


def ended(values: Mapping[str, Value], keyframes: Mapping[str, Keyframes]) -> Iterator[tuple[tuple[object, ...], Declared, str]]:
    """What animations that keep their last frame declare once they are over: above all normal declarations, below the important ones.

    Source: CSS Cascading Level 5, section 6.1; CSS Animations Level 1, ``animation-fill-mode``.
    """
    if not keyframes or not ("animation" in values or "animation-name" in values):
        return
    longhands = [values[name] for name in ("animation-fill-mode", "animation-iteration-count", "animation-play-state", "animation-direction",
                 "animation-delay", "animation-duration", "animation-timeline") if name in values]  # fmt: skip
    if any(not each.known or len(parts(each.tokens)) > 1 for each in longhands) or "animation-timeline" in values:
        return
    for name in ("animation", "animation-name"):
        value = values.get(name)
        for part in parts(value.tokens) if value is not None and value.known else ():
            tokens = [*part, *(token for each in longhands for token in each.tokens)]
            words = {str(token.value) for token in tokens if token.type in {"ident", "string"}}
            seconds = sum(token.value / (1 if token.lower_unit == "s" else 1000) for token in tokens if token.type == "dimension")
            if not words & {"forwards", "both"} or words & _ENDLESS or seconds > _LONGEST:
                continue
            for found in (keyframes[word] for word in sorted(words & keyframes.keys())):
                last = [each for offset, declared in found.frames if offset >= 1 for each in declared]
                for position, each in enumerate(last if found.certain else ()):
                    yield (False, 2, 0, (0, 0, 0), 0, position), each, f"the last frame of the animation {found.name}"


def animated(style: Style, page: PageStyles) -> Iterator[Reason]:
    """An animation that hides at its end, for ever, or for long."""
    value = style.get("animation")
    named = style.get("animation-name")
    if value is None and named is None:
        return
    source = named if named is not None else value
    assert source is not None
    words = idents(source.tokens)
    names = [
        name
        for name in page.keyframes
        if name.lower() in words or any(token.type == "string" and token.value == name for token in source.tokens)
    ]
    for name in names:
        frames = page.keyframes[name].frames
        pressed = style.environment.state == "active"
        hidden = [
            offset
            for offset, declared in frames
            if any(_hides(each.name, each.value) for each in declared if not (pressed and each.name in _LOOKS))
        ]
        if not hidden:
            continue
        all_words = set(words) | {style.word(each) for each in ("animation-fill-mode", "animation-iteration-count", "animation-play-state")}
        timeline = style.get("animation-timeline")
        if timeline is not None and timeline.word != "auto":
            yield Reason(f"hidden by the animation {name} as far as the page is scrolled ({source.source})", determined=False)
        elif "infinite" in all_words:
            yield Reason(f"hidden again and again by the animation {name} ({source.source})")
        elif max(hidden) >= 1.0 and all_words & {"forwards", "both"}:
            yield Reason(f"hidden at the end of the animation {name} ({source.source})")
        elif "paused" in all_words and min(hidden) <= 0.0:
            yield Reason(f"hidden by the animation {name}, which is paused ({source.source})")
        elif _duration(style) > _LONGEST:
            yield Reason(f"hidden for long by the animation {name} ({source.source})")
        elif min(hidden) <= 0.0 and all_words & {"backwards", "both"} and _delay(style) > _LONGEST_DELAY:
            yield Reason(f"hidden until the animation {name} begins ({source.source})")


_LOOKS = frozenset({"opacity", "color", "text-fill-color", "mask-image"})
"""What leaves a box where it is, so that a click on it arrives."""


def _duration(style: Style) -> float:
    """The longest duration of an animation in seconds; of the times in the shorthand it is the first."""
    return max((times[0] for times in _times(style, "animation", "animation-duration")), default=0.0)


def _delay(style: Style) -> float:
    """The longest time in seconds among an animation's duration and delay."""
    return max((max(times) for times in _times(style, "animation", "animation-delay", "animation-duration")), default=0.0)


def _times(style: Style, *names: str) -> Iterator[list[float]]:
    """The times in seconds of each animation that one of the properties gives any."""
    for name in names:
        value = style.get(name)
        for part in parts(value.tokens) if value is not None else ():
            dimensions = [token for token in part if token.type == "dimension" and token.lower_unit in {"s", "ms"}]
            if dimensions:
                yield [token.value / (1 if token.lower_unit == "s" else 1000) for token in dimensions]


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
