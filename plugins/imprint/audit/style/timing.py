"""When animations and transitions run, and where they end.

Sources: CSS Animations Level 1, section 4; CSS Transitions Level 1, section 2; CSS Easing Functions Level 1; Web Animations Level 1, sections 4.4 to 4.8
(phases, iterations and directions).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from imprint.audit.style.token import Token, Tokens, parse_value, parts
from imprint.audit.style.value import Scale, length, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["LONGEST", "Animation", "animation_component", "animations", "seconds", "transition_parts"]

LONGEST = 10.0
"""Seconds, delay and duration together, within which an animation ends while somebody still reads."""
_DIRECTIONS = frozenset({"normal", "reverse", "alternate", "alternate-reverse"})
_FILLS = frozenset({"none", "forwards", "backwards", "both"})
_PLAYS = frozenset({"running", "paused"})
_EASINGS = frozenset({"linear", "ease", "ease-in", "ease-out", "ease-in-out", "step-start", "step-end"})
_EASING_CALLS = frozenset({"cubic-bezier", "steps", "linear", "frames"})
_INITIAL = {"animation-name": "none", "animation-duration": "0s", "animation-delay": "0s", "animation-iteration-count": "1",
            "animation-direction": "normal", "animation-fill-mode": "none", "animation-play-state": "running"}  # fmt: skip
_COMMA = parse_value(",")


@dataclass(frozen=True, slots=True)
class Animation:
    """One animation of an element; times in seconds. ``known`` is false where one of its times or counts cannot be worked out."""

    name: str
    duration: float
    delay: float
    iterations: float
    direction: str
    fill: str
    paused: bool
    known: bool

    @property
    def active(self) -> float:
        """How long it runs."""
        return self.duration * self.iterations if self.duration else 0.0

    @property
    def keeps_end(self) -> bool:
        """Whether what it shows at its end stays."""
        return self.fill in {"forwards", "both"}

    @property
    def keeps_begin(self) -> bool:
        """Whether what it shows first is there before it begins."""
        return self.fill in {"backwards", "both"}

    @property
    def first(self) -> float:
        """The offset of the keyframes, from 0 to 1, at which it begins."""
        return self._directed(0.0, 0)

    @property
    def last(self) -> float:
        """The offset at which it ends (Web Animations Level 1, sections 4.8.3 to 4.8.5)."""
        if math.isinf(self.iterations):
            return self._directed(1.0, 0)
        return self._at(self.iterations)

    @property
    def halted(self) -> float | None:
        """The offset at which it stands where it is paused from the beginning; None where it then shows nothing."""
        if self.delay > 0:
            return self.first if self.keeps_begin else None
        if -self.delay >= self.active:
            return self.last if self.keeps_end else None
        return self._at(-self.delay / self.duration)

    def _at(self, progress: float) -> float:
        """The offset after so many iterations; a whole iteration is at its end where it is the last."""
        whole = progress > 0 and progress == self.iterations and progress % 1 == 0
        return self._directed(1.0 if whole else progress % 1, int(progress) - 1 if whole else int(progress))

    def _directed(self, progress: float, iteration: int) -> float:
        turned = {"reverse": True, "alternate": iteration % 2 == 1, "alternate-reverse": iteration % 2 == 0}.get(self.direction, False)
        return 1.0 - progress if turned else progress


def animations(values: Mapping[str, Tokens]) -> list[Animation]:
    """The animations that the longhands give an element, in order; a later one wins over those before it."""
    named = parts(values.get("animation-name", ()))
    lists = {name: parts(values[name]) if values.get(name) else [parse_value(initial)] for name, initial in _INITIAL.items()}
    found = []
    for index, part in enumerate(named):
        if len(part) != 1 or part[0].type not in {"ident", "string"} or (part[0].type == "ident" and part[0].lower_value == "none"):
            continue
        mine = {name: each[index % len(each)] for name, each in lists.items()}
        duration, delay = (_one(mine[f"animation-{each}"], seconds) for each in ("duration", "delay"))
        count = _one(mine["animation-iteration-count"], _count)
        found.append(
            Animation(
                str(part[0].value),
                max(duration or 0.0, 0.0),
                delay or 0.0,
                1.0 if count is None else count,
                _word(mine["animation-direction"]),
                _word(mine["animation-fill-mode"]),
                _word(mine["animation-play-state"]) == "paused",
                None not in {duration, delay, count},
            )
        )
    return found


def _one(tokens: Tokens, question: Callable[[Token], float | None]) -> float | None:
    return question(tokens[0]) if len(tokens) == 1 else None


def _word(tokens: Tokens) -> str:
    return tokens[0].lower_value if len(tokens) == 1 and tokens[0].type == "ident" else ""


def _count(token: Token) -> float | None:
    if token.type == "ident":
        return math.inf if token.lower_value == "infinite" else None
    return number(token)


def seconds(token: Token) -> float | None:
    """A time in seconds; None where it cannot be worked out."""
    if token.type == "ident" and token.lower_value == "auto":
        return 0.0
    if token.type == "dimension":
        return {"s": 1.0, "ms": 0.001}[token.lower_unit] * token.value if token.lower_unit in {"s", "ms"} else None
    return length(_as_length(token), Scale()) if token.type == "function" else None


def _as_length(token: Token) -> Token:
    """A mathematical function of times as one of lengths, a second being a pixel, since those can be worked out."""
    if token.type == "dimension":
        time = seconds(token)
        return token if time is None else parse_value(f"{time:.9f}px")[0]
    if token.type == "function":
        return type(token)(token.source_line, token.source_column, token.name, [_as_length(each) for each in token.arguments])
    if token.type == "() block":
        return type(token)(token.source_line, token.source_column, [_as_length(each) for each in token.content])
    return token


def _is_time(token: Token) -> bool:
    if token.type == "function":
        return token.lower_name not in _EASING_CALLS and seconds(token) is not None
    return bool(token.type == "dimension")


def animation_component(name: str, tokens: Tokens) -> Tokens:
    """The part of the shorthand ``animation`` that belongs to one of its properties (CSS Animations Level 1, section 4.10)."""
    found: list[Token] = []
    for part in parts(tokens):
        found += [*(_COMMA if found else ()), *(_sorted(part).get(name) or parse_value(_INITIAL.get(name, "auto")))]
    return () if name not in _INITIAL else tuple(found)


def _sorted(part: Sequence[Token]) -> dict[str, Tokens]:
    """The components of one animation, by property; a word belongs to the first property that takes it and has none yet, at last to the name."""
    found: dict[str, Tokens] = {}
    for token in part:
        word = token.lower_value if token.type == "ident" else ""
        if _is_time(token):
            takers = ["animation-duration", "animation-delay"]
        elif token.type in {"number", "function"} or word == "infinite":
            takers = ["animation-iteration-count"] if token.type != "function" or token.lower_name not in _EASING_CALLS else [""]
        else:
            kinds = {"": _EASINGS, "animation-direction": _DIRECTIONS, "animation-fill-mode": _FILLS, "animation-play-state": _PLAYS}
            takers = [*(name for name, words in kinds.items() if word in words), "animation-name"]
        free = [each for each in takers if each not in found]
        if free:
            found[free[0]] = (token,)
    return found


def transition_parts(tokens: Tokens) -> list[tuple[str, Tokens, Tokens]]:
    """The property, the duration and the delay of each part of the shorthand ``transition`` (CSS Transitions Level 1, section 2.5)."""
    found = []
    for part in parts(tokens):
        times = [(token,) for token in part if _is_time(token)]
        words = [token.lower_value for token in part if token.type == "ident" and token.lower_value not in _EASINGS]
        named = next((word for word in words if word not in {"normal", "allow-discrete"}), "all")
        nothing = parse_value("0s")
        found.append((named, times[0] if times else nothing, times[1] if len(times) > 1 else nothing))
    return found
