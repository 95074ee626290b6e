"""What the preview adds to a page on its way to the browser: the findings, with what to do, and the reload."""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from imprint.findings import Severity
from imprint.findings.as_text import count_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from imprint.findings import Finding

__all__ = ["ASSETS", "asset", "fault_page", "overlay", "with_overlay"]

ASSETS = {"/-/preview.css": "text/css; charset=utf-8", "/-/preview.js": "text/javascript; charset=utf-8"}
"""The addresses that the preview's own files are served from, and their types."""

_TOLD_AT_MOST = 50
_BUILT = re.compile(r".*/\.imprint/(?:staging|preview/site)/")
"""Where a built page lies: its address on the site is the rest."""


def asset(address: str) -> bytes:
    """One of the preview's own files."""
    return files(__package__).joinpath(address.rpartition("/")[2]).read_bytes()


def with_overlay(page: bytes, events: str, found: str) -> bytes:
    """A page with what the preview found; ``events`` is the address at which it hears of changes."""
    head = f'<link rel="stylesheet" href="/-/preview.css"><script src="/-/preview.js" data-events="{escape(events)}" defer></script>'
    addition = (head + found).encode()
    at = page.lower().rfind(b"</body>")
    return page + addition if at < 0 else page[:at] + addition + page[at:]


def fault_page(title: str) -> bytes:
    """A page of its own where there is no page of the site to show."""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title></head><body><main><h1>{escape(title)}</h1></main></body></html>"
    ).encode()


def overlay(page: str, sources: Collection[str], findings: Sequence[Finding], *, judged: bool) -> str:
    """What was found, as HTML; first what concerns the file ``page`` or the ``sources`` that it is made from.

    ``judged`` says that the whole site has been; before that nothing is said of whether it would be published.
    Errors go before warnings, and only what concerns the page has a place in it: articles share their holder's notice.
    """
    findings = sorted(findings, key=lambda finding: finding.kind.severity is not Severity.ERROR)
    here = [finding for finding in findings if finding.path in sources or _BUILT.sub("", f"/{finding.path}") == page]
    elsewhere = [finding for finding in findings if finding not in here]
    errors = sum(finding.kind.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    if not findings:
        return ""
    verdict = (
        "Nothing would be published." if errors else "This would be published." if judged else "The rest of the site is being checked."
    )
    told = f"{count_of(errors, 'finding')}, {count_of(warnings, 'warning')}. {verdict}"
    parts = [_listed("On this page", here, placed=True), _listed("Elsewhere" if here else "In the site", elsewhere, placed=False)]
    return (
        f'<aside id="imprint-preview" class="{"errors" if errors else "warnings"}" aria-label="What the preview found">'
        f"<details{' open' if errors else ''}><summary>{told}</summary>{''.join(parts)}</details></aside>"
    )


def _listed(title: str, findings: Sequence[Finding], *, placed: bool) -> str:
    if not findings:
        return ""
    items = "".join(_item(finding, placed=placed) for finding in findings[:_TOLD_AT_MOST])
    rest = len(findings) - _TOLD_AT_MOST
    more = f"<p>… and {rest} more</p>" if rest > 0 else ""
    return f"<h2>{title}</h2><ol>{items}</ol>{more}"


def _item(finding: Finding, *, placed: bool) -> str:
    path = _BUILT.sub("/", f"/{finding.path}") if _BUILT.match(f"/{finding.path}") else finding.path
    place = f"{path}:{finding.line}" if finding.line else path
    found = f' data-excerpt="{escape(finding.excerpt)}"' if placed and finding.excerpt else ""
    return (
        f'<li class="{finding.kind.severity.value}"{found}><p><strong>{escape(finding.message)}</strong></p>'
        f"<p><code>{escape(place)}</code> {finding.kind.code} {finding.kind.name}</p>"
        + (f"<p>{escape(finding.help)}</p>" if finding.help else "")
        + "</li>"
    )
