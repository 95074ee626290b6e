"""The form of a report to look at: one self-contained HTML page that says what was audited, by which rules, and what was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from imprint.findings import ExitStatus, Severity
from imprint.findings.as_text import count_of, unit_of
from imprint.findings.html_page import END, page_head, safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from imprint.findings import Finding, Kind

__all__ = ["Report", "report_as_html"]

_MOST = 2000
"""Findings that are shown; a browser is slow beyond that, and nobody reads so many."""
_STYLE = """.verdict{font-size:1.25rem;border-left:.4rem solid;padding-left:.8rem}dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}
dl.facts dt{color:var(--soft)}dl.facts dd{margin:0}dl.counts{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0}
dl.counts div{border:1px solid var(--line);border-radius:.4rem;padding:.4rem .8rem;display:flex;flex-direction:column-reverse}dl.counts dd{margin:0;font-size:1.5rem}
dl.counts dt{color:var(--soft)}article{border:1px solid var(--line);border-radius:.4rem;padding:.2rem 1rem .8rem;margin:1rem 0}article h4{margin:.6rem 0 .2rem}
article p{margin:.3rem 0}pre{background:var(--field);padding:.5rem .8rem;margin:.4rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
h3{margin:1.6rem 0 .4rem;overflow-wrap:anywhere;font-size:1rem}summary{cursor:pointer}@media(max-width:34rem){dl.facts{grid-template-columns:1fr;gap:0}
dl.facts dd{margin-bottom:.5rem}}@media print{article{break-inside:avoid}}"""
_VERDICTS = {
    ExitStatus.CLEAN: ("good", "Nothing wrong was found."),
    ExitStatus.FINDINGS: ("bad", "Something is wrong."),
    ExitStatus.NOT_DETERMINED: ("doubt", "Something could not be determined."),
    ExitStatus.WRONG_USAGE: ("bad", "The audit could not be made."),
}


@dataclass(frozen=True)
class Report:
    """What an audit found, for one page.

    ``subject`` names what was audited, as a person would type it, ``address`` what it was built for. ``told`` is the last sentence of
    the text report. ``rules`` are the rules that were asked and ``version`` is theirs. ``not_checked`` has a sentence for each thing
    that was left unchecked and that the settings allow; ``not_determined`` what could not be told and must be. ``made`` is the time
    of the audit, ``sealed`` that of the seal where there is one.
    """

    subject: str
    status: ExitStatus
    made: datetime
    findings: Sequence[Finding] = ()
    not_determined: Sequence[Finding] = ()
    not_checked: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    rules: Sequence[Kind] = ()
    version: str = ""
    address: str = ""
    told: str = ""
    sealed: datetime | None = None


def report_as_html(report: Report) -> str:
    """The page. Whatever a path, an excerpt or a message holds is shown as text."""
    tone, verdict = _VERDICTS[report.status]
    facts = {
        "Audited": report.subject,
        "Built for": report.address,
        "Time of the audit": _time(report.made),
        "Sealed": _time(report.sealed) if report.sealed else "",
        "Rules": f"version {report.version}" if report.version else "",
    }
    parts = [
        page_head(f"Audit of {report.subject}", _STYLE),
        f'<h1>Audit of {safe(report.subject)}</h1>\n<p class="verdict {tone}">{verdict}</p>\n',
        f"<p>{safe(report.told)}</p>\n" if report.told else "",
        '<dl class="facts">' + "".join(f"<dt>{name}</dt><dd>{safe(value)}</dd>" for name, value in facts.items() if value) + "</dl>\n",
        "<h2>What was audited</h2>\n",
        '<dl class="counts">'
        + "".join(f"<div><dt>{safe(unit_of(name, number))}</dt><dd>{number:,}</dd></div>" for name, number in report.counts.items())
        + "</dl>\n"
        if report.counts
        else "<p>Nothing: there was no folder that could be read.</p>\n",
        _found(report),
        _open("What could not be determined", report.not_determined, "Everything that was asked could be determined."),
        _unchecked(report.not_checked),
        _rules(report),
        END,
    ]
    return "".join(parts)


def _time(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M:%S UTC")


def _found(report: Report) -> str:
    warnings = sum(each.kind.severity is Severity.WARNING for each in report.findings)
    errors = len(report.findings) - warnings
    counted = f"{count_of(errors, 'finding')}, {count_of(warnings, 'warning')}"
    return _open(f"What was found: {counted}", report.findings, "Nothing.")


def _open(title: str, findings: Sequence[Finding], none: str) -> str:
    """Findings, file by file and from the top down."""
    if not findings:
        return f"<h2>{title}</h2>\n<p>{none}</p>\n"
    ordered = sorted(findings, key=lambda each: (each.kind.severity is Severity.WARNING, *each.sort_key))
    parts = [f"<h2>{title}</h2>\n"]
    for path, group in groupby(ordered[:_MOST], key=lambda each: each.path):
        parts.append(f"<h3><code>{safe(path)}</code></h3>\n")
        parts += map(_one, group)
    if len(ordered) > _MOST:
        parts.append(f"<p>{len(ordered) - _MOST:,} more are left out here; the text and the JSON report have all of them.</p>\n")
    return "".join(parts)


def _one(finding: Finding) -> str:
    kind = finding.kind
    place = finding.path + (f":{finding.line}" + (f":{finding.column}" if finding.column else "") if finding.line else "")
    tone, word = ("doubt", "warning") if kind.severity is Severity.WARNING else ("bad", "finding")
    explained = "".join(f"<p>{safe(each)}</p>" for each in kind.explanation.strip().split("\n\n"))
    return (
        f'<article><h4><span class="{tone}">{safe(kind.code)}</span> {safe(kind.name)}</h4>'
        f'<p class="soft"><code>{safe(place)}</code> <span>({word})</span></p><p>{safe(finding.message)}</p>'
        + (f"<pre>{safe(finding.excerpt)}</pre>" if finding.excerpt else "")
        + (f"<p><strong>What to do:</strong> {safe(finding.help)}</p>" if finding.help else "")
        + (f"<details><summary>Why {safe(kind.code)} is a rule</summary>{explained}</details>" if explained else "")
        + "</article>\n"
    )


def _unchecked(told: Sequence[str]) -> str:
    listed = "<ul>" + "".join(f"<li>{safe(each)}</li>" for each in told) + "</ul>" if told else "<p>Nothing was left out.</p>"
    return f"<h2>What was not checked</h2>\n{listed}\n"


def _rules(report: Report) -> str:
    if not report.rules:
        return ""
    found = Counter(each.kind.code for each in (*report.findings, *report.not_determined))
    rows = "".join(
        f"<tr><td>{safe(rule.code)}</td><td>{safe(rule.name)}</td><td>{found[rule.code] or ''}</td></tr>"
        for rule in sorted(report.rules, key=lambda each: each.code)
    )
    return (
        f"<h2>By which rules</h2>\n<details><summary>{count_of(len(report.rules), 'rule')}</summary><table><thead><tr>"
        f'<th scope="col">Code</th><th scope="col">What it finds</th><th scope="col">Found</th></tr></thead><tbody>{rows}</tbody></table></details>\n'
    )
