"""What a record must say, and the comparison with what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["NOTHING", "Demand", "Disagreement", "Expectation", "Moment", "compared", "line_of", "said_at", "shown"]

Path: TypeAlias = tuple[str | int, ...]
NOTHING = None
"""Expected of a field that must not be there."""

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML or HTML forbid (XML 1.0, section 2.2; HTML, section 13.1): a record leaves them out where an article has them."""
_LONGEST = 90


class Expectation(Protocol):
    """What is expected where more than one value is right."""

    def holds(self, found: object) -> bool:
        """Whether a value is one of them."""
        ...

    def __str__(self) -> str:
        """Say what is expected, for the finding."""
        ...


class Moment(str):
    """A moment as RFC 3339 writes it, in its own time zone; any other way to write the same moment is right too."""

    __slots__ = ()

    def __new__(cls, moment: datetime) -> Moment:  # noqa: PYI034 - the type is final
        """The moment, to the second."""
        return super().__new__(cls, moment.isoformat(timespec="seconds").replace("+00:00", "Z"))

    def holds(self, found: object) -> bool:
        """Whether a text names this moment."""
        try:
            return isinstance(found, str) and datetime.fromisoformat(found) == datetime.fromisoformat(self)
        except (ValueError, TypeError):
            return False


class Demand(NamedTuple):
    """One field of a record: where it stands, which rule tells its fault, and what it must say.

    ``path`` leads to it through objects and lists; ``name`` is what a finding calls it. ``expected`` is a text, a number, a
    list, a :class:`Moment`,
    an :class:`Expectation`, or :data:`NOTHING`.
    """

    path: Path
    rule: str
    expected: object
    name: str = ""

    @property
    def field(self) -> str:
        """The field's name for a finding."""
        return self.name or ".".join(str(step) for step in self.path if isinstance(step, str))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is wrong with a record. ``rule`` names the rule that tells it; ``path`` is relative to the site's folder; ``line`` is 0 for the whole file."""

    rule: str
    path: str
    line: int
    facts: Mapping[str, object]


def compared(
    record: str, path: str, said: Mapping[str, Any], demands: Iterable[Demand], locate: Callable[[Demand], int]
) -> Iterator[Disagreement]:
    """Every demand that a record does not meet; ``said`` is what it says, ``locate`` finds a field's line."""
    for demand in demands:
        found = said_at(said, demand.path)
        if found == demand.expected or _same(found, demand.expected):
            continue
        facts = {"record": record, "field": demand.field, "found": shown(found, demand.expected), "expected": shown(demand.expected, found)}
        rule = "record-incomplete" if found is NOTHING else demand.rule
        yield Disagreement(rule, path, locate(demand), facts)


def said_at(said: object, path: Path) -> object:
    """What a record says at a place; :data:`NOTHING` where it says nothing there."""
    for step in path:
        try:
            said = said[step]  # type: ignore[index] # whatever cannot be asked says nothing
        except (KeyError, IndexError, TypeError):
            return NOTHING
    return said


def _same(found: object, expected: object) -> bool:
    if isinstance(expected, Moment):
        return expected.holds(found)
    if isinstance(expected, str):
        return isinstance(found, str) and _legal(found) == _legal(expected)
    return hasattr(expected, "holds") and expected.holds(found)


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text).strip()


def shown(value: object, other: object) -> str:
    """A value for a finding; of long texts the part at which they begin to differ."""
    if value is NOTHING:
        return "nothing"
    if not isinstance(value, str):
        text = str(value)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    start = 0
    if len(value) > _LONGEST and isinstance(other, str):
        start = max(0, next((at for at, (mine, its) in enumerate(zip(value, other, strict=False)) if mine != its), len(other)) - 30)
    cut = value[start : start + _LONGEST]
    return repr(f"{'…' if start else ''}{cut}{'…' if start + _LONGEST < len(value) else ''}")


def line_of(data: bytes, needle: bytes, start: int = 0) -> int:
    """The line, counted from 1, on which something stands at or behind ``start``; that of ``start`` where it does not."""
    at = data.find(needle, start)
    return data.count(b"\n", 0, at if at >= 0 else start) + 1
