"""From a copy to its verdict: every clause is asked, and the outcome follows from what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from imprint.copies.catalogue import CLAUSES
from imprint.copies.clause import Judgement, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.copies.copy import Copy

__all__ = ["ClauseVerdict", "CopyVerdict", "Difference", "Outcome", "judge_copy", "undecided"]

Outcome = Literal["kept", "broken", "unknown", "withdrawn"]

_LEAST_SURE = 16
"""Words in runs of the article without which a page does not hold it."""
_EXCERPT = 0.5
"""The part of an article below which an unbroken piece of it is an excerpt."""
_UNBROKEN = 0.85


@dataclass(frozen=True, slots=True)
class ClauseVerdict:
    """The verdict on one clause."""

    name: str
    verdict: Verdict
    evidence: str
    line: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One change of the text: ``op`` is ``replace``, ``insert`` or ``delete``; ``line`` is the line of the copy."""

    op: Literal["replace", "insert", "delete"]
    old: str
    new: str
    line: int


@dataclass(frozen=True, slots=True)
class CopyVerdict:
    """What is said of one copy. ``reason`` says why an outcome is ``unknown`` or ``withdrawn``, else it is empty."""

    outcome: Outcome
    reason: str
    similarity: float
    clauses: tuple[ClauseVerdict, ...]
    diff: tuple[Difference, ...] = ()


def judge_copy(copy: Copy) -> CopyVerdict:
    """The verdict on a copy."""
    reason, evidence = _why_not_judged(copy)
    if reason:
        return undecided(reason, evidence, copy.similarity)
    clauses = []
    for clause in CLAUSES:
        judgement = clause.judge(copy)
        if not clause.asked(copy) and judgement.verdict != "info":
            judgement = Judgement("info", f"the terms do not ask for it; {judgement.evidence}", judgement.line)
        clauses.append(ClauseVerdict(clause.name, judgement.verdict, judgement.evidence, judgement.line))
    outcome, why = _outcome(copy, clauses)
    return CopyVerdict(outcome, why, copy.similarity, tuple(clauses), _differences(copy))


def undecided(reason: str, evidence: str, similarity: float = 0.0) -> CopyVerdict:
    """The verdict on a copy of which nothing can be said: neither an accusation nor a pass."""
    return CopyVerdict(
        "unknown", reason, similarity, tuple(ClauseVerdict(clause.name, "not-determined", evidence, 0) for clause in CLAUSES)
    )


def _why_not_judged(copy: Copy) -> tuple[str, str]:
    """Why the clauses cannot be asked: a reason and a sentence, both empty where they can."""
    words = len(copy.original.keys)
    found = copy.found
    if found is None or found.sure < min(_LEAST_SURE, (words + 1) // 2):
        return "article-not-found", "the article's text is not on the page"
    whole = any(notice.places for notice in copy.notices)
    if found.last - found.first < _EXCERPT * words and found.sure >= _UNBROKEN * (found.last - found.first) and not whole:
        return "excerpt", f"the page shows an excerpt, {found.last - found.first:,} of {words:,} words"
    return "", ""


def _outcome(copy: Copy, clauses: Sequence[ClauseVerdict]) -> tuple[Outcome, str]:
    original = copy.original
    if original.withdrawn or (original.releases is not None and not original.releases.live):
        return "withdrawn", original.withdrawn_reason or "the author has taken the article back; copies are to be taken down"
    if any(each.verdict == "fail" for each in clauses):
        return "broken", ""
    needed = {clause.name for clause in CLAUSES if clause.needed}
    open_ones = [each for each in clauses if each.verdict == "not-determined" and each.name in needed]
    if open_ones:
        return "unknown", f"{open_ones[0].name}-not-determined"
    return "kept", ""


def _differences(copy: Copy) -> tuple[Difference, ...]:
    found = []
    for change in copy.text.changes:
        old = copy.original.stream.text(change.from_start, change.from_end)
        new = copy.stream.text(change.to_start, change.to_end)
        op: Literal["replace", "insert", "delete"] = "replace" if old and new else "delete" if old else "insert"
        found.append(Difference(op, old, new, copy.stream.line(change.to_start)))
    return tuple(found)
