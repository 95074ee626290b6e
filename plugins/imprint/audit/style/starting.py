"""Transitions that begin when a page is opened, from what ``@starting-style`` says, and last longer than anybody waits.

Sources: CSS Transitions Level 2, sections 2.3 (``@starting-style``) and 3 (before-change style); CSS Transitions Level 1, section 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import starmap
from typing import TYPE_CHECKING

from imprint.audit.style.property import TRANSITIONS, plain_name
from imprint.audit.style.shorthand import longhands
from imprint.audit.style.timing import LONGEST, seconds, transition_parts
from imprint.audit.style.token import Token, Tokens, parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.audit.style.sheet import Declared
    from imprint.audit.style.variables import Variables

__all__ = ["Transitions", "transitions"]


@dataclass(frozen=True, slots=True)
class Transitions:
    """The properties of an element with a transition, in order, and whether it takes long; the last that names a property holds for it."""

    listed: tuple[tuple[frozenset[str], bool], ...]

    def linger(self, name: str) -> bool:
        """Whether a declaration of ``@starting-style`` is seen for long."""
        mine = frozenset(longhands(name)) or frozenset({name})
        # What begins undisplayed has no transition by the specification, but Chromium gives it no box until something else changes.
        return "display" in mine or any(
            next((long for names, long in reversed(self.listed) if not names or each in names), False) for each in mine
        )


def transitions(declared: Iterable[Declared], custom: Variables) -> Transitions:
    """The transitions of an element. ``declared`` is in the order of the cascade, the strongest last."""
    names: list[str] = ["all"]
    durations: list[Tokens] = [()]
    delays: list[Tokens] = [()]
    for each in declared:
        if each.name not in TRANSITIONS:
            continue
        tokens, known = custom.replaced(each.value)
        value = tokens if tokens is not None else ()
        if not known:
            value = each.value
        match each.name:
            case "transition":
                names, durations, delays = (list(column) for column in zip(*transition_parts(value), strict=True))
            case "transition-property":
                names = [_name(part) for part in parts(value)]
            case "transition-duration":
                durations = parts(value)
            case "transition-delay":
                delays = parts(value)
    pairs = [(name, durations[index % len(durations)], delays[index % len(delays)]) for index, name in enumerate(names)]
    return Transitions(tuple(starmap(_entry, pairs)))


def _name(part: Tokens) -> str:
    return part[0].lower_value if len(part) == 1 and part[0].type == "ident" else "all"


def _entry(name: str, duration: Tokens, delay: Tokens) -> tuple[frozenset[str], bool]:
    # An empty set stands for all properties.
    names = frozenset() if name in {"all", "initial", "unset"} else frozenset({name, *longhands(plain_name(name))})
    times = [_time(each[0]) if each else 0.0 for each in (duration, delay)]
    return names, sum(times) > LONGEST


def _time(token: Token) -> float:
    """A time in seconds; one that cannot be worked out may be of any length."""
    if token.type == "ident":
        return 0.0
    found = seconds(token)
    return LONGEST * 2 if found is None else found
