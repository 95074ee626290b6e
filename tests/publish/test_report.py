"""The report as a page: what was audited, by which rules, what was found and what was not checked, for a refused build and for a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from justhtml import JustHTML

from imprint.audit.rendering.browser import _executable
from imprint.findings import ExitStatus, Finding, Kind
from imprint.findings.as_html import Report, report_as_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from conftest import Project

HOSTILE = "<script>alert(1)</script> &amp; \"'> \u202egnp.\x07 <img src=x onerror=alert(2)>"


def text_of(page: str) -> str:
    return " ".join(JustHTML(page).to_text().split())


def test_a_refused_build_says_where_its_report_is_and_the_report_says_everything(published: Project) -> None:
    before = published.digests()
    path = published.folder / "content" / "it-certifications" / "series.toml"
    path.write_text(
        "".join(line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith("resource_url")), "utf-8"
    )

    run = published.publish()

    assert run.returncode == ExitStatus.FINDINGS
    assert "The report to look at: .imprint/report.html" in run.stderr
    told = text_of((published.folder / ".imprint" / "report.html").read_text("utf-8"))
    for wanted in (
        "Something is wrong",
        "Nothing was released; output/ is as it was",
        "M121 resource-link-unknown",
        "content/it-certifications/000_34954eeca70ab4b3.txt:36:1",
        "Copyright MMI-MMVI, Computer Consultants Secrets",
        "What to do: add resource_url",
        "Rules version",
        "What was not checked",
    ):
        assert wanted in told
    assert published.digests() == before


def test_the_report_of_a_release_counts_what_was_audited_and_stays_out_of_the_released_folder(published: Project) -> None:
    told = text_of((published.folder / ".imprint" / "report.html").read_text("utf-8"))
    for wanted in (
        "Nothing wrong was found",
        "What was audited",
        "article 1 pages 21",
        "feed entries 9",
        "released into output/",
        "By which rules",
    ):
        assert wanted in told
    assert not [path for path in published.digests() if "report.html" in path]


def test_a_served_folder_is_held_against_its_seal_and_what_was_not_checked_is_named(published: Project) -> None:
    manifest = published.folder / "content" / "it-certifications" / "series.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('"/about/"', '"https://author.example/"'), "utf-8")
    assert published.publish("pelicanconf.py").returncode == ExitStatus.CLEAN
    (published.output / "index.html").write_text("changed", "utf-8")

    run = published.run("imprint", "audit", "--sealed", "output", "--html", "seal.html")

    assert run.returncode == ExitStatus.FINDINGS
    assert "not checked before the release: https://author.example/" in run.stderr
    told = text_of((published.folder / "seal.html").read_text("utf-8"))
    for wanted in (
        "Something is wrong",
        "S901 not-as-sealed",
        "index.html was changed since the release",
        "Sealed",
        "https://author.example/",
    ):
        assert wanted in told


def test_an_audit_writes_its_report_where_it_is_asked_to(published: Project) -> None:
    (published.output / "about" / "index.html").write_text("<p>nothing</p>", "utf-8")
    run = published.run("imprint", "audit", "output", "--html", "report.html")
    assert run.returncode == ExitStatus.FINDINGS
    assert "C101 notice-missing" in text_of((published.folder / "report.html").read_text("utf-8"))
    run = published.run("imprint", "audit", "output", "--html", "nowhere/report.html")
    assert run.returncode == ExitStatus.WRONG_USAGE
    assert "nowhere/report.html: No such file or directory" in run.stderr
    assert "Traceback" not in run.stderr


def hostile_report() -> str:
    from datetime import UTC, datetime  # noqa: PLC0415 - only here

    kind = Kind("X1", HOSTILE, "{what}", "{what}", HOSTILE)
    findings = [Finding(kind, HOSTILE, 3, 4, {"what": HOSTILE}, HOSTILE + "x" * 400)]
    return report_as_html(
        Report(
            HOSTILE,
            ExitStatus.FINDINGS,
            datetime(2026, 1, 2, tzinfo=UTC),
            findings,
            findings,
            [HOSTILE],
            {HOSTILE: 7},
            [kind],
            HOSTILE,
            HOSTILE,
            HOSTILE,
        )
    )


def test_whatever_a_report_quotes_is_text() -> None:
    page = hostile_report()
    tree = JustHTML(page, sanitize=False)
    assert tree.query("script") == tree.query("img") == []
    assert "\u202e" not in page
    assert "\x07" not in page
    assert "⟨U+202E⟩" in page
    assert "default-src 'none'" in page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if (program := _executable()) is None:
        pytest.skip("needs Chromium: apt install chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_report_can_be_read_by_everybody(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 - only where there is a browser

    file = tmp_path / "report.html"
    file.write_text(hostile_report(), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    try:
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        page.evaluate(AXE_SCRIPT)
        assert (
            page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations.map((each) => each.id))")
            == []
        )
    finally:
        page.close()
