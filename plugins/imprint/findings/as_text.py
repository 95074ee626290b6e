"""The form of a report that a person reads on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from imprint.findings import Finding

__all__ = ["count_of", "counts_as_text", "finding_as_text", "findings_as_text", "unit_of"]

_EXCERPT_WIDTH = 100
_NAMED_AT_MOST = 3
_UNITS = {"entries": ("feed entry", "feed entries")}


def finding_as_text(finding: Finding) -> str:
    """One finding on two to five lines: place, code and message; the excerpt; help; where to read why."""
    place = finding.path
    if finding.line:
        place += f":{finding.line}"
        if finding.column:
            place += f":{finding.column}"
    warning = "warning: " if finding.kind.severity is Severity.WARNING else ""
    lines = [f"{place}: {finding.kind.code} {finding.kind.name}: {warning}{finding.message}"]
    if finding.excerpt:
        number = str(finding.line) if finding.line else ""
        excerpt = finding.excerpt if len(finding.excerpt) <= _EXCERPT_WIDTH else finding.excerpt[: _EXCERPT_WIDTH - 1] + "…"
        lines.append(f"  {number:>5} | {excerpt}")
    if finding.help:
        lines.append(f"  help: {finding.help}")
    if finding.kind.explanation:
        lines.append(f"  why:  imprint explain {finding.kind.code}")
    return "\n".join(lines)


def findings_as_text(findings: Iterable[Finding]) -> str:
    """All findings, file by file and from the top down, and no trailing line break.

    Errors stand last, next to the prompt. A warning about whole files that says the same of several is told at the first of them.
    """
    alike: dict[object, list[Finding]] = {}
    for number, finding in enumerate(sorted(findings, key=lambda each: (each.kind.severity is Severity.ERROR, each.sort_key))):
        shared = finding.kind.severity is Severity.WARNING and not finding.line
        alike.setdefault((finding.kind.code, finding.message, finding.help) if shared else number, []).append(finding)
    return "\n".join(finding_as_text(first) + _also(rest) for first, *rest in alike.values())


def _also(findings: Sequence[Finding]) -> str:
    """The line that names the other files of which the same is said."""
    if not findings:
        return ""
    files = list(dict.fromkeys(finding.path for finding in findings))
    more = f" and {count_of(len(files) - _NAMED_AT_MOST, 'more file')}" if len(files) > _NAMED_AT_MOST else ""
    return f"\n  also: {', '.join(files[:_NAMED_AT_MOST])}{more}"


def count_of(number: int, singular: str, plural: str = "") -> str:
    """``"1 article"``, ``"2 articles"``; ``plural`` is given where it is not the singular and an ``s``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def counts_as_text(counts: Mapping[str, int]) -> str:
    """The ``counts`` of a report: ``"1 article, 21 pages"``."""
    return ", ".join(f"{number:,} {unit_of(name, number)}" for name, number in counts.items())


def unit_of(name: str, number: int) -> str:
    """What is counted under a name of a report's ``counts``: ``"article"`` or ``"articles"``, ``"feed entry"`` or ``"feed entries"``."""
    singular, plural = _UNITS.get(name, (name.removesuffix("s"), name))
    return singular if number == 1 else plural
