"""The JSON form of a report, the same for every command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from imprint.findings import ExitStatus, Finding

__all__ = ["finding_as_dict", "report_as_json"]


def finding_as_dict(finding: Finding) -> dict[str, object]:
    """One finding with the keys ``code``, ``name``, ``severity``, ``path``, ``line``, ``column``, ``message``, ``help`` and ``facts``."""
    return {
        "code": finding.kind.code,
        "name": finding.kind.name,
        "severity": finding.kind.severity.value,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "help": finding.help,
        "facts": {key: value if isinstance(value, int) else str(value) for key, value in finding.facts.items()},
    }


def report_as_json(status: ExitStatus, findings: Iterable[Finding], counts: Mapping[str, int]) -> str:
    """A whole report: one object with ``outcome``, ``findings`` and ``counts``."""
    report = {
        "outcome": status.outcome,
        "findings": [finding_as_dict(finding) for finding in sorted(findings, key=lambda each: each.sort_key)],
        "counts": dict(counts),
    }
    return json.dumps(report, ensure_ascii=False, indent=1)
