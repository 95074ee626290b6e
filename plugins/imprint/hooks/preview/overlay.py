"""What the preview adds to a page on its way to the browser: the findings, with what to do, and the reload."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from imprint.findings import Severity
from imprint.findings.as_text import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from imprint.findings import Finding

__all__ = ["ASSETS", "asset", "fault_page", "with_overlay"]

ASSETS = {"/-/preview.css": "text/css; charset=utf-8", "/-/preview.js": "text/javascript; charset=utf-8"}
"""The addresses that the preview's own files are served from, and their types."""

_HEAD = '<link rel="stylesheet" href="/-/preview.css"><script src="/-/preview.js" defer></script>'
_TOLD_AT_MOST = 50


def asset(address: str) -> bytes:
    """One of the preview's own files."""
    return files(__package__).joinpath(address.rpartition("/")[2]).read_bytes()


def with_overlay(page: bytes, path: str, findings: Sequence[Finding]) -> bytes:
    """A page with the findings of the last build, those of this page first. ``path`` is the page's file below the site."""
    here = [finding for finding in findings if finding.path.endswith(f"/{path}")]
    elsewhere = [finding for finding in findings if finding not in here]
    addition = (_HEAD + _overlay(here, elsewhere)).encode()
    at = page.lower().rfind(b"</body>")
    return page + addition if at < 0 else page[:at] + addition + page[at:]


def fault_page(title: str, findings: Sequence[Finding]) -> bytes:
    """A page of its own where there is no page of the site to show."""
    page = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><h1>{escape(title)}</h1></body></html>'
    return with_overlay(page.encode(), "", findings)


def _overlay(here: Sequence[Finding], elsewhere: Sequence[Finding]) -> str:
    errors = sum(finding.kind.severity is Severity.ERROR for finding in (*here, *elsewhere))
    warnings = len(here) + len(elsewhere) - errors
    if not errors and not warnings:
        return ""
    verdict = "Nothing would be published." if errors else "This would be published."
    told = f"{count_of(errors, 'finding')}, {count_of(warnings, 'warning')}. {verdict}"
    parts = [_listed("On this page", here), _listed("Elsewhere" if here else "In the site", elsewhere)]
    return (
        f'<aside id="imprint-preview" class="{"errors" if errors else "warnings"}" aria-label="What the preview found">'
        f"<details{' open' if errors else ''}><summary>{told}</summary>{''.join(parts)}</details></aside>"
    )


def _listed(title: str, findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    items = "".join(_item(finding) for finding in findings[:_TOLD_AT_MOST])
    rest = len(findings) - _TOLD_AT_MOST
    more = f"<p>… and {rest} more</p>" if rest > 0 else ""
    return f"<h2>{title}</h2><ol>{items}</ol>{more}"


def _item(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    found = f' data-excerpt="{escape(finding.excerpt)}"' if finding.excerpt else ""
    return (
        f'<li class="{finding.kind.severity.value}"{found}><p><strong>{escape(finding.message)}</strong></p>'
        f"<p><code>{escape(place)}</code> {finding.kind.code} {finding.kind.name}</p>"
        + (f"<p>{escape(finding.help)}</p>" if finding.help else "")
        + "</li>"
    )
