"""The forms of verdicts that ``check-copy`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.findings import ExitStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.copies.judge import CopyVerdict

__all__ = ["status_of", "verdict_as_dict", "verdict_as_text"]

_MARKS = {"pass": "pass", "fail": "FAIL", "not-determined": "   ?", "info": "info"}


def verdict_as_dict(verdict: CopyVerdict, article: str, source: str) -> dict[str, object]:
    """One verdict for JSON; ``reason`` is there where the outcome is ``unknown`` or ``withdrawn``."""
    told: dict[str, object] = {
        "outcome": verdict.outcome,
        "article": article,
        "source": source,
        "similarity": verdict.similarity,
        "clauses": [{"name": each.name, "verdict": each.verdict, "evidence": each.evidence, "line": each.line} for each in verdict.clauses],
        "diff": [{"op": each.op, "from": each.old, "to": each.new, "line": each.line} for each in verdict.diff],
    }
    if verdict.reason:
        told["reason"] = verdict.reason
    return told


def verdict_as_text(verdict: CopyVerdict, source: str) -> str:
    """One verdict for a terminal: the outcome, a line a clause, and the fix where something is to be mended."""
    because = f" ({verdict.reason})" if verdict.reason else ""
    lines = [f"{source}: {verdict.outcome}{because}, similarity {verdict.similarity:.3f}"]
    if verdict.outcome == "unknown" and len({each.evidence for each in verdict.clauses}) == 1:
        return f"{lines[0]}\n  {verdict.clauses[0].evidence}"
    for each in verdict.clauses:
        place = f" (line {each.line})" if each.line else ""
        lines.append(f"  {_MARKS[each.verdict]}  {each.name}: {each.evidence}{place}")
    return "\n".join(lines)


def status_of(verdicts: Iterable[CopyVerdict]) -> ExitStatus:
    """The exit status for several copies: the worst one counts, and a broken copy is worse than one that could not be judged."""
    outcomes = {verdict.outcome for verdict in verdicts}
    if outcomes & {"broken", "withdrawn"}:
        return ExitStatus.FINDINGS
    return ExitStatus.NOT_DETERMINED if "unknown" in outcomes else ExitStatus.CLEAN
