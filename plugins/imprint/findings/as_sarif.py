"""The SARIF 2.1.0 form of a report, which code hosts and editors read.

Source: OASIS Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.findings import Finding, Kind

__all__ = ["report_as_sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report_as_sarif(findings: Iterable[Finding], version: str) -> str:
    """A log of one run; ``version`` is the version of the tool. Its rules are the kinds that were found."""
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    kinds = {finding.kind.code: finding.kind for finding in ordered}
    rules = [kinds[code] for code in sorted(kinds)]
    numbers = {kind.code: number for number, kind in enumerate(rules)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "imprint", "version": version, "rules": [_rule(kind) for kind in rules]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, numbers[finding.kind.code]) for finding in ordered],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


def _rule(kind: Kind) -> dict[str, object]:
    explanation = kind.explanation.strip() or kind.name.replace("-", " ")
    return {
        "id": kind.code,
        "name": kind.name,
        "shortDescription": {"text": kind.name.replace("-", " ")},
        "fullDescription": {"text": explanation},
        "help": {"text": explanation},
        "defaultConfiguration": {"level": kind.severity.value},
    }


def _result(finding: Finding, rule: int) -> dict[str, object]:
    text = f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message
    return {
        "ruleId": finding.kind.code,
        "ruleIndex": rule,
        "level": finding.kind.severity.value,
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(finding)}],
    }


def _location(finding: Finding) -> dict[str, object]:
    path = PurePosixPath(finding.path)
    uri = quote(str(path))
    location: dict[str, object] = {"artifactLocation": {"uri": f"file://{uri}" if path.is_absolute() else uri}}
    if finding.line:
        region: dict[str, object] = {"startLine": finding.line}
        if finding.column:
            region["startColumn"] = finding.column
        if finding.excerpt:
            region["snippet"] = {"text": finding.excerpt}
        location["region"] = region
    return location
