"""From a surface to findings: every rule is asked, and a rule that cannot answer is a finding itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.audit.catalogue import PAGE_RULES
from imprint.audit.page import Page
from imprint.audit.rules.page_too_large import MAX_BYTES
from imprint.audit.rules.page_too_large import RULE as TOO_LARGE
from imprint.audit.rules.rule_failed import RULE as RULE_FAILED
from imprint.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from imprint.audit.expected import Expected
    from imprint.audit.rule import Evidence, Rule

__all__ = ["findings_of", "judge_page"]


def judge_page(page: Page, expected: Expected, *, rendered: bool = False) -> list[Finding]:
    """Everything that is wrong with one page, from the top down; an empty list where nothing is.

    ``rendered`` says that a real browser judges the page too: rules that only forbid what cannot be
    told without one are left to it.
    """
    if len(page.data) > MAX_BYTES:
        return findings_of([TOO_LARGE], page, expected, page.path)
    rules = [rule for rule in PAGE_RULES if (expected.own or not rule.own_only) and not (rendered and rule.needs_rendering)]
    return findings_of(rules, page, expected, page.path)


def findings_of(rules: Iterable[Rule[Page]], page: Page, expected: Expected, path: str) -> list[Finding]:
    """Ask these rules about a surface."""
    found: list[Finding] = []
    for rule in rules:
        try:
            found += [_finding(rule, evidence, path) for evidence in rule.check(page, expected)]
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in a rule, the audit has failed and says so
            found.append(
                Finding(RULE_FAILED.kind, path, facts={"rule": f"{rule.code} {rule.name}", "error": f"{type(error).__name__}: {error}"})
            )
    return sorted(found, key=lambda each: each.sort_key)


def _finding(rule: Rule[Page], evidence: Evidence, path: str) -> Finding:
    place = evidence.place
    return Finding(rule.kind, path, place.line, place.column, evidence.facts, place.excerpt)
