"""Each case file gets exactly the findings that it expects, and the catalogue is whole."""

from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import pytest
from case_of_a_surface import EXPECTED, FOLDER, GOOD_PAGE, Case, all_cases, told

from imprint.audit import rules as rule_modules
from imprint.audit.catalogue import ENTRY_RULES, FEED_RULES, PAGE_RULES, RENDERING_RULES, kinds
from imprint.audit.judge import _asked, judge_page, judge_text
from imprint.audit.neighbourhood import files_near
from imprint.audit.page import Page
from imprint.audit.rule import Rule
from imprint.audit.rules.page_too_large import MAX_BYTES
from imprint.audit.style.library import StyleLibrary
from imprint.cli.rule_pages import rule_pages

CASES = all_cases()
NO_FILE_SHOWS_IT = {
    "rule-failed": "needs a rule that breaks off; tested below",
    "page-too-large": "needs 32 MiB; tested below",
    "article-text-altered": "needs an article; tested with whole sites",
    "rendered-notice-unseen": "needs a browser; test_rendering.py",
    "rendered-link-unseen": "needs a browser; test_rendering.py",
    "rendered-click-astray": "needs a browser; test_rendering.py",
    "rendered-page-leaves": "needs a browser; test_rendering.py",
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_surface_gets_the_findings_that_its_file_expects(case: Case) -> None:
    assert told(case.judged()) == case.expectation


def test_every_case_file_is_run() -> None:
    on_disk = {path for path in FOLDER.rglob("*") if path.is_file()} - {FOLDER / "hide.css"}
    assert on_disk == {case.path for case in CASES}


def test_names_of_case_files_agree_with_what_they_expect() -> None:
    codes = {kind.name: kind.code for kind in kinds()}
    wrong = []
    for case in CASES:
        mine = any(each.split()[0] == codes[case.rule] for each in case.expectation)
        if case.path.name.startswith("fires_") != mine or case.path.name.startswith("passes_") != (not case.expectation):
            wrong.append(str(case))
    assert wrong == []


@pytest.mark.parametrize("rule", sorted(kind.name for kind in kinds()))
def test_each_rule_has_a_case_that_fires_and_a_near_miss(rule: str) -> None:
    if rule in NO_FILE_SHOWS_IT:
        assert not (FOLDER / rule).exists()
        return
    names = [path.name for path in (FOLDER / rule).iterdir()]
    assert any(name.startswith("fires_") for name in names), f"no case fires {rule}"
    assert any(name.startswith("passes_") for name in names), f"no near miss of {rule}"


def test_no_folder_of_cases_is_without_a_rule() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} <= {kind.name for kind in kinds()}


def test_the_catalogue_lists_every_rule_module_and_nothing_else() -> None:
    modules = {module.name for module in pkgutil.iter_modules(rule_modules.__path__)}
    assert modules == {kind.name.replace("-", "_") for kind in kinds()}


def test_codes_are_unique_and_in_order() -> None:
    for listed in (PAGE_RULES, FEED_RULES, ENTRY_RULES, RENDERING_RULES):
        codes = [rule.code for rule in listed]
        assert codes == sorted(set(codes))
    assert len({kind.code for kind in kinds()}) == len(kinds())


def test_each_rule_explains_what_it_checks_why_it_matters_and_how_to_put_it_right() -> None:
    for kind in kinds():
        assert re.search(r"What is checked.*Why it matters.*How to put it right", kind.explanation, re.DOTALL), kind.code


def test_the_rule_pages_are_as_generated() -> None:
    written = Path(__file__).parents[2] / "docs" / "rules.md"
    assert written.read_text("utf-8") == rule_pages(), "run: python -m imprint.cli.rule_pages > docs/rules.md"


def test_a_rule_that_breaks_off_is_a_finding_that_names_it() -> None:
    def broken(page: Page, expected: object) -> object:
        raise ZeroDivisionError(page.path, expected)

    rule = Rule(code="P999", name="broken", message="", explanation="", check=broken)  # type: ignore[arg-type] # it never answers
    findings = _asked([rule], Page("x.html", b""), EXPECTED, "x.html")
    assert told(findings) == ["P100"]
    assert "P999 broken" in findings[0].message


def test_a_page_that_is_too_large_is_refused_unread() -> None:
    findings = judge_page(Page("x.html", GOOD_PAGE.encode().ljust(MAX_BYTES + 1)), EXPECTED)
    assert told(findings) == ["P109"]


def test_the_good_page_is_in_order() -> None:
    assert judge_page(Page("x.html", GOOD_PAGE.encode()), EXPECTED) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_proof_never_spares_a_page_that_has_findings(case: Case) -> None:
    """What was learned from the pages in order does not change the verdict on any other."""
    assert told(case.judged(PRIMED)) == case.expectation


def test_a_copy_that_links_a_style_sheet_is_not_proven_by_one_that_links_none() -> None:
    library = StyleLibrary({"/hide.css": b".author-resource{display:none}"}.get)
    copy = GOOD_PAGE.partition("<main>")[2].partition("</main>")[0]
    assert judge_text("bees.html", copy.encode(), EXPECTED, library) == []
    assert library.proven
    linked = judge_text("bees.html", f'<link rel="stylesheet" href="/hide.css">{copy}'.encode(), EXPECTED, library)
    assert [finding.kind.code for finding in linked] == ["C109", "L202"]


def _primed() -> StyleLibrary:
    library = StyleLibrary(files_near(FOLDER))
    for case in CASES:
        if not case.expectation:
            case.judged(library)
    assert library.proven
    return library


PRIMED = _primed()
