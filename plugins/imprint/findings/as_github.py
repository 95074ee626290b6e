"""The form of a report that GitHub Actions shows beside the lines of a change: workflow commands.

Source: GitHub's documentation, "Workflow commands for GitHub Actions", and the escaping that the
runner undoes (``%25``, ``%0D``, ``%0A``; in properties also ``%3A`` and ``%2C``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.findings import Finding

__all__ = ["findings_as_github"]


def findings_as_github(findings: Iterable[Finding]) -> str:
    """One command a line, file by file and from the top down, and no trailing line break."""
    return "\n".join(_command(finding) for finding in sorted(findings, key=lambda finding: finding.sort_key))


def _command(finding: Finding) -> str:
    properties = {"file": finding.path, "title": f"{finding.kind.code} {finding.kind.name}"}
    if finding.line:
        properties["line"] = str(finding.line)
        if finding.column:
            properties["col"] = str(finding.column)
    text = f"{finding.message}\nhelp: {finding.help}" if finding.help else finding.message
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{finding.kind.severity.value} {told}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
