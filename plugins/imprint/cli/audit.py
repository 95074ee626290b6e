"""``imprint audit DIR``: hold a built folder against the articles, or against its seal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from imprint.article.library import read_library
from imprint.article.site_rights import site_rights
from imprint.audit.rules_version import rules_asked, rules_version
from imprint.audit.seal import SEAL_NAME, SealError, differences, read_seal
from imprint.audit.site import audit_site
from imprint.cli.tell import stop_for_usage, tell
from imprint.findings import ExitStatus, Finding, Kind, Severity
from imprint.findings.as_html import Report, report_as_html
from imprint.hooks.settings_file import DEFAULT_SETTINGS_FILE, read_settings_file
from imprint.settings import SettingsError

__all__ = ["FAULTS", "command"]

NOT_AS_SEALED = Kind(
    "S901",
    "not-as-sealed",
    "{path} was {change} since the release",
    "release the site again, or put the released folder back",
    """A file of the folder is not the file that was audited and released.

The seal in the folder holds the SHA-256 of every file that the audit read.
Something has changed, added or removed a file since then, so what is served is not what was audited.
""",
)

FAULTS = (NOT_AS_SEALED,)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write the report as one HTML page to this file as well."
)
@click.option("--sealed", is_flag=True, help="Hold the folder against its own seal alone; needs no articles and no settings.")
@click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path), default=DEFAULT_SETTINGS_FILE, help="The site's settings file."
)
@click.option("--site-url", default="", help="The address the folder was built for; default: the one in its seal, else SITEURL.")
def command(folder: Path, settings_file: Path, site_url: str, page: Path | None, *, as_json: bool, sealed: bool) -> None:
    """Audit a built folder against content/.

    Every file is classified and judged, and the articles, read again from the text, are held against the pages, feeds and kits.
    Exit status: 0 nothing wrong, 1 findings, 2 wrong usage, 3 a link could not be checked that the settings require.
    """
    try:
        if sealed:
            seal = read_seal(folder)
            changes = [
                Finding(NOT_AS_SEALED, str(folder / path), facts={"path": path, "change": change})
                for path, change in differences(folder, seal)
            ]
            for line in seal.not_checked:
                click.echo(f"not checked before the release: {line}", err=True)
            status = ExitStatus.FINDINGS if changes else ExitStatus.CLEAN
            _write(
                page,
                Report(
                    f"{folder} against its seal",
                    status,
                    datetime.now(tz=UTC),
                    changes,
                    not_checked=seal.not_checked,
                    counts=seal.counts,
                    rules=FAULTS,
                    version=f"{seal.rules} (when it was sealed)",
                    address=f"{seal.site_url}/",
                    sealed=datetime.fromtimestamp((folder / SEAL_NAME).stat().st_mtime, tz=UTC),
                ),
            )
            tell(status, changes, {"files": len(seal.files)}, as_json=as_json)
        settings = read_settings_file(settings_file, SITEURL=site_url or _sealed_address(folder))
    except (SettingsError, SealError) as error:
        stop_for_usage(str(error))
    library = read_library(settings.content, settings.site_url)
    rights, faults = site_rights(library, settings.site_holder)
    findings = [*library.errors, *faults]
    counts = {"articles": len(library.published)}
    status = ExitStatus.CLEAN
    not_checked: tuple[str, ...] = ()
    not_determined: tuple[Finding, ...] = ()
    if rights is not None:
        report = audit_site(folder, library, settings, rights)
        findings += report.findings
        counts = dict(report.counts)
        status = ExitStatus.NOT_DETERMINED if report.not_determined else status
        for line in report.not_checked:
            click.echo(f"not checked: {line}", err=True)
        if any(finding.kind.severity is Severity.ERROR for finding in findings):
            status = ExitStatus.FINDINGS
        not_checked, not_determined = report.not_checked, report.not_determined
    elif findings:
        status = ExitStatus.FINDINGS
    _write(
        page,
        Report(
            str(folder),
            status,
            datetime.now(tz=UTC),
            findings,
            not_determined,
            not_checked,
            counts,
            rules_asked(),
            rules_version(),
            f"{settings.site_url}/",
        ),
    )
    tell(status, [*findings, *not_determined], counts, as_json=as_json)


def _write(page: Path | None, report: Report) -> None:
    """Write the report as a page, where one was asked for."""
    if page is None:
        return
    try:
        page.write_text(report_as_html(report), encoding="utf-8")
    except OSError as error:
        stop_for_usage(f"{page}: {error.strerror or error}")


def _sealed_address(folder: Path) -> str:
    """The address that the folder's seal names; empty where there is no seal. A damaged seal is told."""
    return read_seal(folder).site_url if (folder / SEAL_NAME).exists() else ""
