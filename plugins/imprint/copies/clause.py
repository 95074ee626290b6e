"""A clause: one thing that the terms ask of a copy, and the verdict on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from imprint.copies.copy import Copy

__all__ = ["Clause", "Judgement", "Verdict", "failed", "noted", "passed", "undetermined"]

Verdict = Literal["pass", "fail", "not-determined", "info"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its evidence: a sentence with an excerpt, and the line of the copy, 0 where it has none."""

    verdict: Verdict
    evidence: str
    line: int = 0


def passed(evidence: str, line: int = 0) -> Judgement:
    """The clause is kept."""
    return Judgement("pass", evidence, line)


def failed(evidence: str, line: int = 0) -> Judgement:
    """The clause is broken."""
    return Judgement("fail", evidence, line)


def undetermined(evidence: str, line: int = 0) -> Judgement:
    """Whether the clause is kept cannot be told."""
    return Judgement("not-determined", evidence, line)


def noted(evidence: str, line: int = 0) -> Judgement:
    """A fact; the terms ask nothing here."""
    return Judgement("info", evidence, line)


@dataclass(frozen=True, slots=True)
class Clause:
    """``judge`` is a pure function. ``asked`` says whether the article's terms ask for it; where they do not, a verdict becomes ``info``.

    ``needed`` says that a copy whose verdict is ``not-determined`` here cannot be told to be kept.
    """

    name: str
    explanation: str
    judge: Callable[[Copy], Judgement]
    asked: Callable[[Copy], bool]
    needed: bool = True
