"""``imprint audit-page``: one page, feed or kit file from anywhere, against a notice and a link given by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from imprint.audit.expected import Expected
from imprint.audit.judge import judge_page
from imprint.audit.page import Page
from imprint.findings import ExitStatus
from imprint.findings.as_json import finding_as_dict


@click.command("audit-page")
@click.option("--notice", required=True, help="The copyright notice that each file must carry, verbatim.")
@click.option("--link", required=True, help="The absolute address to which each file must link.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of one object a file.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def command(notice: str, link: str, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Judge pages."""
    expected = Expected((notice,), (link,))
    rows = []
    for file in files:
        findings = judge_page(Page(str(file), file.read_bytes()), expected)
        rows.append(
            {"source": str(file), "verdict": "fail" if findings else "pass", "findings": [finding_as_dict(each) for each in findings]}
        )
    click.echo(json.dumps(rows, indent=1))
    sys.exit(ExitStatus.CLEAN)
