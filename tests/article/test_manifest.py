"""Manifests in files: each case is a ``series.toml`` that says in its head which findings ``imprint check`` has to tell."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from imprint.article.manifest import faults as manifest_faults
from imprint.article.manifest.faults import FAULTS
from imprint.article.manifest.keys import KEYS, TABLES, Entry
from imprint.cli import main
from imprint.findings import Severity

CASES = Path(__file__).parent / "cases" / "manifest"
ARTICLES = CASES / "articles"
DOCS = Path(__file__).parents[2] / "docs" / "manifest.md"
ALL_CASES = sorted(path for path in CASES.rglob("*.toml"))
HEAD = re.compile(r"# (Case|Files|Also|Expect): (.*)")

TOLD_ELSEWHERE = {
    "manifest-unreadable",
    "series-twin",
    "file-irregular",
    "file-unreadable",
    "folder-without-manifest",
    "article-unwritten",
    "name-unusable",
}
"""Kinds that no manifest by itself can show; test_library.py has a test for each."""


def read_head(case: Path) -> dict[str, list[str]]:
    head: dict[str, list[str]] = {"Case": [], "Files": [], "Also": [], "Expect": []}
    for line in case.read_text(encoding="utf-8").splitlines():
        match = HEAD.fullmatch(line)
        if not match:
            break
        head[match[1]].append(match[2])
    assert head["Case"], f"{case} says nothing of itself"
    assert head["Expect"], f"{case} expects nothing, and does not say so"
    return head


def check(*arguments: str) -> tuple[int, dict[str, object]]:
    result = CliRunner().invoke(main, ["check", *arguments, "--format", "json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, json.loads(result.stdout)


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_manifest_gives_the_findings_that_its_head_expects(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = read_head(case)
    series = tmp_path / "content" / "plain-things"
    series.mkdir(parents=True)
    shutil.copyfile(case, series / "series.toml")
    for name in (head["Files"] or ["bees.txt"])[0].replace("none", "").split():
        source, _, target = name.partition(">")
        shutil.copyfile(ARTICLES / source, series / (target or source))
    for name in " ".join(head["Also"]).split():
        (series / name).write_bytes(b"Not an article.\n")
    monkeypatch.chdir(tmp_path)

    status, report = check("content")

    found = []
    for finding in report["findings"]:
        assert finding["path"].startswith("content/plain-things/")
        place = finding["path"].rpartition("/")[2]
        found.append(f"{finding['code']} {place}:{finding['line']}".removesuffix(":0"))
    expected = [] if head["Expect"] == ["nothing"] else head["Expect"]
    # Reading has cases of its own; a warning about the text of an article is not this test's matter.
    found = [each for each in found if each[0] == "M"]
    assert sorted(found) == sorted(expected)
    codes = {kind.code: kind for kind in FAULTS}
    assert status == any(codes[each.split()[0]].severity is Severity.ERROR for each in expected)


def test_each_case_stands_in_the_folder_of_a_kind_that_it_fires_or_passes() -> None:
    codes = {kind.name: kind.code for kind in FAULTS}
    for case in ALL_CASES:
        folder, fires = case.parent.name, case.stem.startswith("fires")
        assert fires or case.stem.startswith("passes"), case
        expected = " ".join(read_head(case)["Expect"])
        if folder == "five-faults":
            assert len(read_head(case)["Expect"]) == 5
        else:
            assert (codes[folder] in expected) is fires, case
            assert fires or expected == "nothing", case


def test_each_kind_has_a_case_or_a_test_elsewhere() -> None:
    assert {kind.name for kind in FAULTS} - TOLD_ELSEWHERE == {case.parent.name for case in ALL_CASES} - {"five-faults"}


def test_the_catalogue_is_in_order_and_names_every_kind_of_its_module() -> None:
    codes = [kind.code for kind in FAULTS]
    assert codes == sorted(set(codes))
    assert all(kind.code.startswith("M2") == (kind.severity is Severity.WARNING) for kind in FAULTS)
    assert all(kind.explanation.strip() for kind in FAULTS)
    exported = {name for name in manifest_faults.__all__ if name != "FAULTS"}
    assert len(exported) == len(FAULTS)
    assert {getattr(manifest_faults, name) for name in exported} == set(FAULTS)


def test_every_key_has_its_field_and_every_field_its_key() -> None:
    assert {key.name for key in KEYS} == set(Entry.__dataclass_fields__) - {"place", "wrong"}


def documented_keys() -> set[tuple[str, str]]:
    """The keys in the tables of docs/manifest.md, with the table of the manifest that each heading names."""
    headings = {
        "### The top of the manifest": "series",
        '### `[holder."NAME"]`': "holder",
        "### `[[article]]`": "article",
        "### `[[ignore]]`": "ignore",
    }
    table, found = "", set()
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            table = headings.get(line, "")
        row = re.match(r"\| `(\w+)` \|", line)
        if row and table:
            found.add((table, row[1]))
    return found


def test_every_key_is_documented_and_every_documented_key_exists() -> None:
    assert documented_keys() == {(table, key.name) for table in TABLES for key in KEYS if table in key.tables}
