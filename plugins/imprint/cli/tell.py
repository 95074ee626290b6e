"""How a command ends: its report on standard output, and the exit status that goes with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

from imprint.findings import ExitStatus
from imprint.findings.as_json import report_as_json
from imprint.findings.as_text import count_of, counts_as_text, findings_as_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from imprint.findings import Finding

__all__ = ["stop_for_usage", "tell"]


def tell(status: ExitStatus, findings: Sequence[Finding], counts: Mapping[str, int], *, as_json: bool) -> NoReturn:
    """Print the report, as text or as one JSON object, and exit with the status."""
    if as_json:
        click.echo(report_as_json(status, findings, counts))
    else:
        if findings:
            click.echo(findings_as_text(findings))
        click.echo(f"{counts_as_text(counts)}: {count_of(len(findings), 'finding')}.")
    sys.exit(status)


def stop_for_usage(problem: str) -> NoReturn:
    """Say on standard error what is wrong with the usage or the settings, and exit with status 2."""
    for line in problem.splitlines():
        click.echo(f"imprint: {line}", err=True)
    sys.exit(ExitStatus.WRONG_USAGE)
