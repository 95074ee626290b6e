"""What a rule is: a code, a name, one sentence, an explanation and a pure function from a surface to evidence.

A rule does not word its findings and does not know paths: it yields :class:`Evidence`, and
:mod:`imprint.audit.judge` makes findings of it. Nothing registers itself; the list of all rules is
:mod:`imprint.audit.catalogue`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from imprint.findings import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from imprint.audit.expected import Expected

__all__ = ["Evidence", "Fault", "Place", "Rule"]

Surface = TypeVar("Surface")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; ``line`` and ``column`` count from 1, 0 means the whole file."""

    line: int = 0
    column: int = 0
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place at which a rule is broken, and the facts that its message needs."""

    place: Place = field(default=Place())
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """What an examination shared by several rules has found; ``kind`` is the name of the rule that tells it."""

    kind: str
    place: Place = field(default=Place())
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Surface]):
    """One way in which a surface can be wrong.

    ``explanation`` is the docstring of the rule's module. ``needs_rendering`` marks a rule that
    forbids what cannot be judged without a browser: where a real browser has looked at the surface,
    its answer stands instead. ``own_only`` marks a rule that holds for the site's own surfaces and
    not for somebody else's copy.
    """

    code: str
    name: str
    message: str
    explanation: str
    check: Callable[[Surface, Expected], Iterator[Evidence]]
    help: str = ""
    needs_rendering: bool = False
    own_only: bool = False

    @property
    def kind(self) -> Kind:
        """The rule as an entry of the catalogue of findings."""
        return Kind(self.code, self.name, self.message, self.help, self.explanation)
