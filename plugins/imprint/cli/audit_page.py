"""``imprint audit-page``: pages, feeds and kit files from anywhere, against a notice and a link given by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imprint.audit.expected import Expected
from imprint.audit.judge import is_page, judge_file, judge_rendering
from imprint.audit.neighbourhood import files_near
from imprint.audit.rendering.browser import BrowserMissing, open_browser
from imprint.audit.style.library import StyleLibrary
from imprint.findings import ExitStatus
from imprint.findings.as_json import finding_as_dict
from imprint.findings.as_text import count_of, findings_as_text

if TYPE_CHECKING:
    from imprint.findings import Finding


@click.command("audit-page")
@click.option("--notice", required=True, help="The copyright notice that each file must carry, verbatim.")
@click.option("--link", required=True, help="The absolute http(s) address to which each file must link.")
@click.option("--browser", is_flag=True, help="Let a real Chromium look at the pages as well; it decides what style sheets and scripts do.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of one object a file: source, verdict and findings.")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(notice: str, link: str, files: tuple[Path, ...], *, browser: bool, as_json: bool) -> None:
    """Hold single pages, feeds or kit files against a copyright notice and a link.

    A feed is known by its content, a kit file by its suffix (.txt, .md); everything else is a page.
    Style sheets that lie beside a page, or below a folder above it, are taken into account.
    """
    if not notice.strip():
        raise click.BadParameter("the notice is empty", param_hint="--notice")
    if not link.lower().startswith(("http://", "https://")):
        raise click.BadParameter(f"{link!r} is no absolute http or https address", param_hint="--link")
    expected = Expected((notice,), (link,))
    judged = _with_browser(files, expected) if browser else _without(files, expected)
    if as_json:
        rows = [
            {"source": str(file), "verdict": "fail" if findings else "pass", "findings": [finding_as_dict(each) for each in findings]}
            for file, findings in judged
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for _, findings in judged:
            if findings:
                click.echo(findings_as_text(findings))
        failed = sum(bool(findings) for _, findings in judged)
        click.echo(f"{count_of(len(judged), 'file')} audited, {failed} refused")
    sys.exit(ExitStatus.FINDINGS if any(findings for _, findings in judged) else ExitStatus.CLEAN)


def _without(files: tuple[Path, ...], expected: Expected, *, rendered: bool = False) -> list[tuple[Path, list[Finding]]]:
    libraries: dict[Path, StyleLibrary] = {}
    judged = []
    for file in files:
        folder = file.absolute().parent
        styles = libraries.setdefault(folder, StyleLibrary(files_near(folder)))
        judged.append((file, judge_file(str(file), file.read_bytes(), expected, styles, address=f"/{file.name}", rendered=rendered)))
    return judged


def _with_browser(files: tuple[Path, ...], expected: Expected) -> list[tuple[Path, list[Finding]]]:
    judged = _without(files, expected, rendered=True)
    try:
        with open_browser() as browser:
            for file, findings in judged:
                data = file.read_bytes()
                if is_page(str(file), data):
                    rendering = browser.look(str(file), data, expected, files_near(file.absolute().parent), file.name)
                    findings.extend(judge_rendering(rendering, expected))
    except BrowserMissing as error:
        raise click.UsageError(str(error)) from error
    return judged
