"""``imprint check``: the faults of articles and manifests, all in one run."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from imprint import __version__
from imprint.article.checking import Checked, check_paths
from imprint.findings import ExitStatus, Severity
from imprint.findings.as_github import findings_as_github
from imprint.findings.as_json import report_as_json
from imprint.findings.as_sarif import report_as_sarif
from imprint.findings.as_text import count_of, findings_as_text

__all__ = ["command"]

_CONTENT = Path("content")
_SETTINGS = Path("pelicanconf.py")


@click.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="The form of the report.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
def command(paths: tuple[Path, ...], form: str) -> None:
    """Check articles and manifests; nothing is written.

    PATH is a content folder, a series folder or single files, which are checked with their series'
    manifest. Without PATH the site's content folder is checked. Exit status 1 means errors; warnings
    alone are 0.
    """
    checked = check_paths(paths or (_content_folder(),))
    errors = sum(finding.kind.severity is Severity.ERROR for finding in checked.findings)
    warnings = len(checked.findings) - errors
    status = ExitStatus.FINDINGS if errors else ExitStatus.CLEAN
    if form == "json":
        click.echo(report_as_json(status, checked.findings, {"articles": checked.articles, "errors": errors, "warnings": warnings}))
    elif form == "sarif":
        click.echo(report_as_sarif(checked.findings, __version__))
    else:
        if checked.findings:
            click.echo((findings_as_github if form == "github" else findings_as_text)(checked.findings))
        click.echo(_summary(checked, errors, warnings))
    sys.exit(status)


def _content_folder() -> Path:
    """The content folder that the settings file in the working folder names, else ``content``."""
    if _SETTINGS.is_file():
        # Loaded here: it brings Pelican, which a check of named files can do without.
        from imprint.cli.tell import stop_for_usage  # noqa: PLC0415
        from imprint.hooks.settings_file import read_settings_file  # noqa: PLC0415
        from imprint.settings import SettingsError  # noqa: PLC0415

        try:
            return read_settings_file(_SETTINGS).content
        except SettingsError as error:
            stop_for_usage(str(error))
    if not _CONTENT.is_dir():
        raise click.UsageError("there is no folder named content here; name what to check")
    return _CONTENT


def _summary(checked: Checked, errors: int, warnings: int) -> str:
    told = [count_of(checked.articles, "article"), count_of(errors, "error"), count_of(warnings, "warning")]
    if checked.outside:
        told.append(f"{count_of(checked.outside, 'file')} outside every series not checked")
    return ", ".join(told) + "."
