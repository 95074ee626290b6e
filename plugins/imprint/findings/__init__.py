"""What is wrong, as a value: the kind of fault, the place and the facts; the wording comes last.

Every stage that can find something wrong returns :class:`Finding` values. Text, JSON, SARIF and
GitHub annotations are made from them at the very end, by the modules of this package.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ExitStatus", "Finding", "Kind", "Severity"]


class Severity(Enum):
    """Whether a finding stops a release. A rule of the audit is always an error."""

    ERROR = "error"
    WARNING = "warning"


class ExitStatus(IntEnum):
    """The exit status of every command; each means one thing."""

    CLEAN = 0
    FINDINGS = 1
    WRONG_USAGE = 2
    NOT_DETERMINED = 3

    @property
    def outcome(self) -> str:
        """The word for this status in JSON reports, such as ``"not-determined"``."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the catalogue: one way in which something can be wrong.

    ``code`` is a letter for the subject and three digits, and is never given out twice. ``name``
    states the defect in kebab-case. ``message`` is a :meth:`str.format` template over the facts,
    ``help`` says what to do (a template as well), and ``explanation`` says at length what is
    checked, why it matters and how to put it right.
    """

    code: str
    name: str
    message: str
    help: str = ""
    explanation: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of one kind at one place.

    ``path`` names the file as a person would type it. ``line`` and ``column`` count from 1; 0 means
    the whole file. ``excerpt`` is the text found there, on one line, or empty.
    """

    kind: Kind
    path: str
    line: int = 0
    column: int = 0
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)
    excerpt: str = ""

    @property
    def message(self) -> str:
        """What was found and what was expected, in one sentence."""
        return self.kind.message.format_map(self.facts)

    @property
    def help(self) -> str:
        """What to do about it, or an empty string."""
        return self.kind.help.format_map(self.facts)

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Findings are told file by file, from the top down."""
        return (self.path, self.line, self.column, self.kind.code)
