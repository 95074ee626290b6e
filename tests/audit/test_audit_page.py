"""The commands of the auditor of single surfaces, run as a user types them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from case_of_a_surface import FOLDER, GOOD_PAGE, LINK, NOTICE

IMPRINT = Path(sys.executable).with_name("imprint")


def imprint(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([IMPRINT, *arguments], capture_output=True, text=True, check=False, timeout=120)


def audit_page(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return imprint("audit-page", "--notice", NOTICE, "--link", LINK, *arguments)


def test_a_page_in_order_ends_with_0(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text(GOOD_PAGE, "utf-8")
    run = audit_page(page)
    assert (run.returncode, run.stdout, run.stderr) == (0, "1 file audited, 0 refused\n", "")


def test_a_finding_ends_with_1_and_names_place_code_and_what_to_do(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text(GOOD_PAGE.replace("<a href", '<a rel="nofollow" href'), "utf-8")
    run = audit_page(page)
    assert run.returncode == 1
    assert f"{page}:6:" in run.stdout
    assert "L205 resource-link-nofollow" in run.stdout
    assert "help: remove nofollow" in run.stdout


def test_json_is_a_list_with_one_object_a_file(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.txt"
    good.write_text(GOOD_PAGE, "utf-8")
    bad.write_text("nothing\n", "utf-8")
    run = audit_page("--json", good, bad)
    first, second = json.loads(run.stdout)
    assert run.returncode == 1
    assert first == {"source": str(good), "verdict": "pass", "findings": []}
    assert (second["source"], second["verdict"]) == (str(bad), "fail")
    assert [each["code"] for each in second["findings"]] == ["C101", "L112"]
    assert {"code", "name", "line", "message"} <= set(second["findings"][0])


def test_a_style_sheet_beside_the_page_counts(tmp_path: Path) -> None:
    page = tmp_path / "articles" / "x.html"
    page.parent.mkdir()
    page.write_text(GOOD_PAGE.replace("</head>", '<link rel="stylesheet" href="/theme/a.css"></head>'), "utf-8")
    assert audit_page(page).returncode == 0
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "a.css").write_text("@import 'b.css';", "utf-8")
    (tmp_path / "theme" / "b.css").write_text(".author-resource { display: none }", "utf-8")
    assert audit_page(page).returncode == 1


def test_wrong_usage_ends_with_2(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text(GOOD_PAGE, "utf-8")
    assert imprint("audit-page", "--notice", NOTICE, "--link", "/about/", page).returncode == 2
    assert imprint("audit-page", "--notice", " ", "--link", LINK, page).returncode == 2
    assert audit_page(tmp_path / "missing.html").returncode == 2
    assert audit_page().returncode == 2


def test_rules_lists_each_code_once_and_as_json() -> None:
    listed = [line.split()[0] for line in imprint("rules").stdout.splitlines()]
    rows = json.loads(imprint("rules", "--json").stdout)
    assert listed == sorted(set(listed)) == [row["code"] for row in rows]
    assert {"C101", "L202", "F101", "P108", "A101", "M101", "S101", "W101", "K101"} <= set(listed)


def test_explain_takes_a_code_or_a_name() -> None:
    by_code, by_name = imprint("explain", "l202"), imprint("explain", "resource-link-hidden")
    assert by_code.returncode == 0
    assert by_code.stdout == by_name.stdout
    assert by_code.stdout.startswith("L202 resource-link-hidden (error)\n\nA style sheet hides")


def test_explain_names_the_nearest_rule_and_ends_with_2() -> None:
    run = imprint("explain", "resource-link-hiden")
    assert run.returncode == 2
    assert "resource-link-hidden" in run.stderr


def test_every_kind_of_fault_in_the_package_is_in_the_catalogue() -> None:
    """Whoever declares a kind adds its module to the list in every_kind.py."""
    declared = set()
    for path in (Path(__file__).parents[2] / "plugins" / "imprint").rglob("*.py"):
        declared |= set(re.findall(r"^[A-Z_0-9]+(?:: Kind)? = Kind\(\s*(?:code=)?\"([A-Z]\d{3})\"", path.read_text("utf-8"), re.MULTILINE))
    listed = {row["code"] for row in json.loads(imprint("rules", "--json").stdout)}
    assert declared - listed == set()


def test_a_case_that_only_a_browser_decides_is_not_passed_without_one() -> None:
    assert audit_page(*sorted(FOLDER.glob("page-scripted/fires_*.html"))).returncode == 1
