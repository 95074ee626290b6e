"""What came of a build, and how it is told on the terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from imprint.article.shown import shown_path
from imprint.audit.rules_version import rules_asked, rules_version
from imprint.audit.seal import Seal
from imprint.findings import ExitStatus, Finding, Severity
from imprint.findings.as_html import Report, report_as_html
from imprint.findings.as_text import count_of, counts_as_text, findings_as_text

if TYPE_CHECKING:
    from imprint.article.library import Library
    from imprint.audit.site import SiteReport
    from imprint.settings import Settings

__all__ = ["REPORT", "BuildOutcome"]

REPORT = "report.html"
"""The report of the last build, in the folder in which builds work; a release never takes it along."""


@dataclass
class BuildOutcome:
    """The findings so far, and the seal once the built folder was audited."""

    settings: Settings
    findings: list[Finding] = field(default_factory=list)
    not_determined: tuple[Finding, ...] = ()
    seal: Seal | None = None
    recorded: bool = False
    """Whether the record of releases in the sources is another one now."""

    def audited(self, report: SiteReport) -> None:
        """Take in what the audit found."""
        self.findings += report.findings
        self.not_determined = report.not_determined
        self.seal = Seal(self.settings.site_url, report.rules, report.counts, report.not_checked, report.digests)

    @property
    def status(self) -> ExitStatus:
        """What the build ends with. A folder that was never audited is not clean."""
        if self.seal is None or any(finding.kind.severity is Severity.ERROR for finding in self.findings):
            return ExitStatus.FINDINGS
        return ExitStatus.NOT_DETERMINED if self.not_determined else ExitStatus.CLEAN

    def tell(self, library: Library, seconds: float) -> None:
        """Print every finding, and in the last line what was released or that nothing was; write the same as a page to look at."""
        findings = [*self.findings, *self.not_determined, *library.warnings]
        if findings:
            click.echo(findings_as_text(findings), err=True)
        warnings = sum(finding.kind.severity is Severity.WARNING for finding in findings)
        counted = f"{count_of(len(findings) - warnings, 'finding')}, {count_of(warnings, 'warning')}"
        released = f"{shown_path(self.settings.release)}/"
        if self.seal is None or self.status is not ExitStatus.CLEAN:
            told = f"{counted} in {count_of(library.files, 'article')}."
            if len(findings) == warnings:
                told += f" {shown_path(self.settings.content)} holds no article that could be published."
            told += f" Nothing was released; {released} is as it was."
            click.echo(told, err=True)
            self._write_page(library, told)
            return
        for line in self.seal.not_checked:
            click.echo(f"not checked: {line}", err=True)
        if self.recorded:
            click.echo(f"{shown_path(self.settings.record)} tells of this release; commit it with the articles", err=True)
        told = f"{counts_as_text(self.seal.counts)}, {counted} in {seconds:.1f} s; released into {released} for {self.settings.site_url}/"
        click.echo(told)
        self._write_page(library, told)

    def _write_page(self, library: Library, told: str) -> None:
        """Keep the report beside the staging folder. Where it cannot be written, that is said; it decides nothing."""
        report = Report(
            subject=f"{shown_path(self.settings.content)}/",
            status=self.status,
            made=datetime.now(tz=UTC),
            findings=(*self.findings, *library.warnings),
            not_determined=self.not_determined,
            not_checked=self.seal.not_checked if self.seal is not None else (),
            counts=self.seal.counts if self.seal is not None else {"articles": library.files},
            rules=rules_asked(),
            version=self.seal.rules if self.seal is not None else rules_version(),
            address=f"{self.settings.site_url}/",
            told=told,
        )
        page = self.settings.work / REPORT
        try:
            page.write_text(report_as_html(report), encoding="utf-8")
        except OSError as error:
            click.echo(f"The report was not written: {shown_path(page)}: {error.strerror or error}", err=True)
        else:
            click.echo(f"The report to look at: {shown_path(page)}", err=self.status is not ExitStatus.CLEAN)
