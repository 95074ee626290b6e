"""The circumstances in which a page is read: medium, width, colour scheme, and what a reader happens to point at.

A style sheet can hide something from some readers only, so every question is asked for each of the
circumstances that the page's style sheets tell apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice, product
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["STARTING", "STATES", "Environment", "combinations", "environments"]

STATES = {
    "hover": frozenset({"hover"}),
    "focus": frozenset({"focus", "focus-visible", "focus-within"}),
    "active": frozenset({"active", "hover", "focus"}),
    "visited": frozenset({"visited"}),
    "target": frozenset({"target", "target-within"}),
}
"""What can hold of an element for a while, and the pseudo-classes that then match. At rest, none does."""
STARTING = "starting"
"""The state in which transitions run that begin when the page is opened."""

_WIDTHS = (320.0, 1280.0)
_HEIGHTS = (640.0, 800.0)
_LEAST_WIDTH = 240.0
_MOST_WIDTH = 6000
"""No screen is wider."""
_MOST_BREAKS = 24

_SINGLE = {
    "prefers-reduced-motion": ("no-preference", "reduce"),
    "prefers-contrast": ("no-preference", "more"),
    "prefers-reduced-transparency": ("no-preference", "reduce"),
    "prefers-reduced-data": ("no-preference", "reduce"),
    "forced-colors": ("none", "active"),
    "inverted-colors": ("none", "inverted"),
    "hover": ("hover", "none"),
    "any-hover": ("hover", "none"),
    "pointer": ("fine", "coarse"),
    "any-pointer": ("fine", "coarse"),
    "scripting": ("enabled", "none"),
    "orientation": ("landscape", "portrait"),
    "update": ("fast", "none"),
    "display-mode": ("browser", "standalone"),
    "color-gamut": ("srgb", "p3"),
    "dynamic-range": ("standard", "high"),
    "video-dynamic-range": ("standard", "high"),
    "overflow-block": ("scroll", "none"),
    "overflow-inline": ("scroll", "none"),
}
"""Discrete features: the usual value and another one that readers meet."""


@dataclass(frozen=True, slots=True)
class Environment:
    """One set of circumstances. ``odd`` holds what differs from the usual: discrete features with their values, and conditions assumed to hold."""

    medium: Literal["screen", "print"] = "screen"
    width: float = 1280.0
    height: float = 800.0
    scheme: Literal["light", "dark"] = "light"
    state: str = "rest"
    odd: tuple[tuple[str, str], ...] = ()
    _hash: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:  # noqa: D105 - worked out once, since all that is known of an element is kept by its circumstances
        object.__setattr__(self, "_hash", hash((self.medium, self.width, self.height, self.scheme, self.state, self.odd)))

    def __hash__(self) -> int:  # noqa: D105 - as for every value
        return self._hash

    def feature(self, name: str) -> str:
        """The value of a discrete media feature."""
        for odd, value in self.odd:
            if odd == name:
                return value
        if name == "prefers-color-scheme":
            return self.scheme
        if name == "orientation" and self.width < self.height:
            return "portrait"
        return _SINGLE[name][0] if name in _SINGLE else ""

    @property
    def words(self) -> str:
        """The circumstances in words, empty for the usual ones."""
        told = []
        if self.medium == "print":
            told.append("in print")
        if self.scheme == "dark":
            told.append("in the dark colour scheme")
        if self.medium == "screen" and self.width != _WIDTHS[1]:
            told.append(f"at a width of {self.width:g} px")
        if self.medium == "screen" and self.height not in _HEIGHTS:
            told.append(f"at a height of {self.height:.0f} px")
        if self.state != "rest":
            told.append(
                {
                    "hover": "while the pointer is over it",
                    "focus": "while it has the focus",
                    "active": "while it is clicked",
                    STARTING: "in a transition from @starting-style",
                }.get(self.state, f"once it is {self.state}")
            )
        told += [f"where {name} is {value}" for name, value in self.odd]
        return ", ".join(told)

    @property
    def is_assumed(self) -> bool:
        """Whether it takes a condition that only a browser can decide."""
        return any(value == "assumed" for _, value in self.odd)


def environments(
    breaks: Iterable[tuple[str, float]], features: Iterable[tuple[str, str]], assumptions: Iterable[str], states: Iterable[str]
) -> list[Environment]:
    """The circumstances to ask about.

    ``breaks`` are the measures and values at which the style sheets change, ``features`` the discrete
    features they name with the value they ask for, ``assumptions`` the conditions that cannot be
    evaluated (assumed to hold, and not to hold), and ``states`` the states they name.
    """
    points: dict[str, set[float]] = {}
    for measure, value in breaks:
        points.setdefault(measure, set()).add(value)
    sampled = _widths(points.get("width", ()))
    usual = Environment()
    found = [usual]
    found += [_upright(width) for width in sampled if width != usual.width]
    found += list(_shaped(usual, points))
    found += [replace(each, scheme="dark") for each in found]
    found += [Environment("print", 720.0, 1000.0), Environment("print", 720.0, 1000.0, "dark")]
    narrow = replace(usual, width=_WIDTHS[0], height=640.0)
    odd = {(name, value) for name, asked in features for value in (*_SINGLE.get(name, ())[1:], asked) if value}
    odd |= {(name, f"{value:g}") for name, values in points.items() if name not in _SHAPES for value in _around(values)}
    odd |= {(name, "assumed") for name in assumptions}
    for each in sorted(odd):
        found += [
            replace(base, odd=(each,)) for base in (usual, narrow, replace(usual, scheme="dark"), Environment("print", 720.0, 1000.0))
        ]
    for state in sorted(set(states)):
        found += [replace(usual, state=state), replace(usual, state=state, scheme="dark")]
    return found


def _upright(width: float) -> Environment:
    """A window of a width, with the height of a telephone where it is as narrow."""
    return Environment(width=width, height=640.0 if width < 600 else 800.0)  # noqa: PLR2004 - a telephone


def _widths(breaks: Iterable[float]) -> list[float]:
    """The usual widths and those on both sides of each break."""
    widths = sorted(width for width in breaks if _LEAST_WIDTH < width < _MOST_WIDTH)[:_MOST_BREAKS]
    return sorted({*_WIDTHS, *(point for width in widths for point in (width - 1, width, width + 1))})


def combinations(
    breaks: Iterable[tuple[str, float]], features: Iterable[tuple[str, str]], assumptions: Iterable[str]
) -> Iterator[Environment]:
    """Circumstances in which several things are unusual at once, the arguments being those of :func:`environments`; some hundreds at most."""
    points: dict[str, set[float]] = {}
    for measure, value in breaks:
        points.setdefault(measure, set()).add(value)
    odd: dict[str, set[str]] = {}
    for name, asked in features:
        odd.setdefault(name, set()).update({*_SINGLE.get(name, ())[1:], asked} - {""})
    for name in points.keys() - _SHAPES:
        odd.setdefault(name, set()).update(f"{value:g}" for value in _around(points[name]))
    for text in assumptions:
        odd[text] = {"assumed"}
    # What is asked for is tried before what is usual, so that what takes all of it comes first.
    choices = [[*((name, value) for value in sorted(odd[name])), None] for name in sorted(odd)]
    bases = [Environment(), *map(_upright, _widths(points.get("width", ())))]
    bases += [*_shaped(Environment(), points), Environment("print", 720.0, 1000.0)]
    bases += [replace(each, scheme="dark") for each in bases]
    for chosen in islice(product(*choices), _MOST_COMBINED):
        kept = tuple(each for each in chosen if each is not None)
        yield from (replace(base, odd=kept) for base in bases[:_MOST_COMBINED])


_MOST_COMBINED = 24
_SHAPES = {"width", "height", "aspect-ratio"}


def _shaped(usual: Environment, points: dict[str, set[float]]) -> Iterator[Environment]:
    """Windows on both sides of each height and of each ratio of width to height that is named."""
    for height in sorted(points.get("height", ()))[:_MOST_BREAKS]:
        if _LEAST_WIDTH / 2 < height < _MOST_WIDTH:
            for width in _WIDTHS:
                yield from (replace(usual, width=width, height=each) for each in (height - 1, height, height + 1))
    for ratio in sorted(points.get("aspect-ratio", ()))[:_MOST_BREAKS]:
        if ratio > 0:
            for width in _WIDTHS:
                yield from (replace(usual, width=width, height=width / ratio * factor) for factor in (0.98, 1.0, 1.02))


def _around(values: Iterable[float]) -> set[float]:
    """Values at and beside the given ones, for what a device counts."""
    return {
        point
        for value in sorted(values)[:_MOST_BREAKS]
        for point in (round(value - 0.05, 3), value, round(value + 0.05, 3), value + 1)
        if point >= 0
    }
